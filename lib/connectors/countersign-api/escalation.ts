import { reason } from '../../core/reason.ts';
import type { EscalationLine } from '../../ports/escalation.ts';
import { escalationSchema } from '../../wire/countersign-api/escalation.ts';
import { ask, written } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** Calls security and incident command through the case system. The same key again asks whether somebody came. */
export function apiEscalation(connection: Connection): EscalationLine {
  const api = apiOf('case', connection);
  return {
    raise: async (body, options) => {
      const said = await ask(api, { method: 'POST', path: ['v1', 'escalations'], body }, options);
      return written(api, said, escalationSchema, () => true, { stale: reason('case-changed'), refusals: () => null });
    },
  };
}
