import type { JSX } from 'preact';
import type { FieldRow } from '../../lib/page/panel-state.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { verdictLook } from '../ui/meaning.ts';
import { Sentence } from '../ui/Sentence.tsx';
import { allVisible } from '../ui/visible.ts';
import { DifferenceView } from './Differences.tsx';

/** The fields of the screen in page order. Nothing sorts, nothing jumps; only a row that needs a hand has a ground. */
export function FieldRows({ rows, screenTitle }: Readonly<{ rows: readonly FieldRow[]; screenTitle: string }>): JSX.Element {
  return (
    <ul class="fields" aria-label={`Fields: ${screenTitle}`}>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Row({ row }: Readonly<{ row: FieldRow }>): JSX.Element {
  const look = verdictLook(row.verdict);
  return (
    <li class={`${look.meaning}${row.isFocused ? ' at-hand' : ''}`} data-field={row.id} data-verdict={row.verdict}>
      <Glyph name={look.glyph} meaning={look.meaning} />
      <span class="label">{row.label}</span>
      <span class={`word ${look.meaning}`}>{look.word}</span>
      <div class="body">
        <Body row={row} />
      </div>
    </li>
  );
}

function Body({ row }: Readonly<{ row: FieldRow }>): JSX.Element {
  if (row.verdict === 'match') return <Value value={row.seen} />;
  if (row.verdict === 'empty') {
    return (
      <span class="soft">
        Approved: <Value value={row.approved} />
      </span>
    );
  }
  if (row.difference !== null) return <DifferenceView difference={row.difference} />;
  return (
    <p>
      <Sentence text={row.reason ?? 'This control cannot be read.'} />
    </p>
  );
}

function Value({ value }: Readonly<{ value: string | readonly string[] | null }>): JSX.Element {
  if (value === null) return <span>not known</span>;
  if (typeof value === 'string') return <span class="code">{allVisible(value)}</span>;
  return (
    <>
      {value.map((item) => (
        <span key={item} class="code member">
          {allVisible(item)}
        </span>
      ))}
    </>
  );
}
