import type { CaseRecord, Claim } from '../../core/approval/case-record.ts';
import { base64 } from '../../core/evidence/encoding.ts';
import type { Answer } from '../../core/gate/sources.ts';
import { reason } from '../../core/reason.ts';
import type { CallOptions } from '../../ports/answer.ts';
import type { CaseSystem } from '../../ports/case-system.ts';
import { attachmentSchema, caseSchema, claimSchema, noteSchema } from '../../wire/countersign-api/case.ts';
import { operatorSchema } from '../../wire/countersign-api/person.ts';
import { type Api, answered, ask, mapAnswer, untrusted, type WriteWords, written } from '../json-api.ts';
import { CASE_WRITE, listCases, refusalOf } from './case-calls.ts';
import { apiOf, type Connection } from './connection.ts';
import { handoverCalls } from './handover-calls.ts';

/** RFC 9110 section 8.8.3, strong: a weak one cannot be used for compare-and-set. */
const STRONG_ETAG = /^"[\x21\x23-\x7e]*"$/;

const NOTE_WRITE: WriteWords = { stale: reason('case-note-refused'), refusals: refusalOf };

/** A case system behind the interface `countersign-api`. Claims are compare-and-set by the server. */
export function apiCaseSystem(connection: Connection): CaseSystem {
  const api = apiOf('case', connection);
  const post = (path: readonly string[], body: unknown, options: CallOptions, etag?: string) =>
    ask(api, { method: 'POST', path: ['v1', 'cases', ...path], body, ...(etag === undefined ? {} : { ifMatch: etag }) }, options);

  return {
    name: new URL(connection.baseUrl).host,
    guarantee: 'atomic',

    me: async (options) => answered(api, await ask(api, { method: 'GET', path: ['v1', 'me'] }, options), operatorSchema, isOfPerson),

    list: (options) => listCases(api, ['executable', 'me'], options),

    ...handoverCalls(connection),

    read: (caseId, options) => readCase(api, caseId, options),

    claim: async (caseId, etag, body, options) =>
      written(
        api,
        await post([caseId, 'claim'], body, options, etag),
        claimSchema,
        (claim) => claim.execution === body.execution,
        CASE_WRITE,
      ),

    consume: async (caseId, etag, body, options) => {
      const isAsked = (claim: Claim) =>
        claim.id === body.claim && claim.state === 'consumed' && claim.nonce === body.nonce && claim.epoch === body.epoch;
      return written(api, await post([caseId, 'claim', 'consume'], body, options, etag), claimSchema, isAsked, CASE_WRITE);
    },

    giveBack: async (caseId, body, options) => {
      const isAsked = (claim: Claim) => claim.id === body.claim && claim.state === 'held';
      return written(api, await post([caseId, 'claim', 'return'], body, options), claimSchema, isAsked, CASE_WRITE);
    },

    close: async (caseId, body, options) => {
      const isAsked = (claim: Claim) => claim.id === body.claim && claim.state === 'closed';
      return written(api, await post([caseId, 'claim', 'close'], body, options), claimSchema, isAsked, CASE_WRITE);
    },

    note: async (caseId, etag, text, options) =>
      written(api, await post([caseId, 'notes'], { text }, options, etag), noteSchema, (note) => note.text === text, NOTE_WRITE),

    attach: async (caseId, { name, mediaType, bytes }, options) => {
      const body = { name, mediaType, contentBase64: base64(bytes) };
      return written(api, await post([caseId, 'attachments'], body, options), attachmentSchema, () => true, CASE_WRITE);
    },
  };
}

/** The account must be one of the person's own, or the answer contradicts itself. */
function isOfPerson({ account, person }: Readonly<{ account: string; person: Readonly<{ accounts: readonly string[] }> }>): boolean {
  return person.accounts.includes(account);
}

async function readCase(api: Api, caseId: string, options: CallOptions): Promise<Answer<CaseRecord>> {
  const said = await ask(api, { method: 'GET', path: ['v1', 'cases', caseId] }, options);
  const body = answered(api, said, caseSchema, ({ id }) => id === caseId);
  if (!body.isRead) return body;
  const etag = said.is === 'heard' ? said.etag : null;
  if (etag === null || !STRONG_ETAG.test(etag)) {
    return { isRead: false, reason: untrusted(api, 'it names no version of the case'), tookMs: body.tookMs };
  }
  return mapAnswer(body, (record) => ({ ...record, etag }));
}
