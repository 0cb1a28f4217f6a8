import type { Verdict } from '../compare/reading.ts';
import type { DryLine } from '../execution/dry-run.ts';
import type { PacketPath } from '../packet/packet.ts';
import type { Part } from './draft-missing.ts';
import type { PracticeRow } from './draft-practice.ts';
import type { DraftedNotice } from './notice.ts';
import type { FieldKind } from './profile.ts';

/** A way to find something again, as a person reads it. */
export type WayRow = Readonly<{ says: string; grade: string; isRight: boolean; hits: number }>;

export type PickedView =
  | Readonly<{
      is: 'field';
      /** "textbox “Tenant ID”". */
      control: string;
      name: string;
      screen: string;
      ways: readonly WayRow[];
      proposed: PacketPath | null;
      kind: FieldKind;
      /** A list in which several things can stand. */
      isList: boolean;
      unreadable: string | null;
      /** Of a list: what each choice sends, and what it is called on the page. */
      choices: readonly Readonly<{ sent: string; says: string }>[];
    }>
  | Readonly<{ is: 'notice'; what: string; ways: readonly WayRow[]; isByWords: boolean; mayBeHarmless: boolean; harmlessWordsMin: number }>
  | Readonly<{ is: 'text'; what: string; ways: readonly WayRow[]; picks: readonly Readonly<{ pattern: string; says: string }>[] }>;

export type StoppedView = Readonly<{ isSocket: boolean; what: string; request: string; names: readonly string[]; warns: string | null }>;

export type ScreenRow = Readonly<{
  id: string;
  title: string;
  isReview: boolean;
  fields: readonly Readonly<{ id: string; label: string; holds: string }>[];
}>;

export type SaidRow = Readonly<{ field: string; label: string; isSaid: boolean }>;

/** `because`: why a field does not read; null where it does. */
export type TriedRow = Readonly<{
  title: string;
  isReview: boolean;
  fields: readonly Readonly<{ label: string; verdict: Verdict; isWrongCaught: boolean; because: string | null }>[];
  lines: readonly DryLine[];
}>;

/** What a dry run comes to as a whole. `open`: nothing stops, and not everything was seen right. */
export type DryVerdict = Readonly<{ is: 'go' | 'open' | 'stop'; says: string }>;

/** Everything that the builder shows, in words. */
export type BuilderView = Readonly<{
  name: string;
  id: string;
  version: string;
  address: string;
  apiOrigins: readonly string[];
  isConnected: boolean;
  /** What is pointed at just now; null when nothing is. */
  pointingAt: string | null;
  says: string | null;
  obstacles: readonly string[];
  parts: readonly Part[];
  undoable: number;
  here: Readonly<{ title: string; isKnown: boolean }> | null;
  opaque: number;
  picked: PickedView | null;
  stopped: StoppedView | null;
  /** A button that was pressed, and of which nothing was seen to be sent. */
  quiet: string | null;
  paths: readonly Readonly<{ path: PacketPath; says: string; isTaken: boolean }>[];
  screens: readonly ScreenRow[];
  notices: readonly Pick<DraftedNotice, 'is' | 'says'>[];
  unmapped: readonly Readonly<{ field: string; label: string }>[];
  freeNames: readonly string[];
  /** What the submit sends beside the fields, and has to send each time. */
  plain: readonly Readonly<{ name: string; value: string }>[];
  /** What is sent beside the fields, by name, and held to nothing: a person has to say that it may change. */
  unwatched: readonly string[];
  reviewed: readonly SaidRow[] | null;
  confirmed: readonly SaidRow[] | null;
  hasReference: boolean;
  /** The heading of a confirmation, and whether it is known by that; null where it has none. */
  confirmedBy: Readonly<{ heading: string; isUsed: boolean }> | null;
  failureWords: string;
  pendingWords: string;
  exits: readonly Readonly<{ kind: 'draft' | 'abandon'; isSafe: boolean }>[];
  revokePath: string;
  practice: readonly PracticeRow[];
  isTrying: boolean;
  tried: readonly TriedRow[];
  /** Null while none is made. */
  dryVerdict: DryVerdict | null;
  wrongCaught: Readonly<{ count: number; of: number }>;
  /** Nothing is left to do: it can be exported. */
  isWhole: boolean;
  /** What the profile still contradicts itself in, with paths. */
  faults: readonly string[];
}>;
