import { generateKeyPairSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { WorldDevice } from './world-shape.ts';

/** The device of security, to which evidence is sealed. */
export const SECURITY_DEVICE = 'dev-sec-01';
const SECURITY_PERSON = 'sec-01';

/** A private key, RFC 7517, with its device as the `kid`. */
type PrivateKey = Readonly<Record<string, unknown>>;

/** Security's private sealing key. It leaves by the control port only, for tests that open what was sealed. */
export type SecurityKeys = Readonly<{
  /** Null before security has a device. */
  privateSealingKey: () => PrivateKey | null;
  keep: (privateSealingKey: PrivateKey) => void;
}>;

export function openSecurityKeys(database: DatabaseSync): SecurityKeys {
  database.exec('CREATE TABLE IF NOT EXISTS keys (device TEXT PRIMARY KEY, jwk TEXT NOT NULL)');
  return {
    privateSealingKey: () => {
      const jwk: unknown = database.prepare('SELECT jwk FROM keys WHERE device = ?').get(SECURITY_DEVICE)?.jwk;
      return typeof jwk === 'string' ? JSON.parse(jwk) : null;
    },
    keep: (privateSealingKey) => {
      database
        .prepare('INSERT INTO keys (device, jwk) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET jwk = excluded.jwk')
        .run(SECURITY_DEVICE, JSON.stringify(privateSealingKey));
    },
  };
}

/** A device for security with keys of its own: what is enrolled, and the private half of what opens sealed parts. */
export function makeSecurityDevice(): Readonly<{ device: WorldDevice; privateSealingKey: PrivateKey }> {
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sealing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    device: {
      person: SECURITY_PERSON,
      signingKey: String(signing.publicKey.export({ format: 'pem', type: 'spki' })),
      sealingKey: { ...sealing.publicKey.export({ format: 'jwk' }) },
      label: 'Security duty desk',
      confirmedBy: SECURITY_PERSON,
      revokedAt: null,
    },
    privateSealingKey: { ...sealing.privateKey.export({ format: 'jwk' }), kid: SECURITY_DEVICE },
  };
}
