import type { AssuranceRecord, IncidentRecord, TenantRecord } from '../../core/gate/sources.ts';
import { freeText, idText, instantText, orNull, wholeNumber } from '../scalars.ts';
import { z } from '../zod.ts';
import { complete } from './envelope.ts';

/** `GET /v1/tenants/{id}`. */
export const tenantSchema: z.ZodType<TenantRecord> = z
  .object({
    id: idText,
    name: freeText,
    aliases: z.array(freeText),
    state: idText,
    legalHold: z.boolean(),
    children: z.array(idText),
  })
  .transform(({ legalHold, ...tenant }) => ({ ...tenant, isOnLegalHold: legalHold }));

/** `GET /v1/tenants?resembling={name}`. */
export const tenantListSchema: z.ZodType<Readonly<{ tenants: readonly TenantRecord[] }>> = z.object({
  complete,
  tenants: z.array(tenantSchema),
});

/** `GET /v1/incidents/{id}`. */
export const incidentSchema: z.ZodType<IncidentRecord> = z.object({
  id: idText,
  state: idText,
  tenant: idText,
  openedAt: instantText,
  resolvedAt: instantText.nullable(),
  timeline: z.array(z.object({ at: orNull(instantText), state: orNull(freeText) })).default([]),
});

/** `GET /v1/assurances/{reference}`. */
export const assuranceSchema: z.ZodType<AssuranceRecord> = z.object({
  reference: idText,
  subject: idText,
  level: wholeNumber,
  checkedAt: instantText,
  expiresAt: instantText,
});
