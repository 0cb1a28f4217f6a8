import { describe, expect, it } from 'vitest';
import { boot } from '../../../lib/workflow/booting.ts';
import { BUNDLE_FILE } from '../../../lib/workflow/kept-files.ts';
import { guardedProfiles } from '../../../lib/workflow/profiles.ts';
import { reconcile } from '../../../lib/workflow/reconciling.ts';
import { decide } from '../../../lib/workflow/taking-over.ts';
import { seeSettled } from '../../../lib/workflow/unsettled.ts';
import { emptyDisk, type Kept } from '../../fakes/device.ts';
import { smallProfile } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;

/** Another worker, or another browser session, by whose start the profile is gone. */
async function reborn(before: Stage, disk: Kept, { isBrowser, forget }: Readonly<{ isBrowser: boolean; forget: (at: Stage) => void }>) {
  before.end();
  if (isBrowser) disk.session.clear();
  const next = stage(disk, before);
  forget(next);
  await boot(next.context);
  await next.fake.advance(10_000);
  return next;
}

const takenAway = (at: Stage) => void Object.assign(at.context.ports, { profiles: async () => [] });
/** Policy gives another version, and names that one. */
const exchanged = (at: Stage) => {
  const digest = 'f'.repeat(64);
  const profile = { ...smallProfile, version: '9' };
  at.records.state.policy = { ...at.records.state.policy, consoleProfiles: [{ id: profile.id, digest }] };
  Object.assign(at.context.ports, { profiles: async () => [{ profile, digest, origin: 'managed' }] });
};

async function unknown(disk: Kept): Promise<Stage> {
  const at = await armedStage(disk);
  await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
  await at.fake.advance(200_000);
  expect(at.run().state.phase).toBe('unknown');
  return at;
}

const settle = async (at: Stage) => {
  const security = stage(emptyDisk(), at, 'sec-01');
  expect(await reconcile(security.context, { caseId: CASE, found: 'nothing', note: 'IAM was read twice' })).toBeNull();
  security.end();
};

describe.each([
  ['taken away', takenAway],
  ['exchanged', exchanged],
])('where the profile was %s while the browser was closed', (_, forget) => {
  it('what was entered by it is halted, says so, and is ended by a person', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    const next = await reborn(first, disk, { isBrowser: true, forget });
    expect([...next.context.waiting]).toEqual([]);
    expect(next.run().state).toMatchObject({ phase: 'filling', left: 'nothing', halt: { reasons: [{ code: 'profile-changed' }] } });
    expect(next.run().facts.known.profile).toEqual(smallProfile);
    expect(guardedProfiles(next.context, [])).toEqual([smallProfile]);
    expect(await next.open()).toMatchObject({ isOpened: false });
    expect(next.cases.now(CASE).handovers).toMatchObject([{ settled: null, mayHaveLeft: false }]);
    expect(await decide(next.context, { caseId: CASE, to: 'abandon', note: 'the profile is gone' })).toBeNull();
    await next.fake.advance(20_000);
    expect(next.run().state.phase).toBe('abandoned');
    expect(next.cases.now(CASE).claim?.state).toBe('closed');
    expect(guardedProfiles(next.context, [])).toEqual([]);
    next.end();
  });

  it('nothing of it can be sent: whoever resumes it is told that the profile changed', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.fill();
    const next = await reborn(first, disk, { isBrowser: true, forget });
    await decide(next.context, { caseId: CASE, to: 'resume', note: 'try' });
    await next.fake.advance(5_000);
    expect(next.run().state.halt?.reasons.map(({ code }) => code)).toContain('profile-changed');
    expect(next.fake.openings).toEqual([]);
    next.end();
  });

  it('what may have left is not known, is told to security, and is settled by them', async () => {
    const disk = emptyDisk();
    const next = await reborn(await armedStage(disk), disk, { isBrowser: true, forget });
    expect(next.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    expect(next.fake.openings).toEqual([]);
    expect(next.escalation.raised).toHaveLength(1);
    expect(guardedProfiles(next.context, [])).toEqual([smallProfile]);
    await settle(next);
    await next.fake.advance(10_000);
    expect(next.run().state.reconciled).toMatchObject({ by: 'sec-01', found: 'nothing' });
    expect(guardedProfiles(next.context, [])).toEqual([]);
    next.end();
  });
});

it('nothing begins whose profile the disk does not take: after a restart nobody could end it', async () => {
  const at = stage();
  const putFile = () => Promise.reject(new Error('disk full'));
  Object.assign(at.fake.device.journal, { putFile });
  expect(await at.open()).toEqual({ isOpened: false, reason: { code: 'storage-failed', details: { detail: 'disk full' } } });
  expect([at.context.runs.size, (await at.fake.device.journal.executions()).length]).toEqual([0, 0]);
  at.end();
});

describe('the console of what nobody knows, once its bundle is made and its profile was taken away', () => {
  const closed = async (disk: Kept) => {
    const at = await unknown(disk);
    expect((await at.fake.device.journal.having(BUNDLE_FILE)).size).toBe(1);
    return at;
  };

  it.each([true, false])('stays closed after a restart (of the browser: %s), also where everybody was called', async (isBrowser) => {
    const disk = emptyDisk();
    const first = await closed(disk);
    first.escalation.acknowledge('sec-01');
    await first.fake.advance(60_000);
    const once = await reborn(first, disk, { isBrowser, forget: takenAway });
    expect(guardedProfiles(once.context, [])).toEqual([smallProfile]);
    const twice = await reborn(once, disk, { isBrowser, forget: takenAway });
    expect(guardedProfiles(twice.context, [])).toEqual([smallProfile]);
    expect(twice.context.runs.size).toBe(0);
    twice.end();
  });

  it('is let go of once security has settled it, and the journal says so', async () => {
    const disk = emptyDisk();
    const next = await reborn(await closed(disk), disk, { isBrowser: true, forget: takenAway });
    next.cases.trouble.set('read', 'down');
    await seeSettled(next.context);
    expect(guardedProfiles(next.context, [])).toEqual([smallProfile]);
    next.cases.trouble.clear();
    await seeSettled(next.context);
    expect(guardedProfiles(next.context, [])).toEqual([smallProfile]);
    await settle(next);
    await seeSettled(next.context);
    expect(guardedProfiles(next.context, [])).toEqual([]);
    expect(next.fake.gateLog).toContain('let go');
    const [lines] = [...disk.lines.values()];
    expect(JSON.parse(lines?.at(-1) ?? '')).toMatchObject({ kind: 'reconciled', body: { by: 'sec-01', found: 'nothing' } });
    const after = await reborn(next, disk, { isBrowser: true, forget: takenAway });
    expect(guardedProfiles(after.context, [])).toEqual([]);
    after.end();
  });

  it('costs nothing where it ended otherwise', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    await first.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await first.fake.advance(20_000);
    const next = await reborn(first, disk, { isBrowser: true, forget: takenAway });
    expect(guardedProfiles(next.context, [])).toEqual([]);
    next.end();
  });
});
