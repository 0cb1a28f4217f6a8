/** The signs as geometry, on a 20 x 20 grid: shared by the live surfaces and by the evidence sheet, which may use no style. */

export type GlyphName = 'match' | 'mismatch' | 'broader' | 'empty' | 'unreadable' | 'stale' | 'denied' | 'halt' | 'armed' | 'waiting';

/** One meaning, one silhouette: that alone must tell them apart for an eye that sees no colour. */
export type Silhouette = 'circle' | 'square' | 'octagon' | 'diamond' | 'dashed-ring' | 'target' | 'arc';

export type GlyphShape = Readonly<{ silhouette: Silhouette; sign: string | null }>;

const SHAPES: Readonly<Record<GlyphName, GlyphShape>> = {
  match: { silhouette: 'circle', sign: 'M5.9 10.4l2.8 2.8 5.5-6.2' },
  mismatch: { silhouette: 'square', sign: 'M5.6 8h8.8M5.6 12h8.8M12.4 5l-4.8 10' },
  stale: { silhouette: 'square', sign: 'M10 5.2v5.6M10 14.4h.01' },
  broader: { silhouette: 'octagon', sign: 'M4.7 10h10.6M7.3 7.2L4.5 10l2.8 2.8M12.7 7.2l2.8 2.8-2.8 2.8' },
  denied: { silhouette: 'octagon', sign: 'M6.9 6.9l6.2 6.2M13.1 6.9l-6.2 6.2' },
  halt: { silhouette: 'octagon', sign: 'M6 10h8' },
  unreadable: { silhouette: 'diamond', sign: 'M7.8 8.1a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1.1.8-1.1 1.5M10 14.4h.01' },
  empty: { silhouette: 'dashed-ring', sign: null },
  // Armed is not done: a button to press, never a check.
  armed: { silhouette: 'target', sign: null },
  waiting: { silhouette: 'arc', sign: null },
};

export function glyphShape(name: GlyphName): GlyphShape {
  return SHAPES[name];
}
