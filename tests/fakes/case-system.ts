import {
  type CaseRecord,
  type Claim,
  DEMANDED_AUTHORITIES,
  type Handover,
  type Operator,
  type PastExecution,
} from '../../lib/core/approval/case-record.ts';
import { isUnsettled } from '../../lib/core/approval/handed-over.ts';
import { anchorIn } from '../../lib/core/evidence/anchor-note.ts';

import { type Reason, reason } from '../../lib/core/reason.ts';
import type { Written } from '../../lib/ports/answer.ts';
import type { CaseSystem, NoteReceipt } from '../../lib/ports/case-system.ts';
import { jcsDigest, sha256 } from './example.ts';
import { handOver, openHandover, reconcile, takeOver, withFinding, withHandover } from './handovers.ts';
import { makeTrouble, type Trouble } from './trouble.ts';

/** A case system in memory, with switches. Passes the contract that the real connector passes against the range. */
export type FakeCaseSystem = Readonly<{
  /** The port as one operator's token sees it. */
  as: (operator: Operator) => CaseSystem;
  trouble: Trouble;
  now: (caseId: string) => CaseRecord;
  /** Changes a case from outside: its version moves. */
  change: (caseId: string, change: (record: CaseRecord) => CaseRecord) => void;
  notes: readonly NoteReceipt[];
  attachments: readonly Readonly<{ id: string; name: string; bytes: Uint8Array }>[];
}>;

type Kept = { record: CaseRecord; returned: Set<string>; past: Claim[]; spent: Set<string> };
type Memory = Readonly<{ cases: Map<string, Kept>; nowMs: () => number; newId: (kind: string) => string }>;
type Put = Readonly<{ id: string; name: string; bytes: Uint8Array }>;

/** Outcomes after which nothing has left the browser. */
const UNSPENT: readonly string[] = ['abandoned', 'halted'];

export function fakeCaseSystem(records: readonly CaseRecord[], nowMs: () => number): FakeCaseSystem {
  let count = 0;
  const newId = (kind: string) => `${kind}-${++count}`;
  const kept = (record: CaseRecord): Kept => ({ record, returned: new Set(), past: [], spent: new Set() });
  const cases = new Map(records.map((record) => [record.id, kept(record)]));
  const memory: Memory = { cases, nowMs, newId };
  const trouble = makeTrouble('case-unreachable', nowMs);
  const notes: NoteReceipt[] = [];
  const attachments: Put[] = [];
  return {
    trouble,
    notes,
    attachments,
    now: (caseId) => mustKnow(memory, caseId).record,
    change: (caseId, change) => put(memory, caseId, change(mustKnow(memory, caseId).record)),
    as: (operator) => portOf({ memory, trouble, notes, attachments, operator }),
  };
}

type Port = Readonly<{ memory: Memory; trouble: Trouble; notes: NoteReceipt[]; attachments: Put[]; operator: Operator }>;

function portOf({ memory, trouble, notes, attachments, operator }: Port): CaseSystem {
  const { cases, nowMs, newId } = memory;
  const isMine = ({ executors }: CaseRecord) => executors.includes(operator.person.id);
  const mine = () => [...cases.values()].map(({ record }) => record).filter(isMine);
  return {
    name: 'fake case system',
    guarantee: 'atomic',
    me: (options) => trouble.read('me', options, () => ({ value: operator })),
    list: (options) => trouble.read('list', options, () => ({ value: mine().map((record) => ({ ...record, etag: '' })) })),
    read: (caseId, options) =>
      trouble.read('read', options, () => {
        const found = cases.get(caseId);
        return found === undefined ? { missing: UNKNOWN_CASE } : { value: found.record };
      }),
    claim: (caseId, etag, body, options) =>
      trouble.write('claim', options, () => withCase(memory, caseId, (kept) => claim(memory, kept, { etag, body, operator }))),
    consume: (caseId, etag, body, options) =>
      trouble.write('consume', options, () => withCase(memory, caseId, (kept) => consume(memory, kept, { etag, body, operator }))),
    giveBack: (caseId, body, options) =>
      trouble.write('giveBack', options, () => withCase(memory, caseId, (kept) => giveBack(memory, kept, { body, operator }))),
    close: (caseId, body, options) =>
      trouble.write('close', options, () => withCase(memory, caseId, (kept) => close(memory, kept, { body, operator }))),
    note: (caseId, etag, text, options) =>
      trouble.write('note', options, () =>
        withCase<NoteReceipt>(memory, caseId, ({ record }) => {
          if (etag !== record.etag) return stale('case-note-refused');
          const note = { id: newId('note'), at: new Date(nowMs()).toISOString(), sha256: sha256(text), text };
          notes.push(note);
          const anchor = anchorIn({ text, by: operator.person.id });
          put(memory, caseId, { ...record, anchors: [...record.anchors, ...(anchor === null ? [] : [anchor])] });
          return { is: 'done', value: note };
        }),
      ),
    ...handoverPort({ memory, trouble, attachments, operator }),
    attach: (caseId, { name, bytes }, options) =>
      trouble.write('attach', options, () =>
        withCase(memory, caseId, ({ record }) => {
          const id = newId('att');
          const hash = sha256(bytes);
          attachments.push({ id, name, bytes: new Uint8Array(bytes) });
          put(memory, caseId, { ...record, attachments: [...record.attachments, { id, name, sha256: hash }] });
          return { is: 'done', value: { id, sha256: hash } };
        }),
      ),
  };
}

