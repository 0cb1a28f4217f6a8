import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../lib/core/approval/case-record.ts';
import { unzipBundle } from '../../../lib/core/evidence/bundle-zip.ts';
import { bodyFaults } from '../../../lib/core/evidence/kinds.ts';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { capture } from '../../../lib/workflow/capturing.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { compareApprovals } from '../../../lib/workflow/completing.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { evidenceRows } from '../../../lib/workflow/evidence-rows.ts';
import { popupView } from '../../../lib/workflow/popup.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, grantedStage, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

/** A case that lacks an approval: its preflight is red. */
function withoutSecurity(at: Stage): Stage {
  at.cases.change('CASE-1042', (record) => {
    const { security: _, ...approvals } = record.approvals;
    return { ...record, approvals };
  });
  return at;
}

/** Sent and granted, before the console has shown what came of it. */
async function granted(disk = emptyDisk()) {
  const at = await grantedStage(disk);
  return { at, disk };
}

/** What `countersign verify` says of the only bundle that is there, but for whose key it is: that is fake here. */
async function badChecks(at: Stage, execution: string): Promise<readonly string[]> {
  const bundle = await bundleOf(at.context, execution);
  if (bundle === null) throw new Error('there is no bundle');
  const { checks } = await verifyZip(bundle.bytes, at.fake.device.verifyTools, null);
  return checks.filter((one) => one.state === 'bad').flatMap((one) => one.says);
}

describe('a preflight that was red', () => {
  it('leaves a whole bundle, delivered, and nothing of it is in the case', async () => {
    const at = withoutSecurity(stage());
    await at.open();
    await at.fake.advance(1_000);
    const { execution, state } = at.run();
    expect(state).toMatchObject({ phase: 'idle', claim: null, checkHolds: [{ code: 'approval-missing' }] });
    expect(await badChecks(at, execution)).toEqual([]);
    expect(await evidenceRows(at.context)).toMatchObject([
      { execution, outcome: 'refused', isComplete: true, isDelivered: true, isExportable: true },
    ]);
    expect(at.cases.notes).toEqual([]);
    expect(at.escalation.raised).toEqual([]);
    at.end();
  });

  it('leaves one when what the packet says of its window is no time at all', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({
      ...record,
      packet: { ...record.packet, window: { ...record.packet.window, end: 'never' } },
    }));
    await at.open();
    await at.fake.advance(1_000);
    expect(at.run().state).toMatchObject({ phase: 'idle', claim: null });
    expect(await badChecks(at, at.run().execution)).toEqual([]);
    at.end();
  });

  it('leaves one when the claim was refused, too', async () => {
    const at = stage();
    at.enrolment.trouble.set('*', 'down');
    await at.open();
    await at.fake.advance(1_000);
    expect(at.run().state).toMatchObject({ phase: 'idle', claim: null });
    expect(await badChecks(at, at.run().execution)).toEqual([]);
    at.end();
  });

  it('whose bundle was not made before the browser ended gets it at the next start, and is not at work again', async () => {
    const disk = emptyDisk();
    const before = withoutSecurity(stage(disk));
    await before.open();
    await before.fake.advance(1_000);
    const { execution } = before.run();
    disk.files.get(execution)?.delete('bundle.zip');
    disk.session.clear();
    before.end();
    const next = stage(disk, before);
    await boot(next.context);
    await next.fake.advance(1_000);
    expect(await bundleOf(next.context, execution)).not.toBeNull();
    expect((await popupView(next.context, 'in')).body.is).toBe('ready');
    next.end();
  });
});

