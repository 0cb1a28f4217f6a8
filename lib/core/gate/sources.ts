import type { CaseRecord, Operator } from '../approval/case-record.ts';
import type { PictureMode } from '../evidence/record.ts';
import type { InstantText, Sha256Hex } from '../packet/packet.ts';
import type { Reason } from '../reason.ts';

/** The outside systems that a check reads, all side by side, uncached, each within one deadline. */
export type SourceName = 'case' | 'operator' | 'tenant' | 'incident' | 'assurance' | 'grants' | 'administrators' | 'roles' | 'policy';

/** What one system answered. Unknown, late, truncated and unparsable are all `isRead: false`: never "none". */
export type Answer<T> =
  | Readonly<{ isRead: true; value: T; serverAtMs: number; skewMs: number; tookMs: number }>
  | Readonly<{
      isRead: false;
      reason: Reason;
      tookMs: number;
      /** It was heard, and does not take the sign-in any more (RFC 9110 section 15.5.2). */
      isSignInOver?: boolean | undefined;
    }>;

export type TenantRecord = Readonly<{
  id: string;
  name: string;
  aliases: readonly string[];
  state: string;
  isOnLegalHold: boolean;
  children: readonly string[];
}>;

/** `found` is the record under the packet's id; `named` all records whose name or alias is, or looks like, the packet's. */
export type TenantAnswer = Readonly<{ found: TenantRecord | null; named: readonly TenantRecord[] }>;

export type IncidentRecord = Readonly<{
  id: string;
  state: string;
  tenant: string;
  openedAt: InstantText;
  resolvedAt: InstantText | null;
  /** What happened to it, as far as the system tells: a state that it went into, and when. */
  timeline: readonly Readonly<{ at: InstantText | null; state: string | null }>[];
}>;

export type AssuranceRecord = Readonly<{
  reference: string;
  subject: string;
  level: number;
  checkedAt: InstantText;
  expiresAt: InstantText;
}>;

/** A grant as IAM shows it. `endsAt: null` means it never ends. */
export type Grant = Readonly<{
  id: string;
  tenant: string;
  subject: string;
  objectId: string;
  privileges: readonly string[];
  startsAt: InstantText;
  endsAt: InstantText | null;
  state: 'active' | 'ended' | 'pending';
  kind: 'break-glass' | 'assigned';
  /** The reference the console gave it, and the execution's idempotency key where the console kept one. */
  reference: string | null;
  idempotencyKey: string | null;
}>;

export type AdministratorRecord = Readonly<{
  subject: string;
  objectId: string;
  tenant: string;
  email: string | null;
  state: string;
  privileges: readonly string[];
}>;

export type RoleRecord = Readonly<{
  name: string;
  version: number;
  privileges: readonly string[];
  maximumMinutes: number;
  usualMinutes: number;
}>;

export type PolicyRecord = Readonly<{
  version: number;
  requiredAuthorities: readonly string[];
  approvalFreshMinutes: number;
  maximumMinutes: number;
  assuranceLevelMinimum: number;
  /** How long a green recheck arms the gate, 5 to 60 s. */
  armedSeconds: number;
  /** The console profiles that may release, by id and digest. */
  consoleProfiles: readonly Readonly<{ id: string; digest: Sha256Hex }>[];
  /** How long a delivered bundle stays on the device; null = for ever. */
  evidenceDays: number | null;
  /** `layout`: pictures may show how the fields stand to one another; `schematic`: nothing of that. */
  evidencePictures: PictureMode;
  /** Whom to call when an escalation is not acknowledged. */
  escalationContacts: readonly Readonly<{ name: string; call: string }>[];
}>;

/** Everything that the legs look at, read in one go. */
export type Sources = Readonly<{
  case: Answer<CaseRecord>;
  operator: Answer<Operator>;
  tenant: Answer<TenantAnswer>;
  incident: Answer<IncidentRecord>;
  assurance: Answer<AssuranceRecord>;
  grants: Answer<readonly Grant[]>;
  administrators: Answer<readonly AdministratorRecord[]>;
  roles: Answer<readonly RoleRecord[]>;
  policy: Answer<PolicyRecord>;
}>;
