import { describe, expect, it } from 'vitest';
import { canonical } from '../../../lib/core/evidence/canonical.ts';
import { readLine } from '../../../lib/core/evidence/journal.ts';
import { boot, restoreAll } from '../../../lib/workflow/booting.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { openCalls } from '../../../lib/workflow/escalating.ts';
import { openExecution } from '../../../lib/workflow/opening.ts';
import { popupView } from '../../../lib/workflow/popup.ts';
import { dispatchTo } from '../../../lib/workflow/recorded.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { sha256 } from '../../fakes/example.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

async function armed(disk = emptyDisk()) {
  return { at: await armedStage(disk), disk };
}

type Disk = ReturnType<typeof emptyDisk>;
type Death = Readonly<{ isBrowser: boolean; trouble?: (next: Stage) => void }>;

/** The same story with one other word in it, chained anew. */
function rewritten(lines: readonly string[]): readonly string[] {
  const anew: string[] = [];
  for (const line of lines) {
    const prev = anew.length === 0 ? {} : { prev: sha256(anew.at(-1) ?? '') };
    anew.push(canonical({ ...JSON.parse(line), ...prev, actor: 'somebody' }));
  }
  return anew;
}

/** The browser is gone: another worker on the same disk, nothing in memory. `trouble` stands before it starts. */
async function afterBrowser(before: Stage, disk: Disk, trouble: (next: Stage) => void = () => undefined) {
  return after(before, disk, { isBrowser: true, trouble });
}

/** A worker that dies alone leaves what is kept in memory for the session. */
async function after(before: Stage, disk: Disk, { isBrowser, trouble }: Death) {
  before.end();
  if (isBrowser) disk.session.clear();
  const next = stage(disk, before);
  trouble?.(next);
  await boot(next.context);
  await next.fake.advance(2_000);
  return next;
}

describe('a worker that died while the console was being opened', () => {
  const untilClaimed = (lines: readonly string[]) => lines.slice(0, lines.findIndex((line) => readLine(line)?.kind === 'claimed') + 1);

  it('opens it anew: which tab it had opened was never written down', async () => {
    const disk = emptyDisk();
    const before = stage(disk);
    await before.open();
    const { execution } = before.run();
    disk.lines.set(execution, [...untilClaimed(disk.lines.get(execution) ?? [])]);
    before.end();
    const next = stage(disk, before);
    await boot(next.context);
    expect(next.run().state).toMatchObject({ phase: 'filling', tabId: next.fake.page.tabId });
    next.end();
  });

  it('opens none where the operator has closed the one that was open', async () => {
    const disk = emptyDisk();
    const before = stage(disk);
    await before.open();
    await before.run().dispatch({ type: 'tab-lost', tabId: before.fake.page.tabId });
    before.end();
    const next = stage(disk, before);
    await boot(next.context);
    expect(next.run().state.tabId).toBeNull();
    next.end();
  });
});

