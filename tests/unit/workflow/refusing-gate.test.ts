import { describe, expect, it } from 'vitest';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, type stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

/** The browser refuses to take the rules away so often, and takes them away then. */
function refuseToClose(at: Stage, times: number): Readonly<{ left: () => number }> {
  const { gate } = at.context.ports.device;
  const { closeAll } = gate;
  let left = times;
  Object.assign(gate, {
    closeAll: async () => {
      if (left > 0) {
        left -= 1;
        throw new Error('the browser refused');
      }
      return closeAll();
    },
  });
  return { left: () => left };
}

describe('a browser that refuses to close the gate for a moment', () => {
  it('keeps no event of the execution from being taken', async () => {
    const at = await armedStage();
    const refused = refuseToClose(at, 1);
    at.fake.disk.isFailing = true;
    await at
      .run()
      .dispatch({ type: 'noted', what: 'step-held', body: {} })
      .catch(() => undefined);
    expect(refused.left()).toBe(0);
    at.fake.disk.isFailing = false;
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', owed: null, halt: { reasons: [{ code: 'storage-failed' }] } });
    expect(at.fake.gateLog.at(-1)).toBe('close');
    await requestLeft(at.context, commitRequest(at.packet)).catch(() => undefined);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    at.end();
  });

  it('is asked again, and the claim returns only once the gate is closed', async () => {
    const at = await armedStage();
    refuseToClose(at, 3);
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(0);
    expect(at.cases.now('CASE-1042').claim?.state).toBe('consumed');
    await at.fake.advance(10_000);
    expect(at.run().state).toMatchObject({ halt: { reasons: [{ code: 'takeover-held' }] }, owed: null });
    expect(at.cases.now('CASE-1042').claim?.state).toBe('held');
    const kinds = (await at.entries()).map(({ kind }) => kind);
    expect(kinds.indexOf('gate-closed')).toBeLessThan(kinds.indexOf('given-back'));
    at.end();
  });
});

it('an event that cannot be taken because of a bug keeps none after it from being taken', async () => {
  const at = await armedStage();
  const { clock } = at.context.ports.device;
  const { nowMs } = clock;
  Object.assign(clock, {
    nowMs: () => {
      throw new Error('a bug');
    },
  });
  const taken = at.run().dispatch({ type: 'noted', what: 'step-held', body: {} });
  await expect(taken).rejects.toThrow('a bug');
  Object.assign(clock, { nowMs });
  await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
  expect(at.run().state.halt).not.toBeNull();
  at.end();
});
