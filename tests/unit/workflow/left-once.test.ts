import { describe, expect, it } from 'vitest';
import { reason } from '../../../lib/core/reason.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import { decide } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk, type Kept } from '../../fakes/device.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;

/** The case system refuses that the claim is left; how often it was asked for. */
async function refuseHandOver(at: Stage): Promise<{ asked: number }> {
  const { caseSystem } = await systemsOf(at.context);
  const counted = { asked: 0 };
  Object.assign(caseSystem, {
    handOver: async () => {
      counted.asked += 1;
      return { is: 'refused', reason: reason('operator-not-assigned'), isStale: false };
    },
  });
  return counted;
}

async function halted(disk: Kept): Promise<Stage> {
  const at = stage(disk);
  await refuseHandOver(at);
  await at.open();
  await at.fill();
  await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
  await at.fake.advance(4_000);
  return at;
}

async function unknown(disk: Kept): Promise<Stage> {
  const at = await armedStage(disk);
  await refuseHandOver(at);
  at.cases.trouble.set('note', 'down');
  await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
  await at.fake.advance(30_000);
  expect(at.run().state.phase).toBe('unknown');
  return at;
}

/** Another worker on the same disk, which the case system refuses as well, unless it is to be let. */
async function reborn(before: Stage, disk: Kept, { isLet = false } = {}) {
  before.end();
  const next = stage(disk, before);
  const counted = isLet ? { asked: 0 } : await refuseHandOver(next);
  await boot(next.context);
  await next.fake.advance(5_000);
  return { next, counted };
}

const capsules = ({ cases }: Stage) => cases.attachments.filter(({ name }) => name.startsWith('countersign-capsule'));
const kinds = async (at: Stage) => (await at.entries()).map(({ kind }) => kind);

describe.each([
  ['halted', halted],
  ['not known', unknown],
])('a capsule of what is %s, where the case refuses to have the claim left', (_, stopped) => {
  it('hangs on the case once, however often the worker starts; only the refused step is asked again', async () => {
    const disk = emptyDisk();
    const first = await stopped(disk);
    expect(capsules(first)).toHaveLength(1);
    expect(await kinds(first)).toContain('claim-not-left');
    const once = await reborn(first, disk);
    const twice = await reborn(once.next, disk);
    expect(capsules(twice.next)).toHaveLength(1);
    expect([once.counted.asked, twice.counted.asked]).toEqual([1, 1]);
    twice.next.end();
  });

  it('is the one that is left once the case takes it', async () => {
    const disk = emptyDisk();
    const { next } = await reborn(await stopped(disk), disk, { isLet: true });
    const [capsule] = capsules(next);
    expect(capsules(next)).toHaveLength(1);
    expect(next.cases.now(CASE).handovers).toMatchObject([{ capsule: capsule?.id, settled: null }]);
    expect(await kinds(next)).toContain('claim-left');
    next.end();
  });

  it('that was left is not told again by the next worker', async () => {
    const disk = emptyDisk();
    const { next } = await reborn(await stopped(disk), disk, { isLet: true });
    const again = await reborn(next, disk);
    expect([capsules(again.next).length, again.counted.asked]).toEqual([1, 0]);
    again.next.end();
  });
});

describe('who goes on with what was left', () => {
  /** How often the case is read in half a minute: every three seconds, by one watch. */
  const reads = async (at: Stage) => {
    const before = at.cases.trouble.calls.get('read') ?? 0;
    await at.fake.advance(30_000);
    return (at.cases.trouble.calls.get('read') ?? 0) - before;
  };
  const left = async (disk: Kept) => {
    const at = stage(disk);
    await at.open();
    await at.fill();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(4_000);
    return at;
  };

  it('is watched once, also where more is handed over', async () => {
    const at = await left(emptyDisk());
    expect(await reads(at)).toBe(10);
    await at.run().dispatch({ type: 'handed-over', by: 'lead-01' });
    await at.fake.advance(4_000);
    expect(await reads(at)).toBe(10);
    at.end();
  });

  it('is watched once after a restart, and still found', async () => {
    const disk = emptyDisk();
    const { next } = await reborn(await left(disk), disk, { isLet: true });
    expect(await reads(next)).toBe(10);
    const other = stage(emptyDisk(), next, 'lead-02');
    await decide(other.context, { caseId: CASE, to: 'resume', note: 'agreed' });
    await other.fake.advance(2_000);
    await next.fake.advance(4_000);
    expect(next.run().state.phase).toBe('taken-over');
    next.end();
    other.end();
  });

  it('is watched for the next halt, too, that came before the watch looked again', async () => {
    const at = await left(emptyDisk());
    await at.fake.advance(100);
    await decide(at.context, { caseId: CASE, to: 'resume', note: 'looked at it' });
    await at.fake.advance(500);
    expect(at.run().state.halt).toBeNull();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(4_000);
    expect(await reads(at)).toBe(10);
    at.end();
  });
});

it('a halt that says more has a capsule of its own', async () => {
  const disk = emptyDisk();
  const first = await halted(disk);
  await first.run().dispatch({ type: 'halt-asked', reason: { code: 'guard-not-intact', details: { detail: 'more' } }, by: 'guard' });
  await first.fake.advance(4_000);
  expect(capsules(first)).toHaveLength(2);
  const { next } = await reborn(first, disk);
  expect(capsules(next)).toHaveLength(2);
  next.end();
});