describe('a call to security', () => {
  it('arrives after the case system is back, also when the browser was closed in between', async () => {
    const { at, disk } = await armed();
    at.escalation.trouble.set('raise', 'down');
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', escalations: [{ key: 'body-differs', id: null }] });
    const next = await afterBrowser(at, disk, ({ escalation }) => escalation.trouble.set('raise', 'down'));
    expect(next.escalation.raised).toHaveLength(0);
    expect(await openCalls(next.context)).toMatchObject([{ caseId: 'CASE-1042', hasArrived: false }]);
    next.escalation.trouble.clear();
    await next.fake.advance(60_000);
    expect(next.escalation.raised).toMatchObject([{ reasons: [{ code: 'body-differs' }], mayHaveLeft: true }]);
    next.end();
  });

  it('that arrives while its execution is taken up is not forgotten by the state it is taken up in', async () => {
    const { at, disk } = await armed();
    at.escalation.trouble.set('raise', 'down');
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(1_000);
    const next = await afterBrowser(at, disk, ({ cases, escalation }) => {
      cases.trouble.set('*', 'down');
      escalation.trouble.set('raise', 'down');
    });
    const [execution = ''] = next.context.waiting.keys();
    next.cases.trouble.clear();
    const taking = restoreAll(next.context);
    await dispatchTo(next.context, execution, { type: 'escalated', key: 'body-differs', id: 'esc-1' });
    await taking;
    expect(next.run().state.escalations).toMatchObject([{ key: 'body-differs', id: 'esc-1' }]);
    next.end();
  });

  it('is made again until somebody acknowledges, once for each cause, and then stops', async () => {
    const { at } = await armed();
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(200_000);
    const before = at.escalation.trouble.calls.get('raise') ?? 0;
    expect(before).toBeGreaterThan(3);
    expect(at.escalation.raised).toHaveLength(1);
    at.escalation.acknowledge('sec-01');
    await at.fake.advance(60_000);
    expect(at.run().state.escalations).toMatchObject([{ acknowledgedBy: 'sec-01' }]);
    expect(await openCalls(at.context)).toEqual([]);
    const after = at.escalation.trouble.calls.get('raise');
    await at.fake.advance(120_000);
    expect(at.escalation.trouble.calls.get('raise')).toBe(after);
    at.end();
  });

  it('names whom the policy says to call', async () => {
    const { at } = await armed();
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(1_000);
    const [call] = await openCalls(at.context);
    expect(call?.contacts.length).toBeGreaterThan(0);
    at.end();
  });

  it('names them also after a restart with systems that do not answer: then they are needed most', async () => {
    const disk = emptyDisk();
    const { at } = await armed(disk);
    at.escalation.trouble.set('raise', 'down');
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    const named = at.run().facts.contacts;
    const next = await afterBrowser(at, disk, ({ cases, escalation, records }) => {
      for (const trouble of [cases.trouble, escalation.trouble, records.trouble.iam]) trouble.set('*', 'down');
    });
    expect(named.length).toBeGreaterThan(0);
    expect(await openCalls(next.context)).toMatchObject([{ hasArrived: false, contacts: named }]);
    next.end();
  });
});

