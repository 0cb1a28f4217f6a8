import { describe, expect, it } from 'vitest';
import { followRevoke } from '../../../lib/workflow/afterwards.ts';
import { DELIVER_ALARM, WINDOW_ALARM } from '../../../lib/workflow/alarms.ts';
import { deliverAll } from '../../../lib/workflow/delivering.ts';
import { revokeRequest } from './small-console.ts';
import { grantedStage } from './stage.ts';

/** Confirmed, and nothing goes on; which alarms are set from now on, and for when. */
async function confirmed(prepare: (at: Awaited<ReturnType<typeof grantedStage>>) => void = () => undefined) {
  const at = await grantedStage();
  prepare(at);
  await at.fake.advance(20_000);
  expect(at.run().state.phase).toBe('confirmed');
  const alarms = new Map<string, number>();
  Object.assign(at.context.ports.device, { wakeAt: async (name: string, atMs: number) => void alarms.set(name, atMs) });
  return { at, alarms };
}

describe('a worker that dies in the middle is woken for what it', () => {
  it('was delivering', async () => {
    const { at, alarms } = await confirmed(({ store }) => store.trouble.set('put', 'down'));
    at.store.trouble.set('put', 'stuck');
    void deliverAll(at.context);
    await at.fake.advance(0);
    expect(alarms.get(DELIVER_ALARM)).toBeGreaterThan(at.fake.nowMs());
    at.end();
  });

  it('was following: a revoke that must show in IAM by its time', async () => {
    const { at, alarms } = await confirmed();
    void followRevoke(at.context, revokeRequest(at.run().state.outcome?.reference ?? ''));
    await at.fake.advance(0);
    const dueMs = at.run().state.window?.dueMs ?? 0;
    expect(dueMs).toBeLessThan(Date.parse(at.packet.window.end ?? ''));
    expect(alarms.get(WINDOW_ALARM)).toBe(dueMs);
    at.end();
  });
});
