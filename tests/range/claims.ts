import type { Refusal } from './api.ts';
import { packetDigest } from './digests.ts';
import { handoversOf, settle } from './handovers.ts';
import type { Frozen } from './world.ts';
import type { WorldCase, WorldClaim, WorldPastExecution } from './world-shape.ts';

/**
 * The single-use reservation of a case. Each function looks at the case as it is and says either why not, or what to
 * change; the caller applies the change in the same turn, so that two at once cannot both win.
 */
export type Step = Readonly<{ refusal: Refusal }> | Readonly<{ claim: Frozen<WorldClaim>; change: ((draft: WorldCase) => void) | null }>;

/** What the claim answers before the version is looked at: a repeated write gets the answer of the first. */
export type Asked = Readonly<{ holder: string; at: string; isCurrentVersion: () => Refusal | null }>;

/** Outcomes after which nothing was granted, so that the same packet may be executed again: nothing had left, ... */
const NOT_SENT: ReadonlySet<string> = new Set(['abandoned', 'halted', 'nothing-granted']);
/** ... or the console refused it. */
const REFUSED = 'rejected';

export function claimStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ execution: string; device: string; packetDigest: string }>,
  asked: Asked & Readonly<{ newId: string }>,
): Step {
  const held = record.claim;
  const isMine = held?.execution === body.execution && held.holder === asked.holder;
  if (held !== null && isMine && held.state !== 'closed') return { claim: held, change: null };
  if (isMine || isSpent(record, body.execution, body.packetDigest)) return refused('already-spent', 'This packet was already executed.');
  const stale = asked.isCurrentVersion();
  if (stale !== null) return { refusal: stale };
  if (held !== null && held.state !== 'closed') {
    const more = { holder: held.holder, since: held.since };
    return { refusal: { status: 409, code: 'claimed-by-other', detail: `${held.holder} executes this case since ${held.since}.`, more } };
  }
  if (isUnsettled(record)) return refused('already-spent', 'Nobody knows what became of the execution before.');
  if (body.packetDigest !== packetDigest(record.packet)) return refused('packet-differs', 'The case holds another packet.');
  const { newId: id, holder, at: since } = asked;
  const { execution, device } = body;
  const epoch = (held?.epoch ?? 0) + 1;
  const claim: WorldClaim = { id, execution, holder, device, since, epoch, state: 'held', nonce: null, returned: [] };
  return {
    claim,
    change: (draft) => {
      if (draft.claim !== null) draft.pastClaims = [...(draft.pastClaims ?? []), draft.claim];
      draft.claim = claim;
    },
  };
}

export function consumeStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ claim: string; epoch: number; nonce: string; packetDigest: string }>,
  asked: Asked & Readonly<{ whyNotInForce: () => readonly string[] }>,
): Step {
  const held = record.claim;
  if (held === null || !isOwn(held, body, asked)) return FENCED;
  if (held.state === 'consumed' && held.nonce === body.nonce) return { claim: held, change: null };
  if (held.state !== 'held') return refused('already-consumed', `The claim is ${held.state}.`);
  if (held.returned?.includes(body.nonce)) return refused('already-consumed', 'What was consumed with this nonce was given back.');
  const stale = asked.isCurrentVersion();
  if (stale !== null) return { refusal: stale };
  if (body.packetDigest !== packetDigest(record.packet)) return refused('approvals-not-in-force', 'The case holds another packet.');
  const causes = asked.whyNotInForce();
  if (causes.length > 0) return refused('approvals-not-in-force', `Not in force: ${causes.join('; ')}.`);
  return changed(held, { state: 'consumed', nonce: body.nonce });
}

/** Also spends the nonce where its consume never arrived: a copy of it that is still under way must not win. */
export function returnStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ claim: string; epoch: number; nonce: string }>,
  asked: Pick<Asked, 'holder'>,
): Step {
  const held = record.claim;
  if (held === null || !isOwn(held, body, asked)) return FENCED;
  if (held.state === 'closed') return refused('already-closed', 'The claim is closed.');
  const returned = held.returned ?? [];
  if (held.state === 'held' && returned.includes(body.nonce)) return { claim: held, change: null };
  if (held.state === 'consumed' && held.nonce !== body.nonce)
    return refused('already-consumed', 'The claim was consumed with another nonce.');
  return changed(held, { state: 'held', nonce: null, returned: [...returned, body.nonce] });
}

export function closeStep(
  record: Frozen<WorldCase>,
  body: Readonly<{ claim: string; epoch: number; outcome: string; reference: string | null; head: string; packetDigest: string }>,
  asked: Pick<Asked, 'holder' | 'at'>,
): Step {
  const closed = [record.claim, ...(record.pastClaims ?? [])].find((claim) => claim?.id === body.claim && claim.state === 'closed');
  if (closed && closed.holder === asked.holder) return { claim: closed, change: null };
  const held = record.claim;
  if (held === null || !isOwn(held, body, asked)) return FENCED;
  const { outcome, reference, head } = body;
  const wasConsumed = held.state === 'consumed';
  const past: WorldPastExecution = {
    execution: held.execution,
    packetDigest: body.packetDigest,
    outcome,
    at: asked.at,
    reference,
    head,
    wasConsumed,
  };
  const step = changed(held, { state: 'closed' });
  if ('refusal' in step) return step;
  return {
    claim: step.claim,
    change: (draft) => {
      step.change?.(draft);
      if (outcome !== 'unknown') settle(draft, held, { by: asked.holder, at: asked.at, how: 'closed' });
      if (outcome !== 'abandoned' || wasConsumed) draft.executions.push(past);
    },
  };
}

/** Spent: this execution ended, or this packet was submitted or may have been. */
function isSpent(record: Frozen<WorldCase>, execution: string, digest: string): boolean {
  const isClosed = (record.pastClaims ?? []).some((claim) => claim.execution === execution);
  return isClosed || (record.executions ?? []).some((past) => past.packetDigest === digest && mayHaveGranted(past));
}

/** Something may have left, under whatever packet, and security has not said what came of it. */
function isUnsettled(record: Frozen<WorldCase>): boolean {
  const isOpen = handoversOf(record).some(({ settled, mayHaveLeft }) => settled === null && mayHaveLeft);
  return isOpen || (record.executions ?? []).some(({ outcome }) => outcome === 'unknown');
}

function mayHaveGranted({ outcome, wasConsumed }: Frozen<WorldPastExecution>): boolean {
  return outcome !== REFUSED && (wasConsumed === true || !NOT_SENT.has(outcome));
}

function isOwn(held: Frozen<WorldClaim>, body: Readonly<{ claim: string; epoch: number }>, asked: Readonly<{ holder: string }>): boolean {
  return held.id === body.claim && held.epoch === body.epoch && held.holder === asked.holder;
}

const FENCED = refused('fenced', 'Another execution holds this case now.');

function refused(code: string, detail: string): Readonly<{ refusal: Refusal }> {
  return { refusal: { status: 409, code, detail } };
}

function changed(held: Frozen<WorldClaim>, difference: Partial<WorldClaim>): Step {
  const next: WorldClaim = { ...held, returned: [...(held.returned ?? [])], ...difference };
  return {
    claim: next,
    change: (draft) => {
      draft.claim = next;
    },
  };
}
