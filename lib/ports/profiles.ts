import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { ProfileOrigin } from '../core/profile/standing.ts';

/** A profile with where it came from; the digest is SHA-256 of its RFC 8785 form. */
export type KnownProfile = Readonly<{ profile: Profile; digest: Sha256Hex; origin: ProfileOrigin }>;

/** The profiles that a person brought to this browser. */
export type ProfileShelf = Readonly<{
  /** All profiles here, wherever they came from, also those that count for nothing in a managed browser. */
  all: () => Promise<readonly KnownProfile[]>;
  /** What is there as a profile and cannot be used: its id, and the first thing that is wrong, with its place. */
  unusable: () => Promise<readonly string[]>;
  /** The digests of those that a person brought one by one, and may take away again. */
  brought: () => Promise<readonly Sha256Hex[]>;
  isManaged: () => Promise<boolean>;
  /** Keeps a profile; one that was brought with the same id makes room for it. */
  keep: (profile: Profile) => Promise<void>;
  forget: (digest: Sha256Hex) => Promise<void>;
}>;
