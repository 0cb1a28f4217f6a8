import type { JSX } from 'preact';
import type { Cell, DisplayRecord, DisplayRow } from '../../lib/core/evidence/record.ts';
import { flagFigure, tenantFlag } from '../../lib/core/evidence/tenant-flag.ts';
import { type Paint, PaintedGlyph } from '../ui/Glyph.tsx';
import { verdictLook } from '../ui/meaning.ts';
import sheetCss from './sheet.css?inline';
import { paintOf, SHEET_WIDTH, utc } from './sheet-look.ts';

/**
 * The evidence sheet: a screen as the profile knows it, drawn from the record alone and from nothing of the page. A
 * schematic record lists the fields; one of a layout puts them in its rows and columns, in boxes of one size. Light only, every colour a plain hex, no pseudo-elements, no gradients: html2canvas must be able to draw it, and
 * the same record must give the same pixels. Its style travels inside it: html2canvas draws a copy of the document, and a
 * linked sheet may or may not have arrived there in time.
 */
export function Sheet({ record }: Readonly<{ record: DisplayRecord }>): JSX.Element {
  const placed = record.rows.filter(isPlaced);
  const listed = record.rows.filter((row) => !isPlaced(row));
  return (
    <article class="sheet" aria-label={`Evidence sheet: ${record.screen.title}`}>
      <style>{sheetCss}</style>
      <Strip tenantId={record.tenant.id} />
      <Head record={record} />
      <About record={record} />
      <Placed rows={placed} />
      <Rows rows={listed} isBelow={placed.length > 0} />
      <Unlisted unlisted={record.unlisted} />
      <Key />
      <Foot record={record} />
    </article>
  );
}

function Strip({ tenantId }: Readonly<{ tenantId: string }>): JSX.Element {
  const { deep, pale } = tenantFlag(tenantId);
  const stripes = Array.from({ length: Math.ceil(SHEET_WIDTH / 40) }, (_, index) => `M${index * 40} 0h20v8h-20Z`).join('');
  return (
    <svg class="sheet-strip" width={SHEET_WIDTH} height="8" viewBox={`0 0 ${SHEET_WIDTH} 8`} aria-hidden="true">
      <path fill={deep} d={`M0 0H${SHEET_WIDTH}V8H0Z`} />
      <path fill={pale} d={stripes} />
    </svg>
  );
}

function Head({ record: { tenant } }: Readonly<{ record: DisplayRecord }>): JSX.Element {
  const flag = tenantFlag(tenant.id);
  return (
    <div class="sheet-head">
      <svg width="54" height="36" viewBox="0 0 36 24" aria-hidden="true">
        <path fill={flag.field} d="M0 0H36V24H0Z" />
        <path fill={flag.figure} fill-rule="evenodd" d={flagFigure(flag.geometry)} />
      </svg>
      <div class="sheet-tenant">
        <h2>{tenant.name}</h2>
        <p class="sheet-code">{tenant.id}</p>
      </div>
      <div class="sheet-stamp">
        <b>Reconstruction, masked</b>
        <p>Drawn from the record of what was read.</p>
        <p>Not a picture of the page.</p>
      </div>
    </div>
  );
}

const MOMENTS: Readonly<Record<DisplayRecord['moment'], string>> = {
  checkpoint: 'gated checkpoint',
  press: 'the press',
  halt: 'the halt',
  confirmation: 'the confirmation',
};

