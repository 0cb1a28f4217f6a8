import { describe, expect, it } from 'vitest';
import { RESTORE_ALARM } from '../../../lib/workflow/alarms.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { decide } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk, type Kept } from '../../fakes/device.ts';
import { abandonRequest } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;

async function filled(disk?: Kept): Promise<Stage> {
  const at = stage(disk);
  await at.open();
  await at.fill();
  return at;
}

async function halted(disk?: Kept): Promise<Stage> {
  const at = await filled(disk);
  await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
  await at.fake.advance(4_000);
  return at;
}

const resume = (at: Stage) => decide(at.context, { caseId: CASE, to: 'resume', note: 'looked at it' });

/** The worker died, or the browser with it: another one on the same disk. `trouble` changes what it finds. */
async function reborn(
  before: Stage,
  disk: Kept,
  { isBrowser = true, trouble }: Readonly<{ isBrowser?: boolean; trouble?: (next: Stage) => void }> = {},
): Promise<Stage> {
  // What the dead worker would still have done is none of the next one's.
  const left: Kept = {
    lines: new Map([...disk.lines].map(([execution, lines]) => [execution, [...lines]])),
    files: new Map([...disk.files].map(([execution, own]) => [execution, new Map(own)])),
    session: isBrowser ? new Map() : new Map(disk.session),
  };
  const next = stage(left, before);
  trouble?.(next);
  await boot(next.context);
  await next.fake.advance(5_000);
  return next;
}

describe('a resume whose answers were lost', () => {
  it('is no takeover by somebody else, and is asked for again', async () => {
    const at = await halted();
    at.cases.trouble.set('takeOver', 'lost-reply', 4);
    await resume(at);
    await at.fake.advance(20_000);
    expect(at.run().state.phase).not.toBe('taken-over');
    await resume(at);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', halt: null, claim: { epoch: 2 } });
    at.end();
  });
  it.each([true, false])('is none after a restart either (of the browser: %s)', async (isBrowser) => {
    const disk = emptyDisk();
    const at = await halted(disk);
    at.cases.trouble.set('takeOver', 'lost-reply');
    await resume(at);
    await at.fake.advance(500);
    expect(at.cases.now(CASE).claim).toMatchObject({ epoch: 2, execution: at.run().execution });
    expect(at.run().state).toMatchObject({ phase: 'preflight', claim: { epoch: 1 } });
    const next = await reborn(at, disk, { isBrowser, trouble: (n) => n.cases.trouble.clear() });
    expect(next.run().state).toMatchObject({ phase: 'filling', halt: null, claim: { epoch: 2 } });
    next.end();
  });

  it('is ended at the epoch that the case has', async () => {
    const at = await halted();
    at.cases.trouble.set('takeOver', 'lost-reply', 4);
    await resume(at);
    await at.fake.advance(20_000);
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    await decide(at.context, { caseId: CASE, to: 'abandon', note: 'n' });
    await at.fake.advance(20_000);
    expect(at.run().state.phase).toBe('abandoned');
    expect(at.cases.now(CASE).claim).toMatchObject({ epoch: 2, state: 'closed' });
    at.end();
  });
  it('is ours also where a halt came while it was on its way', async () => {
    const at = await halted();
    at.cases.trouble.set('takeOver', 'stuck', 1);
    await resume(at);
    await at.fake.advance(500);
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held', details: { detail: 'again' } }, by: 'lead-01' });
    at.cases.trouble.release();
    await at.fake.advance(10_000);
    expect(at.cases.now(CASE).claim).toMatchObject({ epoch: 2 });
    expect(at.run().state).toMatchObject({ phase: 'preflight', claim: { epoch: 1 } });
    await resume(at);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', halt: null, claim: { epoch: 2 } });
    at.end();
  });
  it('is left to others at the epoch that the case has', async () => {
    const at = await halted();
    at.cases.trouble.set('takeOver', 'lost-reply', 4);
    await resume(at);
    await at.fake.advance(20_000);
    const other = stage(emptyDisk(), at, 'lead-02');
    await resume(other);
    await other.fake.advance(2_000);
    expect(other.run().state).toMatchObject({ phase: 'filling', claim: { epoch: 3 } });
    at.end();
    other.end();
  });
});

