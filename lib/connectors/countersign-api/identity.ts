import { reason } from '../../core/reason.ts';
import type { Identity } from '../../ports/records.ts';
import { assuranceSchema } from '../../wire/countersign-api/records.ts';
import { answered, ask, isAbsent } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/**
 * The evidence of identity checks behind the interface `countersign-api`. Where the tenant directory serves it too, the
 * two are one system, whose silence is told once and under one name.
 */
export function apiIdentity(connection: Connection, servedBy: 'identity' | 'tenant' = 'identity'): Identity {
  const api = apiOf(servedBy, connection);
  return {
    name: new URL(connection.baseUrl).host,
    assurance: async (reference, options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'assurances', reference] }, options);
      if (isAbsent(said))
        return { isRead: false, reason: reason('assurance-insufficient', { state: 'not on record' }), tookMs: said.tookMs };
      return answered(api, said, assuranceSchema, (record) => record.reference === reference);
    },
  };
}
