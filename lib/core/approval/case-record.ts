import type { Anchor } from '../evidence/anchor-note.ts';
import type { InstantText, Packet, Sha256Hex } from '../packet/packet.ts';

/** Who must approve. A policy may name more than the three that the brief demands. */
export type Authority = string;
export const DEMANDED_AUTHORITIES = ['incident-command', 'security', 'customer-account'] as const;

/** One human being, or what acts like one, as the case system knows them. */
export type Person = Readonly<{
  id: string;
  name: string;
  /** `provider`, or the id of the tenant they work for. */
  employer: string;
  email: string;
  accounts: readonly string[];
  accountKinds: Readonly<Record<string, 'person' | 'service' | 'group'>>;
  roles: readonly string[];
  isActive: boolean;
  homeTenant: string | null;
}>;

/** One person's dated yes (or no) as one authority, bound to one packet digest. */
export type Approval = Readonly<{
  id: string;
  case: string;
  /** The person in whose name it stands, the one who pressed, and the account they used. */
  approver: string;
  decidedBy: string;
  account: string;
  decision: string;
  decidedAt: InstantText | null;
  packetDigest: Sha256Hex;
  /** How it came about: `person`, or what the case system says instead (`api`, `rule`, `group`, ...). */
  via: string;
  delegation: Readonly<{ from: string; to: string; startsAt: InstantText; endsAt: InstantText }> | null;
  policyVersion: number;
  roleDigests: Readonly<Record<string, Sha256Hex>>;
}>;

export type ClaimState = 'held' | 'consumed' | 'closed';

/** The execution's single-use reservation in the case system. */
export type Claim = Readonly<{
  id: string;
  execution: string;
  holder: string;
  device: string;
  since: InstantText;
  /** Raised by one at each takeover; an older epoch is fenced off. */
  epoch: number;
  state: ClaimState;
  nonce: string | null;
}>;

/** A claim that its holder left to whoever may go on, with the capsule that they open. `settled` null: nobody did yet. */
export type Handover = Readonly<{
  execution: string;
  claim: string;
  epoch: number;
  /** The person who left it. */
  by: string;
  at: InstantText;
  /** The attachment of the case that is the capsule. */
  capsule: string;
  /** Something may have left the browser: then it is only reconciled. */
  mayHaveLeft: boolean;
  settled: Readonly<{ by: string; at: InstantText; how: 'resumed' | 'reconciled' | 'closed' }> | null;
}>;

/** How an earlier execution of the case ended. */
export type PastExecution = Readonly<{
  execution: string;
  packetDigest: Sha256Hex;
  outcome: string;
  at: InstantText;
}>;

/** A file that hangs on the case; `sha256` is of the bytes that the case system kept. */
export type Attachment = Readonly<{ id: string; name: string; sha256: Sha256Hex }>;

/** The escalation case as read now; `etag` is the version that every later write names. */
export type CaseRecord = Readonly<{
  id: string;
  kind: string;
  state: string;
  version: number;
  etag: string;
  executors: readonly string[];
  requestedBy: string;
  packet: Packet;
  approvals: Readonly<Record<Authority, Approval>>;
  claim: Claim | null;
  executions: readonly PastExecution[];
  handovers: readonly Handover[];
  /** Empty also where the case system does not show what hangs there. */
  attachments: readonly Attachment[];
  /** The heads of journals that notes of the case carry, in their order. */
  anchors: readonly Anchor[];
  segregation: Readonly<{ requester: string; approvers: readonly string[]; statement: string }> | null;
  people: readonly Person[];
}>;

/** Who the case system says the token belongs to. */
export type Operator = Readonly<{ person: Person; account: string }>;
