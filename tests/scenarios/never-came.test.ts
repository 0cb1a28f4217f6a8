import { describe, expect, it } from 'vitest';
import { momentsAt, momentsOf } from '../hand/moments.ts';
import type { During } from '../hand/plan.ts';
import { CALM } from './calm-play.ts';
import type { Expectation } from './scenario.ts';
import { differences, neverCame } from './verdict.ts';

/** A play in which something that makes the situation never happened is no play of that situation, whatever came of it. */

const AS_ALLOWED: Expectation = {
  verdict: 'allow',
  escalated: false,
  stage: null,
  orEarlier: false,
  reasons: [],
  commits: 1,
  finalState: null,
  of: null,
};
const MISSED = { ...CALM, missed: [{ of: 'during', moment: 'armed' } as const, { of: 'operator', moment: 'held' } as const] };
const during = (at: string): During => ({ at, patch: [], console: 'restyled', kill: null, extension: null });
const sight = (state: string) => ({ atMs: 0, state, reasons: [], isEscalated: false, stage: null });

describe('a moment that never came', () => {
  it('is a difference, whether something should have happened then or somebody waited for it', () => {
    expect(neverCame({ expect: AS_ALLOWED, owns: ['during', 'operator'] }, MISSED)).toHaveLength(2);
    expect(neverCame({ expect: AS_ALLOWED, owns: ['during', 'operator'] }, CALM)).toEqual([]);
  });

  it('is none for a twin that only inherits it, nor where it may be caught earlier', () => {
    expect(neverCame({ expect: AS_ALLOWED, owns: [] }, MISSED)).toEqual([]);
    expect(neverCame({ expect: { ...AS_ALLOWED, orEarlier: true }, owns: ['during', 'operator'] }, MISSED)).toEqual([]);
  });
});

describe('what waits for a moment', () => {
  it('is missed until the moment has come', async () => {
    const happened: string[] = [];
    const moments = momentsOf([during('idle'), during('after-commit'), during('press')], async ({ at }) => void happened.push(at));
    expect(moments.missed()).toEqual(['idle', 'after-commit', 'press']);
    moments.see(sight('closed'));
    moments.see(sight('unknown'));
    await moments.settled();
    expect([happened, moments.missed()]).toEqual([['idle', 'after-commit'], ['press']]);
  });
});

describe('a state that passes before the popup shows it', () => {
  it.each([
    ['confirming', ['committing', 'after-commit']],
    ['confirmed', ['committing', 'confirming', 'after-commit', 'closing']],
    ['rejected', ['committing', 'confirming', 'after-commit', 'closing']],
    ['unknown', ['after-commit']],
    ['closed', ['idle']],
  ])('has come once %s is seen', (state, moments) => expect(momentsAt(state)).toEqual(expect.arrayContaining(moments)));
});

describe('what is left at a takeover', () => {
  const expected: Expectation = { ...AS_ALLOWED, verdict: 'block', stage: 'takeover', orEarlier: true, commits: 0 };
  const seenAt = (stage: string) => ({ verdict: 'block', escalated: false, stage, reasons: [], commits: 0, finalState: 'held' }) as const;

  it('may be caught on the way there where the scenario says so, and not after it', () => {
    expect(['entry', 'confirm', 'takeover'].flatMap((stage) => differences(expected, seenAt(stage)))).toEqual([]);
    expect(differences(expected, seenAt('evidence'))).toHaveLength(1);
  });
});