describe('an execution whose evidence lacks something at its end', () => {
  it('names it in the journal before it closes, calls security, and does not look whole', async () => {
    const { at, disk } = await granted();
    const { execution } = at.run();
    const sealed = [...(disk.files.get(execution)?.keys() ?? [])].find((path) => path.startsWith('sealed/values-'));
    disk.files.get(execution)?.delete(sealed ?? '');
    await at.fake.advance(20_000);
    const kinds = (await at.entries()).map((entry) => entry.kind);
    expect(kinds.indexOf('evidence-judged')).toBeGreaterThan(0);
    expect(kinds.indexOf('evidence-judged')).toBeLessThan(kinds.indexOf('closed'));
    expect(at.escalation.raised).toMatchObject([
      { reasons: [{ code: 'bundle-incomplete', details: { missing: 'Values of every capture, sealed' } }] },
    ]);
    const { body } = await popupView(at.context, 'in');
    expect(body).toMatchObject({ is: 'running', view: { reasons: ['bundle-incomplete'], caughtAt: 'evidence', isEscalated: true } });
    expect(await evidenceRows(at.context)).toMatchObject([{ isComplete: false, completeness: 'lacks Values of every capture, sealed' }]);
    expect(await badChecks(at, execution)).toContain('Missing: Values of every capture, sealed.');
    const read = unzipBundle((await bundleOf(at.context, execution))?.bytes ?? new Uint8Array());
    expect(read.isRead && new TextDecoder().decode(read.files.get('report.html'))).toContain('Values of every capture, sealed');
    at.end();
  });

  it('is not called so when all of it is there', async () => {
    const { at } = await granted();
    await at.fake.advance(20_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed', escalations: [] });
    expect(await badChecks(at, at.run().execution)).toEqual([]);
    expect((await at.entries()).map((entry) => entry.kind)).not.toContain('evidence-judged');
    at.end();
  });

  it('leaves out what was drawn too late to be named in the journal, and verifies', async () => {
    const { at, disk } = await granted();
    const { execution } = at.run();
    for (const end of ['json', 'png']) disk.files.get(execution)?.set(`captures/${'e'.repeat(64)}.${end}`, new Uint8Array([1]));
    await at.fake.advance(20_000);
    const read = unzipBundle((await bundleOf(at.context, execution))?.bytes ?? new Uint8Array());
    const captures = read.isRead ? [...read.files.keys()].filter((path) => path.startsWith('captures/')) : [];
    expect(captures.length).toBeGreaterThan(0);
    expect(captures.filter((path) => path.includes('eeee'))).toEqual([]);
    expect(await badChecks(at, execution)).toEqual([]);
    at.end();
  });

  it('waits for the call that belongs to an unknown outcome, so that its bundle names who was called', async () => {
    const at = await armedStage();
    at.escalation.trouble.set('raise', 'down');
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(40_000);
    expect(await bundleOf(at.context, at.run().execution)).toBeNull();
    at.escalation.trouble.clear();
    await at.fake.advance(60_000);
    expect(at.run().state.escalations.map((one) => one.key)).toEqual(['body-differs']);
    expect(await badChecks(at, at.run().execution)).toEqual([]);
    at.end();
  });
});

describe('what the evidence is found to be at its end', () => {
  it('calls security when the bundle does not verify, and says what is wrong', async () => {
    const { at, disk } = await granted();
    const own = disk.files.get(at.run().execution);
    const record = [...(own?.keys() ?? [])].find((path) => /^captures\/.*\.json$/.test(path)) ?? '';
    own?.set(record, new TextEncoder().encode('{"changed":true}'));
    await at.fake.advance(20_000);
    expect(at.escalation.raised).toMatchObject([
      { reasons: [{ code: 'evidence-broken', details: { detail: expect.stringContaining('record') } }] },
    ]);
    expect((await popupView(at.context, 'in')).body).toMatchObject({ view: { reasons: ['evidence-broken'], caughtAt: 'evidence' } });
    at.end();
  });

  it.each<readonly [string, Partial<Approval>]>([
    ['is of somebody else', { approver: 'ic-01' }],
    ['was withdrawn', { decision: 'withdrawn' }],
    ['is of another packet', { packetDigest: 'f'.repeat(64) }],
  ])('calls security when in the case an approval that it cites %s', async (_, over) => {
    const { at } = await granted();
    at.cases.change('CASE-1042', (record) => {
      const { security } = record.approvals;
      return security === undefined ? record : { ...record, approvals: { ...record.approvals, security: { ...security, ...over } } };
    });
    await at.fake.advance(20_000);
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'approval-record-changed' }] }]);
    const kinds = (await at.entries()).map((entry) => entry.kind);
    expect(kinds.indexOf('evidence-judged')).toBeLessThan(kinds.indexOf('closed'));
    at.end();
  });
});

it('says that the approvals were not compared where the case cannot be read', async () => {
  const { at } = await granted();
  at.cases.trouble.set('read', 'down');
  void compareApprovals(at.context, at.run());
  await at.fake.advance(20_000);
  const entries = await at.entries();
  expect(entries.filter(({ kind }) => kind === 'approvals-not-compared').flatMap(bodyFaults)).toEqual([]);
  expect(entries.some(({ kind }) => kind === 'approvals-not-compared')).toBe(true);
  at.end();
});

describe('a capture', () => {
  it('that shows what the installed profile masks is refused and holds, until one can be kept', async () => {
    const at = stage();
    await at.open();
    const run = at.run();
    const report = shownPage({ screen: 'first', packet: at.packet });
    const { known } = run.facts;
    const screens = known.profile.screens.map((screen) => ({
      ...screen,
      fields: screen.fields.map((field) => ({ ...field, evidence: { ...field.evidence, isShown: false } })),
    }));
    const installed = { ...known, profile: { ...known.profile, screens } };
    await capture({ ...at.context, ports: { ...at.context.ports, profiles: async () => [installed] } }, run, 'checkpoint', report);
    expect((await popupView(at.context, 'in')).body).toMatchObject({
      view: { gate: { state: 'held' }, reasons: ['capture-unmasked'], caughtAt: 'evidence' },
    });
    expect((await at.entries()).filter((entry) => entry.kind === 'capture')).toEqual([]);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.pressSubmit();
    expect(at.fake.openings).toEqual([]);
    await at.fill();
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    at.end();
  });

  it('whose picture cannot be drawn stands without it, and a person is asked once whether it may go on', async () => {
    const at = stage();
    at.fake.drawing.isFailing = true;
    await at.open();
    await at.fill();
    expect(at.run().state.warnings.map((one) => one.reason.code)).toEqual(['capture-failed']);
    await at.pressSubmit();
    expect(at.fake.openings).toEqual([]);
    await at.run().dispatch({ type: 'acknowledged', warning: 'w1', by: 'lead-01', note: 'sealed/note.jwe' });
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    expect(at.run().state.warnings).toHaveLength(1);
    at.end();
  });
});
