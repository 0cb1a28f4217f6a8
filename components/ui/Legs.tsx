import type { JSX } from 'preact';
import type { LegRow } from '../../lib/core/execution/view.ts';
import { Glyph } from './Glyph.tsx';
import { legLook } from './meaning.ts';
import { Sentence } from './Sentence.tsx';

/** The legs of the gate in their fixed order: what is asked, a leader, what was seen; beneath it who, or what to do. */
export function Legs({ legs, label }: Readonly<{ legs: readonly LegRow[]; label: string }>): JSX.Element {
  return (
    <ul class="legs" aria-label={label}>
      {legs.map((leg) => (
        <Leg key={leg.id} leg={leg} />
      ))}
    </ul>
  );
}

function Leg({ leg }: Readonly<{ leg: LegRow }>): JSX.Element {
  const look = legLook(leg.state);
  return (
    <li class="leg">
      <div class="row">
        <Glyph name={look.glyph} meaning={look.meaning} isSmall />
        <span class="asked">
          <span class="spoken">{look.spoken}: </span>
          {leg.label}
        </span>
        <span class="leader" aria-hidden="true" />
        <span class="seen">{leg.seen}</span>
      </div>
      {leg.detail !== null && (
        <p class="detail">
          <Sentence text={leg.detail} />
        </p>
      )}
    </li>
  );
}

/** "15 of 15 legs green", or how many are not. */
export function legsInShort(legs: readonly LegRow[]): string {
  const green = legs.filter((leg) => leg.state === 'green').length;
  if (legs.some((leg) => leg.state === 'reading')) return `${green} of ${legs.length} read`;
  return `${green} of ${legs.length} green`;
}
