import type { GlyphName } from '../../components/ui/glyph-shapes.ts';
import type { MarkName } from '../../components/ui/mark-shapes.ts';
import type { Meaning } from '../../components/ui/meaning.ts';

export const MARKS_SHOWN: readonly (readonly [MarkName, Meaning])[] = [
  ['idle', 'work'],
  ['guarding', 'brand'],
  ['held', 'fix'],
  ['armed', 'go'],
  ['committing', 'work'],
  ['confirmed', 'go'],
  ['halted', 'stop'],
  ['unknown', 'unknown'],
];

export const GLYPHS_SHOWN: readonly (readonly [GlyphName, Meaning])[] = [
  ['match', 'go'],
  ['mismatch', 'fix'],
  ['stale', 'fix'],
  ['broader', 'stop'],
  ['denied', 'stop'],
  ['halt', 'stop'],
  ['unreadable', 'unknown'],
  ['empty', 'todo'],
  ['waiting', 'work'],
];

export const MEANINGS_SHOWN: readonly Meaning[] = ['go', 'fix', 'stop', 'unknown', 'todo'];
