import type { Sha256Hex } from '../packet/packet.ts';
import type { Reason } from '../reason.ts';
import type { Sources } from './sources.ts';

/** One condition of the gate, named so that words, tests and evidence can speak of it. */
export const LEG_IDS = [
  'case',
  'operator',
  'packet',
  'tenant',
  'administrator',
  'assurance',
  'incident',
  'scope',
  'window',
  'approvals',
  'segregation',
  'sessions',
  'clock',
  'profile',
  'guard-intact',
] as const;
export type LegId = (typeof LEG_IDS)[number];

/** Facts about our own side that a leg may need; gathered by the worker, never by core. */
export type Guard = Readonly<{
  nowMs: number;
  packetDigest: Sha256Hex;
  /** The packet digest that the execution was opened for; null at preflight. */
  openedDigest: Sha256Hex | null;
  /** This execution: a claim that the case holds for it is its own, also where the answer was lost. */
  execution: string;
  /** This execution's own claim, so that it does not block itself. */
  claim: Readonly<{ id: string; epoch: number }> | null;
  /** The claim that somebody left and that this execution takes over; null where it begins on its own. */
  follows: Readonly<{ claim: string; epoch: number }> | null;
  /** SHA-256 of each role's definition as IAM gives it now: JCS of `{name, privileges sorted}`. */
  roleDigests: Readonly<Record<string, Sha256Hex>>;
  /** `nowDigest`: what this browser holds under the profile's id now; null = nothing any more. */
  profile: Readonly<{ id: string; digest: Sha256Hex; nowDigest: Sha256Hex | null; origin: 'shipped' | 'managed' | 'imported' }> | null;
  /** What is wrong with our own footing, in words; empty = rules present, host access granted, content script answering. */
  faults: readonly string[];
  /** Why this kind of installation cannot hold a console like this one, in words; null where it can. */
  unguardable: string | null;
}>;

/** `reasons` empty = green. `warnings` let the execution go on only once a person acknowledged them. */
export type LegResult = Readonly<{
  id: LegId;
  /** What was seen, in a few words for the row ("3 of 3, packet v3"). */
  seen: string;
  reasons: readonly Reason[];
  warnings: readonly Reason[];
  /** The leg whose cause this is too: the reason is told there, and here it only says why this one is not green. */
  follows?: LegId;
}>;

export type Leg = (sources: Sources, guard: Guard) => LegResult;
