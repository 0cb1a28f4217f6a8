import { type Draft, type DraftedField, type DraftedRequest, fieldsOf } from './draft.ts';
import { noticesOf } from './notice.ts';
import {
  type BodyPlace,
  type BodySpec,
  type ControlSpec,
  type ExitSpec,
  type Localised,
  namesAt,
  type Profile,
  type Recognise,
  type RequestClass,
} from './profile.ts';
import { isSaid } from './words.ts';

const WAIT_MS = 30_000;
const READ_BACK_MS = 60_000;
const REVOKE_MS = 30_000;

/** The profile that a draft comes to. Whether it can be used is the parser's to say; what is not known yet is left open. */
export function profileOf(draft: Draft): Profile {
  const { confirmation, review } = draft;
  const origin = new URL(draft.startUrl).origin;
  return {
    format: 1,
    id: draft.id,
    version: draft.version,
    name: draft.name,
    where: {
      startUrl: draft.startUrl,
      pageOrigins: [origin],
      apiOrigins: draft.apiOrigins,
      hasServiceWorker: draft.hasServiceWorker === true,
      locales: languagesOf(draft),
    },
    // What only asks passes anyway: a profile speaks of what may change something.
    requests: draft.requests.filter(({ method }) => method !== 'GET').map((one) => requestOf(one, draft)),
    controls: draft.controls,
    context: draft.context,
    screens: draft.screens.map(({ fields, controls, ...screen }) => ({
      ...screen,
      controls: controls.map((one) => withoutMoved(one, fields)),
      fields: fields.map(({ spec }) => spec),
      isCheckpoint: true,
    })),
    review: review === null ? null : withSaid(review),
    ...noticesOf(draft),
    confirmation: {
      success: {
        recognise: knownBy(confirmation),
        reference: confirmation.reference ?? { css: ':not(*)' },
        fields: confirmation.said,
      },
      failure:
        confirmation.failureWords === null
          ? null
          : { recognise: { locator: { role: 'alert', nameHas: said(draft, confirmation.failureWords) } } },
      pending: confirmation.pendingWords == null ? null : { recognise: { heading: said(draft, confirmation.pendingWords) } },
      waitMs: WAIT_MS,
      readBackMs: READ_BACK_MS,
    },
    exits: { draft: exitOf(draft, 'draft'), abandon: exitOf(draft, 'abandon') },
    revoke: { url: draft.revokePath ?? '', typicalMs: REVOKE_MS },
  };
}

/** The languages that its pages were seen in: a date in words is read by them. */
function languagesOf({ screens, language }: Draft): readonly string[] {
  const seen = screens.flatMap(({ recognise, controls }) => [recognise.heading ?? {}, ...controls.map(({ name }) => name)]);
  const languages = [...new Set(seen.flatMap((one) => Object.keys(one)))];
  return languages.length === 0 ? [language] : languages;
}

function knownBy({ recognise, reference, isByReference }: Draft['confirmation']): Recognise {
  return isByReference && reference !== null ? { locator: reference } : (recognise ?? {});
}

/**
 * What stands in the boxes of a transfer list is what was entered, and no part of how the screen is built; nor is a choice of one, nor
 * a list of whom or which: each tenant has its own people, and which of them is right the packet says.
 */
function withoutMoved(control: ControlSpec, fields: readonly DraftedField[]): ControlSpec {
  const { role, options } = control;
  const isBox =
    role === 'listbox' && fields.some(({ spec }) => spec.kind === 'transfer' && options.every((one) => spec.options.includes(one)));
  const isOfWhom =
    LISTS.has(role) && fields.some(({ spec }) => 'packet' in spec.approved && spec.compare !== 'set' && isSaid(control.name, spec.label));
  return isBox || isOfWhom || (role === 'combobox' && options.length === 1) ? { ...control, options: [] } : control;
}

const LISTS: ReadonlySet<string> = new Set(['combobox', 'listbox']);

function said({ language }: Draft, text: string): Localised {
  return { [language]: text };
}

function withSaid({ said: fields, ...screen }: NonNullable<Draft['review']>): NonNullable<Profile['review']> {
  return { ...screen, fields };
}

const EXIT_SAYS = {
  draft: { safe: 'Keeps what was entered. Nothing is granted.', unsafe: 'It is not known to be without effect.' },
  abandon: { safe: 'Throws away what was entered. Nothing is granted.', unsafe: 'It is not known to be without effect.' },
} as const;

