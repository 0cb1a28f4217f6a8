import { saysEndless } from '../compare/end-time.ts';
import { isZone } from '../compare/zone.ts';
import type { PacketPath } from '../packet/packet.ts';
import type { CompareKind, FieldSpec, Profile, RequestClass } from './profile.ts';
import { isOneAddress } from './request-address.ts';
import { fold, wordsOf } from './words.ts';

/** Something in a profile that its shape allows and its meaning does not. `path` leads to it. */
export type Inconsistency = Readonly<{ path: readonly (string | number)[]; because: string }>;

/** How each part of the packet must be compared, whatever a profile says. */
const COMPARED: Readonly<Record<PacketPath, readonly [CompareKind]>> = {
  'tenant.id': ['identifier'],
  'tenant.name': ['name'],
  'administrator.subject': ['identifier'],
  'administrator.objectId': ['identifier'],
  'administrator.email': ['email'],
  'assurance.reference': ['identifier'],
  scope: ['set'],
  'window.start': ['instant'],
  'window.end': ['instant'],
  'incident.id': ['identifier'],
  approvalEvidence: ['references'],
};

/** What a field that holds this part of the packet is compared as. */
export function comparedAs(path: PacketPath): CompareKind {
  return COMPARED[path][0];
}

/** Without these a console cannot be held to a packet at all. */
const DEMANDED: readonly PacketPath[] = ['scope', 'window.end'];

/** Everything about a profile that contradicts itself. Empty = it can be used. */
export function inconsistencies(profile: Profile): readonly Inconsistency[] {
  return [...ofOrigins(profile), ...ofScreens(profile), ...ofRequests(profile), ...ofOtherPages(profile)];
}

function ofOrigins({ where }: Profile): readonly Inconsistency[] {
  const found: Inconsistency[] = [];
  const origin = URL.parse(where.startUrl)?.origin;
  if (origin === undefined || !where.pageOrigins.includes(origin)) {
    found.push({ path: ['where', 'startUrl'], because: 'it is on none of the page origins' });
  }
  for (const name of ['pageOrigins', 'apiOrigins'] as const) {
    where[name].forEach((one, at) => {
      if (URL.parse(one)?.origin !== one) found.push({ path: ['where', name, at], because: 'it is not an origin' });
      else if (!isSecure(one)) found.push({ path: ['where', name, at], because: 'it is not served by https' });
    });
  }
  return found;
}

/** Plain HTTP can be read and changed on its way; only this very machine needs no TLS (W3C Secure Contexts, 3.1). */
function isSecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/** Chromium tells of such a form its bytes without those of the file; Firefox the name of the file, which any other may have. */
const FILE_UNSEEN =
  'it is a file, and the browser does not show which file a form sends: name the evidence by its reference, in a field of text';

function ofRequests(profile: Profile): readonly Inconsistency[] {
  const { requests, where } = profile;
  const origins = [...where.pageOrigins, ...where.apiOrigins];
  const all = profile.screens.flatMap((screen) => screen.fields);
  const fields = all.map((field) => field.id);
  const files = all.flatMap((field) => (field.kind === 'file' ? [field.id] : []));
  const found = requests.flatMap((one, at) => {
    const wrong: Inconsistency[] = [];
    if (!origins.includes(one.origin)) wrong.push({ path: ['requests', at, 'origin'], because: 'it is none of the console’s origins' });
    if ((one.class === 'exit') !== (one.exit !== null))
      wrong.push({ path: ['requests', at, 'exit'], because: 'only an exit has a kind of exit' });
    for (const field of Object.keys(one.body?.fields ?? {})) {
      const path = ['requests', at, 'body', 'fields', field];
      if (!fields.includes(field)) wrong.push({ path, because: 'no screen has this field' });
      else if (one.body?.encoding === 'urlencoded' && files.includes(field)) wrong.push({ path, because: FILE_UNSEEN });
    }
    if (one.opens === 'new-tab' && (one.class !== 'commit' || one.by !== 'navigation'))
      wrong.push({ path: ['requests', at, 'opens'], because: 'only a commit that a form sends (by: navigation) opens a tab' });
    if (one.class === 'commit') wrong.push(...ofCommit(one, at, fields));
    if (requests.some((other, index) => index < at && isSameRequest(one, other))) {
      wrong.push({ path: ['requests', at], because: 'another class cannot be told apart from it' });
    }
    return wrong;
  });
  const hasCommit = requests.some((one) => one.class === 'commit');
  return hasCommit ? found : [...found, { path: ['requests'], because: 'no request is the commit' }];
}

