import type { LegResult } from '../gate/leg.ts';
import { legAdvice } from '../gate/leg-advice.ts';
import type { Reason, ReasonCode } from '../reason.ts';

/** What a person does now about what the console shows, where that is more than "put it right" or "take a safe way out". */
const ADVICE: Partial<Readonly<Record<ReasonCode, string>>> = {
  'console-origin-wrong': 'Close that tab. Open the console again from the popup.',
  'console-operator-differs': 'Sign in to the console as yourself. This follows by itself.',
  'invisible-characters': 'Clear the field and type it by hand. Do not paste it.',
  'reading-changed-by-script': 'Type it again yourself. If it changes again, halt and hand over.',
  'reading-stale': 'Go back to the first screen named, and on from there.',
  'commit-without-release': 'Press the submit itself, once: then the check begins. If you did not press at all, halt and hand over.',
  'chain-broken': 'Close the other tab. Go back to the first screen and on through all of them.',
  'console-other-tenant': 'Do not go on here. Take a safe way out.',
  'expiry-control-missing': 'Access would not end. Take a safe way out.',
  'window-differs': 'Do not submit. Take a safe way out.',
  'review-differs': 'Do not submit. Take a safe way out.',
  'scope-broader': 'Do not submit. Take a safe way out.',
  'readings-outside-packet': 'Do not submit. Take a safe way out, and enter it again from the first screen.',
  'console-warning': 'Do not answer it. Take a safe way out.',
  'console-lookalike': 'Use neither. Take a safe way out, and tell the console owner.',
  'console-drift': 'Hand over. The console owner must look at the profile.',
  'not-guardable': 'Hand over. The console owner must look at the console.',
  'locator-ambiguous': 'Hand over. The console owner must look at the profile.',
  'control-unreadable': 'Hand over. The console owner must look at the profile.',
  'reading-contradicts-itself': 'Hand over. The console owner must look at the console.',
  'capture-unmasked': 'Do not submit. Halt and hand over: what this browser holds of the execution was changed.',
  'console-session-lost': 'Do not enter it again here. Hand over, or end this and begin anew from the popup.',
  'storage-failed': 'Stop. Take a safe way out, and hand over on another device.',
};

const TAKE_A_WAY_OUT = 'Leave the page as it is and take a safe way out.';

const READ_AGAIN = 'Choose Check now again. If it stays so, call the duty desk of that system.';

/** The same about what only a check finds, and no hand in the console can put right, where it is not what its leg says. */
const AFTER_CHECK: Partial<Readonly<Record<ReasonCode, string>>> = {
  'case-unreachable': READ_AGAIN,
  'tenant-directory-unreachable': READ_AGAIN,
  'incident-unreachable': READ_AGAIN,
  'iam-unknown': READ_AGAIN,
  'assurance-insufficient': READ_AGAIN,
  'answer-untrusted': READ_AGAIN,
  'claimed-by-other': 'Do not go on here. Ask that person.',
  'claimed-elsewhere': 'Do not go on here.',
  'release-expired': 'Choose Check now, and press the submit while the gate is armed.',
  'reading-changed': 'Look at this screen once more, then choose Check now.',
  'press-not-counted': 'Choose Check now, and press the submit once when the gate is armed.',
  'body-differs': 'Do not press the submit again. Security was called: halt, and hand over.',
  'guard-not-intact': 'Look whether the console’s tab answers, then choose Check now. If it stays so, halt and hand over.',
};

/** The advice on the first reason that has one; null when the gate's own words are enough. */
export function adviceOn(reasons: readonly Reason[]): string | null {
  return reasons.map(({ code }) => ADVICE[code]).find((words) => words !== undefined) ?? null;
}

/** What to do about a hold: put it right in the console, unless nothing is wrong there and only a check found something. */
export function adviceOnHold(reasons: readonly Reason[]): string {
  const found = reasons.map(afterCheck);
  const ofCheck = found.every((words) => words !== null) ? found[0] : undefined;
  return adviceOn(reasons) ?? ofCheck ?? 'Put it right in the console. This follows as you type.';
}

function afterCheck(reason: Reason): string | null {
  const words = legAdvice(reason);
  return AFTER_CHECK[reason.code] ?? (words === null ? null : `${words} Then choose Check now.`);
}

/** What to do before entry: each leg says its own, unless all are green and the case was not given. */
export function adviceBeforeEntry([refused]: readonly Reason[], legs: readonly LegResult[]): string {
  const advice = refused === undefined || legs.some(({ reasons }) => reasons.length > 0) ? null : adviceAbout(refused);
  return advice === null ? 'Have what is listed put right, then read again.' : `${advice} Read again once it is put right.`;
}

/** What to do about a halt: out of the console first; what the world is no longer as approved for is put right from there. */
export function adviceOnHalt(reasons: readonly Reason[]): string {
  const [first] = reasons.flatMap((one) => ADVICE[one.code] ?? afterExit(one) ?? []);
  return first ?? TAKE_A_WAY_OUT;
}

function afterExit(reason: Reason): string | null {
  const words = legAdvice(reason);
  return words === null ? null : `${TAKE_A_WAY_OUT} ${words}`;
}

/** What a person does about a reason, whenever it is told; null where nothing is to be done about it but to put it right. */
export function adviceAbout(reason: Reason): string | null {
  return legAdvice(reason) ?? ADVICE[reason.code] ?? AFTER_CHECK[reason.code] ?? null;
}
