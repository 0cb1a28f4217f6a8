import type { Packet } from '../../core/packet/packet.ts';
import { LIMITS } from '../limits.ts';
import { freeText, idText, orNull, wholeNumber } from '../scalars.ts';
import { z } from '../zod.ts';

/**
 * The packet is what approvals are bound to by digest, so members that are not known here are kept, not dropped: a
 * packet that gained one after it was approved must not look like the approved one. Its instants are kept as they were
 * written, because "never" is for a leg to refuse in words.
 */
export const packetSchema: z.ZodType<Packet> = z
  .looseObject({
    version: wholeNumber,
    tenant: z.looseObject({ id: idText, name: freeText }),
    administrator: z.looseObject({ subject: idText, objectId: idText, email: freeText }),
    assurance: z.looseObject({ reference: freeText }),
    scope: z.array(idText),
    window: z.looseObject({ start: orNull(freeText), end: orNull(freeText) }),
    incident: z.looseObject({ id: idText }),
    approvalEvidence: z.array(idText),
    executionNumber: wholeNumber,
  })
  .refine((packet) => isShallow(packet, LIMITS.packetDepthMax));

function isShallow(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depthMax > 0 && Object.values(value).every((part) => isShallow(part, depthMax - 1));
}
