import type { Capsule } from './capsule.ts';
import { GATE_CLOSING } from './halted-words.ts';
import { isGateClosing, isProvablyUnsent } from './owing.ts';
import type { ReadBack } from './reconciling.ts';
import { type ExecutionState, type ExitTaken, isEnded } from './state.ts';
import type { Offer, Offers } from './takeover-view.ts';

const OFFERED: Offer = { isOffered: true };
const notOffered = (because: string): Offer => ({ isOffered: false, because });

const MAY_HAVE_LEFT = 'Something may have left the browser. It is never sent again; security reconciles it.';
const NOTHING_LEFT = 'Nothing has left the browser, so there is nothing to reconcile.';
const NOT_READ = 'What the way out left behind is still being read.';
const LEAVE_FIRST = 'First leave the console, by the way out that the panel names or by closing its tab. Then abandon here.';
export const ONLY_SECURITY = 'Only security reconciles it. Call the duty desk if nobody has come.';

/** What whoever halted may decide themselves, on the device that halted. `hasSafeExit`: the console has a way out that may be taken. */
export function ownOffers(state: ExecutionState, hasSafeExit: boolean): Offers {
  if (isGateClosing(state)) {
    const notYet = notOffered(GATE_CLOSING);
    return { resume: notYet, abandon: notYet, reconcile: notYet };
  }
  if (!isProvablyUnsent(state) || isEnded(state)) {
    return { resume: notOffered(MAY_HAVE_LEFT), abandon: notOffered(MAY_HAVE_LEFT), reconcile: notOffered(ONLY_SECURITY) };
  }
  const decide = state.exit?.found === 'not-read' ? notOffered(NOT_READ) : OFFERED;
  const isInForm = state.exit === null && state.tabId !== null && hasSafeExit;
  return { resume: decide, abandon: isInForm ? notOffered(LEAVE_FIRST) : decide, reconcile: notOffered(NOTHING_LEFT) };
}

type Successor = Readonly<{
  mayHaveLeft: boolean;
  /** May go on with the case: an executor who neither asked for it, nor receives it, nor approved it. */
  isEligible: boolean;
  /** What IAM shows, where security looks; null for everybody else. */
  seen: ReadBack | null;
}>;

/** What somebody else may decide who opened the capsule. */
export function successorOffers({ mayHaveLeft, isEligible, seen }: Successor): Offers {
  if (mayHaveLeft) {
    const decide = notOffered(MAY_HAVE_LEFT);
    const settle = seen === null ? notOffered(ONLY_SECURITY) : seen.found === null ? notOffered(seen.says) : OFFERED;
    return { resume: decide, abandon: decide, reconcile: settle };
  }
  const decide = isEligible
    ? OFFERED
    : notOffered('You may look at it, and not go on: you are not an executor of this case, or you approved it.');
  return { resume: decide, abandon: decide, reconcile: notOffered(NOTHING_LEFT) };
}

/** Whether anything can have left the browser, and what says so. */
export function sentWords({ left }: Pick<Capsule, 'left'>): readonly string[] {
  const { is, gateOpened, requests, isClaimConsumed } = left;
  const opened = gateOpened === 0 ? 'The gate was never opened.' : `The gate was opened ${times(gateOpened)}.`;
  const seen =
    requests === 0
      ? 'No submission was seen leaving.'
      : `${requests} ${requests === 1 ? 'submission was' : 'submissions were'} seen leaving.`;
  const claim = isClaimConsumed ? 'The approvals are marked as used.' : 'The approvals are not used up.';
  return [WORDS[is], opened, seen, claim];
}

const WORDS: Readonly<Record<Capsule['left']['is'], string>> = {
  nothing: 'Nothing has left the browser.',
  possibly: 'Something may have left the browser.',
  one: 'One submission has left the browser.',
  refused: 'One submission left, and the console refused it.',
};

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** The way out of the console that was taken, and what was found behind it. */
export function exitTaken({ kind, reference, found }: ExitTaken): string {
  const taken =
    kind === 'draft' ? `A draft was saved${reference === null ? '' : `, ${reference}`}.` : 'The form was abandoned in the console.';
  return `${taken} ${FOUND[found]}`;
}

const FOUND: Readonly<Record<ExitTaken['found'], string>> = {
  'not-read': 'What it left behind is being read.',
  nothing: 'Nothing is pending.',
  pending: 'Something is pending.',
  unknown: 'Whether something is pending could not be read.',
};
