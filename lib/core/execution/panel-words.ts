import type { PanelTrouble } from '../compare/page-report.ts';

const SEEN: Readonly<Record<PanelTrouble, string>> = {
  out: 'the page took it out',
  'not-drawn': 'the page does not draw it',
  dead: 'the page made it dead to presses',
  covered: 'something lies over it',
};

/** What is wrong with the panel on the page, in the popup, which no page can cover; null where nothing is. */
export function panelWords(trouble: PanelTrouble | null): string | null {
  return trouble === null
    ? null
    : `The panel on the page cannot be seen or used: ${SEEN[trouble]}. Go by this popup alone. If it stays so, halt and hand over.`;
}
