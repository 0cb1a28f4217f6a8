import type { AccessRecords } from '../../ports/records.ts';
import { administratorListSchema, type GrantList, grantListSchema, roleListSchema } from '../../wire/countersign-api/access.ts';
import { answeredList, ask, mapAnswer } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** IAM behind the interface `countersign-api`: open grants, administrators and the definitions of roles. */
export function apiAccessRecords(connection: Connection): AccessRecords {
  const api = apiOf('iam', connection);
  return {
    name: new URL(connection.baseUrl).host,
    grants: async (tenantId, options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'grants'], query: [['tenant', tenantId]] }, options);
      const isAsked = ({ grants }: GrantList) => grants.every(({ tenant }) => tenant === tenantId);
      return mapAnswer(answeredList(api, said, grantListSchema, isAsked), ({ grants }) => grants);
    },
    administrators: async (tenantId, options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'administrators'], query: [['tenant', tenantId]] }, options);
      return mapAnswer(answeredList(api, said, administratorListSchema), ({ administrators }) => administrators);
    },
    roles: async (names, options) => {
      const query = names.map((name) => ['name', name] as const);
      const said = await ask(api, { method: 'GET', path: ['v1', 'roles'], query }, options);
      return mapAnswer(answeredList(api, said, roleListSchema), ({ roles }) => roles);
    },
  };
}