function About({ record }: Readonly<{ record: DisplayRecord }>): JSX.Element {
  const facts: readonly (readonly [string, string])[] = [
    ['Screen', `${record.screen.index} of ${record.screen.count}, ${record.screen.title}`],
    ['Read', utc(record.at)],
    ['Moment', MOMENTS[record.moment]],
    ['Case', `${record.caseId}, ${record.incident}, packet v${record.packetVersion}`],
    ['Console profile', `${record.profile.id} ${record.profile.version}`],
  ];
  return (
    <dl class="sheet-about">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type PlacedRow = DisplayRow & Readonly<{ cell: Cell }>;

function isPlaced(row: DisplayRow): row is PlacedRow {
  return row.cell !== undefined;
}

/** More would make the boxes too narrow to read: what stands further right stands in the last one. */
const COLUMNS_MAX = 3;

/** The fields where they stood: which are side by side, and in which order. Boxes have one size, whatever is in them. */
function Placed({ rows }: Readonly<{ rows: readonly PlacedRow[] }>): JSX.Element | null {
  if (rows.length === 0) return null;
  const count = Math.min(Math.max(...rows.map(({ cell }) => cell.column)) + 1, COLUMNS_MAX);
  const lines = [...Map.groupBy(rows, ({ cell }) => cell.row)].sort(([a], [b]) => a - b);
  const columns = Array.from({ length: count }, (_, at) => at);
  return (
    <div class="sheet-placed">
      {lines.map(([line, inLine]) => (
        <div class="sheet-line" key={line}>
          {columns.map((column) => (
            <div class={`sheet-slot of-${count}`} key={column}>
              {inLine
                .filter(({ cell }) => Math.min(cell.column, count - 1) === column)
                .map((row) => (
                  <PlacedField key={row.field} row={row} />
                ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function PlacedField({ row }: Readonly<{ row: PlacedRow }>): JSX.Element {
  return (
    <div class="sheet-box">
      <p class="sheet-label">{row.label}</p>
      <Shown shown={row.shown} />
      <div class="sheet-under">
        <VerdictOf verdict={row.verdict} />
        <p>
          {row.kind.replaceAll('-', ' ')}, {SOURCES[row.source]}
        </p>
      </div>
    </div>
  );
}

/** `isBelow`: what is placed stands above, and these come from elsewhere. */
function Rows({ rows, isBelow }: Readonly<{ rows: readonly DisplayRow[]; isBelow: boolean }>): JSX.Element | null {
  if (isBelow && rows.length === 0) return null;
  return (
    <table class="sheet-rows">
      <thead>
        <tr>
          <th class="no">No.</th>
          <th class="field">Field</th>
          <th class="kind">Kind</th>
          <th class="read">Read</th>
          <th class="from">From</th>
          <th class="verdict">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.field}>
            <td>{index + 1}</td>
            <td>{row.label}</td>
            <td>{row.kind.replaceAll('-', ' ')}</td>
            <td>
              <Shown shown={row.shown} />
            </td>
            <td>{SOURCES[row.source]}</td>
            <td>
              <VerdictOf verdict={row.verdict} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SOURCES: Readonly<Record<DisplayRow['source'], string>> = {
  live: 'this screen',
  review: 'review page',
  carried: 'its own screen',
  confirmation: 'confirmation',
};

/** Every cell has one width, whatever is in it: neither a mask nor a value may show how long something is. */
function Shown({ shown }: Readonly<{ shown: DisplayRow['shown'] }>): JSX.Element {
  if (shown.is === 'value') return <div class="sheet-cell value">{shown.text}</div>;
  if (shown.is === 'masked') return <div class="sheet-cell masked">masked: {shown.hides}</div>;
  return <div class="sheet-cell nothing">nothing entered</div>;
}

function VerdictOf({ verdict }: Readonly<{ verdict: DisplayRow['verdict'] }>): JSX.Element {
  const look = verdictLook(verdict);
  const { paint, ink } = paintOf(look.meaning);
  return (
    <div class="sheet-verdict" style={{ color: ink }}>
      <PaintedGlyph name={look.glyph} paint={paint} sizePx={18} />
      <span>{look.word}</span>
    </div>
  );
}

function Unlisted({ unlisted }: Pick<DisplayRecord, 'unlisted'>): JSX.Element | null {
  if (unlisted.length === 0) return null;
  return (
    <p class="sheet-unlisted">
      <b>On the page, but in no profile:</b> {unlisted.map(({ role, count }) => `${count} × ${role}`).join(', ')}. Masked: text.
    </p>
  );
}

function Key(): JSX.Element {
  const verdicts: readonly DisplayRow['verdict'][] = ['match', 'mismatch', 'broader', 'empty', 'unreadable'];
  return (
    <div class="sheet-key">
      {verdicts.map((verdict) => {
        const look = verdictLook(verdict);
        const { paint }: { paint: Paint } = paintOf(look.meaning);
        return (
          <div key={verdict}>
            <PaintedGlyph name={look.glyph} paint={paint} sizePx={14} />
            <span>{look.word}</span>
          </div>
        );
      })}
    </div>
  );
}

function Foot({ record }: Readonly<{ record: DisplayRecord }>): JSX.Element {
  const { digest } = record.profile;
  return (
    <div class="sheet-foot">
      <p>
        Execution <span class="sheet-code">{record.execution}</span>, after journal entry {record.seq}
      </p>
      <p>
        Profile digest <span class="sheet-code">{`${digest.slice(0, 8)}…${digest.slice(-8)}`}</span>
      </p>
      <p>Masked values were never taken into this sheet</p>
    </div>
  );
}
