import { type DryLine, dryLines } from '../core/execution/dry-run.ts';
import type { DryVerdict, TriedRow } from '../core/profile/builder-view.ts';
import { isSame, labelOf } from '../core/profile/draft.ts';
import { obstaclesIn } from '../core/profile/draft-missing.ts';
import { type Practice, trialOf } from '../core/profile/draft-practice.ts';
import type { Tried } from '../core/profile/picked.ts';
import type { DescribingState } from './describing-state.ts';

const TITLES: Readonly<Record<Exclude<Tried['place'], 'screen' | 'review'>, string>> = {
  elsewhere: 'Another page',
  confirmed: 'A confirmation',
  refused: 'A page that says no',
  pending: 'A page that asks to wait',
};

/** Under what it is kept. No screen's id has brackets in it. */
export function triedKey({ screen, place }: Pick<Tried, 'screen' | 'place'>): string {
  return screen ?? `(${place})`;
}

/** What the dry run came to so far: the screens in their order, then what else was looked at. */
export function triedRows(state: DescribingState): readonly TriedRow[] {
  const { draft, tried, trying } = state;
  if (trying === null) return [];
  const trial = trialOf(draft, trying);
  const row = (title: string, one: Tried | undefined): readonly TriedRow[] => {
    if (one === undefined) return [];
    const isRead = one.place === 'screen' || one.place === 'review';
    const fields = isRead ? one.fields.map(({ field, ...read }) => ({ label: labelOf(draft, field), ...read })) : [];
    return [{ title, isReview: one.place === 'review', fields, lines: dryLines(one, trial) }];
  };
  const others = (['elsewhere', 'confirmed', 'refused', 'pending'] as const).flatMap((place) =>
    row(TITLES[place], tried[triedKey({ screen: null, place })]),
  );
  return [...screensOf(state).flatMap(({ id, title }) => row(title, tried[id])), ...others];
}

function screensOf({ draft }: DescribingState) {
  return [...draft.screens, ...(draft.review === null ? [] : [draft.review])];
}

/** What the whole dry run comes to; null while none is made. What was not looked at, or no longer is what was tried, is never green. */
export function dryVerdict(state: DescribingState, rows: readonly TriedRow[], practice: Practice): DryVerdict | null {
  if (state.trying === null) return null;
  if (obstaclesIn(state.draft).length > 0) return { is: 'stop', says: 'This console cannot be guarded here' };
  const stopping = rows.filter(isStopping).map(({ title }) => `“${title}”`);
  if (stopping.length > 0) return { is: 'stop', says: `An execution would be stopped on ${stopping.join(', ')}` };
  const unseen = screensOf(state).filter(({ id }) => state.tried[id] === undefined);
  const holding = rows.filter(isHolding).map(({ title }) => `“${title}”`);
  const open = [
    ...(isSame(practice, state.trying) ? [] : ['the practice values were changed: press “Run again”']),
    ...(holding.length === 0 ? [] : [`something is not right yet on ${holding.join(', ')}`]),
    ...(unseen.length === 0 ? [] : [`not looked at: ${unseen.map(({ title }) => `“${title}”`).join(', ')}`]),
    ...(unseen.length > 0 || Object.values(state.tried).some(isSubmitScreen) ? [] : ['the submit was found on none of the screens']),
  ];
  return open.length === 0
    ? { is: 'go', says: `Nothing on ${rows.length === 1 ? 'the screen' : 'the screens'} would stop or hold an execution` }
    : { is: 'open', says: `Not done: ${open.join('; ')}` };
}

function isSubmitScreen({ screen, hasCommit }: Tried): boolean {
  return screen !== null && hasCommit;
}

/** A wider value that stands there by itself, what cannot be read, and a review page that says something else all halt. */
function isStopping({ fields, lines, isReview }: TriedRow): boolean {
  const stops = fields.some(
    ({ verdict, isWrongCaught }) => verdict === 'broader' || verdict === 'unreadable' || (verdict === 'match' ? !isWrongCaught : isReview),
  );
  return stops || lines.some(is('halts'));
}

function isHolding({ fields, lines }: TriedRow): boolean {
  return fields.some(({ verdict }) => verdict !== 'match') || lines.some(is('holds'));
}

function is(kind: DryLine['is']): (line: DryLine) => boolean {
  return (line) => line.is === kind;
}
