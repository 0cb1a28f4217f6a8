import type { AdministratorRecord, Grant, PolicyRecord, RoleRecord } from '../../core/gate/sources.ts';
import { freeText, idText, instantText, orNull, sha256Hex, wholeNumber } from '../scalars.ts';
import { z } from '../zod.ts';
import { complete } from './envelope.ts';

const grant: z.ZodType<Grant> = z.object({
  id: idText,
  tenant: idText,
  /** A grant whose holder IAM cannot name is still a grant. */
  subject: freeText,
  objectId: freeText,
  privileges: z.array(idText),
  startsAt: instantText,
  /** Null means that it never ends, so an absent one is read as the worst. */
  endsAt: orNull(instantText),
  state: z.enum(['active', 'ended', 'pending']),
  kind: z.enum(['break-glass', 'assigned']),
  reference: orNull(idText),
  idempotencyKey: orNull(idText),
});

export type GrantList = Readonly<{ grants: readonly Grant[] }>;

/** `GET /v1/grants?tenant={id}`. */
export const grantListSchema: z.ZodType<GrantList> = z.object({ complete, grants: z.array(grant) });

const administrator: z.ZodType<AdministratorRecord> = z.object({
  subject: idText,
  objectId: idText,
  tenant: idText,
  email: orNull(freeText),
  state: idText,
  privileges: z.array(idText),
});

/** `GET /v1/administrators?tenant={id}`. */
export const administratorListSchema: z.ZodType<Readonly<{ administrators: readonly AdministratorRecord[] }>> = z.object({
  complete,
  administrators: z.array(administrator),
});

const role: z.ZodType<RoleRecord> = z.object({
  name: idText,
  version: wholeNumber,
  privileges: z.array(idText),
  maximumMinutes: wholeNumber,
  usualMinutes: wholeNumber,
});

/** `GET /v1/roles?name={name}&name=…`. */
export const roleListSchema: z.ZodType<Readonly<{ roles: readonly RoleRecord[] }>> = z.object({ complete, roles: z.array(role) });

/** How long a green recheck arms the gate where the policy does not say. */
const ARMED_SECONDS_USUAL = 20;

/** A hundred years: longer means for ever. */
const EVIDENCE_DAYS_MAX = 36_525;

/** `GET /v1/policy`. Where it names no console profile, none may release; where it names nobody to call, nobody is named. */
export const policySchema: z.ZodType<PolicyRecord> = z.object({
  version: wholeNumber,
  requiredAuthorities: z.array(idText),
  approvalFreshMinutes: wholeNumber,
  maximumMinutes: wholeNumber,
  assuranceLevelMinimum: wholeNumber,
  armedSeconds: z.int().min(5).max(60).default(ARMED_SECONDS_USUAL),
  evidenceDays: z.int().min(1).max(EVIDENCE_DAYS_MAX).nullable().default(null),
  evidencePictures: z.enum(['schematic', 'layout']).default('schematic'),
  consoleProfiles: z.array(z.object({ id: idText, digest: sha256Hex })).default([]),
  escalationContacts: z.array(z.object({ name: freeText, call: freeText })).default([]),
});
