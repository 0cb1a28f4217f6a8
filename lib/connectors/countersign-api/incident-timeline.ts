import { reason } from '../../core/reason.ts';
import type { IncidentTimeline } from '../../ports/records.ts';
import { incidentSchema } from '../../wire/countersign-api/records.ts';
import { answered, ask, isAbsent } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** The incident system behind the interface `countersign-api`. */
export function apiIncidentTimeline(connection: Connection): IncidentTimeline {
  const api = apiOf('incident', connection);
  return {
    name: new URL(connection.baseUrl).host,
    read: async (incidentId, options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'incidents', incidentId] }, options);
      if (isAbsent(said)) {
        return { isRead: false, reason: reason('incident-mismatch', { expected: incidentId, seen: 'not on record' }), tookMs: said.tookMs };
      }
      return answered(api, said, incidentSchema, ({ id }) => id === incidentId);
    },
  };
}
