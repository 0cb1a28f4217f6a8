import type { JSX } from 'preact';
import type { Part } from '../../lib/core/profile/draft-missing.ts';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { LegLine } from '../ui/Legs.tsx';
import type { Meaning } from '../ui/meaning.ts';

const LABELS: Readonly<Record<Part['part'], string>> = {
  screens: 'Screens',
  fields: 'Fields',
  context: 'Tenant and operator',
  notices: 'Warnings and notices',
  submit: 'Submit',
  request: 'What it sends',
  confirmation: 'Confirmation',
  exits: 'Ways out',
  revoke: 'Ending a grant',
};

const LOOKS: Readonly<Record<Part['state'], Readonly<{ meaning: Meaning; glyph: GlyphName; spoken: string }>>> = {
  done: { meaning: 'go', glyph: 'match', spoken: 'There' },
  wanted: { meaning: 'fix', glyph: 'stale', spoken: 'Can be done without, better with' },
  'to-do': { meaning: 'todo', glyph: 'empty', spoken: 'Missing' },
};

/** What of the profile is there, and what is still missing. Its order never changes. */
export function Parts({ parts }: Readonly<{ parts: readonly Part[] }>): JSX.Element {
  const left = parts.filter(({ state }) => state === 'to-do').length;
  return (
    <>
      <h2>{left === 0 ? 'Nothing is missing' : `${left} of ${parts.length} missing`}</h2>
      <ul class="legs">
        {parts.map((one) => (
          <LegLine key={one.part} look={LOOKS[one.state]} label={LABELS[one.part]} seen={null}>
            {one.says}
          </LegLine>
        ))}
      </ul>
    </>
  );
}
