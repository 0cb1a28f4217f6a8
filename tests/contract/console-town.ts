import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { FaultName } from '../range/consoles/faults.ts';
import { type Consoles, startConsoles } from '../range/consoles/start.ts';
import { choosePlaces, type Place, type Places } from '../range/places.ts';
import { freshWorld } from '../range/reset.ts';
import { openWorld, type World, type WorldDraft } from '../range/world.ts';

/** The consoles alone, on a world of their own, fresh before each test of the file that opens them. */
export function openConsoleTown() {
  let world: World;
  let places: Places;
  let consoles: Consoles;
  beforeAll(async () => {
    world = openWorld({ seed: fresh });
    places = await choosePlaces(0);
    consoles = await startConsoles({ world, places });
  });
  afterAll(async () => {
    await consoles.stop();
    world.close();
  });
  beforeEach(() => {
    world.replace(fresh());
    consoles.reset();
  });
  const patch = (path: string, value: unknown): void => world.patch([{ op: 'replace', path, value }]);
  return {
    world: () => world,
    places: () => places,
    oracle: () => consoles.oracle(),
    visitorAt: (name: keyof Places) => visitor(places[name]),
    patch,
    /** These faults and no others. */
    turnOn: (...faults: readonly FaultName[]) => patch('/console/faults', [...faults]),
  };
}

/** The end of the window on the console's clock, and as an instant. */
export const ENDS_LOCAL = '2026-11-23T08:00';
export const ENDS = '2026-11-23T07:00:00Z';
export const OBJECT_ID = '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77';

/** What the six screens are sent in a good walk, in the order of the walk. */
export const GOOD: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  tenant: [
    ['tenant_id', 'tnt_7Q2K94'],
    ['administrator_id', OBJECT_ID],
    ['administrator_email', 'admin-77@northwind.example'],
  ],
  incident: [['incident', 'INC-20931']],
  scope: [['scope[]', 'tenant.admin.restore']],
  expiration: [['expires_at', ENDS_LOCAL]],
  evidence: [
    ['approvals', 'APR-301\r\nAPR-302\r\nAPR-303'],
    ['assurance', 'IDV-5521'],
  ],
  acknowledgement: [
    ['acknowledged', 'on'],
    ['note', ''],
  ],
};
/** The values of a good commit, as the consoles keep them. */
export const COMMITTED = {
  tenantId: 'tnt_7Q2K94',
  administratorId: OBJECT_ID,
  administratorEmail: 'admin-77@northwind.example',
  incident: 'INC-20931',
  scope: ['tenant.admin.restore'],
  includeChildren: false,
  expiresAt: ENDS,
  approvals: ['APR-301', 'APR-302', 'APR-303'],
  assurance: 'IDV-5521',
  acknowledged: true,
  note: '',
  justification: '',
  extendedRights: '',
};

/** The pairs of an urlencoded body. */
export type Pairs = readonly (readonly [string, string])[];

/** Somebody with a browser's cookie, but without a browser. */
function visitor({ port }: Place) {
  const origin = `http://127.0.0.1:${port}`;
  const statuses: number[] = [];
  let cookie = '';
  let policy = '';
  let csrf = '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, origin), { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    policy = response.headers.get('content-security-policy') ?? policy;
    statuses.push(response.status);
    return response;
  };
  const follow = async (response: Response): Promise<string> => {
    const next = response.headers.get('location');
    if (next !== null) return follow(await ask(next));
    const text = await response.text();
    csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? csrf;
    return text;
  };
  const send = (path: string, pairs: Pairs, headers: Record<string, string> = {}, signal: AbortSignal | null = null): Promise<Response> => {
    const body = new URLSearchParams([...pairs.map(([key, value]): [string, string] => [key, value])]);
    if (!body.has('csrf')) body.append('csrf', csrf);
    return ask(path, { method: 'POST', body, headers, signal });
  };
  return {
    statuses,
    policy: () => policy,
    get: async (path: string) => follow(await ask(path)),
    send,
    post: async (path: string, pairs: Pairs) => follow(await send(path, pairs)),
    press: async (action: string, pairs: Pairs) => follow(await send('/restore', [...pairs, ['action', action]])),
    json: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return (await ask(path, { method, ...sent, headers: { ...headers, 'Content-Type': 'application/json' } })).json();
    },
  };
}
/** See `visitor`. */
export type Visitor = ReturnType<typeof visitor>;

/** Fills screens with what belongs on them, and gives the page that comes then. */
export async function walk(
  visitor: Visitor,
  screens: readonly string[] = Object.keys(GOOD),
  other: Readonly<Record<string, Pairs>> = {},
): Promise<string> {
  let page = await visitor.get('/restore/new');
  for (const screen of screens) page = await visitor.press('next', [['screen', screen], ...(other[screen] ?? GOOD[screen] ?? [])]);
  return page;
}

/** Walks to the end and submits; gives the page that answers. */
export async function commitIn(visitor: Visitor, other: Readonly<Record<string, Pairs>> = {}): Promise<string> {
  return visitor.press('submit', hiddenIn(await walk(visitor, Object.keys(GOOD), other)));
}

/** What the submit button of a review page sends. */
export function commitBody(review: string): Pairs {
  return [...hiddenIn(review), ['action', 'submit']];
}

/** The same walk through the API; gives the body that a commit would send. */
export async function stepThrough(visitor: Visitor): Promise<unknown> {
  const steps = {
    tenant: { tenantId: COMMITTED.tenantId, administratorId: OBJECT_ID, administratorEmail: COMMITTED.administratorEmail },
    incident: { incident: COMMITTED.incident },
    scope: { scope: COMMITTED.scope, includeChildren: false },
    expiration: { expiresAt: ENDS_LOCAL },
    evidence: { approvals: COMMITTED.approvals.join('\n'), assurance: COMMITTED.assurance },
    acknowledgement: { acknowledged: true, note: '' },
  };
  let draft: unknown = await visitor.json('GET', '/v1/draft/new');
  for (const [screen, values] of Object.entries(steps)) draft = await visitor.json('POST', '/v1/draft/steps', { screen, values });
  return typeof draft === 'object' && draft !== null ? Reflect.get(draft, 'commit') : null;
}

/** The words of a page's first heading. */
export function heading(page: string): string | undefined {
  return /<h1>([^<]*)<\/h1>/.exec(page)?.[1];
}

/** What stands at a test id; null where there is none. */
export function textOf(page: string, testId: string): string | null {
  return new RegExp(`data-testid="${testId}">([^<]*)<`).exec(page)?.[1] ?? null;
}

/** What the form of a page sends without being shown. */
export function hiddenIn(page: string): Pairs {
  return [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]);
}

/** Asks under a host name of one's own choice, which `fetch` does not let one do. */
export function statusWithHost({ port }: Place, host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const asked = request({ host: '127.0.0.1', port, path: '/restore/new', headers: { Host: host } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  asked.on('error', reject).end();
  return promise;
}

function fresh(): WorldDraft {
  return freshWorld({ nowMs: Date.parse('2026-11-23T03:02:30Z'), devices: {} });
}
