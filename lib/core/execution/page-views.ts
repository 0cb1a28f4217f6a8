import type { AddendumShows } from '../evidence/addendum-words.ts';
import type { DisplayRecord } from '../evidence/record.ts';
import type { TimelineWords } from '../evidence/timeline.ts';
import type { ProfileOrigin, Standing } from '../profile/standing.ts';
import type { EvidenceRow } from './view.ts';

/** How the case system knows this device, asked anew each time; `unknown` where it cannot be asked. */
export type DeviceStanding = 'confirmed' | 'unconfirmed' | 'revoked' | 'not-enrolled' | 'of-other' | 'unknown';

/** What the first-steps page shows: how far this browser is set up. */
export type OnboardingView = Readonly<{
  deployment: Readonly<{ name: string; caseSystem: string; isManaged: boolean }> | null;
  consoles: readonly Readonly<{ name: string; origin: string; isAllowed: boolean }>[];
  signedInAs: string | null;
  /** This device; evidence can be sealed and trusted only once it is confirmed. */
  device: Readonly<{ id: string; standing: DeviceStanding }> | null;
}>;

/** One console profile, as the options page lists it. */
export type ProfileRow = Readonly<{
  id: string;
  name: string;
  version: string;
  /** Where its console's pages are. */
  address: string;
  digest: string;
  from: ProfileOrigin;
  standing: Standing;
  screens: number;
  fields: number;
  /** It was brought here by a person, who may take it away again. */
  isRemovable: boolean;
}>;

/** `unusable`: what is there as a profile and cannot be used, each in a line. */
export type ProfilesView = Readonly<{ rows: readonly ProfileRow[]; unusable: readonly string[]; isManaged: boolean }>;

/** One line of an execution's timeline. */
export type TimelineEntry = TimelineWords & Readonly<{ seq: number; at: string; kind: string }>;

/** One capture: the record, and the picture drawn from it where it could be drawn. */
export type CaptureView = Readonly<{
  record: DisplayRecord;
  sha256: string;
  picture: Readonly<{ isDrawn: true; pngBase64: string }> | Readonly<{ isDrawn: false; because: string }>;
}>;

/** One thing that was verified again on this device. `unknown` is never good. */
export type VerificationFact = Readonly<{ label: string; seen: string; state: 'good' | 'bad' | 'unknown' }>;

/** Something that was learnt after the end, signed beside the bundle. What does not verify has neither time nor signer. */
export type AddendumView = Readonly<{
  name: string;
  at: string | null;
  by: string | null;
  says: string;
  /** What it says of the restoration; null where it is not believed. */
  shows: AddendumShows | null;
  isGood: boolean;
  isDelivered: boolean;
}>;

/** What the evidence page shows of one execution. */
export type EvidenceEntryView = Readonly<{
  row: EvidenceRow;
  incident: string;
  packetVersion: number;
  operator: string;
  reference: string | null;
  entries: readonly TimelineEntry[];
  captures: readonly CaptureView[];
  facts: readonly VerificationFact[];
  addenda: readonly AddendumView[];
}>;
