import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { Profile, RequestClass, RequestKind } from '../core/profile/profile.ts';
import type { GateOpening } from '../ports/device.ts';

type Rule = DeclarativeNetRequest.Rule;

/** Every method that may change something. GET, HEAD and OPTIONS stay open: no profile here commits by them. */
const UNSAFE_METHODS = ['post', 'put', 'patch', 'delete', 'other'];
/** Excluding one harmless type is how a rule comes to include the main frame as well. */
const ALL_TYPES: DeclarativeNetRequest.ResourceType[] = ['stylesheet'];

const NAVIGATIONS: DeclarativeNetRequest.ResourceType[] = ['main_frame', 'sub_frame'];

const PRIORITY = { closed: 1, free: 2, window: 10, release: 20, stamp: 21 } as const;
/** Each profile has its own range of rule ids. */
const IDS_PER_PROFILE = 100;

/** The base: closed for everything that may change something and for sockets; open only for what the profile calls free. */
export function baseRules(profile: Profile, index: number): readonly Rule[] {
  const first = 1 + index * IDS_PER_PROFILE;
  const origins = [...new Set([...profile.where.pageOrigins, ...profile.where.apiOrigins])];
  const closed = origins.flatMap((origin, at): Rule[] => [
    {
      id: first + at * 2,
      priority: PRIORITY.closed,
      action: { type: 'block' },
      condition: { urlFilter: `|${origin}/`, requestMethods: UNSAFE_METHODS, excludedResourceTypes: ALL_TYPES },
    },
    {
      id: first + at * 2 + 1,
      priority: PRIORITY.closed,
      action: { type: 'block' },
      condition: { urlFilter: `|${origin.replace(/^http/, 'ws')}/`, resourceTypes: ['websocket'] },
    },
  ]);
  const free = profile.requests
    .filter((one) => one.class === 'free')
    .map((spec, at): Rule => ({ id: first + 50 + at, priority: PRIORITY.free, action: { type: 'allow' }, condition: conditionOf(spec) }));
  return [...closed, ...free];
}

/** One class, for one tab, for a blink. Session rules: only they know tabs, and they vanish with the browser. */
export function windowRules(profile: Profile, kind: RequestKind, tabId: number, firstId: number): readonly Rule[] {
  return profile.requests
    .filter((one) => one.class === kind)
    .map(
      (spec, at): Rule => ({
        id: firstId + at,
        priority: PRIORITY.window,
        action: { type: 'allow' },
        condition: { ...conditionOf(spec), tabIds: tabsOf(profile, tabId) },
      }),
    );
}

/** The release: the commit's URL and method from one tab, stamped so that a console which keeps the key grants once. */
export function releaseRules(profile: Profile, opening: GateOpening, firstId: number): readonly Rule[] {
  const tabIds = tabsOf(profile, opening.tabId);
  return profile.requests
    .filter((one) => one.class === 'commit')
    .flatMap((spec, at): Rule[] => [
      { id: firstId + at * 2, priority: PRIORITY.release, action: { type: 'allow' }, condition: { ...releasedBy(spec), tabIds } },
      {
        id: firstId + at * 2 + 1,
        priority: PRIORITY.stamp,
        action: { type: 'modifyHeaders', requestHeaders: [{ header: 'Idempotency-Key', operation: 'set', value: opening.idempotencyKey }] },
        condition: { ...releasedBy(spec), tabIds },
      },
    ]);
}

/** The commit in the one way that the console's pages send it: a page that sends it another way as well is stopped. */
function releasedBy(spec: RequestClass): Rule['condition'] {
  const condition = conditionOf(spec);
  if (spec.by === 'script') return { ...condition, excludedResourceTypes: [...ALL_TYPES, ...NAVIGATIONS] };
  if (spec.by !== 'navigation') return condition;
  const { excludedResourceTypes: _, ...rest } = condition;
  return { ...rest, resourceTypes: NAVIGATIONS };
}

/** A page's service worker sends for no tab at all, which the browser calls -1. */
function tabsOf(profile: Profile, tabId: number): number[] {
  return profile.where.hasServiceWorker ? [tabId, -1] : [tabId];
}

/** The exact origin, path and methods; `{id}` is one segment. A query or fragment may follow. */
function conditionOf(spec: RequestClass): Rule['condition'] {
  const path = spec.url
    .split('/')
    .map((part) => (part === '{id}' ? '[^/?#]+' : escapeRegex(part)))
    .join('/');
  return {
    regexFilter: `^${escapeRegex(spec.origin)}${path}([?#].*)?$`,
    isUrlFilterCaseSensitive: true,
    requestMethods: spec.methods.map((one) => one.toLowerCase()),
    excludedResourceTypes: ALL_TYPES,
  };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
