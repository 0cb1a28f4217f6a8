import { parseDuration } from '../compare/written-time.ts';
import type { PacketPath } from '../packet/packet.ts';
import { type Draft, type DraftedField, fieldsOf, isSame, type Said } from './draft.ts';
import { unwatchedIn } from './draft-profile.ts';
import type { DateOrder, FieldSpec, Localised, Locator, Recognise, SegmentName } from './profile.ts';
import { wordsOf } from './words.ts';

/** What a person points at on the page, and what for. */
export type Target =
  | Readonly<{ for: 'field' }>
  | Readonly<{ for: 'tenant' | 'operator' | 'reference' | 'notice' }>
  /** `again`: where a page that says a time again says the zone of that. */
  | Readonly<{ for: 'zone'; again?: Readonly<{ where: 'confirmed' | 'reviewed'; field: string }> }>
  | Readonly<{ for: 'confirmed' | 'reviewed'; field: string }>
  | PartTarget;

/** The next control of a field that several controls hold: which part of it each one is, the one that was named first, and which is to come. */
export type PartTarget = Readonly<{ for: 'part'; field: string; parts: readonly SegmentName[]; at: number }>;

/** What a person says of a control that they pointed at. `way`: the place of the locator among those proposed. */
export type FieldSaid = Readonly<{
  /** The part of the packet it holds; null: it must always hold `constant`. */
  path: PacketPath | null;
  constant: string;
  label: string;
  way: number;
  isShown: boolean;
  isRequired: boolean;
  /** For times: UTC, another IANA zone, or `pointed`, where the page says it. */
  zone: string;
  dateOrder: DateOrder | null;
  /** For what several controls hold: which part of it each one is, this one first. Empty where it stands in this one alone. */
  parts: readonly SegmentName[];
  /** Of a list, everything in it counts, whether or not it is marked. */
  isBox: boolean;
  /** What it shows while nothing is chosen; empty where that is nothing. */
  prompt: string;
  /** Of a list: what the packet calls a choice, by what is sent for it, where that is another word. */
  called: Readonly<Record<string, string>>;
}>;

/** What a person says of a text that they pointed at. */
export type TextSaid = Readonly<{ way: number; pick: string | null }>;

type Spot = Readonly<{
  locator: Locator;
  pick: string | null;
  sentAs: readonly string[];
  around: Locator;
  /** What each choice is called, by what it sends. */
  labels: Readonly<Record<string, Localised>>;
}>;

/** A text that was pointed at is kept where it belongs. */
export function withSpot(draft: Draft, target: Target, spot: Spot): Draft {
  const { locator, pick } = spot;
  const { confirmation, context, review } = draft;
  switch (target.for) {
    case 'tenant':
    case 'operator':
      return { ...draft, context: { ...context, [target.for]: { locator, pick } } };
    case 'reference':
      return { ...draft, confirmation: { ...confirmation, reference: locator } };
    case 'zone':
      return target.again === undefined ? withZone(draft, locator) : withZoneAgain(draft, target.again, locator);
    case 'part':
      return withPart(draft, target, spot);
    case 'confirmed':
      return { ...draft, confirmation: { ...confirmation, said: saidAlso(confirmation.said, target.field, spot) } };
    case 'reviewed':
      return review === null ? draft : { ...draft, review: { ...review, said: saidAlso(review.said, target.field, spot) } };
    case 'field':
    case 'notice':
      return draft;
  }
}

function saidAlso(said: Readonly<Record<string, Said>>, field: string, { locator, pick }: Spot): Readonly<Record<string, Said>> {
  return { ...said, [field]: { locator, pick, zone: null } };
}

/** A field becomes one of several controls: each is a part of it, and it is the part of the page around them. */
function withPart(draft: Draft, { field: id, parts, at }: PartTarget, { locator, sentAs, around, labels }: Spot): Draft {
  const [first, part] = [parts[0], parts[at]];
  if (first === undefined || part === undefined) return draft;
  const screens = draft.screens.map((screen) => ({
    ...screen,
    fields: screen.fields.map((field): DraftedField => {
      if (field.spec.id !== id) return field;
      const { labels: _, ...named } = field.spec;
      const segments = { ...(named.segments ?? { [first]: named.locator }), [part]: locator };
      const sends = part === 'unit' ? unitsSent(labels) : {};
      const spec: FieldSpec = {
        ...named,
        kind: part === 'unit' ? 'number' : 'datetime',
        locator: around,
        segments,
        ...(Object.keys(sends).length > 0 ? { sends } : {}),
      };
      return { ...field, spec, parts: { ...(field.parts ?? { [first]: field.sentAs }), [part]: sentAs } };
    }),
  }));
  return { ...draft, screens };
}

