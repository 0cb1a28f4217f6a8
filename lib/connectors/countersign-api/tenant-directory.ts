import type { Answer, TenantRecord } from '../../core/gate/sources.ts';
import type { CallOptions } from '../../ports/answer.ts';
import type { TenantDirectory } from '../../ports/records.ts';
import { tenantListSchema, tenantSchema } from '../../wire/countersign-api/records.ts';
import { type Api, answered, answeredList, ask, isAbsent, mapAnswer } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** The tenant master record behind the interface `countersign-api`. */
export function apiTenantDirectory(connection: Connection): TenantDirectory {
  const api = apiOf('tenant', connection);
  return {
    name: new URL(connection.baseUrl).host,
    read: async (tenantId, tenantName, options) => {
      const [found, named] = await Promise.all([readOne(api, tenantId, options), readNamed(api, tenantName, options)]);
      if (!found.isRead) return found;
      if (!named.isRead) return named;
      // Two answers make one: of the two clocks the one that is further off counts, and the slower answer says how long it took.
      const clock = Math.abs(found.skewMs) >= Math.abs(named.skewMs) ? found : named;
      return { ...clock, value: { found: found.value, named: named.value }, tookMs: Math.max(found.tookMs, named.tookMs) };
    },
  };
}

/** That there is no such tenant is an answer too, and the leg says so. */
async function readOne(api: Api, tenantId: string, options: CallOptions): Promise<Answer<TenantRecord | null>> {
  const said = await ask(api, { method: 'GET', path: ['v1', 'tenants', tenantId] }, options);
  if (isAbsent(said)) return { isRead: true, value: null, serverAtMs: said.serverAtMs, skewMs: said.skewMs, tookMs: said.tookMs };
  return answered(api, said, tenantSchema, ({ id }) => id === tenantId);
}

async function readNamed(api: Api, tenantName: string, options: CallOptions): Promise<Answer<readonly TenantRecord[]>> {
  const said = await ask(api, { method: 'GET', path: ['v1', 'tenants'], query: [['resembling', tenantName]] }, options);
  return mapAnswer(answeredList(api, said, tenantListSchema), ({ tenants }) => tenants);
}
