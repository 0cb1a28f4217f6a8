import { canonical } from './canonical.ts';
import { type Bytes, base64, utf8 } from './encoding.ts';

/** What the envelope carries: an in-toto Statement v1. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const SIGSTORE_BUNDLE_V03 = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** DSSE v1 pre-authentication encoding: the bytes that are signed. Lengths are in bytes, in decimal. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Bytes {
  const type = utf8(payloadType);
  const head = utf8(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const joined = new Uint8Array(head.length + payload.length);
  joined.set(head);
  joined.set(payload, head.length);
  return joined;
}

/**
 * The signed statement as a Sigstore bundle v0.3, key-based: no certificate and no log, only a hint which key. The hint
 * is the base64 SHA-256 of the key, as Sigstore's own tools write it; it identifies and proves nothing.
 */
export function sigstoreBundle(statement: Uint8Array, signatureDer: Uint8Array, keyHash: Uint8Array): Bytes {
  return utf8(
    canonical({
      mediaType: SIGSTORE_BUNDLE_V03,
      verificationMaterial: { publicKey: { hint: base64(keyHash) }, tlogEntries: [], timestampVerificationData: { rfc3161Timestamps: [] } },
      dsseEnvelope: {
        payload: base64(statement),
        payloadType: PAYLOAD_TYPE,
        signatures: [{ keyid: '', sig: base64(signatureDer) }],
      },
    }),
  );
}
