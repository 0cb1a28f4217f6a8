import type { DangerKind, Locator, Profile } from './profile.ts';

/** What the console's pages say beside their forms: harmless, or a warning of one kind. */
export type DraftedNotice = Readonly<{ is: 'harmless' | DangerKind; locator: Locator; says: string }>;

/** What a person says of a notice that they pointed at. `words` of it find it again, and are what an operator reads. */
export type NoticeSaid = Readonly<{ is: DraftedNotice['is']; words: string; way: number }>;

type WithNotices = Readonly<{ notices?: readonly DraftedNotice[] }>;

/** Of these alone it need be said that they are harmless: nothing else speaks up. */
const SPEAKING_UP: ReadonlySet<string> = new Set(['alert', 'alertdialog', 'dialog', 'status']);

/** Shorter words than these may stand in any alert. */
export const HARMLESS_WORDS_MIN = 8;

/** Roles that take no name from their content, and are known by what they say. */
export function isSpeakingRole(role: string | null): boolean {
  return role === 'log' || (role !== null && SPEAKING_UP.has(role));
}

/** Anything else is known by where it stands. */
export function isKnownByWords(role: string): boolean {
  return role === 'heading' || isSpeakingRole(role);
}

export function mayBeHarmless(role: string): boolean {
  return SPEAKING_UP.has(role);
}

/** The same words said of anew take the place of what was said before. */
export function withNotice<T extends WithNotices>(draft: T, notice: DraftedNotice): T {
  const others = (draft.notices ?? []).filter(({ says }) => says !== notice.says);
  return { ...draft, notices: [...others, notice] };
}

export function withoutNotice<T extends WithNotices>(draft: T, words: string): T {
  return { ...draft, notices: (draft.notices ?? []).filter(({ says }) => says !== words) };
}

/** Where a profile keeps them. */
export function noticesOf({ notices = [] }: WithNotices): Pick<Profile, 'danger' | 'harmless'> {
  return {
    danger: notices.flatMap(({ is, locator, says }) => (is === 'harmless' ? [] : [{ kind: is, locator, says }])),
    harmless: notices.flatMap(({ is, locator, says }) => (is === 'harmless' ? [{ locator, says }] : [])),
  };
}
