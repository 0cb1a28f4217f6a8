import type { VerifyTools } from '../core/evidence/verdict.ts';
import { sha256Hex } from './digest.ts';

/** Verification with the browser's own cryptography: ECDSA P-256 over SHA-256, as `countersign verify` does it in Node. */
export const verifyTools: VerifyTools = {
  digest: sha256Hex,
  isSigned: async ({ spki, raw, message }) => {
    try {
      const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, new Uint8Array(message));
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  },
};
