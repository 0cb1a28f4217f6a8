import type { Profile, Recognise } from '../core/profile/profile.ts';
import type { PageCheck } from '../wire/page-check.ts';

/** A page that a profile describes. `id` is null for what is neither a screen nor the review page. */
export type ProfilePlace = Readonly<{ place: PageCheck['place']; id: string | null; title: string; recognise: Recognise }>;

/** Every page that a profile describes, in the order in which they come. */
export function placesOf({ screens, review, confirmation, exits }: Profile): readonly ProfilePlace[] {
  const { success, failure, pending } = confirmation;
  const others: readonly (readonly [PageCheck['place'], string, Recognise | undefined])[] = [
    ['confirmed', 'The confirmation', success.recognise],
    ['refused', 'The refusal', failure?.recognise],
    ['pending', 'The page that says it is pending', pending?.recognise],
    ['draft', 'The page that says the draft was saved', exits.draft?.seen?.recognise],
    ['abandon', 'The page that says it was abandoned', exits.abandon?.seen?.recognise],
  ];
  return [
    ...screens.map(({ id, title, recognise }) => ({ place: 'screen', id, title, recognise }) as const),
    ...(review === null ? [] : [{ place: 'review', id: review.id, title: review.title, recognise: review.recognise } as const]),
    ...others.flatMap(([place, title, recognise]) => (recognise === undefined ? [] : [{ place, id: null, title, recognise }])),
  ];
}
