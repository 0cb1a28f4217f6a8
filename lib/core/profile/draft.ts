import { PACKET_PATHS } from '../packet/packet.ts';
import type { DraftedNotice } from './notice.ts';
import type {
  ContextSpec,
  ControlSpec,
  FieldSpec,
  Locator,
  Profile,
  Recognise,
  RequestClass,
  RequestKind,
  SegmentName,
} from './profile.ts';

/** What a person who describes a console has said so far. Immutable: undoing is going back to the draft before. */
export type Draft = Readonly<{
  id: string;
  name: string;
  version: string;
  startUrl: string;
  /** Beside the start URL's own: where scripts of the console send to. */
  apiOrigins: readonly string[];
  /** Its pages' service worker was heard to send for them. */
  hasServiceWorker?: boolean;
  language: string;
  screens: readonly DraftedScreen[];
  review: ReviewDraft | null;
  requests: readonly DraftedRequest[];
  controls: Profile['controls'];
  context: Readonly<{ tenant: ContextSpec | null; operator: ContextSpec | null }>;
  confirmation: ConfirmationDraft;
  exits: Readonly<{ draft: ExitDraft | null; abandon: ExitDraft | null }>;
  /** Path of the page on which a grant is ended. */
  revokePath: string | null;
  /** WebSockets that were named: they stay closed, and are not asked about again. */
  sockets: readonly string[];
  /** What the pages say beside their forms. */
  notices?: readonly DraftedNotice[];
  /** Names of what is sent beside the fields and need not be the same each time: a person said so. */
  mayChange?: readonly string[];
  /** What was said why this console cannot be guarded here, in words; empty as long as nothing was. */
  obstacles: readonly string[];
}>;

export type DraftedField = Readonly<{
  spec: FieldSpec;
  /** Names under which a form sends it; empty where no form does. */
  sentAs: readonly string[];
  /** For a value in several controls: the same for each part of it. */
  parts?: Readonly<Partial<Record<SegmentName, readonly string[]>>>;
}>;

export type DraftedScreen = Readonly<{
  id: string;
  title: string;
  recognise: Recognise;
  region: Locator;
  controls: readonly ControlSpec[];
  fields: readonly DraftedField[];
}>;

/** Where a page says a field again. */
export type Said = Readonly<{ locator: Locator; pick: string | null; zone: Readonly<{ locator: Locator }> | null }>;

export type ReviewDraft = Readonly<Omit<DraftedScreen, 'fields'> & { said: Readonly<Record<string, Said>> }>;
export type ConfirmationDraft = Readonly<{
  recognise: Recognise | null;
  reference: Locator | null;
  said: Readonly<Record<string, Said>>;
  /** Words of an alert by which the console says no. */
  failureWords: string | null;
  /** The heading of a page that asks to wait. */
  pendingWords?: string | null;
  /** It is known by its reference alone, and not by its heading. */
  isByReference: boolean;
}>;
export type ExitDraft = Readonly<{ isSafe: boolean }>;

/** A request that was seen and stopped, and what the person said that it is. */
export type DraftedRequest = Readonly<{
  kind: RequestKind;
  exit: 'draft' | 'abandon' | null;
  origin: string;
  method: string;
  /** Path with `{id}` for what looks like one. */
  url: string;
  /** The whole query, where it says what the request is; null = any. */
  query: string | null;
  bodyKey: Readonly<Record<string, string>> | null;
  encoding: 'urlencoded' | 'json' | null;
  /** Every name in the body. */
  names: readonly string[];
  /** Of a commit: what it sends beside the fields, and has to send each time. */
  plain: Readonly<Record<string, string>>;
  by: RequestClass['by'];
  opens?: RequestClass['opens'];
  /** Field id -> name, where the person said it. */
  mapped: Readonly<Record<string, string>>;
}>;

/** A screen as it stands on the page, without what anybody said about it. */
export type SeenScreen = Readonly<{
  recognise: Recognise;
  title: string;
  region: Locator;
  controls: readonly ControlSpec[];
}>;

const NO_CONTROLS: Profile['controls'] = { commit: [], step: [], back: [], draft: [], abandon: [], revoke: [] };

/** A draft of which only the address is known. */
export function newDraft(startUrl: string, language: string): Draft {
  const { hostname } = new URL(startUrl);
  return {
    id: hostname.replace(/[^a-z0-9.-]/gi, '-'),
    name: hostname,
    version: '1',
    startUrl,
    apiOrigins: [],
    language,
    screens: [],
    review: null,
    requests: [],
    controls: NO_CONTROLS,
    context: { tenant: null, operator: null },
    confirmation: { recognise: null, reference: null, said: {}, failureWords: null, isByReference: false },
    exits: { draft: null, abandon: null },
    revokePath: null,
    sockets: [],
    obstacles: [],
  };
}

export function fieldsOf(draft: Draft): readonly DraftedField[] {
  return draft.screens.flatMap(({ fields }) => fields);
}

/** What a field is called; its id where there is no such field. */
export function labelOf(draft: Draft, field: string): string {
  return fieldsOf(draft).find(({ spec }) => spec.id === field)?.spec.label ?? field;
}

