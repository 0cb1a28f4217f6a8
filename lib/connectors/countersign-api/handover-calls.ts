import type { Claim, Handover } from '../../core/approval/case-record.ts';
import { bytesOfBase64 } from '../../core/evidence/encoding.ts';
import type { CallOptions } from '../../ports/answer.ts';
import type { CaseSystem } from '../../ports/case-system.ts';
import { attachedFileSchema, claimSchema, handoverSchema } from '../../wire/countersign-api/case.ts';
import { answered, ask, untrusted, written } from '../json-api.ts';
import { CASE_WRITE, listCases } from './case-calls.ts';
import { apiOf, type Connection } from './connection.ts';

/** The part of the case system by which an execution passes from one person to another. */
export function handoverCalls(connection: Connection): Pick<CaseSystem, 'handedOver' | 'handOver' | 'takeOver' | 'reconcile' | 'attached'> {
  const api = apiOf('case', connection);
  const path = (caseId: string, ...rest: readonly string[]) => ['v1', 'cases', caseId, ...rest];
  const post = (caseId: string, what: string, body: unknown, options: CallOptions, ifMatch?: string) =>
    ask(api, { method: 'POST', path: path(caseId, what), body, ...(ifMatch === undefined ? {} : { ifMatch }) }, options);
  return {
    handedOver: (options) => listCases(api, ['handed-over', 'open'], options),

    handOver: async (caseId, body, options) => {
      const isAsked = (one: Handover) => one.claim === body.claim && one.epoch === body.epoch && one.capsule === body.capsule;
      return written(api, await post(caseId, 'handover', body, options), handoverSchema, isAsked, CASE_WRITE);
    },

    takeOver: async (caseId, etag, body, options) => {
      const isAsked = (claim: Claim) => claim.id === body.claim && claim.epoch > body.epoch && claim.execution === body.execution;
      return written(api, await post(caseId, 'takeover', body, options, etag), claimSchema, isAsked, CASE_WRITE);
    },

    reconcile: async (caseId, body, options) => {
      const isAsked = (one: Handover) => one.execution === body.execution && one.settled?.how === 'reconciled';
      return written(api, await post(caseId, 'reconcile', body, options), handoverSchema, isAsked, CASE_WRITE);
    },

    attached: async (caseId, id, options) => {
      const said = await ask(api, { method: 'GET', path: path(caseId, 'attachments', id) }, options);
      const file = answered(api, said, attachedFileSchema, (one) => one.id === id);
      if (!file.isRead) return file;
      const bytes = bytesOfBase64(file.value.contentBase64);
      if (bytes === null) return { isRead: false, reason: untrusted(api, 'it is not base64'), tookMs: file.tookMs };
      return { ...file, value: { sha256: file.value.sha256, bytes } };
    },
  };
}
