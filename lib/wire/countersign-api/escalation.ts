import { idText, instantText } from '../scalars.ts';
import { z } from '../zod.ts';

/** `POST /v1/escalations`. Acknowledged means that it says by whom and when; one without the other contradicts itself. */
export const escalationSchema = z
  .object({ id: idText, acknowledgedBy: idText.nullable(), acknowledgedAt: instantText.nullable() })
  .refine(({ acknowledgedBy, acknowledgedAt }) => (acknowledgedBy === null) === (acknowledgedAt === null), { path: ['acknowledgedAt'] });
