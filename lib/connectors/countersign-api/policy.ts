import type { PolicySource } from '../../ports/records.ts';
import { policySchema } from '../../wire/countersign-api/access.ts';
import { answered, ask } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** The policy of emergency access, which IAM keeps, behind the interface `countersign-api`. */
export function apiPolicy(connection: Connection): PolicySource {
  const api = apiOf('iam', connection);
  return {
    name: new URL(connection.baseUrl).host,
    read: async (options) => answered(api, await ask(api, { method: 'GET', path: ['v1', 'policy'] }, options), policySchema, () => true),
  };
}
