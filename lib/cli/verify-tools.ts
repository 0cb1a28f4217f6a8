import { webcrypto } from 'node:crypto';
import type { VerifyTools } from '../core/evidence/verdict.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Node's own cryptography, in the form that the verifier asks for. */
export const verifyTools: VerifyTools = {
  digest: async (bytes) => Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex'),
  isSigned: async ({ spki, raw, message }) => {
    const key = await webcrypto.subtle.importKey('spki', spki, CURVE, false, ['verify']).catch(() => null);
    // A key that is not one, or is of another curve, has signed nothing.
    return key !== null && webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, new Uint8Array(message));
  },
};