export function screenAt(draft: Draft, seen: SeenScreen): DraftedScreen | null {
  return draft.screens.find((one) => isSame(one.recognise, seen.recognise)) ?? null;
}

/** A field is named: its screen is taken along, with its fingerprint as it stands now. One with the same id takes the place of the old one. */
export function withField(draft: Draft, seen: SeenScreen, field: DraftedField): Draft {
  const without = draft.screens.map((screen) => ({ ...screen, fields: screen.fields.filter(({ spec }) => spec.id !== field.spec.id) }));
  const screens = withScreen({ ...draft, screens: without }, seen).screens;
  const at = screenAt({ ...draft, screens }, seen)?.id;
  return { ...draft, screens: screens.map((one) => (one.id === at ? { ...one, fields: [...one.fields, field] } : one)) };
}

/**
 * Controls that are called alike, or not in Latin letters, or that hold the same part of the packet, are fields of their own all the
 * same: only the control that is pointed at again (one of these ways found it before) takes its old place. What is none of the packet's
 * has no id of the packet's.
 */
export function withOwnId(draft: Draft, field: DraftedField, ways: readonly Readonly<{ locator: Locator }>[]): DraftedField {
  const isThis = ({ locator, segments }: FieldSpec) =>
    [locator, ...Object.values(segments ?? {})].some((one) => ways.some((way) => isSame(way.locator, one)));
  const others = fieldsOf(draft).flatMap(({ spec }) => (isThis(spec) ? [] : [spec.id]));
  const kept = 'packet' in field.spec.approved ? [] : PACKET_PATHS;
  return { ...field, spec: { ...field.spec, id: freeId(field.spec.id, [...kept, ...others]) } };
}

/** The screen as it stands, or its fingerprint taken anew. */
export function withScreen(draft: Draft, seen: SeenScreen): Draft {
  const known = screenAt(draft, seen);
  if (known !== null) {
    const screens = draft.screens.map((one) => (one.id === known.id ? { ...one, region: seen.region, controls: seen.controls } : one));
    return { ...draft, screens };
  }
  const id = freeId(slug(seen.title, 'screen'), [...draft.screens.map((one) => one.id), draft.review?.id ?? '']);
  return { ...draft, screens: [...draft.screens, { ...seen, id, fields: [] }] };
}

/** The page that shows everything once more before the submit: it has no fields of its own. */
export function withReview(draft: Draft, seen: SeenScreen): Draft {
  const screens = draft.screens.filter((one) => !isSame(one.recognise, seen.recognise));
  const id = freeId(
    slug(seen.title, 'review'),
    screens.map((one) => one.id),
  );
  return { ...draft, screens, review: { ...seen, id, said: draft.review?.said ?? {} } };
}

export function withoutField(draft: Draft, id: string): Draft {
  return {
    ...draft,
    screens: draft.screens.map((one) => ({ ...one, fields: one.fields.filter(({ spec }) => spec.id !== id) })),
  };
}

/** A request is named. The same one named anew takes the place of what was said before. */
export function withRequest(draft: Draft, request: DraftedRequest, control: Locator | null): Draft {
  const others = draft.requests.filter((one) => !isSameRequest(one, request));
  const before = draft.requests.find((one) => isSameRequest(one, request) && one.kind === request.kind);
  const named = { ...draft, requests: [...others, before === undefined ? request : againNamed(request, before)] };
  const key = controlKey(request);
  return control === null || key === null || isControlOf(draft, request, control)
    ? named
    : { ...named, controls: { ...draft.controls, [key]: [...draft.controls[key], control] } };
}

/** What was said of its names stays said; what it sent otherwise this time is nothing that it sends each time. */
function againNamed(request: DraftedRequest, before: DraftedRequest): DraftedRequest {
  const plain = Object.entries(request.plain).filter(([name, value]) => before.plain[name] === value);
  return { ...request, plain: Object.fromEntries(plain), mapped: { ...before.mapped, ...request.mapped } };
}

/** Under what the controls are kept that lead to this; null where none is. */
function controlKey({ kind, exit }: DraftedRequest): keyof Profile['controls'] | null {
  if (kind === 'free') return null;
  return kind === 'exit' ? exit : kind;
}

/** Whether a press of this control is known to lead to that request, or need not be. */
export function isControlOf(draft: Draft, request: DraftedRequest, control: Locator): boolean {
  const key = controlKey(request);
  return key === null || draft.controls[key].some((one) => isSame(one, control));
}

/** Parts of a draft are data that was put together here in one order: what is written alike is the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Two requests that no profile could tell apart. */
export function isSameRequest(a: DraftedRequest, b: DraftedRequest): boolean {
  return a.origin === b.origin && a.method === b.method && a.url === b.url && a.query === b.query && isSame(a.bodyKey, b.bodyKey);
}

export function slug(text: string, otherwise: string): string {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words === '' ? otherwise : words.slice(0, 60);
}

function freeId(wanted: string, taken: readonly string[]): string {
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? wanted : `${wanted}-${at}`;
    if (!taken.includes(id)) return id;
  }
}
