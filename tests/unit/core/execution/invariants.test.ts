import { describe, expect, it } from 'vitest';
import type { ExecutionEvent } from '../../../../lib/core/execution/event.ts';
import { type ExecutionState, isEnded, newExecution, PHASES } from '../../../../lib/core/execution/state.ts';
import { step } from '../../../../lib/core/execution/step.ts';
import type { Stepped } from '../../../../lib/core/execution/stepped.ts';
import { ALPHABET, EARLY_MS, LATE_MS } from './alphabet.ts';

type Edge = Readonly<{ from: ExecutionState; event: ExecutionEvent; atMs: number; to: Stepped }>;

/** More states than this means that something in the state grows without limit. */
const STATES_MAX = 60_000;

/**
 * What the machine's decisions depend on. Which reasons hold, and when something was, changes what people read and
 * nothing that follows, so states that differ only there are walked once.
 */
function classOf(state: ExecutionState): string {
  const { phase, packetDigest, claim, tabId, check, release, owed, left, exit } = state;
  // What was taken only to be ended differs from everything else until its claim is taken.
  const isToEnd = state.follows?.to === 'abandon' && claim === null;
  const isLeft = [isToEnd, state.takeover !== null, exit?.found ?? null, state.reconciled !== null];
  const acknowledged = state.warnings.map((one) => one.acknowledged !== null);
  const sent = state.sent === null ? null : [state.sent.requestId, state.sent.isEnded];
  const isHeld = state.holds.length > 0;
  return JSON.stringify([
    phase,
    packetDigest,
    claim,
    tabId,
    check,
    release,
    owed,
    left,
    acknowledged,
    sent,
    isHeld,
    state.halt !== null,
    isLeft,
  ]);
}

/** Every class of states that the alphabet can reach, and every edge between them, at both moments. */
function explore(): Readonly<{ states: readonly ExecutionState[]; edges: readonly Edge[] }> {
  const start = newExecution('x');
  const seen = new Map<string, ExecutionState>([[classOf(start), start]]);
  const edges: Edge[] = [];
  const open = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const event of ALPHABET) {
      for (const atMs of [EARLY_MS, LATE_MS]) {
        const to = step(from, event, atMs);
        edges.push({ from, event, atMs, to });
        const key = classOf(to.state);
        if (seen.has(key)) continue;
        seen.set(key, to.state);
        open.push(to.state);
      }
    }
    if (seen.size > STATES_MAX) throw new Error('the machine does not close');
  }
  return { states: [...seen.values()], edges };
}

const { states, edges } = explore();
const does = (edge: Edge, name: string) => edge.to.effects.some((effect) => effect.do === name);
const wrong = (isWrong: (edge: Edge) => boolean) =>
  edges
    .filter(isWrong)
    .map(({ from, event, to }) => [from.phase, event, to.state.phase, to.effects])
    .slice(0, 3);

