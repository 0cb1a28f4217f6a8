import { describe, expect, it } from 'vitest';
import { measure } from '../../../lib/core/metrics/tally.ts';
import { addendumViews } from '../../../lib/workflow/addenda.ts';
import { followRevoke, lookAfterWindows, openWindows } from '../../../lib/workflow/afterwards.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { deliverAll } from '../../../lib/workflow/delivering.ts';
import { measuredHere } from '../../../lib/workflow/measured.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { revokeRequest, shownPage, smallProfile } from './small-console.ts';
import { grantedStage, stage } from './stage.ts';

/** An execution that was confirmed a moment ago, with an open window. */
async function confirmed(disk = emptyDisk()) {
  const at = await grantedStage(disk);
  await at.fake.advance(5_000);
  expect(at.run().state).toMatchObject({ phase: 'confirmed', window: { isOver: false, reasons: [] } });
  return at;
}

type Stage = Awaited<ReturnType<typeof confirmed>>;

async function toTheEnd(at: Stage): Promise<void> {
  await at.fake.advance(Date.parse(at.packet.window.end ?? '') - at.fake.nowMs() + 61_000);
  await lookAfterWindows(at.context);
  await at.fake.advance(1_000);
}

describe('a granted window', () => {
  it('is over when IAM shows at its end that the grant ended, and nobody is called', async () => {
    const at = await confirmed();
    at.endGrants();
    await toTheEnd(at);
    expect(at.run().state.window).toMatchObject({ isOver: true, reasons: [] });
    expect(at.escalation.raised).toHaveLength(0);
    expect(await openWindows(at.context)).toEqual([]);
    at.end();
  });

  it('calls security and corrects the record when the grant is still active after its end', async () => {
    const at = await confirmed();
    const told = at.cases.notes.length;
    await toTheEnd(at);
    expect(at.run().state.window).toMatchObject({ isOver: false, reasons: [{ code: 'revoke-not-effective' }], isToldToCase: true });
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'revoke-not-effective' }] }]);
    expect(at.cases.notes.slice(told).map((note) => note.text)).toEqual([expect.stringContaining('correction to execution')]);
    const entries = await at.entries();
    expect(entries.findIndex((one) => one.kind === 'corrected')).toBeGreaterThan(entries.findIndex((one) => one.kind === 'closed'));
    at.end();
  });

  it('is not over while IAM cannot be read', async () => {
    const at = await confirmed();
    at.endGrants();
    at.records.trouble.iam.set('grants', 'down');
    await toTheEnd(at);
    expect(at.run().state.window?.isOver).toBe(false);
    at.records.trouble.iam.clear();
    await lookAfterWindows(at.context);
    expect(at.run().state.window?.isOver).toBe(true);
    at.end();
  });

  it('is watched by the next worker too, and by the next browser', async () => {
    const disk = emptyDisk();
    const at = await confirmed(disk);
    at.end();
    disk.session.clear();
    const next = stage(disk, at);
    await boot(next.context);
    expect(await openWindows(next.context)).toMatchObject([{ tenant: at.packet.tenant.name, isToRevoke: false }]);
    expect([...next.context.runs]).toEqual([]);
    await next.fake.advance(Date.parse(at.packet.window.end ?? '') - next.fake.nowMs() - 60_000);
    expect(await openWindows(next.context)).toMatchObject([{ isToRevoke: true }]);
    next.end();
  });

  it('finds a grant that came out of the console beside it, and that no release allowed', async () => {
    const at = await confirmed();
    at.grant({ reference: 'BG-9', idempotencyKey: null });
    await at.fake.advance(31_000);
    await lookAfterWindows(at.context);
    await at.fake.advance(1_000);
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'unguarded-grant' }] }]);
    at.end();
  });
});

