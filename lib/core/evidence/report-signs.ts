import type { Verdict } from '../compare/reading.ts';
import { unreachable } from '../reason.ts';
import { type Html, html } from './html.ts';
import type { Outcome } from './kinds.ts';
import { flagFigure, tenantFlag } from './tenant-flag.ts';

/** The report's signs: one meaning, one silhouette, one colour, and always a word beside it or in its label. */
export type Sign = Verdict | 'halt';

const CIRCLE = html`<circle cx="10" cy="10" r="9" fill="#12826e"/><path d="M5.9 10.4l2.8 2.8 5.5-6.2" fill="none" stroke="#ffffff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
const SQUARE = html`<rect x="1.6" y="1.6" width="16.8" height="16.8" rx="3.5" fill="#f7ad37" stroke="#7c5000" stroke-width="1.2"/><path d="M5.6 8h8.8M5.6 12h8.8M12.4 5l-4.8 10" fill="none" stroke="#2e1c00" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
const OCTAGON = 'M6.7 1.2h6.6l5.5 5.5v6.6l-5.5 5.5H6.7l-5.5-5.5V6.7z';
const DIAMOND = html`<path d="M8.9 1.3a1.55 1.55 0 0 1 2.2 0l7.6 7.6a1.55 1.55 0 0 1 0 2.2l-7.6 7.6a1.55 1.55 0 0 1-2.2 0l-7.6-7.6a1.55 1.55 0 0 1 0-2.2z" fill="#722eb5"/><path d="M7.8 8.1a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1.1.8-1.1 1.5M10 14.4h.01" fill="none" stroke="#ffffff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
const RING = html`<circle cx="10" cy="10" r="8" fill="none" stroke="#7e848c" stroke-width="1.7" stroke-dasharray="3.4 2.883" transform="rotate(12 10 10)"/>`;

/** A sign at a size in pixels, named for who does not see it. */
export function sign(name: Sign, sizePx: number, label: string): Html {
  return html`<svg width="${sizePx}" height="${sizePx}" viewBox="0 0 20 20" role="img" aria-label="${label}">${shapeOf(name)}</svg>`;
}

function shapeOf(name: Sign): Html {
  switch (name) {
    case 'match':
      return CIRCLE;
    case 'mismatch':
      return SQUARE;
    case 'broader':
      return octagon('M4.7 10h10.6M7.3 7.2L4.5 10l2.8 2.8M12.7 7.2l2.8 2.8-2.8 2.8');
    case 'halt':
      return octagon('M6 10h8');
    case 'unreadable':
      return DIAMOND;
    case 'empty':
      return RING;
    default:
      return unreachable(name);
  }
}

function octagon(figure: string): Html {
  return html`<path d="${OCTAGON}" fill="#ac1213"/><path d="${figure}" fill="none" stroke="#ffffff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** The sign that stands beside the outcome's word. */
export function outcomeSign(outcome: Outcome): Sign {
  switch (outcome) {
    case 'confirmed':
      return 'match';
    case 'rejected':
    case 'halted':
      return 'halt';
    case 'unknown':
      return 'unreadable';
    case 'abandoned':
    case 'taken-over':
      return 'empty';
    default:
      return unreachable(outcome);
  }
}

/** Two halves of one seal: what was approved, and what was entered. */
export const BRAND = html`<svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true"><path d="M18 2.144A14 14 0 0 0 12 29.416V15H18Z" fill="#12171f"/><path d="M14 29.856A14 14 0 0 0 20 2.584V17H14Z" fill="#285cc2"/></svg>`;

export function flagOf(tenantId: string): Html {
  const { geometry, field, figure } = tenantFlag(tenantId);
  return html`<svg width="42" height="28" viewBox="0 0 36 24" aria-hidden="true"><path fill="${field}" d="M0 0h36v24H0z"/><path fill="${figure}" fill-rule="evenodd" d="${flagFigure(geometry)}"/></svg>`;
}
