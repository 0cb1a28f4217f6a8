/**
 * The shape of the range's whole state, one JSON document. Its paths are those that scenario files patch, so they are
 * kept as they are. A patch may break the shape on purpose: whoever reads it must not fall over that.
 */

/** Deeply read-only: what `World.get` hands out is shared and frozen. */
export type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type WorldState = Frozen<WorldDraft>;

export type WorldDraft = {
  clock: { offsetMs: number };
  people: Record<string, WorldPerson>;
  cases: Record<string, WorldCase>;
  tenants: Record<string, { name: string; aliases: string[]; state: string; legalHold: boolean; children: string[] }>;
  incidents: Record<string, { state: string; tenant: string; openedAt: string; resolvedAt: string | null; timeline: unknown[] }>;
  assurances: Record<string, { subject: string; level: number; checkedAt: string; expiresAt: string }>;
  iam: {
    grants: WorldGrant[];
    administrators: Record<string, WorldAdministrator[]>;
    roles: Record<string, WorldRole>;
    policy: WorldPolicy;
    visibleAfterMs: number;
  };
  console: WorldConsole;
  systems: Record<SystemName, SystemState>;
  evidenceStore: { bundles: { name: string; sha256: string; sizeBytes: number; at: string; by: string }[] };
  devices: Record<string, WorldDevice>;
  escalations: WorldEscalation[];
};

export type WorldPerson = {
  name: string;
  /** `provider`, or the id of the tenant they work for. */
  employer: string;
  email: string;
  accounts: string[];
  accountKinds: Record<string, string>;
  roles: string[];
  active: boolean;
  homeTenant: string | null;
};

type WorldPacket = {
  version: number;
  tenant: { id: string; name: string };
  administrator: { subject: string; objectId: string; email: string };
  assurance: { reference: string };
  scope: string[];
  window: { start: string | null; end: string | null };
  incident: { id: string };
  approvalEvidence: string[];
  executionNumber: number;
};

export type WorldApproval = {
  id: string;
  case: string;
  approver: string;
  decidedBy: string;
  account: string;
  decision: string;
  decidedAt: string | null;
  packetDigest: string;
  via: string;
  delegation: { from: string; to: string; startsAt: string; endsAt: string } | null;
  policyVersion: number;
  roleDigests: Record<string, string>;
  /** Set where the approval was taken back after it was given. */
  withdrawnAt?: string | null;
};

export type WorldClaim = {
  id: string;
  execution: string;
  holder: string;
  device: string;
  since: string;
  epoch: number;
  state: 'held' | 'consumed' | 'closed';
  nonce: string | null;
  /** Nonces that were given back: a late copy of their consume must not win. */
  returned: string[];
};

export type WorldPastExecution = {
  execution: string;
  packetDigest: string;
  outcome: string;
  at: string;
  reference?: string | null;
  head?: string;
  /** Whether the claim was consumed when it was closed. */
  wasConsumed?: boolean;
};

/** A claim that its holder left to whoever may go on. `capsule` is an attachment of the case. */
export type WorldHandover = {
  execution: string;
  claim: string;
  epoch: number;
  by: string;
  at: string;
  capsule: string;
  mayHaveLeft: boolean;
  settled: { by: string; at: string; how: 'resumed' | 'reconciled' | 'closed' } | null;
};

type WorldNote = { id: string; at: string; by: string; text: string; sha256: string };
type WorldAttachment = {
  id: string;
  at: string;
  by: string;
  name: string;
  mediaType: string;
  sha256: string;
  sizeBytes: number;
};

export type WorldCase = {
  kind: string;
  state: string;
  version: number;
  executors: string[];
  requestedBy: string;
  packet: WorldPacket;
  approvals: Record<string, WorldApproval>;
  claim: WorldClaim | null;
  /** Claims that were closed and then followed by another, so that a late close of theirs still gets its answer. */
  pastClaims?: WorldClaim[];
  executions: WorldPastExecution[];
  handovers?: WorldHandover[];
  notes: WorldNote[];
  attachments: WorldAttachment[];
  segregation: { requester: string; approvers: string[]; statement: string } | null;
};

/** A grant in IAM. What is not given follows from the times; `visibleAt` in the future hides it until then. */
export type WorldGrant = {
  id: string;
  tenant: string;
  subject: string;
  objectId: string;
  privileges: string[];
  startsAt: string;
  /** Null: it never ends. */
  endsAt: string | null;
  state?: 'active' | 'ended' | 'pending';
  kind?: 'break-glass' | 'assigned';
  reference?: string | null;
  idempotencyKey?: string | null;
  visibleAt?: string | null;
};

type WorldAdministrator = {
  subject: string;
  objectId: string;
  state: string;
  privileges: string[];
  tenant?: string;
  email?: string | null;
};

type WorldRole = { version: number; privileges: string[]; maximumMinutes: number; usualMinutes: number };

type WorldPolicy = {
  version: number;
  requiredAuthorities: string[];
  approvalFreshMinutes: number;
  maximumMinutes: number;
  assuranceLevelMinimum: number;
  armedSeconds?: number;
  evidencePictures?: 'schematic' | 'layout';
  consoleProfiles?: { id: string; digest: string }[];
  escalationContacts?: { name: string; call: string }[];
};

type WorldConsole = {
  skin: 'server' | 'spa';
  origin: string;
  session: { operator: string; tenant: string };
  timeZone: string;
  faults: string[];
  /** Written by the console: what its own database holds, for scenarios to look at. */
  drafts: Record<string, unknown>[];
  commits: Record<string, unknown>[];
  grants: Record<string, unknown>[];
  apiOrigin: string;
  serviceWorker: boolean;
  reviewPage: boolean;
  /** Markup that stands at the end of every page of the server skin, scripts and styles included; for tests of what is never taken. */
  clutter?: string;
};

/** A system that can be made slow or broken. Assurances belong to `tenant`. */
export type SystemName = 'case' | 'tenant' | 'incident' | 'iam' | 'evidence';
type SystemState = { delayMs: number; fault: string | null };

export type WorldDevice = {
  person: string;
  /** SPKI, PEM. */
  signingKey: string;
  /** P-256 public key (RFC 7517); a string only where the seed still holds the placeholder. */
  sealingKey: Record<string, unknown> | string;
  label?: string;
  confirmedBy: string | null;
  revokedAt: string | null;
};

type WorldEscalation = {
  id: string;
  key: string;
  caseId: string;
  execution: string;
  at: string;
  reasons: unknown[];
  mayHaveLeft: boolean;
  raisedBy: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
};
