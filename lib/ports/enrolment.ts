import type { Answer, CallOptions, Written } from './answer.ts';

/** A device as the case system knows it. Verification trusts this record, never a key inside a bundle. */
export type EnrolledDevice = Readonly<{
  id: string;
  person: string;
  /** SPKI, PEM. */
  signingKey: string;
  /** P-256 public key, RFC 7517. */
  sealingKey: JsonWebKey;
  confirmedBy: string | null;
  revokedAt: string | null;
}>;

export type Enrolment = Readonly<{
  /** Idempotent by the signing key. */
  enrol: (
    device: Readonly<{ signingKey: string; sealingKey: JsonWebKey; label: string }>,
    options: CallOptions,
  ) => Promise<Written<EnrolledDevice>>;
  /** Whom evidence is sealed to: security's confirmed devices. */
  recipients: (options: CallOptions) => Promise<Answer<readonly EnrolledDevice[]>>;
  /** Every enrolled device, the unconfirmed and revoked ones too. */
  devices: (options: CallOptions) => Promise<Answer<readonly EnrolledDevice[]>>;
}>;
