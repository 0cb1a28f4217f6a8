import { hasKeyTwice } from '../core/evidence/strict-json.ts';
import type { Answer } from '../core/gate/sources.ts';
import { type Reason, type ReasonCode, reason } from '../core/reason.ts';
import type { CallOptions, Written } from '../ports/answer.ts';
import { type Problem, partialListSchema, problemSchema } from '../wire/countersign-api/envelope.ts';
import { LIMITS } from '../wire/limits.ts';
import { parse } from '../wire/parse.ts';
import type { z } from '../wire/zod.ts';
import { type HttpReply, type NoAnswer, send, type Transport } from './http.ts';

/** How a system is named to people, and which reason stands for its silence and for an answer that is not whole. */
export type SystemWords = Readonly<{ name: string; silent: ReasonCode; partial: ReasonCode }>;

/** One outside system that speaks JSON. */
export type Api = Readonly<{ transport: Transport; baseUrl: string; system: SystemWords }>;

export type Question = Readonly<{
  method: 'GET' | 'POST';
  path: readonly string[];
  query?: readonly (readonly [string, string])[];
  ifMatch?: string;
  body?: unknown;
}>;

/** A JSON answer of any status that a system may give on purpose; everything else is already a reason. */
export type Heard =
  | Readonly<{ is: 'heard'; status: number; json: unknown; etag: string | null; serverAtMs: number; skewMs: number; tookMs: number }>
  | Readonly<{ is: 'failed'; reason: Reason; hasActed: 'no' | 'possibly'; isSignInOver?: boolean; tookMs: number }>;
export type Statement = Extract<Heard, { is: 'heard' }>;

/** Statuses that a system uses to say something; a body comes with them. */
const SPOKEN = new Set([200, 201, 400, 403, 404, 409, 412, 413, 422, 428]);
/** The token is not taken, or not any more. */
const UNAUTHORIZED = 401;
/** Refused before anything was done, by the system or by something in front of it. */
const NOT_DONE = new Set([UNAUTHORIZED, 403]);

/** Asks one system one thing. Every failure is a value with its reason. */
export async function ask(api: Api, question: Question, options: CallOptions): Promise<Heard> {
  const url = addressOf(api.baseUrl, question);
  if (url === null) return { is: 'failed', reason: untrusted(api, 'that name cannot be asked for'), hasActed: 'no', tookMs: 0 };
  const hasBody = question.body !== undefined;
  const call = {
    method: question.method,
    url,
    accept: 'application/json',
    headers: {
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      ...(question.ifMatch === undefined ? {} : { 'If-Match': question.ifMatch }),
    },
    body: hasBody ? JSON.stringify(question.body) : null,
    bytesMax: LIMITS.answerBytesMax,
  };
  return heard(api, await send(api.transport, call, options));
}