describe('an execution after a restart', () => {
  it('waits where its case cannot be read, lets nothing else begin, and goes on when it can', async () => {
    const at = stage();
    const disk = emptyDisk();
    const first = stage(disk, at);
    await first.open();
    await first.fill();
    const next = await afterBrowser(first, disk, ({ cases }) => cases.trouble.set('*', 'down'));
    expect([...next.context.runs]).toEqual([]);
    expect(await openExecution(next.context, 'CASE-1042')).toMatchObject({ isOpened: false, reason: { code: 'case-unreachable' } });
    expect(await popupView(next.context, 'in')).toMatchObject({ body: { is: 'attention', title: 'An execution has not ended' } });
    next.cases.trouble.clear();
    await restoreAll(next.context);
    await next.fake.advance(1_000);
    expect(next.run().state).toMatchObject({ phase: 'filling', tabId: null, halt: null });
    expect(next.context.waiting.size).toBe(0);
    next.end();
  });

  it('is tried again while it waits without a new line, and without telling anybody that something changed', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    const next = await afterBrowser(first, disk, ({ cases }) => cases.trouble.set('*', 'down'));
    const [execution = ''] = next.context.waiting.keys();
    const [lines, { changes }] = [disk.lines.get(execution)?.length, { ...next.told }];
    for (let time = 0; time < 3; time += 1) await restoreAll(next.context);
    expect([disk.lines.get(execution)?.length, next.told.changes]).toEqual([lines, changes]);
    expect(readLine(disk.lines.get(execution)?.at(-1) ?? '')?.kind).toBe('restarted');
    next.end();
  });

  it('calls security for what may have left even while its case cannot be read', async () => {
    const { at, disk } = await armed();
    const next = await afterBrowser(at, disk, ({ cases }) => cases.trouble.set('*', 'down'));
    expect(next.escalation.raised).toMatchObject([{ reasons: [{ code: 'outcome-unknown' }] }]);
    next.cases.trouble.clear();
    await restoreAll(next.context);
    await next.fake.advance(5_000);
    expect(next.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    expect(next.cases.now('CASE-1042').claim?.state).toBe('closed');
    next.end();
  });

  it.each([
    ['the browser', true],
    ['the worker alone', false],
  ])('is halted when its case holds another packet now, after %s died', async (_, isBrowser) => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    first.cases.change('CASE-1042', (record) => ({ ...record, packet: { ...record.packet, scope: ['tenant.admin.read'] } }));
    const next = await after(first, disk, { isBrowser });
    expect(next.run().state.halt?.reasons).toMatchObject([{ code: 'state-differs' }]);
    next.end();
  });

  it('takes a claim whose answer was lost with the worker, and no second one', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    first.cases.trouble.set('claim', 'lost-reply');
    await first.open();
    expect(first.run().state).toMatchObject({ phase: 'preflight', claim: null });
    const held = first.cases.now('CASE-1042').claim;
    const next = await afterBrowser(first, disk, ({ cases }) => cases.trouble.clear());
    expect(next.run().state).toMatchObject({ phase: 'filling', claim: { id: held?.id } });
    next.end();
  });

  it('ends a claim of which no answer ever came, and the case can be started anew', async () => {
    const at = stage();
    at.cases.trouble.set('claim', 'lost-reply', 4);
    await at.open();
    await at.fake.advance(60_000);
    expect(at.run().state).toMatchObject({ phase: 'idle', claim: null, checkHolds: [{ code: 'case-unreachable' }] });
    expect(at.cases.now('CASE-1042').claim).toMatchObject({ execution: at.run().execution, state: 'closed' });
    expect((await at.entries()).map(({ kind }) => kind)).toContain('claim-closed');
    await at.open();
    expect(at.run().state).toMatchObject({ phase: 'filling', claim: { epoch: 2 } });
    at.end();
  });

  it('gives back what was consumed and never released, where the give-back was cut off', async () => {
    const { at, disk } = await armed();
    at.cases.trouble.set('giveBack', 'down');
    await at.fake.advance(21_000);
    expect(at.run().state.phase).toBe('filling');
    const next = await afterBrowser(at, disk, ({ cases }) => cases.trouble.clear());
    expect(next.cases.now('CASE-1042').claim?.state).toBe('held');
    next.end();
  });

  it.each([
    ['is behind it', (lines: readonly string[]) => lines.slice(0, -1)],
    ['was written anew', rewritten],
  ])('is halted when a note of the case carries a head of the journal, and the journal %s', async (_, changed) => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    const { execution } = first.run();
    const [anchor] = first.cases.now('CASE-1042').anchors;
    expect(anchor).toMatchObject({ execution, by: 'lead-01' });
    const lines = (disk.lines.get(execution) ?? []).slice(0, (anchor?.seq ?? 0) + 1);
    disk.lines.set(execution, [...changed(lines)]);
    const next = await afterBrowser(first, disk);
    const reasons = next.run().state.halt?.reasons ?? [];
    expect(reasons).toMatchObject([{ code: 'journal-differs', details: { seq: String(anchor?.seq) } }]);
    next.end();
  });

  it('is unknown, and escalated, when the case remembers a submission that the journal does not', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    const old = new Map([...disk.lines].map(([execution, lines]) => [execution, [...lines]]));
    await first.pressSubmit();
    await first.fake.advance(100);
    expect(first.cases.now('CASE-1042').claim?.state).toBe('consumed');
    for (const [execution, lines] of old) disk.lines.set(execution, lines);
    const next = await afterBrowser(first, disk);
    expect(next.run().state).toMatchObject({ phase: 'unknown', left: 'possibly', outcome: { reasons: [{ code: 'state-differs' }] } });
    expect(next.escalation.raised).toHaveLength(1);
    next.end();
  });

  it('is halted when its claim was taken over meanwhile', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    first.cases.change('CASE-1042', (record) => ({
      ...record,
      claim: record.claim === null ? null : { ...record.claim, id: 'claim-other', epoch: 2, holder: 'lead-02' },
    }));
    const next = await afterBrowser(first, disk);
    expect(next.run().state.halt?.reasons).toMatchObject([{ code: 'claim-fenced', details: { person: 'lead-02' } }]);
    next.end();
  });

  it('is taken up again when it ended but its end was not told, and told once', async () => {
    const { at, disk } = await armed();
    at.cases.trouble.set('close', 'down');
    await requestLeft(at.context, { ...commitRequest(at.packet), body: null });
    await at.fake.advance(1_500);
    at.fake.page.report = shownPage({ screen: 'last', packet: at.packet });
    const told = at.cases.notes.length;
    const next = await afterBrowser(at, disk, ({ cases }) => cases.trouble.clear());
    await next.fake.advance(10_000);
    expect(next.cases.now('CASE-1042').claim?.state).toBe('closed');
    expect(next.cases.notes.length - told).toBeLessThanOrEqual(1);
    expect(next.store.bundles.size).toBe(1);
    next.end();
  });
});
