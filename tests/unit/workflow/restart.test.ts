import { describe, expect, it } from 'vitest';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { stage } from './stage.ts';

type Reached = 'filling' | 'armed' | 'committing';

/** Brings an execution to a state, ends the worker there, and starts another one on the same disk. */
async function killedIn(reached: Reached, isBrowserGone = false) {
  const disk = emptyDisk();
  const before = stage(disk);
  await before.open();
  await before.fill();
  if (reached !== 'filling') {
    await before.pressSubmit();
    await before.fake.advance(100);
  }
  if (reached === 'committing') await requestLeft(before.context, commitRequest(before.packet));
  expect(before.run().state.phase).toBe(reached);
  before.end();
  if (isBrowserGone) disk.session.clear();
  const after = stage(disk, before);
  after.fake.page.report = shownPage({ screen: 'last', packet: after.packet });
  await boot(after.context);
  await after.fake.advance(2_000);
  return after;
}

describe('a worker that was killed', () => {
  it('closes the gate before anything else', async () => {
    const after = await killedIn('armed');
    expect(after.fake.gateLog[0]).toBe('close');
    after.end();
  });

  it('goes on filling when it died while filling, and can still arm', async () => {
    const after = await killedIn('filling');
    expect(after.run().state).toMatchObject({ phase: 'filling', left: 'nothing', halt: null });
    await after.show(shownPage({ screen: 'last', packet: after.packet }));
    await after.pressSubmit();
    await after.fake.advance(100);
    expect(after.run().state.phase).toBe('armed');
    after.end();
  });

  it.each(['armed', 'committing'] as const)(
    'calls the outcome unknown when it died %s, escalates, and can never open the gate again',
    async (reached) => {
      const after = await killedIn(reached);
      expect(after.run().state).toMatchObject({ phase: 'unknown', outcome: { reasons: [{ code: 'outcome-unknown' }] } });
      expect(after.run().state.left).not.toBe('nothing');
      await after.pressSubmit();
      await after.fake.advance(1_000);
      expect(after.fake.openings).toHaveLength(0);
      expect(after.escalation.raised).toHaveLength(1);
      after.end();
    },
  );

  it('forgets the tab, but not the work, when the whole browser was gone', async () => {
    const after = await killedIn('filling', true);
    expect(after.run().state).toMatchObject({ phase: 'filling', tabId: null });
    expect(after.run().facts.packet.tenant.id).toBe(after.packet.tenant.id);
    after.end();
  });
});