describe('what is learnt after the end', () => {
  const measured = async (at: Stage) => measure(await measuredHere(at.context)).submitted;

  it('is signed beside the bundle, delivered, exported with it, and joined to the measures', async () => {
    const at = await confirmed();
    await at.fake.advance(20_000);
    expect(await measured(at)).toMatchObject({ right: { count: 0, of: 0 }, notYetKnown: { 'window-end-not-read': 1 } });
    at.endGrants();
    await toTheEnd(at);
    const { execution } = at.run();
    expect(await addendumViews(at.context, execution)).toMatchObject([
      {
        by: 'lead-01',
        says: 'IAM was read at the end of the access: it had ended.',
        shows: 'as-approved',
        isGood: true,
        isDelivered: true,
      },
    ]);
    expect([...at.store.bundles.keys()].filter((name) => name.includes('.window-end-'))).toHaveLength(1);
    const asked = { signedIn: 'in', focusTab: async () => undefined } as const;
    expect(await answer(at.context, { type: 'export', execution }, asked)).toMatchObject({
      value: { addenda: [{ name: expect.stringContaining('.window-end-') }] },
    });
    expect(await measured(at)).toMatchObject({ right: { count: 1, of: 1 }, notYetKnown: {} });
    expect((await at.entries()).map((one) => one.kind).slice(-2)).toEqual(['addendum-signed', 'window-read']);
    at.end();
  });

  it('says once that the access was still there, and afterwards that it ended', async () => {
    const at = await confirmed();
    await toTheEnd(at);
    await at.fake.advance(200_000);
    await lookAfterWindows(at.context);
    at.endGrants();
    await lookAfterWindows(at.context);
    expect((await addendumViews(at.context, at.run().execution)).map((one) => one.says)).toEqual([
      'IAM was read when the access should have ended: it was still there.',
      'IAM was read at the end of the access: it had ended.',
    ]);
    expect(await measured(at)).toMatchObject({ right: { count: 0, of: 1 }, wrong: { 'outlived-its-window': 1 } });
    at.end();
  });

  it('is kept until a store has it', async () => {
    const at = await confirmed();
    await at.fake.advance(20_000);
    at.store.trouble.set('*', 'down');
    at.endGrants();
    await toTheEnd(at);
    const { execution } = at.run();
    expect(await addendumViews(at.context, execution)).toMatchObject([{ isGood: true, isDelivered: false }]);
    at.store.trouble.clear();
    await deliverAll(at.context);
    expect(await addendumViews(at.context, execution)).toMatchObject([{ isDelivered: true }]);
    at.end();
  });

  it('can be a correction that a person signs, and then it was not right', async () => {
    const at = await confirmed();
    const asked = { signedIn: 'in', focusTab: async () => undefined } as const;
    const { execution } = at.run();
    const correct = { type: 'correct', execution, finding: 'over-privileged' } as const;
    await at.fake.advance(20_000);
    expect(await answer(at.context, correct, asked)).toEqual({ ok: true, value: null });
    await at.fake.advance(1_000);
    expect(await addendumViews(at.context, execution)).toMatchObject([
      { says: 'Corrected: more access was given than was approved.', shows: 'wrong', isGood: true, isDelivered: true },
    ]);
    expect(await measured(at)).toMatchObject({ wrong: { corrected: 1 } });
    expect(await answer(at.context, { ...correct, execution: 'none' }, asked)).toMatchObject({ ok: false });
    at.end();
  });

  it('stands once however often it is asked for, and beside another one of the same second', async () => {
    const at = await confirmed();
    const asked = { signedIn: 'in', focusTab: async () => undefined } as const;
    const { execution } = at.run();
    await at.fake.advance(20_000);
    const correct = async (finding: 'over-privileged' | 'wrong-target' | 'other') =>
      expect(await answer(at.context, { type: 'correct', execution, finding }, asked)).toEqual({ ok: true, value: null });
    await correct('over-privileged');
    await at.fake.advance(5_000);
    await correct('over-privileged');
    await correct('wrong-target');
    await correct('other');
    await at.fake.advance(1_000);
    const views = await addendumViews(at.context, execution);
    expect(views.map(({ isGood, isDelivered }) => [isGood, isDelivered])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    at.end();
  });

  it('that was changed on disk is not believed', async () => {
    const disk = emptyDisk();
    const at = await confirmed(disk);
    await at.fake.advance(20_000);
    at.endGrants();
    await toTheEnd(at);
    const own = disk.files.get(at.run().execution);
    const [path = ''] = [...(own?.keys() ?? [])].filter((one) => one.startsWith('addenda/'));
    own?.set(path, new TextEncoder().encode('{}'));
    expect(await addendumViews(at.context, at.run().execution)).toMatchObject([{ isGood: false, shows: null, at: null, by: null }]);
    expect(await measured(at)).toMatchObject({ notYetKnown: { 'window-end-not-read': 1 } });
    at.end();
  });
});

describe('a grant that was revoked in the console', () => {
  it('is read at once also where the console names it as IAM does, and its own reference is none that is kept', async () => {
    const at = await grantedStage();
    at.fake.page.report = { ...shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' }), reference: 'grant of today' };
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed', outcome: { reference: null } });
    at.endGrants();
    void followRevoke(at.context, revokeRequest(at.run().state.window?.grant ?? ''));
    await at.fake.advance(10_000);
    expect(at.run().state.window?.isOver).toBe(true);
    at.end();
  });

  it('is over when IAM follows', async () => {
    const at = await confirmed();
    void followRevoke(at.context, revokeRequest('BG-77120'));
    await at.fake.advance(3_000);
    at.endGrants();
    await at.fake.advance(3_000);
    expect(at.run().state.window).toMatchObject({ isOver: true, reasons: [] });
    at.end();
  });

  it('calls security when the console says ended and IAM shows it active for its whole time', async () => {
    const at = await confirmed();
    void followRevoke(at.context, revokeRequest('BG-77120'));
    await at.fake.advance(2 * smallProfile.revoke.typicalMs + 10_000);
    expect(at.run().state.window?.reasons).toMatchObject([{ code: 'revoke-not-effective' }]);
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it('says nothing of ours when it was another one', async () => {
    const at = await confirmed();
    void followRevoke(at.context, revokeRequest('BG-1'));
    await at.fake.advance(2 * smallProfile.revoke.typicalMs + 10_000);
    expect(at.run().state.window).toMatchObject({ isOver: false, reasons: [] });
    at.end();
  });
});
