import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { VerifyTools } from '../core/evidence/verdict.ts';

/** Node's own cryptography, in the form that the verifier asks for. */
export const verifyTools: VerifyTools = {
  digest: async (bytes) => hash('sha256', bytes),
  isSigned: async ({ spki, raw, message }) => {
    const key = keyOf(spki);
    return key !== null && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, raw);
  },
};

/** A key that is not one, or is of another curve, has signed nothing. Whatever OpenSSL says about such bytes means that. */
function keyOf(spki: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}
