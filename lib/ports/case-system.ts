import type { CaseRecord, Claim, Handover, Operator } from '../core/approval/case-record.ts';
import type { Finding } from '../core/execution/state.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Answer, CallOptions, Written } from './answer.ts';

/** The note that carries a journal head out of this device, as the case system kept it. */
export type NoteReceipt = Readonly<{ id: string; at: string; sha256: Sha256Hex; text: string }>;

/** The escalation case system: the approved request, who approved it, and the single-use claim. */
export type CaseSystem = Readonly<{
  name: string;
  /** `atomic`: compare-and-set by the server; `advisory`: the connector can only look and then write. */
  guarantee: 'atomic' | 'advisory';
  me: (options: CallOptions) => Promise<Answer<Operator>>;
  list: (options: CallOptions) => Promise<Answer<readonly CaseRecord[]>>;
  read: (caseId: string, options: CallOptions) => Promise<Answer<CaseRecord>>;
  /** Every case that somebody left to whoever may go on, whoever asks; like `list`, without versions. */
  handedOver: (options: CallOptions) => Promise<Answer<readonly CaseRecord[]>>;
  /** Needs the version it was decided on (`etag`); refused with `claimed-by-other` when somebody holds it. */
  claim: (
    caseId: string,
    etag: string,
    body: Readonly<{ execution: string; device: string; packetDigest: Sha256Hex }>,
    options: CallOptions,
  ) => Promise<Written<Claim>>;
  /** Idempotent by claim and nonce; refused unless every approval is in force at that moment. */
  consume: (
    caseId: string,
    etag: string,
    body: Readonly<{ claim: string; epoch: number; nonce: string; packetDigest: Sha256Hex }>,
    options: CallOptions,
  ) => Promise<Written<Claim>>;
  /** Consumed back to held, because it is provable that nothing left. Idempotent. */
  giveBack: (
    caseId: string,
    body: Readonly<{ claim: string; epoch: number; nonce: string; because: string }>,
    options: CallOptions,
  ) => Promise<Written<Claim>>;
  /** Ends the claim with the execution's outcome. Idempotent by claim. */
  close: (
    caseId: string,
    body: Readonly<{ claim: string; epoch: number; outcome: string; reference: string | null; head: Sha256Hex; packetDigest: Sha256Hex }>,
    options: CallOptions,
  ) => Promise<Written<Claim>>;
  /** Leaves the claim to whoever may go on. Idempotent by claim and epoch; the newest capsule counts. */
  handOver: (
    caseId: string,
    body: Readonly<{ execution: string; claim: string; epoch: number; capsule: string; mayHaveLeft: boolean }>,
    options: CallOptions,
  ) => Promise<Written<Handover>>;
  /**
   * Takes the claim, raising its epoch, by which everything under the older one is fenced. Needs the case's version;
   * refused unless it was handed over, or is the same execution's own. Idempotent by claim, epoch and execution.
   */
  takeOver: (
    caseId: string,
    etag: string,
    body: Readonly<{ claim: string; epoch: number; execution: string; device: string }>,
    options: CallOptions,
  ) => Promise<Written<Claim>>;
  /** Security's word on an execution of which nobody could know. */
  reconcile: (
    caseId: string,
    body: Readonly<{ execution: string; found: Finding; reference: string | null }>,
    options: CallOptions,
  ) => Promise<Written<Handover>>;
  /** Writes a note; refused as stale (412) when the case moved on since `etag`. */
  note: (caseId: string, etag: string, text: string, options: CallOptions) => Promise<Written<NoteReceipt>>;
  attach: (
    caseId: string,
    file: Readonly<{ name: string; mediaType: string; bytes: Uint8Array }>,
    options: CallOptions,
  ) => Promise<Written<Readonly<{ id: string; sha256: Sha256Hex }>>>;
  attached: (caseId: string, id: string, options: CallOptions) => Promise<Answer<Readonly<{ sha256: Sha256Hex; bytes: Uint8Array }>>>;
}>;
