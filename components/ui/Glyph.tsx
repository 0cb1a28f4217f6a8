import type { JSX } from 'preact';
import { unreachable } from '../../lib/core/reason.ts';
import { type GlyphName, glyphShape, type Silhouette } from './glyph-shapes.ts';
import type { Meaning } from './meaning.ts';

/** Fixed colours, for where no style sheet reaches (the evidence sheet). */
export type Paint = Readonly<{ fill: string; sign: string; edge: string }>;

const LIVE: Paint = { fill: 'currentColor', sign: 'var(--sign, #ffffff)', edge: 'var(--edge, none)' };

/** A small sign with its own silhouette. It never stands alone: its word is beside it, so it is hidden from speech. */
export function Glyph({ name, meaning, isSmall = false }: Readonly<{ name: GlyphName; meaning: Meaning; isSmall?: boolean }>): JSX.Element {
  return (
    <svg class={`glyph ${meaning}${isSmall ? ' small' : ''}`} viewBox="0 0 20 20" aria-hidden="true">
      <GlyphParts name={name} paint={LIVE} />
    </svg>
  );
}

/** The same sign with every colour in its attributes, at a fixed size in pixels. */
export function PaintedGlyph({ name, paint, sizePx }: Readonly<{ name: GlyphName; paint: Paint; sizePx: number }>): JSX.Element {
  return (
    <svg width={sizePx} height={sizePx} viewBox="0 0 20 20" aria-hidden="true">
      <GlyphParts name={name} paint={paint} />
    </svg>
  );
}

function GlyphParts({ name, paint }: Readonly<{ name: GlyphName; paint: Paint }>): JSX.Element {
  const { silhouette, sign } = glyphShape(name);
  return (
    <>
      <Outline silhouette={silhouette} paint={paint} />
      {sign !== null && <path d={sign} fill="none" stroke={paint.sign} stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" />}
    </>
  );
}

function Outline({ silhouette, paint }: Readonly<{ silhouette: Silhouette; paint: Paint }>): JSX.Element {
  switch (silhouette) {
    case 'circle':
      return <circle cx="10" cy="10" r="9" fill={paint.fill} />;
    case 'square':
      return <rect x="1.6" y="1.6" width="16.8" height="16.8" rx="3.4" fill={paint.fill} stroke={paint.edge} stroke-width="1.2" />;
    case 'octagon':
      return <path d="M6.5 1.3h7L18.7 6.5v7l-5.2 5.2h-7L1.3 13.5v-7Z" fill={paint.fill} />;
    case 'diamond':
      return <rect x="3.5" y="3.5" width="13" height="13" rx="1.8" transform="rotate(45 10 10)" fill={paint.fill} />;
    case 'dashed-ring':
      return <circle cx="10" cy="10" r="8" fill="none" stroke={paint.fill} stroke-width="1.7" stroke-dasharray="3.4 2.883" />;
    case 'target':
      return (
        <>
          <circle cx="10" cy="10" r="8" fill="none" stroke={paint.fill} stroke-width="2" />
          <circle cx="10" cy="10" r="4.5" fill={paint.fill} />
        </>
      );
    case 'arc':
      return (
        <>
          <circle cx="10" cy="10" r="8" fill="none" stroke={paint.fill} stroke-width="1.7" stroke-opacity="0.35" />
          <path d="M10 2a8 8 0 0 1 8 8" fill="none" stroke={paint.fill} stroke-width="1.9" stroke-linecap="round" />
        </>
      );
    default:
      return unreachable(silhouette);
  }
}
