import type { Transport } from '../http.ts';
import type { Api, SystemWords } from '../json-api.ts';

/** Where one system of the interface `countersign-api` answers, and what its connector is handed. */
export type Connection = Readonly<{ transport: Transport; baseUrl: string }>;

const CASE: SystemWords = { name: 'The case system', silent: 'case-unreachable', partial: 'answer-untrusted' };
const TENANTS: SystemWords = { name: 'The tenant directory', silent: 'tenant-directory-unreachable', partial: 'answer-untrusted' };
const INCIDENTS: SystemWords = { name: 'The incident system', silent: 'incident-unreachable', partial: 'answer-untrusted' };
/** An identity check that cannot be read is one whose state is not known. */
const IDENTITY: SystemWords = { name: 'The identity system', silent: 'assurance-insufficient', partial: 'answer-untrusted' };
/** Half an answer of IAM is no answer: an open session may stand in the other half. */
const IAM: SystemWords = { name: 'IAM', silent: 'iam-unknown', partial: 'iam-unknown' };

const WORDS = { case: CASE, tenant: TENANTS, incident: INCIDENTS, identity: IDENTITY, iam: IAM } as const;

/** The API of one system, with the words that its failures are told in. */
export function apiOf(system: keyof typeof WORDS, connection: Connection): Api {
  return { ...connection, system: WORDS[system] };
}
