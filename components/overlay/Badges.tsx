import type { JSX } from 'preact';
import type { GateState } from '../../lib/core/execution/view.ts';
import type { Box, FieldRow, PanelState } from '../../lib/page/panel-state.ts';
import { Glyph } from '../ui/Glyph.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { type Meaning, verdictLook } from '../ui/meaning.ts';
import { type BadgePlace, badgePlace, commitBadgePlace, type Viewport } from './placement.ts';

type BadgesProps = Readonly<{ state: PanelState; viewport: Viewport; panel: Box }>;

/**
 * The word beside each control and around it a ring, in the page's own place. For the eye only: the panel says the same
 * in words, and nothing here takes a press.
 */
export function Badges({ state, viewport, panel }: BadgesProps): JSX.Element {
  const gate = state.brief?.execution?.gate.state ?? null;
  const boxes = [...state.rows.flatMap(({ box }) => (box === null ? [] : [box])), ...state.commitBoxes];
  const taken = (own: Box) => [...boxes.filter((box) => box !== own), panel];
  return (
    <div class="badges" aria-hidden="true">
      {gate !== null &&
        !state.isCutOff &&
        state.rows.map(
          (row) => row.box !== null && <FieldBadge key={row.id} row={row} box={row.box} viewport={viewport} taken={taken(row.box)} />,
        )}
      {state.commitBoxes.map((box, index) => (
        <CommitBadge
          key={`${index}`}
          gate={state.isCutOff ? 'unknown' : (gate ?? 'closed')}
          box={box}
          viewport={viewport}
          taken={taken(box)}
        />
      ))}
    </div>
  );
}

type PlacedProps = Readonly<{ box: Box; viewport: Viewport; taken: readonly Box[] }>;

function FieldBadge({ row, box, viewport, taken }: PlacedProps & Readonly<{ row: FieldRow }>): JSX.Element {
  const look = verdictLook(row.verdict);
  const place = row.difference?.kind === 'text' ? `, character ${row.difference.at + 1}` : '';
  const word = `${look.word}${row.verdict === 'mismatch' ? place : ''}`;
  const needsHand = row.verdict === 'mismatch' || row.verdict === 'broader' || row.verdict === 'unreadable';
  return (
    <>
      {needsHand && <Ring box={box} meaning={look.meaning} />}
      <Badge word={word} glyph={look.glyph} meaning={look.meaning} place={badgePlace(box, word, viewport, taken)} />
    </>
  );
}

type CommitWord = Readonly<{ word: string; glyph: GlyphName; meaning: Meaning }>;

const HELD: CommitWord = { word: 'Held', glyph: 'stale', meaning: 'fix' };
const CLOSED: CommitWord = { word: 'Closed', glyph: 'empty', meaning: 'work' };
const SENT: CommitWord = { word: 'Do not press again', glyph: 'waiting', meaning: 'work' };

const COMMIT_WORDS: Readonly<Record<GateState, CommitWord>> = {
  closed: CLOSED,
  preflight: CLOSED,
  filling: CLOSED,
  held: HELD,
  rechecking: { word: 'Held, rechecking', glyph: 'waiting', meaning: 'work' },
  armed: { word: 'Armed: press once', glyph: 'armed', meaning: 'go' },
  committing: SENT,
  confirming: SENT,
  confirmed: { word: 'Done, do not press', glyph: 'match', meaning: 'go' },
  rejected: { word: 'Do not press', glyph: 'halt', meaning: 'stop' },
  unknown: { word: 'Do not press', glyph: 'unreadable', meaning: 'unknown' },
  halted: { word: 'Do not press', glyph: 'halt', meaning: 'stop' },
  abandoned: CLOSED,
  'taken-over': { word: 'Do not press', glyph: 'halt', meaning: 'stop' },
};

function CommitBadge({ gate, box, viewport, taken }: PlacedProps & Readonly<{ gate: GateState }>): JSX.Element {
  const look = COMMIT_WORDS[gate];
  return (
    <>
      {gate === 'armed' && <Ring box={box} meaning="go" />}
      <Badge {...look} place={commitBadgePlace(box, look.word, viewport, taken)} />
    </>
  );
}

function Ring({ box, meaning }: Readonly<{ box: Box; meaning: Meaning }>): JSX.Element {
  return (
    <i
      class={`ring ${meaning}`}
      style={{ left: px(box.x - 4), top: px(box.y - 4), width: px(box.width + 8), height: px(box.height + 8) }}
    />
  );
}

function Badge({ word, glyph, meaning, place }: CommitWord & Readonly<{ place: BadgePlace | null }>): JSX.Element | null {
  if (place === null) return null;
  return (
    <span class="badge" style={{ left: px(place.left), top: px(place.top) }}>
      <Glyph name={glyph} meaning={meaning} isSmall />
      {word}
    </span>
  );
}

function px(length: number): string {
  return `${Math.round(length)}px`;
}
