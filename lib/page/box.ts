import { boxOf, documentOf, isConnected, isRendered } from './dom.ts';
import type { Box } from './panel-state.ts';
import type { Tree } from './tree.ts';

/** Where an element stands in the top window's viewport; null where it has no box. */
export function boxIn(element: Element, tree: Tree): Box | null {
  if (!isConnected(element) || !isRendered(element)) return null;
  const { x, y, width, height } = boxOf(element);
  if (width === 0 && height === 0) return null;
  const owner = documentOf(element);
  const frame = owner === null ? undefined : tree.frames.get(owner);
  if (frame === undefined) return { x, y, width, height };
  const outer = boxIn(frame, tree);
  return outer === null ? null : { x: x + outer.x, y: y + outer.y, width, height };
}
