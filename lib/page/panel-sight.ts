import type { PanelTrouble } from '../core/compare/page-report.ts';
import type { FromPage } from '../wire/page-link.ts';
import { allIn, documentOf, isAttributeSet, isConnected, isRendered, isSeenThrough, parentOf, type Root, styleOf } from './dom.ts';
import type { Box } from './panel-state.ts';
import type { Sight } from './report.ts';

export type PanelSightInput = Readonly<{
  document: Document;
  window: Window;
  documentId: string;
  overlay: Readonly<{ host: Element; box: () => Box | null }>;
  send: (message: FromPage) => void;
  nowMs: () => number;
}>;

/** Whether the panel on the page can be seen and used, as far as the page room can tell: the worker is told of every change. */
export type PanelSight = Readonly<{
  tell: (sight: Sight) => void;
  /** The worker is out of reach, and may forget what it was told. */
  forget: () => void;
}>;

/** It is told once it has been so for this long: pages fade in, and what was taken out is put back. */
const STAYS_MS = 1_500;
/** Where things stand is asked of the browser no more often: it must not be felt while somebody types. */
const LOOK_EVERY_MS = 500;

export function createPanelSight(input: PanelSightInput): PanelSight {
  let seen: Readonly<{ trouble: PanelTrouble | null; sinceMs: number }> = { trouble: null, sinceMs: 0 };
  let told: PanelTrouble | null | 'nobody-knows' = null;
  let lookedAtMs = 0;
  return {
    tell({ finder }) {
      const nowMs = input.nowMs();
      if (Math.abs(nowMs - lookedAtMs) < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const trouble = troubleNow(input, finder.tree.roots);
      if ((trouble === null) !== (seen.trouble === null)) seen = { trouble, sinceMs: nowMs };
      if (trouble !== null && nowMs - seen.sinceMs < STAYS_MS) return;
      if (trouble === told) return;
      told = trouble;
      input.send({ type: 'panel', document: input.documentId, trouble });
    },
    forget() {
      if (told !== null) told = 'nobody-knows';
    },
  };
}

/** Smaller than a target may be, it is not to be used (WCAG 2.2, 2.5.8). */
const SIDE_MIN_PX = 24;
/** In a window lower or narrower than this nothing can be said of the panel. */
const VIEWPORT_MIN_PX = 120;
/** Fainter than this nobody reads it. */
const OPACITY_MIN = 0.2;
/** Where within the panel it is looked whether something lies over it: all of these must be hidden. */
const SPOTS = [0.2, 0.5, 0.8];

function troubleNow(input: PanelSightInput, roots: readonly Root[]): PanelTrouble | null {
  const { document, overlay } = input;
  const { host } = overlay;
  if (!isConnected(host) || documentOf(host) !== document) return 'out';
  const box = overlay.box();
  const viewport = { width: input.window.innerWidth, height: input.window.innerHeight };
  const isTellable = box !== null && viewport.width >= VIEWPORT_MIN_PX && viewport.height >= VIEWPORT_MIN_PX;
  if (!isTellable) return isRendered(host) ? null : 'not-drawn';
  if (!isRendered(host) || isSeenThrough(host) || opacityOf(host) < OPACITY_MIN) return 'not-drawn';
  const shown = within(box, viewport);
  if (shown.width < SIDE_MIN_PX || shown.height < SIDE_MIN_PX) return 'not-drawn';
  // A dialog of the console makes everything else dead and lies over it, as it should.
  if (roots.some((root) => allIn(root, ':modal').length > 0)) return null;
  if (isDead(host)) return 'dead';
  return isCovered(document, host, shown) ? 'covered' : null;
}

function opacityOf(host: Element): number {
  let opacity = 1;
  for (let at: Element | null = host; at !== null; at = parentOf(at)) opacity *= Number(styleOf(at).opacity);
  return opacity;
}

function isDead(host: Element): boolean {
  for (let at: Element | null = host; at !== null; at = parentOf(at)) if (isAttributeSet(at, 'inert')) return true;
  return false;
}

function within({ x, y, width, height }: Box, viewport: Readonly<{ width: number; height: number }>): Box {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return { x: left, y: top, width: Math.min(x + width, viewport.width) - left, height: Math.min(y + height, viewport.height) - top };
}

/** What a press at a point would hit, taken before the page could touch it. */
const hitAt = Document.prototype.elementFromPoint;

/** What is in a shadow root is known by its host. */
function isCovered(document: Document, host: Element, { x, y, width, height }: Box): boolean {
  return SPOTS.every((across) => SPOTS.every((down) => hitAt.call(document, x + width * across, y + height * down) !== host));
}
