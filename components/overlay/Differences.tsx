import type { JSX } from 'preact';
import type { Difference } from '../../lib/core/compare/reading.ts';
import { unreachable } from '../../lib/core/reason.ts';
import { allVisible } from '../ui/visible.ts';
import { type Cell, cellPair } from './cells.ts';

/** How approved and entered differ: character under character, member by member, or instant under instant. */
export function DifferenceView({ difference }: Readonly<{ difference: Difference }>): JSX.Element {
  switch (difference.kind) {
    case 'text':
      return <TextDifference {...difference} />;
    case 'set':
      return <SetDifference {...difference} />;
    case 'instant':
      return (
        <>
          <dl class="cells">
            <dt>Approved</dt>
            <dd>{difference.approved}</dd>
            <dt>Entered</dt>
            <dd>{allVisible(difference.seen)}</dd>
          </dl>
          <p>{difference.note}</p>
        </>
      );
    default:
      return unreachable(difference);
  }
}

function TextDifference({ approved, seen, at, note }: Extract<Difference, { kind: 'text' }>): JSX.Element {
  const pair = cellPair(approved, seen, at);
  const cut = [pair.isCutBefore ? '…' : '', pair.isCutAfter ? '…' : ''] as const;
  return (
    <>
      <dl class="cells compare">
        <dt>Approved</dt>
        <dd>
          <span class="spoken">{allVisible(approved)}</span>
          <Cells cells={pair.approved} before={cut[0]} after={cut[1]} />
        </dd>
        <dt>Entered</dt>
        <dd class="entered">
          <span class="spoken">{allVisible(seen)}</span>
          <Cells cells={pair.seen} before={cut[0]} after={cut[1]} />
        </dd>
      </dl>
      <p>{note}</p>
    </>
  );
}

/** For the eye only: spoken, the text is said whole. */
function Cells({ cells, before, after }: Readonly<{ cells: readonly Cell[]; before: string; after: string }>): JSX.Element {
  return (
    <span aria-hidden="true">
      {before}
      {cells.map((cell, index) => (cell.isMarked ? <mark key={`${index}`}>{cell.shown}</mark> : cell.shown))}
      {after}
    </span>
  );
}

function SetDifference({ approved, missing, extra }: Extract<Difference, { kind: 'set' }>): JSX.Element {
  return (
    <ul class="members">
      {approved.map((item) => (
        <li key={item} class={missing.includes(item) ? 'missing' : undefined}>
          <span class="code">{item}</span> <small>{missing.includes(item) ? 'approved, not set' : 'approved'}</small>
        </li>
      ))}
      {extra.map((item) => (
        <li key={item} class="over">
          <span class="code">{allVisible(item)}</span> <small>not approved</small>
        </li>
      ))}
    </ul>
  );
}
