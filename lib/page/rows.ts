import { compareField } from '../core/compare/compare.ts';
import type { Look } from '../core/compare/reading.ts';
import { fieldSpec } from '../core/profile/profile.ts';
import { sentence } from '../core/reason.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { boxOf, documentOf, isConnected, isInside, isRendered } from './dom.ts';
import type { Box, FieldRow } from './panel-state.ts';
import type { Sight } from './report.ts';
import type { Tree } from './tree.ts';

/** The rows of the screen that is shown now: what is approved, what is there, and how they relate. For showing only. */
export function rowsOf(brief: PageBrief, sight: Sight, focused: Element | null): readonly FieldRow[] {
  return sight.report.readings.flatMap((reading) => {
    const spec = fieldSpec(brief.profile, reading.field);
    if (spec === null) return [];
    const approved = brief.approved[spec.id] ?? null;
    const control = sight.controls.get(spec.id) ?? null;
    const comparison = compareField({ spec, approved: approved ?? '', reading });
    return [
      {
        id: spec.id,
        label: spec.label,
        verdict: comparison.verdict,
        approved,
        seen: seenIn(reading.look),
        reason: comparison.reason === null ? null : sentence(comparison.reason),
        difference: comparison.difference,
        box: control === null ? null : boxIn(control, sight.finder.tree),
        isFocused: control !== null && focused !== null && isInside(focused, control),
      },
    ];
  });
}

function seenIn(look: Look): FieldRow['seen'] {
  if (!look.isReadable) return null;
  return look.value.kind === 'text' ? look.value.text : look.value.items;
}

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
