import { LIMITS } from '../limits.ts';
import { idText, instantText } from '../scalars.ts';
import { z } from '../zod.ts';
import { complete } from './envelope.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A P-256 public key, RFC 7517. A private part has no business here: such an answer is refused whole. */
const publicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: z.undefined().optional(),
});

/** `POST /v1/devices` and each entry of the lists. */
export const deviceSchema = z.object({
  id: idText,
  person: idText,
  signingKey: z.string().max(LIMITS.pemLengthMax).startsWith('-----BEGIN PUBLIC KEY-----'),
  sealingKey: publicKey.transform(({ kty, crv, x, y }) => ({ kty, crv, x, y })),
  confirmedBy: idText.nullable(),
  revokedAt: instantText.nullable(),
});

/** `GET /v1/recipients`. */
export const deviceListSchema = z.object({ complete, devices: z.array(deviceSchema) });