describe('what was halted', () => {
  it('is left to others once the register of devices answers again', async () => {
    const at = await filled();
    at.enrolment.trouble.set('*', 'down');
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(10_000);
    at.enrolment.trouble.clear();
    await at.fake.advance(60_000);
    expect(at.cases.now(CASE).handovers).toHaveLength(1);
    at.end();
  });
  it('has an alarm set for it: a worker that only waits is ended by its browser', async () => {
    const at = await filled();
    const alarms: string[] = [];
    Object.assign(at.context.ports.device, { wakeAt: async (name: string) => void alarms.push(name) });
    at.cases.trouble.set('attach', 'down');
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(10_000);
    expect(alarms).toContain(RESTORE_ALARM);
    at.end();
  });
  it('or is not known is left to them however long the case system is away', async () => {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    at.cases.trouble.set('*', 'down');
    at.enrolment.trouble.set('*', 'down');
    await at.fake.advance(600_000);
    expect(at.run().state.phase).toBe('unknown');
    at.cases.trouble.clear();
    at.enrolment.trouble.clear();
    await at.fake.advance(120_000);
    expect(at.cases.now(CASE).handovers).toMatchObject([{ mayHaveLeft: true }]);
    at.end();
  });
  it.each([true, false])('is left to them after a restart (of the browser: %s)', async (isBrowser) => {
    const disk = emptyDisk();
    const at = await filled(disk);
    at.cases.trouble.set('attach', 'down');
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(1_000);
    const next = await reborn(at, disk, { isBrowser, trouble: (n) => n.cases.trouble.clear() });
    await next.fake.advance(60_000);
    expect(next.cases.now(CASE).handovers).toHaveLength(1);
    next.end();
  });

  it.each([true, false])('or is not known is left to them after a long outage and a restart (of the browser: %s)', async (isBrowser) => {
    const disk = emptyDisk();
    const at = await armedStage(disk);
    at.enrolment.trouble.set('*', 'down');
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    await at.fake.advance(600_000);
    expect(at.run().state.phase).toBe('unknown');
    at.end();
    const next = await reborn(at, disk, { isBrowser });
    await next.fake.advance(60_000);
    expect(next.cases.now(CASE).handovers).toMatchObject([{ mayHaveLeft: true }]);
    next.end();
  });

  it('by a way out that nobody has read is read after a restart', async () => {
    const disk = emptyDisk();
    const at = await filled(disk);
    await requestLeft(at.context, abandonRequest());
    await at.fake.advance(500);
    expect(at.run().state.exit?.found).toBe('not-read');
    const next = await reborn(at, disk);
    await next.fake.advance(20_000);
    expect(next.run().state.exit?.found).not.toBe('not-read');
    next.end();
  });
});

describe('a claim', () => {
  it('returns before it is closed, however long the case system was away: approvals of what never left are not spent', async () => {
    const at = await armedStage();
    at.cases.trouble.set('*', 'down');
    await at.fake.advance(400_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', owed: { isOpen: false } });
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(400_000);
    at.cases.trouble.clear();
    await at.fake.advance(200_000);
    expect(at.cases.now(CASE).claim?.state).toBe('closed');
    expect(at.cases.now(CASE).executions).toEqual([]);
    at.end();
  });

  it('that was still on its way when nothing was to begin is ended', async () => {
    const at = stage();
    at.cases.trouble.set('claim', 'stuck', 1);
    await at.open();
    await at.fake.advance(100);
    at.cases.trouble.set('note', 'down');
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(10_000);
    at.cases.trouble.release();
    await at.fake.advance(1_000);
    expect(at.cases.now(CASE).claim?.state).toBe('held');
    at.cases.trouble.clear();
    await at.fake.advance(120_000);
    expect(at.cases.now(CASE).claim?.state).not.toBe('held');
    at.end();
  });
});

describe('a sign-in that ended', () => {
  it('is no answer to the end of a claim', async () => {
    const at = await filled();
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    at.cases.trouble.set('*', 'signed-out');
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(60_000);
    at.cases.trouble.clear();
    await at.fake.advance(60_000);
    expect(at.cases.now(CASE).claim?.state).toBe('closed');
    at.end();
  });
  it('is none to what is handed over, nor to what is given back', async () => {
    const at = await armedStage();
    at.cases.trouble.set('*', 'signed-out');
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(30_000);
    at.cases.trouble.clear();
    await at.fake.advance(60_000);
    expect(at.cases.now(CASE)).toMatchObject({ claim: { state: 'held' }, handovers: [{ mayHaveLeft: false }] });
    at.end();
  });
});
