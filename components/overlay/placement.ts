import type { Box } from '../../lib/page/panel-state.ts';

export type Side = 'left' | 'right';
export type Viewport = Readonly<{ width: number; height: number }>;

/** What the style sheet draws: the panel's width, its distance from the edges, and the folded tab. */
export const PANEL_WIDTH = 340;
export const PANEL_GAP = 10;
export const TAB = { width: 96, height: 116 } as const;

/** Below this width panel and console do not fit beside each other. */
const ROOM_FOR_BOTH = 720;

/** Below this height the gate stands right under the tenant. */
const SHORT_HEIGHT = 640;

export function isShort(viewport: Viewport): boolean {
  return viewport.height < SHORT_HEIGHT;
}

export function panelBox(side: Side, viewport: Viewport): Box {
  const width = Math.min(PANEL_WIDTH, viewport.width - 2 * PANEL_GAP);
  return {
    x: side === 'left' ? PANEL_GAP : viewport.width - PANEL_GAP - width,
    y: PANEL_GAP,
    width,
    height: viewport.height - 2 * PANEL_GAP,
  };
}

/** Whether the panel would stand over one of these: then it folds, for as long as it is the control in focus. */
export function covers(side: Side, viewport: Viewport, boxes: readonly Box[]): boolean {
  return boxes.some((box) => overlaps(panelBox(side, viewport), box));
}

/** Where the panel stands, and whether it is in the way there; until the person folds or unfolds it, that folds it. */
export type Standing = Readonly<{ side: Side; isInTheWay: boolean }>;

/** Off a submit that it would cover, to the other side if neither a submit nor a field stands there. */
export function clearOf(side: Side, viewport: Viewport, commits: readonly Box[], fields: readonly Box[]): Standing {
  const other = side === 'left' ? 'right' : 'left';
  const isCovering = covers(side, viewport, commits);
  const isOtherFree = !covers(other, viewport, [...commits, ...fields]);
  return isCovering && isOtherFree
    ? { side: other, isInTheWay: !hasRoomForBoth(viewport) }
    : { side, isInTheWay: isCovering || !hasRoomForBoth(viewport) };
}

/** Whether panel and console fit beside each other; where not, a caller starts with the panel folded. */
export function hasRoomForBoth(viewport: Viewport): boolean {
  return viewport.width >= ROOM_FOR_BOTH;
}

/** Where the folded tab stands. */
export function tabBox(side: Side, viewport: Viewport, free: readonly Box[]): Box {
  return { x: side === 'left' ? 0 : viewport.width - TAB.width, y: tabTop(side, viewport, free), ...TAB };
}

/** The top of the folded tab: in the middle, or moved along the edge out of the way of what must stay free. */
export function tabTop(side: Side, viewport: Viewport, free: readonly Box[]): number {
  const x = side === 'left' ? 0 : viewport.width - TAB.width;
  const last = Math.max(0, viewport.height - TAB.height);
  const places = [last / 2, last * 0.15, last * 0.85].map(Math.round);
  const isFree = (y: number) => !free.some((box) => overlaps({ x, y, width: TAB.width, height: TAB.height }, box));
  return places.find(isFree) ?? places[0] ?? 0;
}

export type BadgePlace = Readonly<{ left: number; top: number }>;

const BADGE_HEIGHT = 24;
const BADGE_GAP = 8;
/** Above or below a control: clear of the ring around it. */
const RING_GAP = 6;

/** Twelve-pixel text is about this wide per character; the glyph and the padding come on top. */
const CHARACTER_WIDTH = 6.6;
const BADGE_FRAME = 34;

/** A control this narrow is a tick: its own label stands right of it, so its badge stands on the other side. */
const TICK_WIDTH = 40;
/** A control this wide has room at its right end, where neither a label nor a short value stands. */
const ROOMY_WIDTH = 240;

/**
 * Where the badge of a control goes: right of it, else above or below its right end, else inside it. `taken` are the
 * boxes of the other controls and of the panel, which it must not cover. Without a free place there is no badge: the
 * panel says it.
 */
export function badgePlace(box: Box, word: string, viewport: Viewport, taken: readonly Box[]): BadgePlace | null {
  const width = widthOf(word);
  return placesFor(box, width, taken).find((place) => isFree(place, width, viewport, taken)) ?? null;
}

/**
 * Where the badge of a commit control goes: above it, else below, from its left end. Beside it stand the console's other
 * buttons, which we do not know and must not cover.
 */
export function commitBadgePlace(box: Box, word: string, viewport: Viewport, taken: readonly Box[]): BadgePlace | null {
  const tops = [box.y - BADGE_HEIGHT - RING_GAP, box.y + box.height + RING_GAP];
  const places = tops.map((top) => ({ left: box.x, top }));
  return places.find((place) => isFree(place, widthOf(word), viewport, taken)) ?? null;
}

function widthOf(word: string): number {
  return BADGE_FRAME + word.length * CHARACTER_WIDTH;
}

function isFree({ left, top }: BadgePlace, width: number, viewport: Viewport, taken: readonly Box[]): boolean {
  const badge = { x: left, y: top, width, height: BADGE_HEIGHT };
  return isInside(badge, viewport) && !taken.some((other) => overlaps(other, badge));
}

function placesFor(box: Box, width: number, taken: readonly Box[]): readonly BadgePlace[] {
  const middle = box.y + Math.min(box.height, 32) / 2 - BADGE_HEIGHT / 2;
  const end = box.x + box.width - width;
  const before = { left: box.x - width - BADGE_GAP, top: middle };
  if (box.width < TICK_WIDTH) return [before];
  const after = { left: box.x + box.width + BADGE_GAP, top: middle };
  const above = { left: end, top: box.y - BADGE_HEIGHT - 4 };
  const below = { left: end, top: box.y + box.height + 4 };
  if (box.width < ROOMY_WIDTH) return [after, above, below];
  const visibleEnd = Math.min(box.x + box.width, ...taken.filter((other) => overlaps(other, box) && other.x > box.x).map(({ x }) => x));
  const inside = { left: visibleEnd - width - BADGE_GAP, top: middle };
  return box.height < 60 && visibleEnd === box.x + box.width ? [after, above, below, inside] : [after, inside, above, below];
}

export function isInside(box: Box, viewport: Viewport): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
