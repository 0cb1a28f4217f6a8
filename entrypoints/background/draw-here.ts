import type { DrawHere } from '../../lib/browser/renderer.ts';

/**
 * In Firefox the background is a page, with a document to draw in; null in Chrome, whose worker has none. The drawing code is
 * loaded when something is to be drawn, and is no part of Chrome's worker.
 */
export const drawHere: DrawHere | null = import.meta.env.FIREFOX
  ? async (record) => (await import('../offscreen/draw.tsx')).draw(record)
  : null;