/** A path segment of dots would climb out of the path, and an empty one would name the list instead of the thing. */
function addressOf(baseUrl: string, { path, query = [] }: Question): string | null {
  if (path.some((part) => /^\.{0,2}$/.test(part))) return null;
  const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return `${baseUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}

function heard(api: Api, reply: HttpReply): Heard {
  const { tookMs } = reply;
  const failed = (why: Reason, hasActed: 'no' | 'possibly' = 'possibly') => ({ is: 'failed', reason: why, hasActed, tookMs }) as const;
  if (reply.is === 'failed') return failed(noAnswer(api, reply.why), reply.why === 'signed-out' ? 'no' : 'possibly');
  const { status, headers } = reply;
  const isOfJson = isJson(headers.get('content-type'));
  if (status === UNAUTHORIZED) return { ...failed(silent(api, `status ${status}`), 'no'), isSignInOver: true };
  if (!SPOKEN.has(status) || (NOT_DONE.has(status) && !isOfJson)) {
    return failed(silent(api, `status ${status}`), NOT_DONE.has(status) ? 'no' : 'possibly');
  }
  if (!isOfJson) return failed(untrusted(api, 'it is not JSON'));
  if (Number(headers.get('age') ?? 0) > 0) return failed(untrusted(api, 'it comes from a cache'));
  const serverAtMs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(serverAtMs)) return failed(untrusted(api, 'it does not say when it was made'));
  const json = readJson(reply.bytes);
  if (json === null) return failed(partial(api, 'it is cut off or malformed'));
  if (json.isAmbiguous) return failed(untrusted(api, 'it says the same thing twice'));
  // The clock of the other side is compared with the middle of the time that the question was on its way.
  const skewMs = Math.round(serverAtMs - (reply.askedAtMs + reply.headersAtMs) / 2);
  return { is: 'heard', status, json: json.value, etag: headers.get('etag'), serverAtMs, skewMs, tookMs };
}

function isJson(contentType: string | null): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');
}

/** `isAmbiguous`: an object says a key twice, so that two readers may read two things (RFC 7493 section 2.3). */
function readJson(bytes: Uint8Array): Readonly<{ value: unknown; isAmbiguous: boolean }> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { value: JSON.parse(text, refuseInexact), isAmbiguous: hasKeyTwice(text) };
  } catch {
    return null;
  }
}

/** What would be dropped, rounded or rewritten on its way into a digest (RFC 8785) is refused before anybody reads it. */
function refuseInexact(key: string, value: unknown): unknown {
  const isExact =
    key !== '__proto__' &&
    key.isWellFormed() &&
    (typeof value !== 'string' || value.isWellFormed()) &&
    (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER);
  if (!isExact) throw new SyntaxError('a value that cannot be kept');
  return value;
}

function noAnswer(api: Api, why: NoAnswer): Reason {
  switch (why) {
    case 'redirected':
      return untrusted(api, 'it sends us elsewhere');
    case 'oversize':
      return untrusted(api, 'it is too large');
    case 'broke-off':
      return partial(api, 'it broke off');
    default:
      return silent(api, why);
  }
}

const silent = ({ system }: Api, status: string): Reason => reason(system.silent, { system: system.name, status });
const partial = ({ system }: Api, detail: string): Reason => reason(system.partial, { system: system.name, detail });

/** An answer came, and it must not be used. `detail` never holds what the answer said. */
export function untrusted({ system }: Api, detail: string): Reason {
  return reason('answer-untrusted', { system: system.name, detail });
}

/** Reads a thing: the body must fit, and must be about what was asked for. */
export function answered<T>(api: Api, said: Heard, schema: z.ZodType<T>, isAsked: (value: T) => boolean): Answer<T> {
  const { tookMs } = said;
  const no = (why: Reason) => ({ isRead: false, reason: why, tookMs }) as const;
  if (said.is === 'failed') return { ...no(said.reason), isSignInOver: said.isSignInOver };
  if (said.status === 403) return no(silent(api, 'status 403'));
  if (said.status !== 200) return no(partial(api, `it refuses the question, status ${said.status}`));
  const body = parse(schema, said.json);
  if (!body.isParsed) return no(untrusted(api, `${body.where} is missing or wrong`));
  if (!isAsked(body.value)) return no(untrusted(api, 'it is about something else'));
  return { isRead: true, value: body.value, serverAtMs: said.serverAtMs, skewMs: said.skewMs, tookMs };
}

/** Reads a list, which must say that it is whole, and be about what was asked for, before anything in it counts. */
export function answeredList<T>(api: Api, said: Heard, schema: z.ZodType<T>, isAsked: (value: T) => boolean = () => true): Answer<T> {
  if (said.is === 'heard' && said.status === 200 && parse(partialListSchema, said.json).isParsed) {
    return { isRead: false, reason: partial(api, 'the list is not whole'), tookMs: said.tookMs };
  }
  return answered(api, said, schema, isAsked);
}

/** The system itself says that it has no such thing; a 404 of something in between has no code. */
export function isAbsent(said: Heard): said is Statement {
  return said.is === 'heard' && said.status === 404 && parse(problemSchema, said.json).isParsed;
}

export function mapAnswer<T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> {
  return answer.isRead ? { ...answer, value: change(answer.value) } : answer;
}

/** What a refusal of one kind of write means. Null: this code is not one that this write knows. */
export type Refusals = (problem: Problem) => Reason | null;
export type WriteWords = Readonly<{ stale: Reason; refusals: Refusals }>;

/**
 * What came of a write. Only a whole, fitting answer is `done`, only a refusal that the system spoke is `refused`;
 * everything else is `unsure`, because it may have been done.
 */
export function written<T>(api: Api, said: Heard, schema: z.ZodType<T>, isAsked: (value: T) => boolean, words: WriteWords): Written<T> {
  if (said.is === 'failed') {
    return said.hasActed === 'no'
      ? { is: 'refused', reason: said.reason, isStale: false, isUnheard: true }
      : { is: 'unsure', reason: said.reason };
  }
  if (said.status === 412 || said.status === 428) return { is: 'refused', reason: words.stale, isStale: true };
  if (said.status >= 400) return { is: 'refused', reason: refusal(api, said, words.refusals), isStale: false };
  const body = parse(schema, said.json);
  if (!body.isParsed) return { is: 'unsure', reason: untrusted(api, `${body.where} is missing or wrong`) };
  if (!isAsked(body.value)) return { is: 'unsure', reason: untrusted(api, 'it is about something else') };
  return { is: 'done', value: body.value };
}

function refusal(api: Api, { status, json }: Statement, refusals: Refusals): Reason {
  const problem = parse(problemSchema, json);
  const known = problem.isParsed ? refusals(problem.value) : null;
  return known ?? (status === 403 ? silent(api, 'status 403') : untrusted(api, `it refuses, status ${status}`));
}
