import type { Profile } from '../core/profile/profile.ts';
import type { PageBrief } from '../wire/page-link.ts';
import { boxIn } from './box.ts';
import { attribute, nameOfTag } from './dom.ts';
import type { PanelState } from './panel-state.ts';
import type { Sight } from './report.ts';
import { rowsOf } from './rows.ts';

export type Shown = Readonly<{
  brief: PageBrief | null;
  sight: Sight | null;
  stopped: PanelState['stopped'];
  isCutOff: boolean;
  focused: Element | null;
}>;

/** What the panel is given to draw. */
export function panelOf({ brief, sight, stopped, isCutOff, focused }: Shown): PanelState {
  const nothing = { brief, report: null, screenTitle: null, rows: [], commitBoxes: [], focusBox: null, stopped, isCutOff };
  if (brief === null || sight === null) return nothing;
  const { tree } = sight.finder;
  return {
    ...nothing,
    report: sight.report,
    screenTitle: titleOf(brief.profile, sight.report.screen),
    rows: rowsOf(brief, sight, focused),
    commitBoxes: sight.commits.flatMap((element) => boxIn(element, tree) ?? []),
    focusBox: focused === null || !isControl(focused) ? null : boxIn(focused, tree),
  };
}

/** Whether a hand is at work there: not on the page as a whole, nor on what a page only gives the focus to be read from. */
function isControl(element: Element): boolean {
  const isReadFrom = Number(attribute(element, 'tabindex') ?? 0) < 0;
  return !isReadFrom && !/^(?:body|html)$/.test(nameOfTag(element));
}

function titleOf(profile: Profile, screen: string | null): string | null {
  if (profile.review !== null && profile.review.id === screen) return profile.review.title;
  return profile.screens.find((one) => one.id === screen)?.title ?? null;
}
