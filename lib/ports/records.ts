import type {
  AdministratorRecord,
  AssuranceRecord,
  Grant,
  IncidentRecord,
  PolicyRecord,
  RoleRecord,
  TenantAnswer,
} from '../core/gate/sources.ts';
import type { Answer, CallOptions } from './answer.ts';

export type TenantDirectory = Readonly<{
  name: string;
  read: (tenantId: string, tenantName: string, options: CallOptions) => Promise<Answer<TenantAnswer>>;
}>;

export type IncidentTimeline = Readonly<{
  name: string;
  read: (incidentId: string, options: CallOptions) => Promise<Answer<IncidentRecord>>;
}>;

export type Identity = Readonly<{
  name: string;
  assurance: (reference: string, options: CallOptions) => Promise<Answer<AssuranceRecord>>;
}>;

/** IAM: a partial or paged answer that was not read to its end is not an answer. */
export type AccessRecords = Readonly<{
  name: string;
  grants: (tenantId: string, options: CallOptions) => Promise<Answer<readonly Grant[]>>;
  administrators: (tenantId: string, options: CallOptions) => Promise<Answer<readonly AdministratorRecord[]>>;
  roles: (names: readonly string[], options: CallOptions) => Promise<Answer<readonly RoleRecord[]>>;
}>;

export type PolicySource = Readonly<{
  name: string;
  read: (options: CallOptions) => Promise<Answer<PolicyRecord>>;
}>;