/** How an execution passes from one person to another. */
function handoverPort({
  memory,
  trouble,
  attachments,
  operator,
}: Omit<Port, 'notes'>): Pick<CaseSystem, 'handedOver' | 'handOver' | 'takeOver' | 'reconcile' | 'attached'> {
  const { cases, nowMs } = memory;
  return {
    handedOver: (options) =>
      trouble.read('handedOver', options, () => ({
        value: [...cases.values()].map(({ record }) => record).filter((one) => one.handovers.some(({ settled }) => settled === null)),
      })),
    handOver: (caseId, body, options) =>
      trouble.write('handOver', options, () =>
        withCase<Handover>(memory, caseId, ({ record }) => {
          const made = handOver(record, body, operator.person.id, instantNow(nowMs));
          if ('no' in made) return refusedFor(made.no, record);
          put(memory, caseId, withHandover(record, made));
          return { is: 'done', value: made };
        }),
      ),
    takeOver: (caseId, etag, body, options) =>
      trouble.write('takeOver', options, () =>
        withCase<Claim>(memory, caseId, (kept) => {
          const { record } = kept;
          const held = record.claim;
          const isDone = held?.execution === body.execution && held.epoch === body.epoch + 1 && held.holder === operator.person.id;
          if (held !== null && isDone) return { is: 'done', value: held };
          if (!record.executors.includes(operator.person.id)) return refused(reason('operator-not-assigned'));
          if (etag !== record.etag) return stale('case-changed');
          const made = takeOver(record, body, operator.person.id, instantNow(nowMs));
          if ('no' in made) return refusedFor(made.no, record);
          const open = held === null ? null : openHandover(record, held);
          const settled = { by: operator.person.id, at: instantNow(nowMs), how: 'resumed' } as const;
          if (open !== null) kept.record = withHandover(record, { ...open, settled });
          return become(memory, kept, made);
        }),
      ),
    reconcile: (caseId, body, options) =>
      trouble.write('reconcile', options, () =>
        withCase<Handover>(memory, caseId, (kept) => {
          const made = reconcile(kept.record, body, operator, instantNow(nowMs));
          if ('no' in made) return refusedFor(made.no, kept.record);
          if (body.found === 'nothing') kept.spent.clear();
          put(memory, caseId, withFinding(withHandover(kept.record, made), body, jcsDigest(kept.record.packet)));
          return { is: 'done', value: made };
        }),
      ),
    attached: (_, id, options) =>
      trouble.read('attached', options, () => {
        const found = attachments.find((one) => one.id === id);
        return found === undefined ? { missing: UNKNOWN_CASE } : { value: { sha256: sha256(found.bytes), bytes: found.bytes } };
      }),
  };
}

type Asked<T> = Readonly<{ body: T; operator: Operator }>;
type Versioned<T> = Asked<T> & Readonly<{ etag: string }>;
type ClaimBody = Parameters<CaseSystem['claim']>[2];
type ConsumeBody = Parameters<CaseSystem['consume']>[2];
type ReturnBody = Parameters<CaseSystem['giveBack']>[1];
type CloseBody = Parameters<CaseSystem['close']>[1];

function claim(memory: Memory, kept: Kept, { etag, body, operator }: Versioned<ClaimBody>): Written<Claim> {
  const { record } = kept;
  const held = record.claim;
  if (!record.executors.includes(operator.person.id)) return refused(reason('operator-not-assigned'));
  if (held !== null && held.execution === body.execution && held.holder === operator.person.id && held.state !== 'closed') {
    return { is: 'done', value: held };
  }
  const isOld = [...kept.past, ...(held?.state === 'closed' ? [held] : [])].some(({ execution }) => execution === body.execution);
  if (isOld || kept.spent.has(body.packetDigest)) return refused(reason('execution-already-spent'));
  if (etag !== record.etag) return stale('case-changed');
  if (held !== null && held.state !== 'closed') return refused(reason('claimed-by-other', { person: held.holder, since: held.since }));
  if (isUnsettled(record)) return refused(reason('execution-already-spent'));
  if (jcsDigest(record.packet) !== body.packetDigest) return refused(reason('case-changed'));
  if (held !== null) kept.past.push(held);
  const { execution, device } = body;
  const since = new Date(memory.nowMs()).toISOString();
  const epoch = (held?.epoch ?? 0) + 1;
  const made: Claim = {
    id: memory.newId('claim'),
    execution,
    holder: operator.person.id,
    device,
    since,
    epoch,
    state: 'held',
    nonce: null,
  };
  return become(memory, kept, made);
}

