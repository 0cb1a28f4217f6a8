import { describe, expect, it } from 'vitest';
import { requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { expectBugs } from './bugs.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, END, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

const bug = () => {
  throw new Error('a bug');
};

async function filled(): Promise<Stage> {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

const claimOf = (at: Stage) => at.cases.now('CASE-1042').claim?.state;
const BROKEN = { reasons: [{ code: 'guard-not-intact', details: { detail: expect.stringContaining('a part of it failed') } }] };

async function systemsOf(at: Stage) {
  const systems = await at.context.ports.systems();
  if (systems === null) throw new Error('no systems');
  return systems;
}

describe('an effect that fails', () => {
  it.each([
    ['while everything is read', async (at: Stage) => Object.assign(at.context.ports, { profiles: bug })],
    ['while the claim is consumed', async (at: Stage) => Object.assign((await systemsOf(at)).caseSystem, { consume: bug })],
    ['before the gate opens', async (at: Stage) => Object.assign(at.context.ports.device, { wakeAt: bug })],
  ])('%s does not leave the check waiting for ever', async (_, spoil) => {
    const done = expectBugs();
    const at = await filled();
    await spoil(at);
    await at.pressSubmit();
    await at.fake.advance(8_000);
    expect(at.run().state.phase).toBe('filling');
    expect([...(at.run().state.halt?.reasons ?? []), ...at.run().state.checkHolds]).toMatchObject([{ code: 'guard-not-intact' }]);
    expect(claimOf(at)).toBe('held');
    expect((await at.entries()).map(({ kind }) => kind)).toContain('fault');
    expect(done().length).toBeGreaterThan(0);
    at.end();
  });

  it('while the world is watched takes the release back', async () => {
    const done = expectBugs();
    const at = await armedStage();
    Object.assign(at.context.ports, { profiles: bug });
    await at.fake.advance(4_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null, halt: BROKEN });
    expect(claimOf(at)).toBe('held');
    expect(at.fake.gateLog.at(-1)).toBe('close');
    done();
    at.end();
  });

  it('while the world is watched makes nothing of a press that was let through', async () => {
    const done = expectBugs();
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
    Object.assign(at.context.ports, { profiles: bug });
    await at.fake.advance(4_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    expect((await at.entries()).map(({ kind }) => kind)).not.toContain('given-back');
    done();
    at.end();
  });

  it('while the outcome is read is an outcome that nobody knows, and calls security', async () => {
    const done = expectBugs();
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
    Object.assign((await systemsOf(at)).access, { grants: bug });
    await requestLeft(at.context, commitRequest(at.packet));
    await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
    await at.fake.advance(4_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    expect(at.escalation.raised).toMatchObject([{ mayHaveLeft: true }]);
    done();
    at.end();
  });

  it('before anything was reserved ends the start, and can be begun anew', async () => {
    const done = expectBugs();
    const at = stage();
    const { profiles } = at.context.ports;
    let asked = 0;
    Object.assign(at.context.ports, { profiles: () => (asked++ === 0 ? profiles() : bug()) });
    await at.open();
    await at.fake.advance(2_000);
    const run = at.run();
    expect(run.state).toMatchObject({ phase: 'idle', claim: null, checkHolds: [{ code: 'guard-not-intact' }] });
    expect(run.isReading).toBe(false);
    done();
    at.end();
  });
});
