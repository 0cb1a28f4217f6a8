import { type Api, makeApi, type Refusal, refuse } from './api.ts';
import { textMember, withDefaults } from './lenient.ts';
import type { Places } from './places.ts';
import { resembles } from './resemblance.ts';
import type { Tokens } from './tokens.ts';
import type { Frozen, World, WorldDraft } from './world.ts';

/** Tenant master records, the incident timeline and identity assurance. */
export function records(options: Readonly<{ world: World; tokens: Tokens; places: Places }>): Api {
  const { world, tokens, places } = options;
  const systemOf = (path: string) => (path.startsWith('/v1/incidents') ? 'incident' : 'tenant');
  const api = makeApi({ world, tokens, place: places.records, systemOf });
  api.get('/v1/tenants', (c) => {
    const name = c.req.query('resembling');
    if (name === undefined || name === '') return refuse(c, { status: 400, code: 'malformed', detail: 'Say which name with resembling=.' });
    const alike = Object.entries(world.get().tenants).filter(([, tenant]) =>
      [tenant.name ?? '', ...(tenant.aliases ?? [])].some((one) => resembles(one, name)),
    );
    return c.json({ tenants: alike.map(([id, tenant]) => wireTenant(id, tenant)), complete: true });
  });
  api.get('/v1/tenants/:id', (c) => {
    const id = c.req.param('id');
    const tenant = own(world.get().tenants, id);
    return tenant === undefined ? refuse(c, missing('tenant', id)) : c.json(wireTenant(id, tenant));
  });
  api.get('/v1/incidents/:id', (c) => {
    const id = c.req.param('id');
    const incident = own(world.get().incidents, id);
    if (incident === undefined) return refuse(c, missing('incident', id));
    const { timeline, ...rest } = incident;
    return c.json({ ...withDefaults({ resolvedAt: null }, rest), id, timeline: (timeline ?? []).map(wireEvent) });
  });
  api.get('/v1/assurances/:ref', (c) => {
    const reference = c.req.param('ref');
    const assurance = own(world.get().assurances, reference);
    return assurance === undefined ? refuse(c, missing('identity check', reference)) : c.json({ ...assurance, reference });
  });
  return api;
}

function wireTenant(id: string, tenant: Frozen<WorldDraft['tenants'][string]>): Readonly<Record<string, unknown>> {
  return { ...withDefaults({ aliases: [], children: [], legalHold: false }, tenant), id };
}

function wireEvent(event: unknown): Readonly<{ at: string | null; state: string | null }> {
  return {
    at: textMember(event, 'at', 'time', 'timestamp'),
    state: typeof event === 'string' ? event : textMember(event, 'state', 'status', 'event', 'kind', 'type', 'to'),
  };
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function missing(what: string, id: string): Refusal {
  return { status: 404, code: 'not-found', detail: `There is no ${what} ${id}.` };
}
