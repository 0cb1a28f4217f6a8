import type { Verdict } from '../../lib/core/compare/reading.ts';
import type { GateState, LegRow } from '../../lib/core/execution/view.ts';
import { unreachable } from '../../lib/core/reason.ts';
import type { GlyphName } from './glyph-shapes.ts';
import type { MarkName } from './mark-shapes.ts';

/** The five meanings, the neutral `work` for what goes on, and `brand` for Countersign itself. */
export type Meaning = 'go' | 'fix' | 'stop' | 'unknown' | 'todo' | 'work' | 'brand';

/** How a gate state looks: its mark, its meaning, and how loud. Solid blocks are armed, halted and unknown only. */
export type GateLook = Readonly<{ mark: MarkName; meaning: Meaning; isSolid: boolean }>;

export function gateLook(state: GateState): GateLook {
  switch (state) {
    case 'closed':
    case 'abandoned':
    case 'taken-over':
      return { mark: 'idle', meaning: 'work', isSolid: false };
    case 'preflight':
    case 'filling':
    case 'rechecking':
      return { mark: 'guarding', meaning: 'brand', isSolid: false };
    case 'held':
      return { mark: 'held', meaning: 'fix', isSolid: false };
    case 'armed':
      return { mark: 'armed', meaning: 'go', isSolid: true };
    case 'committing':
    case 'confirming':
      return { mark: 'committing', meaning: 'work', isSolid: false };
    case 'confirmed':
      return { mark: 'confirmed', meaning: 'go', isSolid: false };
    case 'rejected':
      return { mark: 'halted', meaning: 'stop', isSolid: false };
    case 'unknown':
      return { mark: 'unknown', meaning: 'unknown', isSolid: true };
    case 'halted':
      return { mark: 'halted', meaning: 'stop', isSolid: true };
    default:
      return unreachable(state);
  }
}

/** One verdict: its meaning, its glyph, its word. */
export type VerdictLook = Readonly<{ meaning: Meaning; glyph: GlyphName; word: string }>;

const VERDICTS: Readonly<Record<Verdict, VerdictLook>> = {
  match: { meaning: 'go', glyph: 'match', word: 'Match' },
  mismatch: { meaning: 'fix', glyph: 'mismatch', word: 'Mismatch' },
  broader: { meaning: 'stop', glyph: 'broader', word: 'Broader' },
  empty: { meaning: 'todo', glyph: 'empty', word: 'Empty' },
  unreadable: { meaning: 'unknown', glyph: 'unreadable', word: 'Unreadable' },
};

export function verdictLook(verdict: Verdict): VerdictLook {
  return VERDICTS[verdict];
}

const LEGS: Readonly<Record<LegRow['state'], Readonly<{ meaning: Meaning; glyph: GlyphName; spoken: string }>>> = {
  green: { meaning: 'go', glyph: 'match', spoken: 'Green' },
  fix: { meaning: 'fix', glyph: 'stale', spoken: 'Not green, can be put right' },
  stop: { meaning: 'stop', glyph: 'denied', spoken: 'Not green' },
  unknown: { meaning: 'unknown', glyph: 'unreadable', spoken: 'Not known' },
  reading: { meaning: 'work', glyph: 'waiting', spoken: 'Being read' },
};

export function legLook(state: LegRow['state']): Readonly<{ meaning: Meaning; glyph: GlyphName; spoken: string }> {
  return LEGS[state];
}

/** How an execution ended, as one sign. What is not one of the named outcomes is never shown as a yes. */
export function outcomeLook(outcome: string): Readonly<{ meaning: Meaning; glyph: GlyphName; word: string }> {
  switch (outcome) {
    case 'confirmed':
      return { meaning: 'go', glyph: 'match', word: 'Confirmed' };
    case 'rejected':
      return { meaning: 'stop', glyph: 'denied', word: 'Rejected' };
    case 'halted':
      return { meaning: 'stop', glyph: 'halt', word: 'Halted' };
    case 'refused':
      return { meaning: 'fix', glyph: 'denied', word: 'Refused before entry' };
    case 'abandoned':
      return { meaning: 'work', glyph: 'halt', word: 'Abandoned' };
    case 'taken-over':
      return { meaning: 'work', glyph: 'halt', word: 'Taken over' };
    case 'unknown':
      return { meaning: 'unknown', glyph: 'unreadable', word: 'Outcome unknown' };
    default:
      return { meaning: 'work', glyph: 'waiting', word: outcome === '' ? 'Running' : outcome.charAt(0).toUpperCase() + outcome.slice(1) };
  }
}
