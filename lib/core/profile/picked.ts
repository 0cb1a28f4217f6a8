import type { PageReport } from '../compare/page-report.ts';
import type { Verdict } from '../compare/reading.ts';
import type { ApprovedValues } from '../packet/packet.ts';
import type { SeenScreen } from './draft.ts';
import type { FieldKind, Localised, Locator, Profile } from './profile.ts';

/** One way to find again what a person pointed at, and whether it does: it hits that, and nothing else. */
export type Way = Readonly<{ locator: Locator; hits: number; isRight: boolean }>;

/** What is pointed at: something to enter a value with, something that the page says, or a whole alert or dialog where it stands in one. */
export type PointingAt = 'field' | 'text' | 'notice';

/**
 * What a person pointed at. It says how the page is built, in the page's own labels, which is what a profile is made of; what
 * a control holds, or a text says, is not in it: that is shown on the page alone.
 */
export type Picked = Readonly<{
  at: PointingAt;
  role: string;
  /** Accessible name of a control; empty for a text, whose name would be what it says. */
  name: string;
  kind: FieldKind;
  isRequired: boolean;
  options: readonly string[];
  labels: Readonly<Record<string, Localised>>;
  /** The most stable first. */
  ways: readonly Way[];
  sentAs: readonly string[];
  /** What the lists beside a list offer: one of two boxes between which items are moved. */
  offeredBeside: readonly string[];
  /** The innermost part of the page around it and what it belongs to, where it is pointed at as a part of something. */
  around: readonly Way[];
  /** Null = it reads right. Else why not, in words that hold no value. */
  unreadable: string | null;
  /** For texts: which of the ways to take an id out of it give something. */
  picks: readonly string[];
  screen: SeenScreen;
}>;

/** Patterns that take an id out of what a page says, by what a person would call them. */
export const TEXT_PICKS: readonly Readonly<{ pattern: string; says: string }>[] = [
  { pattern: '\\(([^()]+)\\)$', says: 'what stands in brackets at the end' },
  { pattern: ':\\s*(\\S+)$', says: 'the word behind the colon' },
  { pattern: '[\'"“„«]([^\'"“”„«»]+)[\'"”“»]', says: 'what stands in quotes' },
  { pattern: '(\\S+)$', says: 'the last word' },
];

/** A form that was about to be sent, and was stopped on the page. Values of fields are not in it. */
export type StoppedForm = Readonly<{
  control: Readonly<{ name: string; ways: readonly Way[] }> | null;
  method: string;
  url: string;
  isBodyRead: boolean;
  /** It would be sent from another tab. */
  opensTab: boolean;
  names: readonly string[];
  /** Name and value of the button itself, which the page's author wrote. */
  button: Readonly<{ name: string; value: string }> | null;
}>;

/** The last thing that a person did on the page before a request was made. */
export type LastPress = Readonly<{
  name: string;
  ways: readonly Way[];
  role: string;
  atMs: number;
  /** Names that the form around it sends without a person's having entered anything: hidden by the page's author, or left empty. */
  unentered: readonly string[];
}>;

/** What a dry run holds a page against: what a person wrote, and is a secret of nobody. */
export type Trial = Readonly<{
  profile: Profile;
  /** By field id. */
  approved: ApprovedValues;
  tenantId: string;
  /** Whom the console must say is signed in. */
  account: string;
}>;

/** Whom a page names, held against the trial. `unasked`: nobody pointed at where it says so. */
export type NamedThere = 'right' | 'other' | 'not-read' | 'unasked';

/** What a dry run came to on the page that is shown: verdicts, and no value. */
export type Tried = Readonly<{
  screen: string | null;
  place: PageReport['place'];
  /** `because`: why it does not read; null where it does. */
  fields: readonly Readonly<{ field: string; verdict: Verdict; isWrongCaught: boolean; because: string | null }>[];
  /** What an execution would be told of the page beside its fields. */
  around: Pick<PageReport, 'dangers' | 'unlisted' | 'notices' | 'drift' | 'lookalikes'>;
  /** Names under which the submit's form would send something else than each time. */
  sentOtherwise: readonly string[];
  hasCommit: boolean;
  tenant: NamedThere;
  operator: NamedThere;
}>;
