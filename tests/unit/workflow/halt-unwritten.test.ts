import { describe, expect, it } from 'vitest';
import type { ExecutionEvent } from '../../../lib/core/execution/event.ts';
import { reason } from '../../../lib/core/reason.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { shownPage, stepRequest } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;

const capsules = ({ cases }: Stage) => cases.attachments.filter(({ name }) => name.startsWith('countersign-capsule'));
const kinds = async (at: Stage) => (await at.entries()).map(({ kind }) => kind);
const changed = (at: Stage) => shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } });

async function filled(disk = emptyDisk()): Promise<Stage> {
  const at = stage(disk);
  await at.open();
  await at.fill();
  return at;
}

/** Filled in as approved; then the disk is full, and the console goes on telling what it shows. */
async function full(disk = emptyDisk()): Promise<Stage> {
  const at = await filled(disk);
  at.fake.disk.isFailing = true;
  await at.show(changed(at));
  await at.show(shownPage({ screen: 'last', packet: at.packet }));
  await at.show(changed(at));
  await at.fake.advance(4_000);
  expect(at.run().state.halt?.reasons).toMatchObject([{ code: 'storage-failed' }]);
  return at;
}

async function hasRoom(at: Stage, ms = 8_000): Promise<void> {
  at.fake.disk.isFailing = false;
  await at.fake.advance(ms);
}

/** The disk takes everything but the line of this event, and nothing after it. */
async function unwritten(at: Stage, event: ExecutionEvent): Promise<void> {
  at.fake.disk.isFailing = true;
  await at.run().dispatch(event);
  await at.fake.advance(3_000);
}

describe('a halt because the disk takes no line', () => {
  it('is left to whoever may go on as soon as it takes one, and nobody has to halt again', async () => {
    const at = await full();
    expect(capsules(at)).toEqual([]);
    await hasRoom(at);
    expect(capsules(at)).toHaveLength(1);
    expect(at.cases.now(CASE).handovers).toMatchObject([{ capsule: capsules(at)[0]?.id, mayHaveLeft: false, settled: null }]);
    const told = await kinds(at);
    expect(told.indexOf('restarted')).toBeLessThan(told.indexOf('capsule-attached'));
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', halt: { reasons: [{ code: 'storage-failed' }] } });
    at.end();
  });

  it('is told in one line, however many were refused', async () => {
    const at = await full();
    const before = (await at.entries()).length;
    await hasRoom(at);
    const added = (await at.entries()).slice(before);
    expect(added.filter(({ kind }) => kind === 'restarted')).toHaveLength(1);
    at.end();
  });

  it('asks the case once where that refuses', async () => {
    const at = await full();
    let asked = 0;
    Object.assign((await systemsOf(at.context)).caseSystem, {
      handOver: async () => {
        asked += 1;
        return { is: 'refused', reason: reason('operator-not-assigned'), isStale: false };
      },
    });
    await hasRoom(at);
    expect(asked).toBe(1);
    at.end();
  });

  it('is left once where the worker dies before the case has its capsule', async () => {
    const disk = emptyDisk();
    const at = await full(disk);
    at.cases.trouble.set('attach', 'down');
    await hasRoom(at);
    expect(await kinds(at)).toContain('restarted');
    expect(capsules(at)).toEqual([]);
    at.end();
    at.cases.trouble.clear();
    const next = stage(disk, at);
    await boot(next.context);
    await next.fake.advance(8_000);
    expect(capsules(next)).toHaveLength(1);
    expect(next.cases.now(CASE).handovers).toHaveLength(1);
    next.end();
  });

  it('under an open gate is left once the gate was seen closed, and nothing can have left', async () => {
    const at = await armedStage();
    at.fake.disk.isFailing = true;
    await at.show(changed(at));
    await at.fake.advance(3_000);
    expect(at.fake.gateLog.at(-1)).toBe('close');
    await hasRoom(at);
    expect(capsules(at)).toHaveLength(1);
    expect(at.cases.now(CASE)).toMatchObject({ claim: { state: 'held' }, handovers: [{ mayHaveLeft: false }] });
    at.end();
  });
});

describe('a halt whose own line the disk refuses', () => {
  it('keeps what it was for', async () => {
    const at = await filled();
    at.fake.disk.isFailing = true;
    await requestLeft(at.context, { ...stepRequest(at.packet), body: { tenant: ['tnt_other'] } });
    await at.fake.advance(1_000);
    await hasRoom(at);
    expect(at.run().state.halt?.reasons.map(({ code }) => code)).toEqual(['storage-failed', 'body-differs']);
    expect(capsules(at)).toHaveLength(1);
    at.end();
  });

  it('calls security once, where it would have', async () => {
    const at = await armedStage();
    await unwritten(at, { type: 'world-changed', reasons: [reason('permanent-grant-exists')] });
    expect(at.escalation.raised).toEqual([]);
    await hasRoom(at);
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'permanent-grant-exists' }] }]);
    expect(capsules(at)).toHaveLength(1);
    at.end();
  });

  it.each([
    ['while the form is filled', filled],
    ['under an open gate', armedStage],
  ])('reads back the way out that was taken %s, and ends nothing before', async (_, reached) => {
    const at = await reached();
    await unwritten(at, { type: 'exit-seen', exit: 'abandon', status: null });
    expect(at.run().state).toMatchObject({ phase: 'filling', exit: { kind: 'abandon', found: 'not-read' } });
    await hasRoom(at, 30_000);
    expect((await kinds(at)).filter((kind) => kind === 'exit-seen' || kind === 'exit-read')).toEqual(['exit-seen', 'exit-read']);
    expect(at.run().state).toMatchObject({ takeover: { by: 'operator' }, exit: { found: expect.not.stringMatching('not-read') } });
    at.end();
  });
});
