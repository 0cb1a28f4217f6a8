import type { PacketPath } from '../packet/packet.ts';

/** A console profile: data that describes one browser console, so that it can be guarded without code. Format 1. */
export type Profile = Readonly<{
  format: 1;
  id: string;
  version: string;
  name: string;
  where: Readonly<{
    startUrl: string;
    pageOrigins: readonly string[];
    apiOrigins: readonly string[];
    hasServiceWorker: boolean;
    locales: readonly string[];
  }>;
  requests: readonly RequestClass[];
  controls: Readonly<{
    commit: readonly Locator[];
    step: readonly Locator[];
    back: readonly Locator[];
    draft: readonly Locator[];
    abandon: readonly Locator[];
    revoke: readonly Locator[];
  }>;
  context: Readonly<{ tenant: ContextSpec | null; operator: ContextSpec | null }>;
  screens: readonly ScreenSpec[];
  review: ReviewSpec | null;
  danger: readonly DangerSpec[];
  /** Notices that may stand on a screen: they warn, they do not halt. */
  harmless: readonly Readonly<{ locator: Locator; says: string }>[];
  /** How the console says that a request did not get through. What became of the request is seen elsewhere. */
  unanswered?: readonly Readonly<{ locator: Locator; says: string }>[] | undefined;
  confirmation: ConfirmationSpec;
  exits: Readonly<{ draft: ExitSpec | null; abandon: ExitSpec | null }>;
  revoke: Readonly<{ url: string; typicalMs: number }>;
}>;

/** Text per locale ("en", "de"); any of them fits. */
export type Localised = Readonly<Record<string, string>>;

/**
 * How to find a control, as a person would say it, most stable first. Every part given must fit; exactly one hit or
 * the field is unreadable. `name` is the accessible name (WAI-ARIA accname 1.2), compared whole after trim and
 * folding of white space; `nameHas` is a part of it. Roles that take no name from their content (alert, status, dialog)
 * are also known by their visible text in `nameHas`. `role` is the ARIA role; native controls that have none are called
 * `datetime` (date, time, month, week too), `password`, `file`, `color` and `hidden`.
 */
export type Locator = Readonly<{
  role?: string;
  name?: Localised;
  nameHas?: Localised;
  label?: Localised;
  testId?: string;
  css?: string;
  within?: Locator;
  /** The control stands in a closed shadow root. Without it, a hit inside one is not accepted: somebody hid the control. */
  isInClosedRoot?: boolean;
}>;

/** `back` is a step that turns to an earlier screen: it enters nothing, so what the screen holds does not close it. */
export type RequestKind = 'free' | 'step' | 'back' | 'exit' | 'revoke' | 'commit';

/**
 * One class of the console's requests. `url` is an absolute path on one of the origins; `{id}` stands for one path
 * segment. `query` tells classes apart that share a path: it is the whole query, letter for letter, without its question mark; left out
 * or null = any. `bodyKey` tells classes apart that share a URL: every key given must have that value in the body, and no other
 * beside it.
 */
export type RequestClass = Readonly<{
  class: RequestKind;
  origin: string;
  methods: readonly string[];
  url: string;
  query?: string | null | undefined;
  bodyKey: Readonly<Record<string, string>> | null;
  body: BodySpec | null;
  exit: 'draft' | 'abandon' | null;
  /** How the console's pages send it; another way is not let through. Null where they do either. */
  by?: 'navigation' | 'script' | null | undefined;
  /** The commit's form is sent from a tab that the browser opens for it (HTML: a form's `target`). Left out or null: from its own. */
  opens?: 'new-tab' | null | undefined;
}>;

/** Whether the commit leaves from a tab that the browser opens for it. */
export function opensNewTab({ requests }: Pick<Profile, 'requests'>): boolean {
  return requests.some((one) => one.class === 'commit' && one.opens === 'new-tab');
}

/** How the body of a step or the commit maps back to fields. `json`: RFC 6901 pointers; `urlencoded`: parameter names. */
export type BodySpec = Readonly<{
  encoding: 'urlencoded' | 'json';
  fields: Readonly<Record<string, BodyPlace>>;
  /** Names that may be in the body beside the mapped ones; anything else is `body-differs`. `*` at the end = any suffix. */
  others: readonly string[];
}>;

/** Where a body holds a field: under one name, or each part of it (`SegmentName`) under a name of its own. */
export type BodyPlace = string | Readonly<Partial<Record<SegmentName, string>>>;

/** The names under which a body holds a field; none where it does not. */
export function namesAt(place: BodyPlace | undefined): readonly string[] {
  if (place === undefined) return [];
  return typeof place === 'string' ? [place] : Object.values(place);
}

export type ContextSpec = Readonly<{
  locator: Locator;
  /** A regular expression with one group that takes the id out of the text; null = the whole text. */
  pick: string | null;
}>;

/** How a screen is recognised: all given parts must fit. `path` is an exact pathname. */
export type Recognise = Readonly<{ heading?: Localised; locator?: Locator; path?: string }>;

export type FieldKind =
  | 'text'
  | 'lines'
  | 'number'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'checkbox-set'
  | 'switch'
  | 'datetime'
  | 'combobox'
  | 'tags'
  | 'transfer'
  | 'file'
  | 'read-only';