function exitOf(draft: Draft, kind: 'draft' | 'abandon'): ExitSpec | null {
  const exit = draft.exits[kind];
  return exit === null ? null : { isSafe: exit.isSafe, says: exit.isSafe ? EXIT_SAYS[kind].safe : EXIT_SAYS[kind].unsafe };
}

function requestOf(request: DraftedRequest, draft: Draft): RequestClass {
  return {
    class: request.kind,
    origin: request.origin,
    methods: [request.method],
    url: request.url,
    ...(request.query === null ? {} : { query: request.query }),
    bodyKey: keyOf(request, draft),
    body: request.kind === 'free' || request.kind === 'revoke' ? null : bodyOf(request, draft),
    exit: request.exit,
    by: request.by ?? null,
    ...(request.opens == null ? {} : { opens: request.opens }),
  };
}

/** What tells it from others, and what it sends each time beside the fields. */
function keyOf(request: DraftedRequest, draft: Draft): RequestClass['bodyKey'] {
  const key = { ...request.bodyKey, ...plainOf(request, draft) };
  return Object.keys(key).length === 0 ? null : key;
}

/** What a commit sends each time; what carries a field is no part of it. */
export function plainOf(request: DraftedRequest, draft: Draft): Readonly<Record<string, string>> {
  const mapped = Object.values(mappingOf(request, draft)).flatMap(namesAt);
  return Object.fromEntries(Object.entries(request.plain).filter(([name]) => !mapped.includes(name)));
}

/** What the steps and the submit send, that nothing holds to anything, and of which no person has said that it may change. */
export function unwatchedIn(draft: Draft): readonly string[] {
  const said = draft.mayChange ?? [];
  const names = draft.requests.flatMap((request) => {
    if (request.kind !== 'commit' && request.kind !== 'step') return [];
    const carrying = Object.values(mappingOf(request, draft)).flatMap(namesAt);
    const watched = [...carrying, ...Object.keys(keyOf(request, draft) ?? {}), ...said];
    return request.names.filter((name) => !watched.includes(name));
  });
  return [...new Set(names)];
}

/** How a request's body maps back: what a person said, else the name under which the field's own form sends it. */
function bodyOf(request: DraftedRequest, draft: Draft): BodySpec | null {
  const { encoding } = request;
  if (encoding === null) return null;
  const alike = draft.requests.filter((one) => one.encoding === encoding && one.kind !== 'free' && one.kind !== 'revoke');
  const names = [...new Set(alike.flatMap((one) => one.names))];
  const fields = mappingOf(request, draft);
  const mapped = new Set(Object.values(fields).flatMap(namesAt));
  return { encoding, fields, others: names.filter((name) => !mapped.has(name)) };
}

/** Field id -> where it stands in the body, as far as it is known. */
export function mappingOf(request: DraftedRequest, draft: Draft): Readonly<Record<string, BodyPlace>> {
  const commit = draft.requests.find((one) => one.kind === 'commit' && one.encoding === request.encoding);
  const entries = fieldsOf(draft).flatMap((field) => {
    const { id } = field.spec;
    const place = request.mapped[id] ?? commit?.mapped[id] ?? placeOf(field, (commit ?? request).names);
    return place === null ? [] : [[id, place] as const];
  });
  return Object.fromEntries(entries);
}

/** Where a body with these names holds a field; null where it does not, or not all parts of it. */
function placeOf({ spec, sentAs, parts }: DraftedField, names: readonly string[]): BodyPlace | null {
  const nameIn = (sent: readonly string[]) => sent.find((one) => names.includes(one)) ?? null;
  // A page marks what is in such a box as it sends it, which a press that is stopped does not come to.
  if (spec.kind === 'transfer') return nameIn(sentAs) ?? sentAs[0] ?? null;
  if (parts === undefined) return nameIn(sentAs);
  const found = Object.entries(parts).map(([part, sent]) => [part, nameIn(sent)] as const);
  return found.some(([, name]) => name === null) ? null : Object.fromEntries(found.map(([part, name]) => [part, name ?? '']));
}

/** Fields that nothing in the commit is known to carry. */
export function unmappedIn(request: DraftedRequest, draft: Draft): readonly string[] {
  const known = mappingOf(request, draft);
  return fieldsOf(draft).flatMap(({ spec }) => (known[spec.id] === undefined ? [spec.id] : []));
}
