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

describe('a capsule that the case took, and nobody heard it', () => {
  const unheard = async (disk: Kept) => {
    const at = stage(disk);
    await at.open();
    await at.fill();
    at.cases.trouble.set('attach', 'lost-reply', 1);
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    while (capsules(at).length === 0) await at.fake.advance(50);
    return at;
  };

  it('hangs there once, and is the one that is left', async () => {
    const at = await unheard(emptyDisk());
    await at.fake.advance(5_000);
    expect(capsules(at)).toHaveLength(1);
    expect(at.cases.now(CASE).handovers).toMatchObject([{ capsule: capsules(at)[0]?.id, settled: null }]);
    at.end();
  });

  it('hangs there once also where the worker died before it could write that down', async () => {
    const disk = emptyDisk();
    const { next } = await reborn(await unheard(disk), disk, { isLet: true });
    expect(capsules(next)).toHaveLength(1);
    expect(next.cases.now(CASE).handovers).toMatchObject([{ capsule: capsules(next)[0]?.id, settled: null }]);
    expect((await kinds(next)).filter((kind) => kind === 'capsule-attached')).toHaveLength(1);
    next.end();
  });
});

describe('a capsule that the case refuses', () => {
  const refuseAttach = async (at: Stage, code: 'answer-untrusted' | 'case-unreachable') => {
    const { caseSystem } = await systemsOf(at.context);
    const counted = { asked: 0 };
    const attach: typeof caseSystem.attach = async () => {
      counted.asked += 1;
      return { is: 'refused', reason: reason(code), isStale: false };
    };
    Object.assign(caseSystem, { attach });
    return counted;
  };
  const refused = async (disk: Kept, code: 'answer-untrusted' | 'case-unreachable') => {
    const at = stage(disk);
    await at.open();
    await at.fill();
    const { asked } = await refuseAttach(at, code).then(async (counted) => {
      await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
      await at.fake.advance(4_000);
      return counted;
    });
    expect(asked).toBe(1);
    expect(await kinds(at)).toContain('capsule-not-attached');
    return at;
  };
  const again = async (before: Stage, disk: Kept, code: 'answer-untrusted' | 'case-unreachable') => {
    before.end();
    const next = stage(disk, before);
    const counted = await refuseAttach(next, code);
    await boot(next.context);
    await next.fake.advance(5_000);
    return { next, counted };
  };
  const sealed = async (at: Stage) => (await at.entries()).filter(({ kind, body }) => kind === 'sealed' && 'stop' in body);

  it('for what it is, is neither sealed anew nor asked for again: the timeline says so once', async () => {
    const disk = emptyDisk();
    const { next, counted } = await again(await refused(disk, 'answer-untrusted'), disk, 'answer-untrusted');
    expect(counted.asked).toBe(0);
    expect(await sealed(next)).toHaveLength(1);
    expect((await kinds(next)).filter((kind) => kind === 'capsule-not-attached')).toHaveLength(1);
    next.end();
  });

  it('to this person now, is asked for at the next start, with the same bytes', async () => {
    const disk = emptyDisk();
    const once = await again(await refused(disk, 'case-unreachable'), disk, 'case-unreachable');
    expect(once.counted.asked).toBe(1);
    const { next } = await reborn(once.next, disk, { isLet: true });
    expect(await sealed(next)).toHaveLength(1);
    expect(capsules(next)).toHaveLength(1);
    expect(next.cases.now(CASE).handovers).toMatchObject([{ capsule: capsules(next)[0]?.id, settled: null }]);
    next.end();
  });

  it('is another one at the next stop', async () => {
    const at = await refused(emptyDisk(), 'answer-untrusted');
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'guard-not-intact', details: { detail: 'more' } }, by: 'guard' });
    await at.fake.advance(4_000);
    expect(await sealed(at)).toHaveLength(2);
    at.end();
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
