import { type Reason, reason, sentence, unreachable } from '../reason.ts';
import { adviceOn, adviceOnHold } from './advice.ts';
import { evidenceReasons } from './calling.ts';
import { isMendedByWalking } from './chain.ts';
import type { ExecutionFacts } from './facts.ts';
import { foundWords } from './reconciling.ts';
import { type ExecutionState, type ExitTaken, type Halt, isEnded, type Left } from './state.ts';
import type { GateState, GateView } from './view.ts';

/** Reasons that only say "still to come": they do not make a filling operator look held. */
const QUIET: ReadonlySet<Reason['code']> = new Set<Reason['code']>(['field-empty', 'reading-stale']);

/** On the last screen nothing is still to come but the check: a screen that must be seen again holds it. */
function isQuiet(state: ExecutionState, { code }: Reason): boolean {
  return QUIET.has(code) && !(state.isOnCommitScreen && code === 'reading-stale');
}

/** Which of the gate's faces is shown: a halt lies over everything that has not ended, then a hold; a warning holds before entry, too. */
export function gateState(state: ExecutionState): GateState {
  if (state.halt !== null && !isEnded(state)) return 'halted';
  if (state.phase === 'idle') return 'closed';
  if (state.phase === 'filling' && closing(state).some((one) => !isQuiet(state, one))) return 'held';
  if ((state.phase === 'filling' || state.phase === 'preflight') && openWarnings(state).length > 0) return 'held';
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
  return {
    state: shown,
    word: words.word,
    aside: aside(state, shown, reasons),
    why: reasons.length > 0 && shown !== 'armed' ? unique(reasons.map(sentence)) : words.why(state, facts),
    now:
      warnings.length > 0 && shown === 'held'
        ? 'Read the warning in the popup, and say there why it may go on.'
        : words.now(state, facts, nowMs),
    facts: gateFacts(state, facts, shown),
    exits: shown === 'halted' && state.exit === null ? exits(facts) : [],
    check: checkOffer(state, shown),
    left: leftWords(state.left, state),
    countdown: shown === 'armed' && state.release !== null ? { untilMs: state.release.untilMs, totalMs: facts.armedMs } : null,
  };
}

type Words = Readonly<{
  word: string;
  why: (state: ExecutionState, facts: ExecutionFacts) => readonly string[];
  now: (state: ExecutionState, facts: ExecutionFacts, nowMs: number) => string | null;
}>;

const WORDS: Readonly<Record<GateState, Words>> = {
  closed: { word: 'Not ready to enter', why: () => ['Entry has not begun.'], now: () => 'Have what is listed put right, then read again.' },
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
    why: (_, { packet, profile }) => [
      'Every leg and every field were read again and match.',
      `Access will be live until ${timeUtc(packet.window.end)}. Revoking at ${profile.revoke.url} takes about ${Math.round(profile.revoke.typicalMs / 1000)} s; what happens until then cannot be undone.`,
    ],
    now: (state) => state.checkHolds.map(sentence)[0] ?? 'Press the submit once more. Your press goes through, once, with these values.',
  },
  committing: {
    word: 'Committing',
    why: () => ['Your submission is on its way. The gate is closed again.'],
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
        : `${reconciled.by} reconciled it. ${foundWords(reconciled.found)}`,
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

function aside(state: ExecutionState, shown: GateState, reasons: readonly Reason[]): string | null {
  if (shown === 'held') return `${reasons.length} ${reasons.length === openWarnings(state).length ? 'to acknowledge' : 'to put right'}`;
  const at = shown === 'halted' ? state.halt?.atMs : isEnded(state) ? state.outcome?.atMs : undefined;
  return at === undefined ? null : `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

function checkOffer(state: ExecutionState, shown: GateState): GateView['check'] {
  if (state.phase === 'preflight') return { isOffered: false, because: null };
  switch (shown) {
    case 'filling':
    case 'held':
      return whyNoCheckYet(state);
    default:
      return { isOffered: false, because: null };
  }
}

function whyNoCheckYet(state: ExecutionState): GateView['check'] {
  if (openWarnings(state).length > 0) return { isOffered: false, because: 'The check starts once the warning is acknowledged.' };
  if (state.holds.some(isMendedByWalking)) return { isOffered: false, because: 'The check starts once those screens were seen again.' };
  return state.isOnCommitScreen && state.holds.length === 0
    ? { isOffered: true }
    : { isOffered: false, because: 'The check starts when every field of the last screen matches.' };
}

function gateFacts(state: ExecutionState, { packet }: ExecutionFacts, shown: GateState): GateView['facts'] {
  if (shown !== 'confirmed') return [];
  return [
    // A confirmation has one: what has not the form of a reference is told to nobody.
    { label: 'Reference', value: state.outcome?.reference ?? 'masked', isMono: true },
    { label: 'Scope', value: packet.scope.join(', '), isMono: true },
    { label: 'Ends', value: timeUtc(state.outcome?.endsAt ?? null), isMono: false },
  ];
}

/** Where to go from a halt: out of the console first, then to whoever decides. */
function haltedNow(state: ExecutionState, facts: ExecutionFacts): string {
  const { exit, takeover, left } = state;
  if (left !== 'nothing') return 'Do not go on here. Security was called and reconciles.';
  if (exit !== null) return exitWords(exit);
  if (takeover !== null) return 'It can be taken over. Resume or abandon it on the takeover page, in the popup.';
  const first = exits(facts)[0];
  if (first === undefined) return 'Leave the page as it is, and hand over in the popup.';
  return adviceOn(closing(state)) ?? 'Leave the page as it is and take a safe way out.';
}

function exitWords({ kind, reference, found }: ExitTaken): string {
  const taken = kind === 'draft' ? `Draft ${reference ?? ''} saved`.replace('  ', ' ') : 'Abandoned in the console';
  switch (found) {
    case 'not-read':
      return `${taken}. What is left behind is being read.`;
    case 'nothing':
      return `${taken}. Nothing is pending. Resume or abandon on the takeover page, in the popup.`;
    case 'unknown':
      return `${taken}. Whether something is pending could not be read.`;
    case 'pending':
      return `${taken}. Something is pending.`;
    default:
      return unreachable(found);
  }
}

function exits({ profile, unsafeExits }: ExecutionFacts): GateView['exits'] {
  const known = [
    { id: 'draft', title: 'Save draft', exit: profile.exits.draft },
    { id: 'abandon', title: 'Abandon', exit: profile.exits.abandon },
  ] as const;
  return known.flatMap(({ id, title, exit }) => (exit?.isSafe && !unsafeExits.includes(id) ? [{ id, title, says: exit.says }] : []));
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

function timeUtc(instant: string | null): string {
  const at = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) ? 'no known time' : `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}
