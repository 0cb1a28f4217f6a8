import { compareField } from '../compare/compare.ts';
import { durationIn } from '../compare/end-time.ts';
import type { Reading, ScreenId } from '../compare/reading.ts';
import type { ApprovedValues } from '../packet/packet.ts';
import type { FieldSpec, Profile, ScreenSpec } from '../profile/profile.ts';
import { type Reason, type ReasonCode, reason } from '../reason.ts';

export type ChainInput = Readonly<{
  profile: Profile;
  approved: ApprovedValues;
  /** When that is asked: a duration counts from now, and not from when its screen was left. */
  atMs: number;
  /** The screen that is shown. */
  screen: ScreenId | null;
  isCommitScreen: boolean;
  /** The last readings of the screens that were left by a press of this tab, by field id. */
  carried: ReadonlyMap<string, Reading>;
  /** The screens that were left before, whatever became of their readings. */
  done: readonly ScreenId[];
  /** The same form was used in another tab since the screens were seen. */
  isBroken: boolean;
}>;

/** The last reading of each field: what was read now, and of the other fields what was read before. */
export function latestReadings(before: readonly Reading[], now: readonly Reading[]): readonly Reading[] {
  return [...before.filter((one) => !now.some((other) => other.field === one.field)), ...now];
}

/** Reasons that go away by walking through the screens once more: steps stay open for them. */
const MENDED_BY_WALKING: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['reading-stale', 'chain-broken']);

export function isMendedByWalking({ code }: Reason): boolean {
  return MENDED_BY_WALKING.has(code);
}

/**
 * The screens that must be seen again. What was read on a screen that was left counts only while nothing came in
 * between: going back to it, a reload, a new sign-in, a step from another tab. On the commit screen every other screen
 * must be there; before, those that come earlier, and those that had been passed already.
 */
export function unseen(input: ChainInput): readonly Reason[] {
  const { profile, screen, isCommitScreen, done, isBroken } = input;
  const at = profile.screens.findIndex((one) => one.id === screen);
  if (at < 0 && !isCommitScreen) return [];
  const lost = profile.screens.filter((one, order) => {
    const isAsked = isCommitScreen || order < at || done.includes(one.id);
    return one.id !== screen && isAsked && !isStillSeen(one, input);
  });
  if (lost.length > 0 && isBroken) return [reason('chain-broken')];
  return lost.map((one) => reason('reading-stale', { screen: wordsFor(one, input) }, one.id));
}

/** A screen that was right when it was left, and whose end has moved on with the clock, is told apart: another one must be entered. */
function wordsFor(screen: ScreenSpec, input: ChainInput): string {
  const hasMovedOn = screen.fields.some((spec) => {
    const reading = input.carried.get(spec.id);
    return reading !== undefined && durationIn(spec, reading) !== null && !isRight(spec, reading, input);
  });
  return hasMovedOn ? `${screen.title}, where the end of access counts from now and is no longer the approved one,` : screen.title;
}

function isStillSeen(screen: ScreenSpec, input: ChainInput): boolean {
  return screen.fields.every((spec) => {
    const reading = input.carried.get(spec.id);
    return reading !== undefined && isRight(spec, reading, input);
  });
}

function isRight(spec: FieldSpec, reading: Reading, { approved, atMs }: ChainInput): boolean {
  return compareField({ spec, approved: approved[spec.id] ?? '', reading, atMs }).verdict === 'match';
}
