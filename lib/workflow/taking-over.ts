import type { Handover } from '../core/approval/case-record.ts';
import { successorsOf } from '../core/approval/successors.ts';
import type { Followed } from '../core/evidence/following.ts';
import type { Capsule } from '../core/execution/capsule.ts';
import { isGateClosing, leftAsTold } from '../core/execution/owing.ts';
import { isEnded } from '../core/execution/state.ts';
import type { TakeoverView } from '../core/execution/takeover-view.ts';
import { exitTaken, ownOffers, sentWords, successorOffers } from '../core/execution/taking-over.ts';
import type { Problem } from '../core/problem.ts';
import { type Reason, reason, sentence } from '../core/reason.ts';
import { capsuleOf } from './capsule-of.ts';
import type { Context } from './context.ts';
import { hasSafeExit } from './leaving.ts';
import { leftWords, openLeft, saidAt } from './left-behind.ts';
import { openExecution } from './opening.ts';
import { readBack } from './reconciling.ts';
import type { Run } from './run.ts';
import { keepNote, sealNote, sealToSecurity } from './sealing.ts';

/** What a person decides about an execution that is halted, with the reason that they wrote. */
export type Decision = Readonly<{ caseId: string; to: 'resume' | 'abandon'; note: string }>;

/** What was left of a case to whoever goes on: what halted on this device, else the capsule that hangs on the case. */
export async function takeoverView(context: Context, caseId: string): Promise<TakeoverView> {
  const own = haltedHere(context, caseId);
  if (own !== null) return ownView(context, own);
  const left = await openLeft(context, caseId);
  if (left.is !== 'open') return left.view;
  const { capsule, record, handover, operator } = left;
  const { mayHaveLeft } = handover;
  const isSecurity = operator.person.roles.includes('security');
  const seen = mayHaveLeft && isSecurity ? await readBack(context, left) : null;
  return {
    ...shown(capsule, { left: leftWords(record, handover), mayHaveLeft }),
    isOwn: false,
    readBack: seen,
    offers: successorOffers({ mayHaveLeft, isEligible: successorsOf(record).includes(operator.person.id), seen }),
  };
}

/** Does what the person decided. Null when it was begun; what comes of it stands in the execution. */
export async function decide(context: Context, decision: Decision): Promise<Reason | null> {
  const own = haltedHere(context, decision.caseId);
  return own === null ? goOn(context, decision) : decideHere(context, own, decision);
}

/** The execution of this case that is halted, or whose outcome is not known, on this device. */
function haltedHere(context: Context, caseId: string): Run | null {
  const isHere = ({ state, facts }: Run) =>
    facts.caseId === caseId && state.claim !== null && (state.phase === 'unknown' || (state.halt !== null && !isEnded(state)));
  return [...context.runs.values()].findLast(isHere) ?? null;
}

async function ownView(context: Context, run: Run): Promise<TakeoverView> {
  const capsule = await capsuleOf(context, run);
  const { caseId } = run.facts;
  if (capsule === null) return { is: 'nothing', caseId, problem: NOT_KNOWN_ANY_MORE };
  const mayHaveLeft = leftAsTold(run.state) !== 'nothing';
  return {
    ...shown(capsule, { left: ownWords(run, saidAt(capsule.stop.at)), mayHaveLeft }),
    isOwn: true,
    readBack: null,
    offers: ownOffers(run.state, hasSafeExit(run)),
  };
}

function ownWords({ state }: Run, at: string): string {
  if (isGateClosing(state)) return `You halted it at ${at}, and its gate is being closed.`;
  return state.left === 'nothing'
    ? `You halted it at ${at}.`
    : `You may have submitted it, and since ${at} nobody knows what became of it.`;
}

const NOT_KNOWN_ANY_MORE: Problem = {
  seen: 'What was entered here is not known any more.',
  expected: 'What was entered before the halt is shown here, so that somebody can decide.',
  now: 'Leave the console as it is and submit nothing. Call security: the journal of this browser says how far it came.',
};

type Shown = Omit<Extract<TakeoverView, { is: 'open' }>, 'isOwn' | 'offers' | 'readBack'>;

function shown(capsule: Capsule, said: Readonly<{ left: string; mayHaveLeft: boolean }>): Shown {
  return {
    is: 'open',
    caseId: capsule.caseId,
    ...said,
    stops: capsule.stop.reasons.map(sentence),
    sent: sentWords(capsule),
    exit: capsule.exit === null ? null : exitTaken(capsule.exit),
    capsule,
  };
}

async function decideHere(context: Context, run: Run, { to, note }: Decision): Promise<Reason | null> {
  const offer = ownOffers(run.state, hasSafeExit(run))[to];
  if (!offer.isOffered) return reason('takeover-held', { detail: offer.because });
  const by = run.facts.operator?.person.id ?? 'operator';
  const sealed = await sealNote(context, run, note, whyDecided(to));
  if (!sealed.isSealed) return sealed.reason;
  await run.dispatch(
    to === 'resume' ? { type: 'resumed', by, note: sealed.path } : { type: 'abandoned', by, exit: null, note: sealed.path },
    by,
  );
  return null;
}

/** Somebody else goes on: an execution of their own that names the one it follows, after a preflight of their own. */
async function goOn(context: Context, { caseId, to, note }: Decision): Promise<Reason | null> {
  const left = await openLeft(context, caseId);
  if (left.is !== 'open') return reason('takeover-held', { detail: left.view.is === 'nothing' ? left.view.problem.seen : left.view.says });
  const { capsule, handover, record, operator } = left;
  const { id } = operator.person;
  const offers = successorOffers({ mayHaveLeft: handover.mayHaveLeft, isEligible: successorsOf(record).includes(id), seen: null });
  const offer = offers[to];
  if (!offer.isOffered) return reason('operator-not-assigned', { detail: offer.because });
  // The reason first: where it cannot be sealed, nothing has begun and the person asks again.
  const execution = context.ports.device.clock.randomId();
  const sealed = await sealToSecurity(context, note, execution);
  if (!sealed.isSealed) return sealed.reason;
  const opened = await openExecution(context, caseId, { execution, followed: followedBy(capsule, handover, to) });
  if (!opened.isOpened) return opened.reason;
  const { run } = opened;
  const path = await keepNote(context, run, sealed.bytes, whyDecided(to));
  if (to === 'abandon') await run.dispatch({ type: 'abandoned', by: id, exit: null, note: path }, id);
  return null;
}

const whyDecided = (to: Decision['to']) => `why it was decided to ${to}`;

function followedBy({ execution, claim, by, head }: Capsule, { capsule }: Handover, to: Decision['to']): Followed {
  return { execution, claim: claim.id, epoch: claim.epoch, to, by: by.id, device: by.device, head, capsule };
}
