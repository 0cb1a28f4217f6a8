import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../lib/cli/verify-tools.ts';
import { bodyFaults, entriesOf } from '../../../lib/core/evidence/kinds.ts';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { lookAfterWindows } from '../../../lib/workflow/afterwards.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { capture } from '../../../lib/workflow/capturing.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { measuredHere } from '../../../lib/workflow/measured.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, END, grantedStage, stage } from './stage.ts';

describe('the evidence of an execution', () => {
  test('verifies where the page empties after a press that counted', async () => {
    const at = await armedStage();
    const release = at.run().state.release?.id ?? '';
    await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { end: { kind: 'text', text: '' } } }));
    await requestLeft(at.context, commitRequest(at.packet));
    await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
    at.grant({ reference: 'BG-77120', idempotencyKey: at.run().state.claim?.id ?? null });
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(10_000);
    const entries = await at.entries();
    expect(entries.filter((e) => e.kind === 'evidence-judged').map((e) => JSON.stringify(e.body.reasons))).toEqual([]);
    at.end();
  });

  test('has no text that is no reference, in no entry', async () => {
    const at = await armedStage();
    const release = at.run().state.release?.id ?? '';
    await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
    await requestLeft(at.context, commitRequest(at.packet));
    await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
    at.grant({ reference: 'BG-77120', idempotencyKey: at.run().state.claim?.id ?? null });
    const secret = 'BG-77120 one-time password hunter2';
    at.fake.page.report = { ...shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' }), reference: secret };
    await at.fake.advance(120_000);
    expect(at.run().state.phase).toBe('confirmed');
    const lines = await at.fake.device.journal.lines(at.run().execution);
    expect(lines.filter((line) => line.includes('hunter2'))).toEqual([]);
    at.end();
  });

  test('has of a tenant its id and name and nothing else, and exists where it has no name', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({
      ...record,
      packet: { ...record.packet, tenant: { ...record.packet.tenant, name: '', contact: '+1 555 0100' } as never },
    }));
    await at.open();
    await at.fake.advance(5_000);
    const lines = await at.fake.device.journal.lines(at.run().execution);
    expect(lines.filter((line) => line.includes('555 0100'))).toEqual([]);
    expect([...(await at.fake.device.journal.paths(at.run().execution))]).toContain('bundle.zip');
    at.end();
  });

  test('commits to what its records show', async () => {
    const at = await armedStage();
    const run = at.run();
    expect(run.facts.carried.some((one) => one.field === 'tenant')).toBe(true);
    const last = shownPage({ screen: 'last', packet: at.packet });
    const [tenant] = shownPage({ screen: 'first', packet: at.packet, over: { tenant: { kind: 'text', text: 'tnt_OTHER' } } }).readings;
    if (tenant === undefined) throw new Error('no reading');
    const sealed: string[] = [];
    const { signer } = at.fake.device;
    const sealValues = signer.sealValues;
    Object.assign(signer, {
      sealValues: (execution: string, path: string, plain: Uint8Array) => {
        sealed.push(new TextDecoder().decode(plain));
        return sealValues(execution, path, plain as never);
      },
    });
    void capture(at.context, run, 'press', { ...last, readings: [...last.readings, { ...tenant, screen: 'last', source: 'review' }] });
    await at.fake.advance(100);
    const entries = await at.entries();
    const body = entries.findLast((one) => one.kind === 'capture')?.body;
    const bytes = await at.fake.device.journal.file(run.execution, `captures/${String(body?.record)}.json`);
    const record = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
    const row = record.rows.find((one: { field: string }) => one.field === 'tenant');
    expect(row.verdict).toBe('mismatch');
    expect(sealed.join()).toContain('tnt_OTHER');
    expect(sealed.join()).not.toContain(at.packet.tenant.id);
    at.end();
  });

  test('is made when the key of its commitments is gone', async () => {
    const at = stage();
    const seen: boolean[] = [];
    Object.assign(at.fake.device.signer, {
      closeCommitments: async (execution: string) => {
        seen.push((await at.fake.device.journal.paths(execution)).has('bundle.zip'));
      },
    });
    at.cases.change('CASE-1042', (record) => ({ ...record, approvals: {} }));
    await at.open();
    await at.fake.advance(5_000);
    expect(seen).toEqual([false]);
    at.end();
  });

  test('cites the approvals that were relied on, and none that is still pending', async () => {
    const at = stage();
    const pending = { id: '', case: '', approver: '', decidedBy: '', account: '', decision: 'pending', decidedAt: null, packetDigest: '' };
    at.cases.change('CASE-1042', (record) => ({
      ...record,
      approvals: { ...record.approvals, legal: { ...pending, via: '', delegation: null, policyVersion: 0, roleDigests: {} } },
    }));
    await at.open();
    await at.fill();
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    const cited = (await at.entries()).filter((one) => one.kind === 'approvals-read');
    expect(cited.flatMap((one) => bodyFaults(one))).toEqual([]);
    expect(cited.map((one) => entriesOf([one], 'approvals-read')[0]?.body.approvals.map(({ authority }) => authority))).toEqual([
      ['incident-command', 'security', 'customer-account'],
      ['incident-command', 'security', 'customer-account'],
    ]);
    at.end();
  });

  test.each([
    ['without seconds', '2026-11-23T06:50Z', '2026-11-23T06:50:00.000Z'],
    ['of another zone', '2026-11-23T07:50:00+01:00', '2026-11-23T06:50:00.000Z'],
    ['that does not exist', '2026-02-30T06:50:00Z', null],
  ])('says an approved end %s as the gate reads it', async (_, end, said) => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, packet: { ...record.packet, window: { ...record.packet.window, end } } }));
    await at.open();
    const opened = entriesOf(await at.entries(), 'opened')[0];
    expect(opened?.body.facts.window.end).toBe(said);
    at.end();
  });

  test('has no line that lacks what its kind needs: where one would, nothing goes on', async () => {
    const at = await armedStage();
    await at.run().dispatch({ type: 'noted', what: 'read-back', body: { grants: -1, isEqual: null } });
    await at.fake.advance(0);
    const faulty = (await at.entries()).filter((one) => bodyFaults(one).length > 0);
    expect(faulty).toEqual([]);
    expect(at.run().state.phase).not.toBe('armed');
    expect(at.run().state.halt?.reasons ?? at.run().state.checkHolds).toMatchObject([{ code: 'storage-failed' }]);
    at.end();
  });

  test('is that of its own grant, where another administrator of the tenant gets access meanwhile', async () => {
    const at = await armedStage();
    const release = at.run().state.release?.id ?? '';
    await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
    await requestLeft(at.context, commitRequest(at.packet));
    await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
    at.grant({ subject: 'admin-78', objectId: '00000000-0000-4000-8000-000000000078', reference: 'BG-1', idempotencyKey: 'claim-9' });
    at.grant({ reference: 'BG-77120', idempotencyKey: at.run().state.claim?.id ?? null });
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(10_000);
    const entries = await at.entries();
    expect(at.run().state.phase).toBe('confirmed');
    expect(entries.findLast((one) => one.kind === 'read-back')?.body).toMatchObject({ grants: 2, isEqual: true });
    expect(entries.filter((one) => one.kind === 'evidence-judged')).toEqual([]);
    at.end();
  });

  test('has no file that a worker which died did not name any more', async () => {
    const at = stage();
    Object.assign(at.fake.device.renderer, {
      draw: async () => {
        throw new Error('no picture');
      },
    });
    await at.open();
    await at.fill();
    const { execution } = at.run();
    const { journal } = at.fake.device;
    const record = (await at.entries()).find((one) => one.kind === 'capture')?.body.record;
    const orphan = new TextEncoder().encode('{}');
    await journal.putFile(execution, 'anchors/2.json', orphan);
    await journal.putFile(execution, `captures/${String(record)}.png`, orphan);
    void at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null }, 'lead-01');
    await at.fake.advance(60_000);
    const bundle = await bundleOf(at.context, execution);
    const { checks } = await verifyZip(bundle?.bytes ?? new Uint8Array(), verifyTools, null);
    const says = checks.filter((one) => one.id === 'anchors' || one.id === 'captures').flatMap((one) => one.says);
    expect(says).toEqual([]);
    at.end();
  });

  test('does not call a packet the approved one that was changed while the browser was closed', async () => {
    const disk = emptyDisk();
    const before = stage(disk);
    await before.open();
    await before.fill();
    await before.pressSubmit();
    await before.fake.advance(100);
    expect(before.run().state.phase).toBe('armed');
    before.end();
    disk.session.clear();
    before.cases.change('CASE-1042', (record) => ({
      ...record,
      packet: { ...record.packet, version: 9, scope: ['tenant.owner.everything'] },
    }));
    const after = stage(disk, before);
    await boot(after.context);
    await after.fake.advance(200_000);
    expect(after.run().state.phase).toBe('unknown');
    const report = await after.fake.device.journal.file(after.run().execution, 'report.html');
    const text = new TextDecoder().decode(report ?? new Uint8Array());
    expect(text).toContain('Evidence report');
    expect(text).not.toContain('tenant.owner.everything');
    expect(text).not.toContain('packet v9');
    const notes = (await after.entries()).flatMap((one) => (one.kind === 'note-anchored' ? [Number(one.body.seq)] : []));
    const anchors = await Promise.all(
      notes.map(async (seq) =>
        new TextDecoder().decode((await after.fake.device.journal.file(after.run().execution, `anchors/${seq}.json`)) ?? new Uint8Array()),
      ),
    );
    expect(anchors.length).toBeGreaterThan(1);
    expect(anchors.join()).not.toContain('packet version 9');
    expect((await after.entries()).findLast((one) => one.kind === 'read-back')?.body.isEqual).toBeNull();
    after.end();
  });
});

describe('an open window', () => {
  test('is watched further where one reading of IAM, soon after the grant, does not list it', async () => {
    const at = await grantedStage();
    await at.fake.advance(10_000);
    expect(at.run().state.phase).toBe('confirmed');
    const { grants } = at.records.state;
    at.records.state.grants = [];
    await at.fake.advance(31_000);
    await lookAfterWindows(at.context);
    at.records.state.grants = grants;
    expect(at.run().state.window?.isOver).toBe(false);
    expect((await measuredHere(at.context)).flatMap((one) => one.addenda)).toEqual([]);
    at.end();
  });
});
