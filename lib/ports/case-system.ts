import type { CaseRecord, Claim, Operator } from '../core/approval/case-record.ts';
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
  /** Writes a note; refused as stale (412) when the case moved on since `etag`. */
  note: (caseId: string, etag: string, text: string, options: CallOptions) => Promise<Written<NoteReceipt>>;
  attach: (
    caseId: string,
    file: Readonly<{ name: string; mediaType: string; bytes: Uint8Array }>,
    options: CallOptions,
  ) => Promise<Written<Readonly<{ id: string; sha256: Sha256Hex }>>>;
}>;
