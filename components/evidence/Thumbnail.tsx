import type { JSX } from 'preact';
import type { DisplayRecord, DisplayRow } from '../../lib/core/evidence/record.ts';
import { tenantFlag } from '../../lib/core/evidence/tenant-flag.ts';
import { verdictLook } from '../ui/meaning.ts';
import { paintOf } from './sheet-look.ts';

const WIDTH = 120;
const HEIGHT = 84;
const TOP = 22;
const ROWS_SHOWN_MAX = 8;

/** A capture at a glance: how many fields, what is masked, which verdicts. */
export function Thumbnail({ record }: Readonly<{ record: DisplayRecord }>): JSX.Element {
  const rows = record.rows.slice(0, ROWS_SHOWN_MAX);
  const pitch = Math.min(13, (HEIGHT - TOP - 4) / Math.max(1, rows.length));
  const { deep, pale } = tenantFlag(record.tenant.id);
  return (
    <svg class="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path fill="#ffffff" d={`M0 0H${WIDTH}V${HEIGHT}H0Z`} />
      <path fill={deep} d={`M0 0H${WIDTH}V8H0Z`} />
      <path stroke={pale} stroke-width="2" stroke-dasharray="6 6" d={`M0 9H${WIDTH}`} />
      <path fill="#11161d" d="M8 14h38v3H8Z" />
      {rows.map((row, index) => (
        <MiniRow key={row.field} row={row} y={TOP + index * pitch} />
      ))}
    </svg>
  );
}

function MiniRow({ row, y }: Readonly<{ row: DisplayRow; y: number }>): JSX.Element {
  const { paint } = paintOf(verdictLook(row.verdict).meaning);
  return (
    <g transform={`translate(0 ${Math.round(y * 10) / 10})`}>
      <path fill="#7a818a" d="M8 2h26v2H8Z" />
      <rect
        x="40"
        y="0"
        width="50"
        height="6"
        fill={row.shown.is === 'masked' ? '#c6cbd2' : '#ffffff'}
        stroke="#7a818a"
        stroke-width="0.6"
      />
      {row.shown.is === 'value' && <path fill="#11161d" d="M42.5 2h34v2h-34Z" />}
      <MiniVerdict row={row} fill={paint.fill} />
    </g>
  );
}

function MiniVerdict({ row, fill }: Readonly<{ row: DisplayRow; fill: string }>): JSX.Element {
  switch (row.verdict) {
    case 'match':
      return <circle cx="106" cy="3" r="3" fill={fill} />;
    case 'mismatch':
      return <rect x="103" y="0" width="6" height="6" fill={fill} stroke="#7a4f00" stroke-width="0.7" />;
    case 'broader':
      return <path d="M104.7 0h2.6l1.7 1.7v2.6L107.3 6h-2.6L103 4.3V1.7Z" fill={fill} />;
    case 'unreadable':
      return <path d="M106-.6l3.6 3.6-3.6 3.6-3.6-3.6Z" fill={fill} />;
    case 'empty':
      return <circle cx="106" cy="3" r="2.6" fill="none" stroke={fill} stroke-width="0.8" stroke-dasharray="1.4 1.1" />;
  }
}