export type CompareKind = 'identifier' | 'email' | 'name' | 'set' | 'references' | 'instant' | 'constant';

/** What the field must hold: a value of the packet, or one fixed value (`on`/`off` for a checkbox or switch). */
export type ApprovedBy = Readonly<{ packet: PacketPath }> | Readonly<{ constant: string }>;

export type FieldSpec = Readonly<{
  id: string;
  /** The profile's own words for it: the only label that evidence ever shows. */
  label: string;
  approved: ApprovedBy;
  kind: FieldKind;
  locator: Locator;
  compare: CompareKind;
  isRequired: boolean;
  /** What an option may be, for sets and choices; a chosen option that is not listed is drift. */
  options: readonly string[];
  /** What the console calls an option on its pages, where that is not the option itself. */
  labels?: Readonly<Record<string, Localised>> | undefined;
  /** What a list shows while nothing is chosen from it, such as "Choose …", where nothing else tells that from a choice. */
  prompt?: Localised | undefined;
  /** What is sent for an option (or for a unit), where that is not the option itself: by option. */
  sends?: Readonly<Record<string, string>> | undefined;
  /** Where each chosen item stands, for tags and transfer lists whose items nothing else tells apart. */
  items?: Locator | undefined;
  /** For a value that is entered in several controls: which control holds which part of it. */
  segments?: Segments | undefined;
  /** For instants: where the console says its zone, or the fixed zone. */
  zone: Readonly<{ fixed: string }> | Readonly<{ locator: Locator }> | null;
  /** For instants that are not written as ISO 8601: the order of day, month and year. Without it they are not understood. */
  dateOrder?: DateOrder | undefined;
  /** Whether evidence may show the value, and the pattern it must fit to be shown. `hides` names what a mask hides. */
  evidence: Readonly<{ isShown: boolean; pattern: string; hides: string }>;
}>;

export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/**
 * The parts of a date with its time (`date` is year, month and day in one, `time` hour and minute), or of an amount with
 * its unit. `halfDay` holds AM or PM.
 */
export const SEGMENT_NAMES = ['date', 'time', 'year', 'month', 'day', 'hour', 'minute', 'halfDay', 'amount', 'unit'] as const;
export type SegmentName = (typeof SEGMENT_NAMES)[number];
export type Segments = Readonly<Partial<Record<SegmentName, Locator>>>;

/** One control as the profile's author saw it. `options` only where they matter (scope fields). */
export type ControlSpec = Readonly<{
  role: string;
  name: Localised;
  isRequired: boolean;
  options: readonly string[];
}>;

export type ScreenSpec = Readonly<{
  id: string;
  title: string;
  recognise: Recognise;
  fields: readonly FieldSpec[];
  /** The fingerprint: every form control of the screen's form region, in any order. */
  controls: readonly ControlSpec[];
  /** Where the fingerprint is taken: the region that holds the form. */
  region: Locator;
  isCheckpoint: boolean;
}>;

export type ReviewSpec = Readonly<{
  id: string;
  title: string;
  recognise: Recognise;
  region: Locator;
  controls: readonly ControlSpec[];
  /** How the page shows a field that was entered before. */
  fields: Readonly<Record<string, Readonly<{ locator: Locator; pick: string | null; zone: Readonly<{ locator: Locator }> | null }>>>;
}>;

export type DangerKind = 'existing-session' | 'scope-expansion' | 'bypass' | 'unusual-duration' | 'session-lost';
export type DangerSpec = Readonly<{ kind: DangerKind; locator: Locator; says: string }>;

export type ConfirmationSpec = Readonly<{
  success: Readonly<{
    recognise: Recognise;
    reference: Locator;
    /** Field ids -> where the confirmation says them again. */
    fields: Readonly<Record<string, Readonly<{ locator: Locator; pick: string | null; zone: Readonly<{ locator: Locator }> | null }>>>;
  }>;
  /** Null where nobody knows how it looks: what is not recognised becomes an unknown outcome, never a yes. */
  failure: Readonly<{ recognise: Recognise }> | null;
  pending: Readonly<{ recognise: Recognise }> | null;
  /** How long the console may take to answer, and IAM to show the grant, before the outcome is unknown. */
  waitMs: number;
  readBackMs: number;
}>;

/**
 * A way out that grants nothing. `isSafe: false` is never offered. `seen` is how the console says that it was taken;
 * `described` is what its control may say about itself, and anything else there makes it unsafe.
 */
export type ExitSpec = Readonly<{
  isSafe: boolean;
  says: string;
  described?: Localised | undefined;
  seen?: Readonly<{ recognise: Recognise; reference: Locator | null }> | null | undefined;
}>;

export function fieldSpec(profile: Profile, fieldId: string): FieldSpec | null {
  for (const screen of profile.screens) {
    const found = screen.fields.find((field) => field.id === fieldId);
    if (found) return found;
  }
  return null;
}

/** Whether a field holds this part of the packet. */
export function holdsPart({ approved }: FieldSpec, path: PacketPath): boolean {
  return 'packet' in approved && approved.packet === path;
}
