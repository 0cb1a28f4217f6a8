import type { PageReport } from '../core/compare/page-report.ts';
import type { ExitSpec, Profile, Recognise, ScreenSpec } from '../core/profile/profile.ts';
import { isSaid } from '../core/profile/words.ts';
import { isRendered } from './dom.ts';
import type { Finder } from './find.ts';

/** Where in the console's walk the page stands. */
export type Place = Readonly<{
  is: PageReport['place'];
  screen: ScreenSpec | null;
  /** The way out that the page says was taken. */
  exit: Readonly<{ kind: 'draft' | 'abandon'; spec: ExitSpec }> | null;
  /** More than one thing that the profile knows: then it is none of them. */
  torn: readonly string[];
}>;

const ELSEWHERE: Place = { is: 'elsewhere', screen: null, exit: null, torn: [] };

/**
 * Recognises the page. What the console says after a commit comes first, because a page may say it above the form it
 * came from. Two screens at once are not one of them.
 */
export function placeOf(profile: Profile, finder: Finder, pathname: string): Place {
  const isThere = (what: Recognise) => isRecognised(what, finder, pathname);
  const { success, failure, pending } = profile.confirmation;
  if (isThere(success.recognise)) return { ...ELSEWHERE, is: 'confirmed' };
  if (failure !== null && isThere(failure.recognise)) return { ...ELSEWHERE, is: 'refused' };
  if (pending !== null && isThere(pending.recognise)) return { ...ELSEWHERE, is: 'pending' };
  const exit = exitTaken(profile, isThere);
  if (exit !== null) return { ...ELSEWHERE, exit };
  const screens = profile.screens.filter((screen) => isThere(screen.recognise));
  const isReview = profile.review !== null && isThere(profile.review.recognise);
  const titles = [...screens.map((screen) => screen.title), ...(isReview && profile.review !== null ? [profile.review.title] : [])];
  if (titles.length > 1) return { ...ELSEWHERE, torn: titles };
  if (isReview) return { ...ELSEWHERE, is: 'review' };
  const [screen] = screens;
  return screen === undefined ? ELSEWHERE : { ...ELSEWHERE, is: 'screen', screen };
}

/** All given parts must fit, and what is hidden is not there. A profile that gives none recognises nothing. */
function isRecognised(what: Recognise, finder: Finder, pathname: string): boolean {
  const { heading, locator, path } = what;
  if (heading === undefined && locator === undefined && path === undefined) return false;
  if (path !== undefined && path !== pathname) return false;
  if (heading !== undefined && !finder.withRole('heading').some((one) => isSaid(heading, finder.nameOf(one)) && isRendered(one)))
    return false;
  return locator === undefined || finder.all(locator).some(isRendered);
}

function exitTaken(profile: Profile, isThere: (what: Recognise) => boolean): Place['exit'] {
  for (const kind of ['draft', 'abandon'] as const) {
    const spec = profile.exits[kind];
    if (spec?.seen && isThere(spec.seen.recognise)) return { kind, spec };
  }
  return null;
}
