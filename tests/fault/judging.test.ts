import { describe, expect, it } from 'vitest';
import { faultsOf, type Seen } from './judging.ts';
import { isToReturn, killsOf, LEVELS, STATES, shortKillsOf, shownBy, VICTIMS } from './kills.ts';

const DIED_AT_MS = Date.parse('2026-01-01T10:00:00Z');
const line = (kind: string, seconds: number, after: object | null = null) => ({
  kind,
  at: new Date(DIED_AT_MS + seconds * 1_000).toISOString(),
  body: after === null ? {} : { after },
});
const commit = (seconds: number, key = 'one') => ({
  way: null,
  method: 'POST',
  url: '/grant',
  body: '',
  key,
  atMs: DIED_AT_MS + seconds * 1_000,
});

/** A worker that died armed, and everything as it must be. */
const good: Seen = {
  kill: { victim: 'worker', state: 'armed', shows: 'armed' },
  enforcement: 'best-effort',
  diedAtMs: DIED_AT_MS,
  shown: 'armed',
  ended: 'unknown',
  own: [line('armed', -1, { phase: 'armed' }), line('restarted', 1, { phase: 'unknown' })],
  told: ['armed'],
  lost: 0,
  arrived: [commit(0.2), commit(0.5)],
  grants: 1,
  isThere: true,
  isReturned: true,
  open: [],
};

describe('what is seen of a kill', () => {
  it('has no fault where the restart table is kept, the journal whole, and what got out was under one key before the worker was back', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, enforcement: 'one-shot', arrived: [commit(0.2)] })).toEqual([]);
    expect(faultsOf({ ...good, shown: 'none of them', ended: 'confirmed', arrived: [] })).toEqual([]);
  });

  it.each<[string, Partial<Seen>]>([
    ['after the death it is filling, not unknown', { ended: 'filling' }],
    ['3 lines of the journal are gone', { lost: 3 }],
    ['the popup had shown confirming, and no line says it', { told: ['armed', 'confirming'] }],
    ['the claim is not held again', { isReturned: false }],
    ['the browser put the whole extension out, rules and all', { isThere: false }],
    ['a step still gets through', { open: ['a step'] }],
    ['2 commits arrived with the gate closed', { shown: 'consumed', ended: 'held' }],
    ['commits arrived under more than one key', { arrived: [commit(0.2), commit(0.3, 'other')] }],
    ['the console granted 2 times', { grants: 2 }],
    ['1 commits arrived after the worker was back', { arrived: [commit(0.2), commit(4)] }],
    ['2 commits passed the blocking listener', { enforcement: 'one-shot' }],
  ])('is a fault where %s', (fault, difference) => {
    expect(faultsOf({ ...good, ...difference })).toEqual([fault]);
  });
});

describe('what is seen of the console’s tab that died', () => {
  const kill = { victim: 'tab', state: 'armed', shows: 'armed' } as const;
  const gone: Seen = { ...good, kill, ended: 'held', own: [line('armed', -1, { phase: 'armed' })], arrived: [], grants: 0 };

  it('has no fault where an armed gate closed behind it and entry may begin anew', () => {
    expect(faultsOf(gone)).toEqual([]);
    expect(isToReturn('tab', 'armed')).toBe(true);
    expect(isToReturn('worker', 'armed')).toBe(false);
  });

  it('is a fault where it counts as sent although nothing left, or where a commit of another tab arrives', () => {
    expect(faultsOf({ ...gone, ended: 'unknown' })).toEqual(['after the death it is unknown, not filling or held']);
    expect(faultsOf({ ...gone, arrived: [commit(0.2)] })).toEqual(['1 commits arrived with the gate closed']);
    expect(faultsOf({ ...gone, shown: 'committing', ended: 'held' })).toEqual(['after the death it is held, not unknown or confirmed']);
  });
});

describe('the last line before a death', () => {
  it('shows the state, also where the line itself tells none', () => {
    const at = (after: object) => shownBy([line('some', -9, after), line('capture', -8)], DIED_AT_MS);
    const phases = ['preflight', 'filling', 'armed', 'committing', 'confirming', 'unknown'];
    expect(phases.map((phase) => at({ phase, halt: null }))).toEqual(phases);
    expect(at({ phase: 'filling', halt: null, holds: [], checkHolds: [{ code: 'release-expired' }] })).toBe('held');
    expect(at({ phase: 'filling', halt: { reasons: [] } })).toBe('halted');
    const stages = ['reading', 'consuming', 'consumed', 'opening'];
    const shown = stages.map((stage) => at({ phase: 'rechecking', halt: null, check: { stage } }));
    expect(shown).toEqual(['rechecking', 'consuming', 'consumed', 'opening']);
    expect(at({ phase: 'confirmed', halt: null })).toBe('none of them');
    expect(shownBy([], DIED_AT_MS)).toBe('none of them');
  });

  it('shows a step’s way as open for as long as it is', () => {
    const opened = (seconds: number) => shownBy([line('step-opened', -seconds, { phase: 'filling', halt: null })], DIED_AT_MS);
    expect([opened(2), opened(4)]).toEqual(['step open', 'filling']);
  });
});

describe('the kills', () => {
  it('are all there in two long rounds: each who dies, in each state, at each level', () => {
    const played = LEVELS.flatMap((level) =>
      [0, 1].flatMap((round) => killsOf(level, round).map(({ victim, state }) => `${level} ${victim} ${state}`)),
    );
    // In the preflight there is no tab of the console that could die.
    expect(new Set(played).size).toBe(LEVELS.length * (VICTIMS.length * STATES.length - 1));
  });

  it('have each state in the short round, and with the gate armed worker and extension at both levels', () => {
    const played = LEVELS.flatMap(shortKillsOf);
    expect(new Set(played.map(({ state }) => state)).size).toBe(STATES.length);
    expect(played).toHaveLength(16);
    for (const level of LEVELS) {
      const armed = shortKillsOf(level).filter(({ state }) => state === 'armed');
      expect(armed.map(({ victim }) => victim)).toEqual(expect.arrayContaining(['worker', 'extension']));
    }
  });
});
