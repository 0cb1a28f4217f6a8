import { compareField } from '../core/compare/compare.ts';
import type { Look } from '../core/compare/reading.ts';
import { fieldSpec } from '../core/profile/profile.ts';
import { sentence } from '../core/reason.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { boxIn } from './box.ts';
import { isInside } from './dom.ts';
import type { FieldRow } from './panel-state.ts';
import type { Sight } from './report.ts';

/** The rows of the screen that is shown now: what is approved, what is there, and how they relate. For showing only. */
export function rowsOf(brief: PageBrief, sight: Sight, focused: Element | null): readonly FieldRow[] {
  return sight.report.readings.flatMap((reading) => {
    const spec = fieldSpec(brief.profile, reading.field);
    if (spec === null) return [];
    const approved = brief.approved[spec.id] ?? null;
    const control = sight.controls.get(spec.id) ?? null;
    const comparison = compareField({ spec, approved: approved ?? '', reading, atMs: sight.report.atMs });
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
