import type { JSX } from 'preact';
import { Glyph } from './Glyph.tsx';
import type { GlyphName } from './glyph-shapes.ts';
import type { Meaning } from './meaning.ts';

/** A sign with its word: the word is what counts, sign and colour only make it quicker to see. */
export function Word({ meaning, glyph, word }: Readonly<{ meaning: Meaning; glyph: GlyphName; word: string }>): JSX.Element {
  return (
    <span class={`word ${meaning}`}>
      <Glyph name={glyph} meaning={meaning} isSmall />
      {word}
    </span>
  );
}
