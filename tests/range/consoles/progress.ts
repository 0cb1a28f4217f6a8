import type { Console } from './console.ts';
import { type PlaceId, placesOf } from './screens.ts';
import type { Draft } from './store.ts';

/** From here on, faults that come in the middle of a request are there. */
const MIDDLE = placesOf(false).indexOf('scope');

/** Whether a request has come as far as the scope screen and is not over yet. */
export function isMidForm(draft: Draft | null): draft is Draft {
  return draft !== null && draft.reached >= MIDDLE && (draft.state === 'open' || draft.state === 'saved');
}

/** The place that comes after, or before, another. */
export function placeFrom({ world }: Console, from: PlaceId, by: 1 | -1): PlaceId {
  const places = placesOf(world.get().console.reviewPage);
  const index = Math.min(Math.max(places.indexOf(from) + by, 0), places.length - 1);
  return places[index] ?? from;
}

/** Whether what stands at a place is sent by "Submit restoration" instead of "Next". */
export function isLast({ world }: Console, place: PlaceId): boolean {
  return placesOf(world.get().console.reviewPage).at(-1) === place;
}

/** The draft, standing at a place. */
export function standingAt(draft: Draft, place: PlaceId): Draft {
  return { ...draft, place, reached: Math.max(draft.reached, placesOf(true).indexOf(place)), errors: {} };
}