/** What a commit sends must be known whole, or the wire proves nothing. */
function ofCommit(commit: RequestClass, at: number, fields: readonly string[]): readonly Inconsistency[] {
  if (commit.methods.some((method) => method === 'GET' || method === 'HEAD')) {
    return [{ path: ['requests', at, 'methods'], because: 'a commit that only reads cannot be guarded' }];
  }
  const { body } = commit;
  if (body === null) return [{ path: ['requests', at, 'body'], because: 'the body of the commit must be mapped' }];
  const missing = fields.filter((field) => body.fields[field] === undefined);
  return missing.map((field) => ({ path: ['requests', at, 'body', 'fields'], because: `it says nothing of ${field}` }));
}

/** Whether one request could be both. What is alike and the same kind may overlap: it is let through, or held, either way. */
function isSameRequest(a: RequestClass, b: RequestClass): boolean {
  const isOneKind = a.class === b.class && a.exit === b.exit && a.class !== 'commit';
  if (!isOneAddress(a, b) || (isOneKind && a.url !== b.url)) return false;
  const [one, other] = [a.bodyKey ?? {}, b.bodyKey ?? {}];
  const shared = Object.keys(one).filter((key) => Object.hasOwn(other, key));
  return !shared.some((key) => one[key] !== other[key]);
}

function ofScreens(profile: Profile): readonly Inconsistency[] {
  const screenIds: string[] = profile.review === null ? [] : [profile.review.id];
  const fieldIds: string[] = [];
  const found: Inconsistency[] = [];
  profile.screens.forEach((screen, at) => {
    if (screenIds.includes(screen.id)) found.push({ path: ['screens', at, 'id'], because: 'another screen has this id' });
    screenIds.push(screen.id);
    screen.fields.forEach((field, index) => {
      const path = ['screens', at, 'fields', index];
      if (fieldIds.includes(field.id)) found.push({ path: [...path, 'id'], because: 'another field has this id' });
      fieldIds.push(field.id);
      found.push(...ofField(field, path));
    });
  });
  const paths = profile.screens.flatMap((screen) =>
    screen.fields.flatMap((field) => ('packet' in field.approved ? [field.approved.packet] : [])),
  );
  const missing = DEMANDED.filter((path) => !paths.includes(path)).map((path) => `no field holds ${path}`);
  if (!paths.includes('tenant.id') && profile.context.tenant === null) missing.push('neither a field nor the header names the tenant');
  return [...found, ...missing.map((because) => ({ path: ['screens'], because }))];
}

function ofField(field: FieldSpec, path: readonly (string | number)[]): readonly Inconsistency[] {
  const found: Inconsistency[] = [];
  const wanted: readonly CompareKind[] = 'packet' in field.approved ? COMPARED[field.approved.packet] : ['constant'];
  if (!wanted.includes(field.compare)) found.push({ path: [...path, 'compare'], because: `it must be compared as ${wanted.join(' or ')}` });
  if (field.compare === 'instant' && field.zone === null)
    found.push({ path: [...path, 'zone'], because: 'a time without a zone is no instant' });
  // A time in it could never be read: better told here than before a form that is filled in.
  if (field.zone !== null && 'fixed' in field.zone && !isZone(field.zone.fixed))
    found.push({ path: [...path, 'zone', 'fixed'], because: 'no time zone has this as its whole name, such as Europe/Berlin' });
  if (field.compare === 'set' && field.options.length === 0)
    found.push({ path: [...path, 'options'], because: 'the choices of a scope must be listed' });
  const choices = [...field.options, ...Object.values(field.labels ?? {}).flatMap(wordsOf)].map(fold);
  const isAnswer = (word: string) => choices.includes(word) || (field.compare === 'instant' && saysEndless(word));
  if (wordsOf(field.prompt ?? {}).some(isAnswer)) found.push({ path: [...path, 'prompt'], because: 'it is one of the choices' });
  return found;
}

function ofOtherPages(profile: Profile): readonly Inconsistency[] {
  const known = profile.screens.flatMap((screen) => screen.fields.map((field) => field.id));
  const review = Object.keys(profile.review?.fields ?? {}).map((field) => ({ path: ['review', 'fields', field], field }));
  const confirmed = Object.keys(profile.confirmation.success.fields).map((field) => ({
    path: ['confirmation', 'success', 'fields', field],
    field,
  }));
  const unknown = [...review, ...confirmed].filter(({ field }) => !known.includes(field));
  const found: Inconsistency[] = unknown.map(({ path }) => ({ path, because: 'no screen has this field' }));
  if (confirmed.length === 0)
    found.push({ path: ['confirmation', 'success', 'fields'], because: 'a confirmation that repeats nothing confirms nothing' });
  const yes = JSON.stringify(profile.confirmation.success.recognise);
  const alike = [...profile.screens, ...(profile.review === null ? [] : [profile.review])].find(
    ({ recognise }) => JSON.stringify(recognise) === yes,
  );
  if (alike !== undefined)
    found.push({ path: ['confirmation', 'success', 'recognise'], because: `the screen “${alike.title}” is recognised by the same` });
  return found;
}
