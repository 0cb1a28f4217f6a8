import { createHash, createPublicKey } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, VerificationError, Verifier } from '@sigstore/verify';

/** Whose signatures are trusted: public keys (SPKI, PEM) of enrolled devices. */
type Enrolled = readonly Readonly<{ signingKey: string }>[];

/** The devices of a trust file, as the case system gives it. */
export function enrolledIn(trust: unknown): Enrolled {
  const devices = typeof trust === 'object' && trust !== null && 'devices' in trust ? trust.devices : trust;
  return Array.isArray(devices) ? devices.filter((one) => typeof one?.signingKey === 'string') : [];
}

/**
 * Why Sigstore's own verifier refuses a `statement.sigstore.json`; null when it accepts it. It finds the key by the hint,
 * which is the key's hash, among the enrolled ones. There is no log and no certificate to ask for: the bundle is key-based.
 */
export function sigstoreRefusal(bundleJson: string, devices: Enrolled): string | null {
  const verifier = new Verifier(
    { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [], publicKey: (hint) => keyOf(hint, devices) },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(bundleJson))));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function keyOf(hint: string, devices: Enrolled) {
  const keys = devices.map(({ signingKey }) => createPublicKey(signingKey));
  const key = keys.find(
    (one) =>
      createHash('sha256')
        .update(one.export({ type: 'spki', format: 'der' }))
        .digest('base64') === hint,
  );
  if (key === undefined) throw new VerificationError({ code: 'PUBLIC_KEY_ERROR', message: 'no enrolled device has this key' });
  return { publicKey: key, validFor: () => true };
}
