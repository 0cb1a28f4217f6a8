import { describe, expect, it } from 'vitest';
import { lookAfterWindows } from '../../../lib/workflow/afterwards.ts';
import { boot, restoreAll } from '../../../lib/workflow/booting.ts';
import { deliverAll } from '../../../lib/workflow/delivering.ts';
import { escalateAll, openCalls } from '../../../lib/workflow/escalating.ts';
import { evidenceRows } from '../../../lib/workflow/evidence-rows.ts';
import { isAtWorkElsewhere, stillNeeded } from '../../../lib/workflow/still-needed.ts';
import { seeSettled } from '../../../lib/workflow/unsettled.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { armedStage, grantedStage, stage } from './stage.ts';

/** Confirmed and closed; its bundle waits for a store that was away. */
async function undelivered() {
  const at = await grantedStage();
  at.store.trouble.set('put', 'down');
  await at.fake.advance(20_000);
  expect(at.run().state.phase).toBe('confirmed');
  at.store.trouble.clear();
  return at;
}

describe('a browser that was given other systems', () => {
  it('delivers nothing to them that was begun with those before, and says so', async () => {
    const at = await undelivered();
    at.moveAway();
    at.context.list.rows = null;
    await deliverAll(at.context);
    expect([...at.store.bundles.keys()]).toEqual([]);
    expect(await evidenceRows(at.context)).toMatchObject([
      { isDelivered: false, delivery: expect.stringContaining('waits for the systems') },
    ]);
    at.moveBack();
    await deliverAll(at.context);
    expect([...at.store.bundles.keys()]).toHaveLength(1);
    at.end();
  });

  it('does not take the word of their IAM for the end of an access that was granted elsewhere', async () => {
    const at = await undelivered();
    await deliverAll(at.context);
    at.endGrants();
    at.moveAway();
    await at.fake.advance(Date.parse(at.packet.window.end ?? '') - at.fake.nowMs() + 61_000);
    await lookAfterWindows(at.context);
    expect(at.run().state.window).toMatchObject({ isOver: false });
    at.moveBack();
    await lookAfterWindows(at.context);
    expect(at.run().state.window).toMatchObject({ isOver: true });
    at.end();
  });

  it('calls nobody there for what happened elsewhere, and corrects no record', async () => {
    const at = await undelivered();
    const told = at.cases.notes.length;
    at.grant({ reference: 'BG-9', idempotencyKey: null });
    at.escalation.trouble.set('raise', 'down');
    at.cases.trouble.set('note', 'down');
    await at.fake.advance(31_000);
    await lookAfterWindows(at.context);
    expect(at.run().state.window).toMatchObject({ reasons: [{ code: 'unguarded-grant' }], isToldToCase: false });
    at.moveAway();
    at.escalation.trouble.clear();
    at.cases.trouble.clear();
    await escalateAll(at.context);
    await lookAfterWindows(at.context);
    await at.fake.advance(60_000);
    expect(at.escalation.raised).toEqual([]);
    expect(at.cases.notes.slice(told)).toEqual([]);
    at.context.runs.clear();
    expect((await openCalls(at.context))[0]?.contacts).not.toEqual([]);
    at.moveBack();
    await at.fake.advance(60_000);
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'unguarded-grant' }] }]);
    at.end();
  });

  it('takes up nothing that was at work with those before, until it has them again', async () => {
    const disk = emptyDisk();
    const at = await armedStage(disk);
    at.moveAway();
    expect(await isAtWorkElsewhere(at.context)).toBe(true);
    at.end();
    const next = stage(disk, at);
    next.moveAway();
    await boot(next.context);
    expect([...next.context.runs]).toEqual([]);
    expect([...next.context.waiting.values()]).toMatchObject([{ reason: { code: 'systems-differ' } }]);
    expect(await next.open()).toMatchObject({ isOpened: false });
    next.moveBack();
    await restoreAll(next.context);
    expect(next.run().state.phase).not.toBe('idle');
    next.end();
  });
});

describe('the systems of a browser', () => {
  it('are needed while something is at work with them', async () => {
    const at = await armedStage();
    expect(await stillNeeded(at.context)).toEqual(['CASE-1042 is being executed']);
    at.end();
  });

  it('are needed until evidence is delivered, calls are heard and accesses are over', async () => {
    const at = await undelivered();
    const { execution } = at.run();
    expect(await stillNeeded(at.context)).toEqual([
      'the access of CASE-1042 is not known to be over',
      `evidence of execution ${execution} is not delivered`,
    ]);
    at.endGrants();
    await at.fake.advance(Date.parse(at.packet.window.end ?? '') - at.fake.nowMs() + 61_000);
    await lookAfterWindows(at.context);
    await at.fake.advance(1_000);
    expect(await stillNeeded(at.context)).toEqual([]);
    at.end();
  });

  it('are needed until security has settled what nobody knows, and its word is looked for nowhere else', async () => {
    const disk = emptyDisk();
    const at = await armedStage(disk);
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    at.escalation.acknowledge('sec-01');
    await at.fake.advance(120_000);
    at.escalation.acknowledge('sec-01');
    await at.fake.advance(120_000);
    expect(await stillNeeded(at.context)).toEqual(['nobody has settled what became of CASE-1042']);
    at.end();
    const next = stage(disk, at);
    next.moveAway();
    await boot(next.context);
    const calls = at.cases.trouble.calls.get('read');
    await seeSettled(next.context);
    expect(at.cases.trouble.calls.get('read')).toBe(calls);
    next.end();
  });

  it('are not needed for what was begun with others', async () => {
    const at = await undelivered();
    at.moveAway();
    expect(await stillNeeded(at.context)).toEqual([]);
    at.end();
  });
});
