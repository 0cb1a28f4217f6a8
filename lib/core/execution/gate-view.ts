import { type Reason, reason, sentence, unreachable } from '../reason.ts';
import { adviceBeforeEntry, adviceOn, adviceOnHold } from './advice.ts';
import { evidenceReasons } from './calling.ts';
import { isMendedByWalking } from './chain.ts';
import type { ExecutionFacts } from './facts.ts';
import { exits, haltedNow } from './halted-words.ts';
import { momentWords } from './moment-words.ts';
import { settledWords } from './reconciling.ts';
import { type ExecutionState, type Halt, isEnded, type Left } from './state.ts';
import type { GateState, GateView } from './view.ts';

/** Reasons that only say "still to come": they do not make a filling operator look held. */
const QUIET: ReadonlySet<Reason['code']> = new Set<Reason['code']>(['field-empty', 'reading-stale']);

/** On the last screen nothing is still to come but the check: a screen that must be seen again holds it. */
function isQuiet(state: ExecutionState, { code }: Reason): boolean {
  return QUIET.has(code) && !(state.isOnCommitScreen && code === 'reading-stale');
}

/**
 * Which of the gate's faces is shown: a halt lies over everything that has not ended, then a hold; a warning holds before
 * entry, too. A press that counted is on its way from then on, although its request may never be seen.
 */
export function gateState(state: ExecutionState): GateState {
  if (state.halt !== null && !isEnded(state)) return 'halted';
  if (state.phase === 'idle') return 'closed';
  if (state.phase === 'filling' && closing(state).some((one) => !isQuiet(state, one))) return 'held';
  if ((state.phase === 'filling' || state.phase === 'preflight') && openWarnings(state).length > 0) return 'held';
  if (state.phase === 'armed' && state.left !== 'nothing') return 'committing';
  return state.phase;
}

/** The one word for a face of the gate. */
export function gateWord(shown: GateState): string {
  return WORDS[shown].word;
}

/** Every reason that keeps the gate closed now, for people and for whoever counts them. */
export function closing(state: ExecutionState): readonly Reason[] {
  if (state.outcome !== null && isEnded(state))
    return [...state.outcome.reasons, ...(state.window?.reasons ?? []), ...evidenceReasons(state)];
  if (state.halt !== null) return state.takeover === null ? state.halt.reasons : whileLeft(state, state.halt);
  const loud = state.holds.filter((one) => !isQuiet(state, one));
  return loud.length + state.checkHolds.length > 0 ? [...loud, ...state.checkHolds] : state.holds;
}

/** Once it was left to whoever goes on, that is what holds it, and what was refused since; why it stopped stands beside. */
function whileLeft({ exit, checkHolds }: ExecutionState, { reasons }: Halt): readonly Reason[] {
  if (exit?.found === 'pending') return reasons.filter((one) => one.code === 'exit-left-pending');
  return checkHolds.length > 0 ? checkHolds : [reason('takeover-held')];
}

/** Warnings that nobody acknowledged yet. */
export function openWarnings(state: ExecutionState): readonly Reason[] {
  return state.warnings.filter((one) => one.acknowledged === null).map((one) => one.reason);
}

/** The gate in words: what was seen, and what to do now. */
export function gateView(state: ExecutionState, facts: ExecutionFacts, nowMs: number): GateView {
  const shown = gateState(state);
  const words = WORDS[shown];
  const warnings = openWarnings(state);
  const stopped = shown === 'halted' ? (state.halt?.reasons ?? []) : [];
  const reasons = [...stopped, ...closing(state), ...warnings];
  // What the page shows while a release stands, or once a press has used it, is no reason of that gate.
  const hasRelease = state.phase === 'armed' && shown !== 'halted';
  return {
    state: shown,
    word: words.word,
    aside: aside(state, shown),
    why: reasons.length > 0 && !hasRelease ? sentences(reasons) : words.why(state, facts, nowMs),
    now:
      warnings.length > 0 && shown === 'held'
        ? 'Read the warning in the popup, and say there why it may go on.'
        : words.now(state, facts, nowMs),
    facts: shown === 'confirmed' ? grantFacts(state, facts, nowMs) : [],
    exits: shown === 'halted' && state.exit === null && state.left === 'nothing' ? exits(facts) : [],
    check: checkOffer(state, facts, shown),
    left: leftWords(state.left, state),
    countdown: shown === 'armed' && state.release !== null ? { untilMs: state.release.untilMs, totalMs: facts.armedMs } : null,
  };
}

type Words = Readonly<{
  word: string;
  why: (state: ExecutionState, facts: ExecutionFacts, nowMs: number) => readonly string[];
  now: (state: ExecutionState, facts: ExecutionFacts, nowMs: number) => string | null;
}>;

