import type { ComponentChildren, JSX } from 'preact';
import type { LegRow } from '../../lib/core/execution/view.ts';
import { Glyph } from './Glyph.tsx';
import type { GlyphName } from './glyph-shapes.ts';
import { legLook, type Meaning } from './meaning.ts';
import { Sentence } from './Sentence.tsx';

/** The legs of the gate in their fixed order: what is asked, a leader, what was seen; beneath it what is wrong, and who does what about it. */
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
  return (
    <LegLine look={legLook(leg.state)} label={leg.label} seen={leg.seen}>
      {leg.detail !== null && <Told detail={leg.detail} now={leg.now} />}
    </LegLine>
  );
}

function Told({ detail, now }: Readonly<{ detail: string; now: string | null }>): JSX.Element {
  return (
    <>
      <Sentence text={detail} />
      {now !== null && (
        <span class="now">
          <span class="spoken">Now: </span>
          <Sentence text={now} />
        </span>
      )}
    </>
  );
}

type LegLineProps = Readonly<{
  look: Readonly<{ glyph: GlyphName; meaning: Meaning; spoken: string }>;
  label: string;
  /** At the end of the leader; null where it is said beneath. */
  seen: string | null;
  children: ComponentChildren;
}>;

/** One line of what was asked and seen: of the gate's legs, and of a bundle's checks. */
export function LegLine({ look, label, seen, children }: LegLineProps): JSX.Element {
  return (
    <li class="leg">
      <div class="row">
        <Glyph name={look.glyph} meaning={look.meaning} isSmall />
        <span class="asked">
          <span class="spoken">{look.spoken}: </span>
          {label}
        </span>
        {seen !== null && <span class="leader" aria-hidden="true" />}
        {seen !== null && <span class="seen">{seen}</span>}
      </div>
      {children !== false && <p class="detail">{children}</p>}
    </li>
  );
}

/** "15 of 15 legs green", or how many are not. */
export function legsInShort(legs: readonly LegRow[]): string {
  const green = legs.filter((leg) => leg.state === 'green').length;
  if (legs.some((leg) => leg.state === 'reading')) return `${green} of ${legs.length} read`;
  return `${green} of ${legs.length} green`;
}
