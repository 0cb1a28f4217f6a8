import type { JSX } from 'preact';
import { APPROVED_HALF, ENTERED_HALF } from '../ui/mark-shapes.ts';

/** The idea in one picture: what was approved, and what was entered, are the halves of one seal. */
export function Seal(): JSX.Element {
  return (
    <svg viewBox="-12 0 364 176" role="img" aria-label="Two halves of one seal: what was approved, and what was entered. They fit.">
      <g transform="translate(82 0) scale(5.5)">
        <path d={APPROVED_HALF} fill="var(--ink)" />
        <path d={ENTERED_HALF} fill="var(--brand-fill)" />
      </g>
      <path d="M66 58H92M248 118H274" stroke="var(--ink-3)" stroke-width="1.5" />
      <text x="60" y="54" text-anchor="end">
        what was
      </text>
      <text x="60" y="71" text-anchor="end">
        approved
      </text>
      <text x="280" y="114">
        what was
      </text>
      <text x="280" y="131">
        entered
      </text>
    </svg>
  );
}
