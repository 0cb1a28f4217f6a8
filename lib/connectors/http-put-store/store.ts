import type { Digest } from '../../core/evidence/encoding.ts';
import { type Reason, reason } from '../../core/reason.ts';
import type { CallOptions, Written } from '../../ports/answer.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import { type Call, type HttpReply, send, type Transport } from '../http.ts';

const NAME = 'The evidence store';
/** What the store made: 201, or 200 and 204 where it does not tell created from written. */
const STORED = new Set([200, 201, 204]);
/** Refused before anything was done: not signed in, not allowed, too large for it. */
const NOT_DONE = new Set([401, 403, 413]);

type Place = Readonly<{ transport: Transport; baseUrl: string; digest: Digest }>;
type File = Parameters<EvidenceStore['put']>[0];
type Stored = Written<Readonly<{ location: string }>>;

/**
 * An evidence store that takes `PUT` with `If-None-Match: *` (WebDAV, S3 behind a gateway, the practice range). Write
 * once: what already stands under the name is read back, and so is what was just written, because a store that says
 * yes has not yet proved it.
 */
export function httpPutStore(place: Place): EvidenceStore {
  return {
    name: new URL(place.baseUrl).host,
    put: async (file, options) => {
      if (!/^[A-Za-z0-9][\w.-]{0,199}$/.test(file.name)) return refused(broken('the name is not usable'));
      const location = `${place.baseUrl.replace(/\/+$/, '')}/bundles/${file.name}`;
      const put = await send(place.transport, putCall(location, file), options);
      if (put.is === 'failed') return put.why === 'signed-out' ? refused(silent(put.why)) : unsure(put);
      if (NOT_DONE.has(put.status)) return refused(silent(`status ${put.status}`));
      if (!STORED.has(put.status) && put.status !== 412) return unsure(put);
      return readBack(place, location, file, options);
    },
  };
}

async function readBack(place: Place, location: string, file: File, options: CallOptions): Promise<Stored> {
  const got = await send(place.transport, getCall(location, file.bytes.byteLength), options);
  if (got.is === 'failed') return got.why === 'oversize' ? refused(broken('the store holds other bytes under this name')) : unsure(got);
  if (got.status !== 200) return unsure(got);
  const isSame = (await place.digest(got.bytes)) === file.sha256;
  return isSame ? { is: 'done', value: { location } } : refused(broken('the store holds other bytes under this name'));
}

function putCall(url: string, { bytes }: File): Call {
  const headers = { 'If-None-Match': '*', 'Content-Type': 'application/octet-stream' };
  return { method: 'PUT', url, accept: '*/*', headers, body: new Uint8Array(bytes), bytesMax: ANSWER_BYTES_MAX };
}

/** What a store says to a PUT is not read, so hardly any of it is taken. */
const ANSWER_BYTES_MAX = 65_536;

/** A bundle that comes back longer than it went is another one; no more of it needs to be read. */
function getCall(url: string, bytesMax: number): Call {
  return { method: 'GET', url, accept: '*/*', headers: {}, body: null, bytesMax };
}

function unsure(reply: HttpReply): Stored {
  if (reply.is === 'answered') return { is: 'unsure', reason: silent(`status ${reply.status}`) };
  const isRedirect = reply.why === 'redirected';
  return {
    is: 'unsure',
    reason: isRedirect ? reason('answer-untrusted', { system: NAME, detail: 'it sends us elsewhere' }) : silent(reply.why),
  };
}

const refused = (why: Reason): Stored => ({ is: 'refused', reason: why, isStale: false });
const silent = (status: string): Reason => reason('evidence-store-unreachable', { system: NAME, status });
const broken = (detail: string): Reason => reason('evidence-broken', { detail });
