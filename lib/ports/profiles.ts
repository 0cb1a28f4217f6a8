import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Profile } from '../core/profile/profile.ts';

/** A profile with where it came from; the digest is SHA-256 of its RFC 8785 form. */
export type KnownProfile = Readonly<{ profile: Profile; digest: Sha256Hex; origin: 'shipped' | 'managed' | 'imported' }>;