describe('the execution, walked exhaustively', () => {
  it('reaches every phase, so that the walk proves something about each', () => {
    expect(new Set(states.map((one) => one.phase))).toEqual(new Set(PHASES));
  });

  it('commits on one edge only: armed, in time, the first request, the right body', () => {
    const isRight = ({ from, event, atMs }: Edge) =>
      from.phase === 'armed' &&
      from.release !== null &&
      from.sent === null &&
      from.halt === null &&
      atMs <= from.release.untilMs &&
      event.type === 'commit-seen' &&
      event.reasons.length === 0;
    expect(wrong((edge) => edge.to.state.phase === 'committing' && edge.from.phase !== 'committing' && !isRight(edge))).toEqual([]);
    expect(edges.some((edge) => edge.to.state.phase === 'committing' && isRight(edge))).toBe(true);
  });

  it('opens the gate only on a durable gate-opening that is bound to the consumed check', () => {
    const isRight = ({ from, event }: Edge) =>
      event.type === 'gate-opening' &&
      from.check?.stage === 'consumed' &&
      event.release.nonce === from.check.nonce &&
      event.release.readings === from.check.readings &&
      event.release.document === from.check.document &&
      event.release.packetDigest === from.packetDigest &&
      event.release.tabId === from.tabId;
    expect(wrong((edge) => does(edge, 'open-gate') && !isRight(edge))).toEqual([]);
  });

  it('consumes only after a green recheck of a complete last screen', () => {
    const isRight = ({ event }: Edge) =>
      event.type === 'recheck-read' && event.result.isGreen && event.assessment?.isComplete && event.assessment.isCommitScreen;
    expect(wrong((edge) => does(edge, 'consume') && !isRight(edge))).toEqual([]);
  });

  it('never leads to a second commit once something may have left', () => {
    const leads = ['claim', 'consume', 'prepare-release', 'open-gate', 'open-console'];
    expect(wrong((edge) => edge.from.left !== 'nothing' && leads.some((name) => does(edge, name)))).toEqual([]);
    const isForgotten = ({ from, to }: Edge) => from.left !== 'nothing' && to.state.left === 'nothing';
    const isItself = ({ from, event }: Edge) =>
      event.type === 'commit-stopped' && (event.requestId === from.sent?.requestId || (event.isPressed && from.sent === null));
    const isAsked = ({ from, event }: Edge) =>
      event.type === 'gate-closed' && from.left === 'possibly' && from.sent === null && from.halt?.reasons[0]?.code === 'console-warning';
    expect(edges.some((edge) => isForgotten(edge) && isAsked(edge))).toBe(true);
    expect(wrong((edge) => isForgotten(edge) && !isItself(edge) && !isAsked(edge))).toEqual([]);
  });

  it('opens no way out, and never the address of the commit for anything, once something may have left; ending a grant is always open', () => {
    const opens = (edge: Edge, kind: string) => edge.event.type === 'step-opened' && edge.event.kind === kind && does(edge, 'open-window');
    const mayHaveLeft = ({ from }: Edge) => from.left !== 'nothing' || from.sent !== null;
    for (const kind of ['step', 'back', 'exit', 'revoke']) expect(edges.some((edge) => opens(edge, kind))).toBe(true);
    expect(wrong((edge) => mayHaveLeft(edge) && ['step', 'back', 'exit'].some((kind) => opens(edge, kind)))).toEqual([]);
    expect(
      wrong((edge) => edge.event.type === 'step-opened' && edge.event.isOnCommit && mayHaveLeft(edge) && does(edge, 'open-window')),
    ).toEqual([]);
    const isRevoke = ({ event }: Edge) => event.type === 'step-opened' && event.kind === 'revoke' && !event.isOnCommit;
    expect(wrong((edge) => isRevoke(edge) && !does(edge, 'open-window'))).toEqual([]);
    expect(wrong((edge) => edge.event.type === 'step-opened' && edge.to.state !== edge.from)).toEqual([]);
  });

  it('stays unknown: nothing here turns it into another outcome', () => {
    expect(wrong((edge) => edge.from.phase === 'unknown' && edge.to.state.phase !== 'unknown')).toEqual([]);
  });

  it('disarms on any change of reading, document, tab or world, and closes the gate first', () => {
    const changes = (edge: Edge) =>
      edge.from.phase === 'armed' &&
      edge.from.left === 'nothing' &&
      (edge.event.type === 'world-changed' ||
        edge.event.type === 'tab-lost' ||
        edge.event.type === 'halt-asked' ||
        (edge.event.type === 'page-assessed' &&
          (edge.event.readings !== edge.from.release?.readings || edge.event.document !== edge.from.release.document)));
    expect(edges.some(changes)).toBe(true);
    expect(
      wrong(
        (edge) =>
          changes(edge) && (edge.to.state.phase === 'armed' || edge.to.state.release !== null || edge.to.effects[0]?.do !== 'close-gate'),
      ),
    ).toEqual([]);
  });

  it('calls it unknown, and gives nothing back, when a press that counted was followed by no request', () => {
    const isAfter = (edge: Edge) =>
      edge.from.phase === 'armed' && edge.from.left === 'possibly' && edge.event.type === 'release-expired' && !edge.to.isRefused;
    expect(edges.some(isAfter)).toBe(true);
    expect(wrong((edge) => isAfter(edge) && (edge.to.state.phase !== 'unknown' || does(edge, 'give-back')))).toEqual([]);
  });

  it('gives a claim back only once the gate was seen closed, or was never opened, and while provably nothing left', () => {
    const isProven = ({ from, to, event }: Edge) =>
      to.state.left === 'nothing' &&
      to.state.sent === null &&
      to.state.owed?.isOpen === false &&
      (from.release === null || event.type === 'gate-closed');
    expect(edges.some((edge) => does(edge, 'give-back'))).toBe(true);
    expect(wrong((edge) => does(edge, 'give-back') && !isProven(edge))).toEqual([]);
  });

  it('neither ends nor goes on while a gate that was opened was not seen closed', () => {
    const leads = ['abandoned', 'resumed'];
    expect(wrong((edge) => edge.from.owed?.isOpen === true && leads.includes(edge.event.type) && !edge.to.isRefused)).toEqual([]);
  });

  it('checks anew only after what an earlier check left consumed has returned', () => {
    expect(wrong((edge) => edge.from.owed !== null && edge.to.state.phase === 'rechecking')).toEqual([]);
  });

  it('leaves no consumed nonce behind: leaving a consumed check without a release or an outcome owes its return', () => {
    const holds = (state: ExecutionState) => state.release !== null || (state.check !== null && state.check.stage !== 'reading');
    expect(
      wrong((edge) => holds(edge.from) && !holds(edge.to.state) && edge.to.state.left === 'nothing' && edge.to.state.owed === null),
    ).toEqual([]);
  });

  it('keeps a halt until a person resumes or abandons it, or something left all the same', () => {
    const isHuman = (edge: Edge) => edge.event.type === 'resumed' || edge.event.type === 'abandoned' || edge.to.state.phase === 'unknown';
    expect(wrong((edge) => edge.from.halt !== null && edge.to.state.halt === null && !isHuman(edge))).toEqual([]);
    expect(
      wrong((edge) => edge.from.halt !== null && !isHuman(edge) && ['consume', 'open-gate', 'claim'].some((name) => does(edge, name))),
    ).toEqual([]);
  });

  it('enters nothing of what was taken only to be ended', () => {
    const isToEnd = (edge: Edge) => edge.from.follows?.to === 'abandon' && edge.from.claim === null && edge.from.phase !== 'idle';
    expect(edges.some((edge) => isToEnd(edge) && edge.from.phase === 'abandoned')).toBe(true);
    const leads = ['check', 'claim', 'open-console', 'consume', 'open-gate'];
    expect(wrong((edge) => isToEnd(edge) && edge.event.type !== 'opened' && leads.some((name) => does(edge, name)))).toEqual([]);
  });

  it('changes nothing for a refused event', () => {
    expect(wrong((edge) => edge.to.isRefused && (edge.to.state !== edge.from || edge.to.effects.length > 0))).toEqual([]);
  });

  it('closes the gate first at every restart, and calls unknown what may have left', () => {
    const restarts = edges.filter((edge) => edge.event.type === 'restarted');
    expect(restarts.every((edge) => edge.to.effects[0]?.do === 'close-gate')).toBe(true);
    const mayHaveLeft = (state: ExecutionState) =>
      state.check?.stage === 'opening' || state.owed?.isOpen === true || ['armed', 'committing', 'confirming'].includes(state.phase);
    expect(restarts.filter((edge) => mayHaveLeft(edge.from) && edge.to.state.phase !== 'unknown')).toEqual([]);
    expect(
      restarts.filter((edge) => !mayHaveLeft(edge.from) && edge.from.phase !== 'unknown' && edge.to.state.phase === 'unknown'),
    ).toEqual([]);
  });

  it('leaves what stands halted to others at every restart, and what is at work to nobody', () => {
    const isHalted = ({ to }: Edge) => to.state.halt !== null && !isEnded(to.state);
    const restarts = edges.filter((edge) => edge.event.type === 'restarted');
    expect(restarts.some(isHalted)).toBe(true);
    expect(restarts.filter((edge) => isHalted(edge) && !does(edge, 'hand-over'))).toEqual([]);
    const isAtWork = ({ to }: Edge) => to.state.halt === null && to.state.phase !== 'unknown';
    expect(restarts.filter((edge) => isAtWork(edge) && does(edge, 'hand-over'))).toEqual([]);
  });

  it('escalates every unknown outcome at once', () => {
    const isTold = (edge: Edge) => does(edge, 'escalate') || (edge.event.type === 'reconciled' && edge.from.left !== 'nothing');
    expect(wrong((edge) => edge.from.phase !== 'unknown' && edge.to.state.phase === 'unknown' && !isTold(edge))).toEqual([]);
  });

  it('leaves what was handed over to a person: nothing but resuming, abandoning, taking over or reconciling ends it', () => {
    const acts = ['resumed', 'abandoned', 'taken-over', 'reconciled'];
    const isLeft = (edge: Edge) => edge.from.takeover !== null && !isEnded(edge.from);
    const isOver = ({ state }: Stepped) => state.takeover === null || state.halt === null || (isEnded(state) && state.phase !== 'unknown');
    expect(edges.some(isLeft)).toBe(true);
    expect(wrong((edge) => isLeft(edge) && isOver(edge.to) && !acts.includes(edge.event.type))).toEqual([]);
  });

  it('escalates what a way out left pending, and only reconciles it then', () => {
    const isPending = (edge: Edge) => edge.from.exit?.found === 'pending' && edge.from.phase !== 'unknown';
    expect(edges.some(isPending)).toBe(true);
    expect(
      wrong((edge) => edge.from.exit?.found !== 'pending' && edge.to.state.exit?.found === 'pending' && !does(edge, 'escalate')),
    ).toEqual([]);
    const acts = ['resumed', 'abandoned', 'taken-over'];
    expect(wrong((edge) => isPending(edge) && acts.includes(edge.event.type) && !edge.to.isRefused)).toEqual([]);
  });

  it('goes on after a resume only under a claim with a higher epoch', () => {
    const isResumed = (edge: Edge) => edge.from.claim !== null && edge.from.phase === 'preflight' && edge.to.state.phase === 'filling';
    const isRaised = ({ from, to }: Edge) => (to.state.claim?.epoch ?? 0) > (from.claim?.epoch ?? 0);
    expect(edges.some((edge) => isResumed(edge) && edge.to.state.halt === null)).toBe(true);
    expect(wrong((edge) => isResumed(edge) && edge.to.state.halt === null && !isRaised(edge))).toEqual([]);
  });

  it('does not end, and does not go on, before a way out was read back', () => {
    const isUnread = (edge: Edge) => edge.from.exit?.found === 'not-read' && !isEnded(edge.from);
    expect(wrong((edge) => isUnread(edge) && ['resumed', 'abandoned'].includes(edge.event.type) && !edge.to.isRefused)).toEqual([]);
  });

  it('enters nothing more once it ended', () => {
    expect(wrong((edge) => isEnded(edge.from) && ['claim', 'consume', 'open-gate', 'check'].some((name) => does(edge, name)))).toEqual([]);
  });
});
