import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { Profile, RequestClass, RequestKind } from '../core/profile/profile.ts';
import { SAFE_METHODS } from '../core/profile/safe-methods.ts';
import type { GateOpening } from '../ports/device.ts';

type Rule = DeclarativeNetRequest.Rule;
/** What of a profile says what is closed: a console that is only being described has no more than that. */
export type Closing = Pick<Profile, 'where' | 'requests'>;

/** Excluding one harmless type is how a rule comes to include the main frame as well. */
const ALL_TYPES: DeclarativeNetRequest.ResourceType[] = ['stylesheet'];

const NAVIGATIONS: DeclarativeNetRequest.ResourceType[] = ['main_frame', 'sub_frame'];

const PRIORITY = { closed: 1, free: 2, window: 10, release: 20, stamp: 21, override: 30 } as const;
/** Each profile has its own range of rule ids, and in it each origin and each free class. */
const IDS = { perProfile: 10_000, perOrigin: 10, firstFree: 5_000, telling: 9_999 } as const;

/** A read request that a console may take for another one by such a header arrives without it. */
const OVERRIDING_HEADERS = ['x-http-method-override', 'x-http-method', 'x-method-override'];
/** The same in a query, as frameworks spell it. */
const OVERRIDING_QUERY = '\\?([^#]*&)?(_|%5f)method=';

/**
 * The base rules of all that is closed, each with its own, and last those of a console that is being described. What one calls free
 * is open only where every other profile of that origin calls it free as well: else one that may not release would open the commit of
 * one that may. Somebody who only describes takes nothing away from a profile.
 */
export function allBaseRules(
  profiles: readonly Closing[],
  described: Closing | null,
  transports: readonly DeclarativeNetRequest.ResourceType[],
): readonly (readonly Rule[])[] {
  return [...profiles, ...(described === null ? [] : [described])].map((profile, index) => {
    const others = profiles.filter((other) => other !== profile);
    const requests = profile.requests.filter((spec) => spec.class !== 'free' || others.every((other) => isFreeThere(spec, other)));
    return baseRules({ ...profile, requests }, index, transports);
  });
}

function isFreeThere(spec: RequestClass, { where, requests }: Closing): boolean {
  if (![...where.pageOrigins, ...where.apiOrigins].includes(spec.origin)) return true;
  const said = JSON.stringify(conditionOf(spec));
  return requests.some((one) => one.class === 'free' && JSON.stringify(conditionOf(one)) === said);
}

/**
 * The base: closed for everything that may change something and for sockets; open only for what the profile calls free.
 * `transports`: what this browser calls connections beside WebSocket that have no method.
 */
export function baseRules(profile: Closing, index: number, transports: readonly DeclarativeNetRequest.ResourceType[]): readonly Rule[] {
  const first = 1 + index * IDS.perProfile;
  const origins = [...new Set([...profile.where.pageOrigins, ...profile.where.apiOrigins])];
  const closed = origins.flatMap((origin, at) => closing(origin, first + at * IDS.perOrigin, transports));
  const free = profile.requests
    .filter((one) => one.class === 'free')
    .map(
      (spec, at): Rule => ({
        id: first + IDS.firstFree + at,
        priority: PRIORITY.free,
        action: { type: 'allow' },
        condition: conditionOf(spec),
      }),
    );
  return [...closed, ...free];
}

function closing(origin: string, firstId: number, transports: readonly DeclarativeNetRequest.ResourceType[]): readonly Rule[] {
  const blocked: readonly Rule['condition'][] = [
    {
      regexFilter: everySpellingOf(origin),
      excludedRequestMethods: SAFE_METHODS.map((one) => one.toLowerCase()),
      excludedResourceTypes: ALL_TYPES,
    },
    // Chromium compares the address of the socket, Firefox that of the request which opens it.
    { regexFilter: everySpellingOf(origin, (scheme) => `(${scheme}|${scheme.replace('http', 'ws')})`), resourceTypes: ['websocket'] },
    { regexFilter: `${everySpellingOf(origin)}[^?#]*${OVERRIDING_QUERY}`, excludedResourceTypes: ALL_TYPES },
    ...(transports.length === 0
      ? []
      : [{ regexFilter: everySpellingOf(origin.replace(/^http:/, 'https:')), resourceTypes: [...transports] }]),
  ];
  const rules = blocked.map(
    (condition, at): Rule => ({ id: firstId + at, priority: PRIORITY.closed, action: { type: 'block' }, condition }),
  );
  return [
    ...rules,
    {
      id: firstId + blocked.length,
      priority: PRIORITY.override,
      action: { type: 'modifyHeaders', requestHeaders: OVERRIDING_HEADERS.map((header) => ({ header, operation: 'remove' as const })) },
      condition: { regexFilter: everySpellingOf(origin), excludedResourceTypes: ALL_TYPES },
    },
  ];
}

/**
 * The beginning of every address that leads to an origin. Before the host there may be a user, and behind it the dot of the root
 * (RFC 3986, 3.2.1; RFC 1034, 3.1): to a browser it is another address or another origin, to the server the same.
 */
function everySpellingOf(origin: string, asked: (scheme: string) => string = (scheme) => scheme): string {
  const [, scheme = '', host = '', port = ''] = /^([a-z]+):\/\/(.+?)(:\d+)?$/.exec(origin) ?? [];
  return `^${asked(scheme)}://([^/?#]*@)?${escapeRegex(host)}\\.?${port}/`;
}

