/** Every limit that core decides by, in one place; units are in the names. Sizes that a border accepts stand in `wire/limits.ts`. */

/** How far the clocks of this computer and an outside system may be apart before times mean nothing. */
export const CLOCK_SKEW_MS_MAX = 30_000;

/** What goes stale within this time is said early. */
export const SOON_STALE_MS = 15 * 60_000;

/** How many characters of a value the panel shows when two texts differ. */
export const SHOWN_CHARACTERS_MAX = 400;

/** How many time zones are kept ready; a console has one. */
export const ZONES_KEPT_MAX = 16;