const WORDS: Readonly<Record<GateState, Words>> = {
  closed: {
    word: 'Not ready to enter',
    why: () => ['Entry has not begun.'],
    now: ({ checkHolds }, { legs }) => adviceBeforeEntry(checkHolds, legs),
  },
  preflight: { word: 'Reading', why: () => ['Every source is being read before entry begins.'], now: () => 'Wait. Nothing is opened yet.' },
  filling: {
    word: 'Gate closed',
    why: (_, { astray }) => [astray === null ? 'Submit stays held while you fill in.' : sentence(astray.because)],
    now: (state, { astray }) =>
      adviceOn(astray === null ? [] : [astray.because]) ??
      (state.isOnCommitScreen ? 'Choose Check now, or press the submit once.' : 'Fill in this screen, then go on.'),
  },
  held: {
    word: 'Held',
    why: () => ['Something is not as approved yet.'],
    now: (state) => adviceOnHold(closing(state)),
  },
  rechecking: {
    word: 'Rechecking',
    why: () => ['Every source and every field is being read again.'],
    now: () => 'Wait. A press that came too early is not sent for you.',
  },
  armed: {
    word: 'Armed',
    why: (_, { packet, profile }, nowMs) => [
      'Every leg and every field were read again and match.',
      `Access will be live until ${momentWords(packet.window.end ?? NOT_KNOWN, nowMs)}. Revoking at ${profile.revoke.url} takes about ${Math.round(profile.revoke.typicalMs / 1000)} s; what happens until then cannot be undone.`,
    ],
    now: (state) => state.checkHolds.map(sentence)[0] ?? 'Press the submit once more. Your press goes through, once, with these values.',
  },
  committing: {
    word: 'Committing',
    why: ({ phase }) =>
      phase === 'armed'
        ? ['Your press went through. Its request was not seen yet.']
        : ['Your submission is on its way. The gate is closed again.'],
    now: () => 'Wait for the console. Do not press again, reload or close this tab.',
  },
  confirming: {
    word: 'Confirming',
    why: () => ['The console answered. IAM is being read.'],
    now: () => 'Wait. Do not press again, reload or close this tab.',
  },
  confirmed: {
    word: 'Confirmed',
    why: () => ['Console and IAM both show what was approved.'],
    now: (state) =>
      state.window?.reasons.length
        ? 'Security was called. End the grant in IAM, not in the console.'
        : evidenceReasons(state).length > 0
          ? 'Security was called about the evidence. Do not clear this browser, and do not submit again.'
          : null,
  },
  rejected: {
    word: 'Rejected',
    why: () => ['The console refused, and IAM shows no new grant.'],
    now: () => 'Nothing was granted. To try again, start from the popup: the approvals are checked anew.',
  },
  unknown: {
    word: 'Outcome unknown',
    why: () => ['Access may have been granted.'],
    now: ({ reconciled }) =>
      reconciled === null
        ? 'Do not submit again, anywhere. Security was called and reconciles.'
        : `${reconciled.by} reconciled it. ${settledWords(reconciled.found)}`,
  },
  halted: { word: 'Halted', why: () => ['Something is not as approved.'], now: haltedNow },
  'taken-over': {
    word: 'Taken over',
    why: () => ['Somebody else goes on with this execution.'],
    now: () => 'Leave the console. What was done here is kept as evidence.',
  },
  abandoned: {
    word: 'Abandoned',
    why: () => ['A person ended this execution.'],
    now: () => 'Nothing was granted. To try again, start from the popup.',
  },
};

function aside(state: ExecutionState, shown: GateState): string | null {
  if (shown === 'held') {
    const counts = [
      [sentences(closing(state)).length, 'to put right'],
      [sentences(openWarnings(state)).length, 'to acknowledge'],
    ] as const;
    return counts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])).join(', ');
  }
  const at = shown === 'halted' ? state.halt?.atMs : isEnded(state) ? state.outcome?.atMs : undefined;
  return at === undefined ? null : `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function checkOffer(state: ExecutionState, facts: ExecutionFacts, shown: GateState): GateView['check'] {
  if (state.phase === 'preflight') return { isOffered: false, because: null };
  switch (shown) {
    case 'filling':
    case 'held':
      return whyNoCheckYet(state, facts);
    default:
      return { isOffered: false, because: null };
  }
}

function whyNoCheckYet(state: ExecutionState, { profile }: ExecutionFacts): GateView['check'] {
  if (openWarnings(state).length > 0) return { isOffered: false, because: 'The check starts once the warning is acknowledged.' };
  if (state.holds.some(isMendedByWalking)) return { isOffered: false, because: 'The check starts once those screens were seen again.' };
  if (state.isOnCommitScreen && state.holds.length === 0) return { isOffered: true };
  const fields = new Set(profile.screens.flatMap((screen) => screen.fields.map(({ id }) => id)));
  const waitsForField = !state.isOnCommitScreen || state.holds.some(({ subject }) => subject !== undefined && fields.has(subject));
  return {
    isOffered: false,
    because: waitsForField
      ? 'The check starts when every field of the last screen matches.'
      : 'The check starts once what is said above is put right.',
  };
}

function grantFacts({ outcome }: ExecutionState, { packet }: ExecutionFacts, nowMs: number): GateView['facts'] {
  return [
    // A confirmation has one: what has not the form of a reference is told to nobody.
    { label: 'Reference', value: outcome?.reference ?? 'masked', isMono: true },
    { label: 'Scope', value: packet.scope.join(', '), isMono: true },
    { label: 'Ends', value: momentWords(outcome?.endsAt ?? NOT_KNOWN, nowMs), isMono: false },
  ];
}

function leftWords(left: Left, state: ExecutionState): string {
  const at = state.sent === null ? '' : `, ${new Date(state.sent.atMs).toISOString().slice(11, 19)} UTC`;
  switch (left) {
    case 'nothing':
      return state.phase === 'armed' ? 'nothing yet' : 'nothing';
    case 'one':
      return `one request${at}`;
    case 'refused':
      return `one request${at}, refused`;
    case 'possibly':
      return 'possibly, one request';
    default:
      return unreachable(left);
  }
}

/** In the place of a time that nobody told. */
const NOT_KNOWN = 'no known time';

function sentences(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map(sentence))];
}