/** The closed rules that nobody asks for any more, numbered behind the others. */
export function stillClosed(there: readonly Rule[], wanted: readonly Rule[], index: number): readonly Rule[] {
  const what = ({ condition }: Rule) => JSON.stringify([condition.regexFilter, condition.resourceTypes ?? []]);
  const closed = there.filter(({ action }) => action.type === 'block');
  return closed
    .filter((rule) => !wanted.some((one) => what(one) === what(rule)))
    .map((rule, at) => ({ ...rule, id: 1 + index * IDS.perProfile + at }));
}

/** One class, for one tab, for a blink. Session rules: only they know tabs, and they vanish with the browser. */
export function windowRules(profile: Closing, kind: RequestKind, tabId: number, firstId: number): readonly Rule[] {
  return profile.requests
    .filter((one) => one.class === kind)
    .map(
      (spec, at): Rule => ({
        id: firstId + at,
        priority: PRIORITY.window,
        action: { type: 'allow' },
        condition: { ...sentAs(spec), ...byOwnPages(profile), tabIds: tabsOf(profile, tabId) },
      }),
    );
}

/** The release: the commit's URL and method from one tab, stamped so that a console which keeps the key grants once. */
export function releaseRules(profile: Profile, opening: GateOpening, firstId: number): readonly Rule[] {
  return profile.requests
    .filter((one) => one.class === 'commit')
    .flatMap((spec, at): Rule[] => {
      const condition = { ...sentAs(spec), ...byOwnPages(profile), ...tabsFor(spec, profile, opening) };
      const key = { header: 'Idempotency-Key', operation: 'set' as const, value: opening.idempotencyKey };
      return [
        { id: firstId + at * 2, priority: PRIORITY.release, action: { type: 'allow' }, condition },
        { id: firstId + at * 2 + 1, priority: PRIORITY.stamp, action: { type: 'modifyHeaders', requestHeaders: [key] }, condition },
      ];
    });
}

/** Which tab a new one will be is not known before it is there: it is none of those that are there now. */
function tabsFor(spec: RequestClass, profile: Profile, { tabId, tabsThere }: GateOpening): Rule['condition'] {
  if (spec.opens !== 'new-tab') return { tabIds: tabsOf(profile, tabId) };
  return { excludedTabIds: [...(tabsThere ?? [])], resourceTypes: ['main_frame'] };
}

/**
 * An opening is for what the console's own pages send. A frame of another site stands in the same tab, its service worker in
 * none, and of what either sends the browser tells nobody who was not given that site.
 */
function byOwnPages({ where }: Closing): Rule['condition'] {
  return { initiatorDomains: [...new Set(where.pageOrigins.map((origin) => new URL(origin).hostname))] };
}

/** A request in the one way that the console's pages send it: a page that sends it another way as well is stopped. */
function sentAs(spec: RequestClass): Rule['condition'] {
  const condition = conditionOf(spec);
  if (spec.by === 'script') return { ...condition, excludedResourceTypes: [...(condition.excludedResourceTypes ?? []), ...NAVIGATIONS] };
  if (spec.by !== 'navigation') return condition;
  const { excludedResourceTypes: _, ...rest } = condition;
  return { ...rest, resourceTypes: NAVIGATIONS };
}

/** A page's service worker sends for no tab at all, which the browser calls -1. */
function tabsOf(profile: Closing, tabId: number): number[] {
  return profile.where.hasServiceWorker ? [tabId, -1] : [tabId];
}

/** The exact origin, path and methods; `{id}` is one segment. What is said of the query is the whole of it; else any may follow. */
function conditionOf(spec: RequestClass): Rule['condition'] {
  const path = spec.url
    .split('/')
    .map((part) => (part === '{id}' ? '[^/?#]+' : escapeRegex(part)))
    .join('/');
  const query = typeof spec.query === 'string' ? escapeRegex(spec.query === '' ? '' : `?${spec.query}`) : '(\\?[^#]*)?';
  return {
    regexFilter: `^${escapeRegex(spec.origin)}${path}${query}(#.*)?$`,
    isUrlFilterCaseSensitive: true,
    requestMethods: spec.methods.map((one) => one.toLowerCase()),
    // A socket is opened by GET; no class of request is a socket.
    excludedResourceTypes: [...ALL_TYPES, 'websocket'],
  };
}

/**
 * The pages of a console that is being described tell of each socket that they open, by a policy that only reports (CSP 3): a
 * browser lets an extension hear of a socket by itself only with access to the socket's scheme, which is asked of nobody.
 */
export function tellingRule(described: Closing, index: number): Rule {
  const origins = described.where.pageOrigins.map((origin) => everySpellingOf(origin).slice(1));
  return {
    id: 1 + index * IDS.perProfile + IDS.telling,
    priority: PRIORITY.override,
    action: {
      type: 'modifyHeaders',
      responseHeaders: [
        { header: 'Content-Security-Policy-Report-Only', operation: 'append', value: 'connect-src http: https: blob: data:' },
      ],
    },
    condition: { regexFilter: `^(${origins.join('|')})`, resourceTypes: NAVIGATIONS },
  };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
