import { describe, expect, it } from 'vitest';
import { unzipBundle } from '../../../lib/core/evidence/bundle-zip.ts';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { viewOf } from '../../../lib/core/execution/view-of.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { factsOf } from '../../../lib/workflow/popup.ts';
import { abandonRequest, shownPage } from './small-console.ts';
import { stage } from './stage.ts';

async function abandonedInConsole(after: (at: ReturnType<typeof stage>) => void = () => undefined) {
  const at = stage();
  await at.open();
  await at.fill();
  await requestLeft(at.context, abandonRequest());
  at.fake.page.report = shownPage({ screen: 'elsewhere', packet: at.packet, report: { exit: { kind: 'abandon', reference: null } } });
  after(at);
  await at.fake.advance(12_000);
  return at;
}

const codes = (at: ReturnType<typeof stage>) => at.run().state.halt?.reasons.map((one) => one.code);
const view = (at: ReturnType<typeof stage>) => viewOf(at.run().state, factsOf(at.run()), at.fake.nowMs());

describe('a way out of the console', () => {
  it('stops for a person, and is evidence with what it left behind', async () => {
    const at = await abandonedInConsole();
    expect(at.run().state).toMatchObject({ exit: { kind: 'abandon', found: 'nothing' }, left: 'nothing' });
    expect(view(at)).toMatchObject({ reasons: ['takeover-held'], caughtAt: 'takeover' });
    const kinds = (await at.entries()).map((one) => one.kind);
    expect(kinds.indexOf('exit-seen')).toBeLessThan(kinds.indexOf('exit-read'));
    expect(at.escalation.raised).toHaveLength(0);
    at.end();
  });

  it('is in a whole bundle once a person abandons, with the draft it left and that nothing is pending', async () => {
    const at = await abandonedInConsole((one) => {
      const exit = { kind: 'abandon', reference: 'DR-7' } as const;
      one.fake.page.report = shownPage({ screen: 'elsewhere', packet: one.packet, report: { exit } });
    });
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: 'abandon', note: null });
    await at.fake.advance(20_000);
    const bundle = await bundleOf(at.context, at.run().execution);
    const verdict = await verifyZip(bundle?.bytes ?? new Uint8Array(), at.fake.device.verifyTools, null);
    expect(verdict.checks.filter((one) => one.state === 'bad')).toEqual([]);
    const read = unzipBundle(bundle?.bytes ?? new Uint8Array());
    const journal = read.isRead ? new TextDecoder().decode(read.files.get('journal.jsonl')) : '';
    for (const said of ['"exit":"abandon"', '"reference":"DR-7"', '"isPending":false']) expect(journal).toContain(said);
    expect(at.run().state).toMatchObject({ phase: 'abandoned', escalations: [] });
    at.end();
  });

  it('that nobody took is missed, by name, when the execution is abandoned all the same', async () => {
    const at = stage();
    await at.open();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(1_000);
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(20_000);
    expect(view(at)).toMatchObject({ reasons: expect.arrayContaining(['bundle-incomplete']) });
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ details: { missing: 'Way out of the console, Nothing left pending' } }] }]);
    at.end();
  });

  it('that leaves something pending in IAM escalates, and cannot be resumed or abandoned here', async () => {
    const at = await abandonedInConsole((one) => one.grant({ state: 'pending' }));
    expect(at.run().state).toMatchObject({ exit: { found: 'pending' }, left: 'possibly' });
    expect(view(at)).toMatchObject({ reasons: ['exit-left-pending'], caughtAt: 'takeover' });
    expect(at.escalation.raised).toHaveLength(1);
    await at.run().dispatch({ type: 'resumed', by: 'lead-01', note: 'n' });
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    expect(at.run().state.halt).not.toBeNull();
    at.end();
  });

  it('whose end cannot be read is not called clean', async () => {
    const at = await abandonedInConsole((one) => one.records.trouble.iam.set('*', 'down'));
    expect(at.run().state.exit).toMatchObject({ found: 'unknown' });
    expect(codes(at)).toEqual(['takeover-held', 'iam-unknown']);
    at.end();
  });

  it('that the console does not show as taken is not called clean', async () => {
    const at = await abandonedInConsole((one) => {
      one.fake.page.report = shownPage({ screen: 'elsewhere', packet: one.packet });
    });
    expect(at.run().state.exit).toMatchObject({ found: 'unknown' });
    at.end();
  });

  it('is offered only where profile and page both call it safe', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet, report: { unsafeExits: ['draft'] } }));
    await at.run().dispatch({ type: 'handed-over', by: 'lead-01' });
    expect(view(at).gate.exits.map((one) => one.id)).toEqual(['abandon']);
    at.end();
  });
});

describe('a halt', () => {
  it('leaves a capsule with the case, sealed to security and the other executors, and none of its values outside', async () => {
    const at = await abandonedInConsole();
    const [attached] = at.cases.attachments;
    expect(attached?.name).toMatch(/^countersign-capsule-/);
    expect(at.cases.now('CASE-1042').handovers).toEqual([expect.objectContaining({ by: 'lead-01', mayHaveLeft: false, settled: null })]);
    const sealed: { recipients: readonly { header: { kid: string } }[] } = JSON.parse(new TextDecoder().decode(attached?.bytes));
    expect(sealed.recipients.map(({ header }) => header.kid)).toContain('dev-sec-01');
    const lines = (await at.fake.device.journal.lines(at.run().execution)).join('\n');
    expect(lines).not.toContain(at.packet.administrator.email);
    at.end();
  });
});

describe('going back', () => {
  it('is open while the screen holds something, and closed once it is halted', async () => {
    const at = stage();
    await at.open();
    const empty = shownPage({ screen: 'first', packet: at.packet, over: { tenant: { kind: 'text', text: '' } } });
    await at.show(empty);
    const opened = async (control: 'back' | 'step') => {
      const before = at.fake.gateLog.length;
      await pageSaid(at.context, 7, { type: 'intent', control, report: empty });
      return at.fake.gateLog.slice(before);
    };
    expect(await opened('step')).toEqual([]);
    expect(await opened('back')).toEqual(['open back']);
    await at.run().dispatch({ type: 'handed-over', by: 'lead-01' });
    await at.fake.advance(0);
    expect(await opened('back')).toEqual([]);
    at.end();
  });
});