/** Units that are sent as something which is none, "1" for "hours": what is sent for each word. */
function unitsSent(labels: Spot['labels']): Readonly<Record<string, string>> {
  const isUnit = (word: string) => parseDuration(`1 ${word}`) !== null;
  const named = Object.entries(labels).flatMap(([sent, said]) => wordsOf(said).map((word) => [word, sent] as const));
  return Object.fromEntries(named.filter(([word, sent]) => isUnit(word) && !isUnit(sent)));
}

type Again = NonNullable<Extract<Target, { for: 'zone' }>['again']>;

function withZoneAgain(draft: Draft, { where, field }: Again, locator: Locator): Draft {
  const { confirmation, review } = draft;
  const zoned = (said: Readonly<Record<string, Said>>) => {
    const spot = said[field];
    return spot === undefined ? said : { ...said, [field]: { ...spot, zone: { locator } } };
  };
  if (where === 'confirmed') return { ...draft, confirmation: { ...confirmation, said: zoned(confirmation.said) } };
  return review === null ? draft : { ...draft, review: { ...review, said: zoned(review.said) } };
}

/** Whether a page that says this field again has to say its zone, too: a fixed one is the same everywhere. */
export function isZonedOnPage(draft: Draft, field: string): boolean {
  return fieldsOf(draft).some(
    ({ spec }) => spec.id === field && spec.compare === 'instant' && spec.zone !== null && 'locator' in spec.zone,
  );
}

/** The zone belongs to the times that have none yet. */
function withZone(draft: Draft, locator: Locator): Draft {
  const screens = draft.screens.map((screen) => ({
    ...screen,
    fields: screen.fields.map((field) =>
      field.spec.compare === 'instant' && field.spec.zone === null ? { ...field, spec: { ...field.spec, zone: { locator } } } : field,
    ),
  }));
  return { ...draft, screens };
}

/** Under which name the commit sends a field, where that was not found by itself. */
export function withMapped(draft: Draft, field: string, name: string): Draft {
  const requests = draft.requests.map((one) =>
    one.kind === 'commit' && name !== '' ? { ...one, mapped: { ...one.mapped, [field]: name } } : one,
  );
  return { ...draft, requests };
}

/** Whatever is sent beside the fields, and nobody watches by now, may change. */
export function withAllChanging(draft: Draft): Draft {
  return { ...draft, mayChange: [...(draft.mayChange ?? []), ...unwatchedIn(draft)] };
}

/** What the commit need not send each time after all. */
export function withoutPlain(draft: Draft, name: string): Draft {
  const requests = draft.requests.map((one) => ({
    ...one,
    plain: Object.fromEntries(Object.entries(one.plain).filter(([key]) => key !== name)),
  }));
  return { ...draft, requests, mayChange: [...(draft.mayChange ?? []), name] };
}

/**
 * A page is a confirmation: it is known by its heading, and by its reference where it has none, where a screen has the same, or where
 * it holds a number, which the next one has not. What else it may show is no heading of its own.
 */
export function withConfirmation(draft: Draft, { heading }: Recognise): Draft {
  const recognise = heading === undefined ? {} : { heading };
  const screens = [...draft.screens, ...(draft.review === null ? [] : [draft.review])];
  const isOfScreen = screens.some((one) => isSame(one.recognise, recognise));
  const isOfOne = Object.values(heading ?? {}).some((words) => /\d{3}/.test(words));
  return { ...draft, confirmation: { ...draft.confirmation, recognise, isByReference: heading === undefined || isOfScreen || isOfOne } };
}

export type Worded = 'name' | 'id' | 'version' | 'revokePath' | 'failureWords' | 'pendingWords';

/** What a person wrote. A name, an id or a version is never nothing. */
export function withWords(draft: Draft, what: Worded, text: string): Draft {
  switch (what) {
    case 'failureWords':
    case 'pendingWords':
      return { ...draft, confirmation: { ...draft.confirmation, [what]: text === '' ? null : text } };
    case 'revokePath':
      return { ...draft, revokePath: text === '' ? null : text };
    default:
      return text === '' ? draft : { ...draft, [what]: text };
  }
}