function consume(memory: Memory, kept: Kept, { etag, body, operator }: Versioned<ConsumeBody>): Written<Claim> {
  const { record } = kept;
  const held = own(record, body, operator);
  if (held === null) return FENCED;
  if (held.state === 'consumed' && held.nonce === body.nonce) return { is: 'done', value: held };
  if (held.state !== 'held' || kept.returned.has(body.nonce)) return refused(reason('execution-already-spent'));
  if (etag !== record.etag) return stale('case-changed');
  if (!isInForce(record, body.packetDigest)) return refused(reason('approval-record-changed'));
  return become(memory, kept, { ...held, state: 'consumed', nonce: body.nonce });
}

function giveBack(memory: Memory, kept: Kept, { body, operator }: Asked<ReturnBody>): Written<Claim> {
  const held = own(kept.record, body, operator);
  if (held === null) return FENCED;
  if (held.state === 'closed' || (held.state === 'consumed' && held.nonce !== body.nonce))
    return refused(reason('execution-already-spent'));
  kept.returned.add(body.nonce);
  return become(memory, kept, { ...held, state: 'held', nonce: null });
}

function close(memory: Memory, kept: Kept, { body, operator }: Asked<CloseBody>): Written<Claim> {
  const closed = [kept.record.claim, ...kept.past].find((one) => one?.id === body.claim && one.state === 'closed');
  if (closed) return { is: 'done', value: closed };
  const held = own(kept.record, body, operator);
  if (held === null) return FENCED;
  const { outcome, packetDigest } = body;
  const wasConsumed = held.state === 'consumed';
  if (wasConsumed || !UNSPENT.includes(outcome)) kept.spent.add(packetDigest);
  const past: PastExecution = { execution: held.execution, packetDigest, outcome, at: new Date(memory.nowMs()).toISOString() };
  const executions = outcome === 'abandoned' && !wasConsumed ? kept.record.executions : [...kept.record.executions, past];
  kept.record = { ...kept.record, executions };
  return become(memory, kept, { ...held, state: 'closed' });
}

function isInForce(record: CaseRecord, packetDigest: string): boolean {
  const given = DEMANDED_AUTHORITIES.map((authority) => record.approvals[authority]);
  const isGiven = given.every((one) => one?.decision === 'approved' && one.packetDigest === packetDigest && one.case === record.id);
  return isGiven && record.state === 'approved' && jcsDigest(record.packet) === packetDigest;
}

function own(record: CaseRecord, body: Readonly<{ claim: string; epoch: number }>, operator: Operator): Claim | null {
  const held = record.claim;
  return held !== null && held.id === body.claim && held.epoch === body.epoch && held.holder === operator.person.id ? held : null;
}

function become(memory: Memory, kept: Kept, claim: Claim): Written<Claim> {
  put(memory, kept.record.id, { ...kept.record, claim });
  return { is: 'done', value: claim };
}

/** Every change moves the version, as a strong entity tag must. */
function put({ cases, newId }: Memory, caseId: string, record: CaseRecord): void {
  const kept = cases.get(caseId);
  if (kept !== undefined) kept.record = { ...record, etag: `"${newId('v')}"` };
}

function withCase<T>({ cases }: Memory, caseId: string, act: (kept: Kept) => Written<T>): Written<T> {
  const kept = cases.get(caseId);
  return kept === undefined ? refused(UNKNOWN_CASE) : act(kept);
}

function mustKnow({ cases }: Memory, caseId: string): Kept {
  const kept = cases.get(caseId);
  if (kept === undefined) throw new Error(`the fake has no case ${caseId}`);
  return kept;
}

function instantNow(nowMs: () => number): string {
  return new Date(nowMs()).toISOString();
}

/** The reasons that the real connector gives for the same refusals. */
function refusedFor(
  no: 'fenced' | 'claimed-by-other' | 'may-have-left' | 'settled' | 'not-security' | 'nothing-open',
  { claim }: CaseRecord,
): Written<never> {
  const person = claim === null ? {} : { person: claim.holder };
  switch (no) {
    case 'fenced':
      return refused(reason('claim-fenced', person));
    case 'claimed-by-other':
      return refused(reason('claimed-by-other', { ...person, since: claim?.since ?? '' }));
    case 'may-have-left':
      return refused(reason('outcome-unknown'));
    case 'not-security':
      return refused(reason('operator-not-assigned'));
    default:
      return refused(reason('case-changed'));
  }
}

function stale(code: 'case-changed' | 'case-note-refused'): Written<never> {
  return { is: 'refused', reason: reason(code), isStale: true };
}

function refused(why: Reason): Written<never> {
  return { is: 'refused', reason: why, isStale: false };
}

const UNKNOWN_CASE = reason('answer-untrusted', { system: 'The case system', detail: 'it does not know this case' });
const FENCED = refused(reason('claim-fenced'));
