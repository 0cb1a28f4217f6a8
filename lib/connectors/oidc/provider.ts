import { readStrictJson } from '../../core/evidence/strict-json.ts';
import { type Reason, reason } from '../../core/reason.ts';
import type { CallOptions } from '../../ports/answer.ts';
import { LIMITS } from '../../wire/limits.ts';
import { parse } from '../../wire/parse.ts';
import { keySetSchema, type Provider, providerSchema, type TokenAnswer, tokenProblemSchema, tokensSchema } from '../../wire/sign-in.ts';
import type { z } from '../../wire/zod.ts';
import { type Call, send, type Transport } from '../http.ts';

/** A step of the sign-in that went well, or why it did not. `isFinal`: trying the same again cannot help. */
export type Step<T> = Readonly<{ is: 'done'; value: T }> | Readonly<{ is: 'failed'; reason: Reason; isFinal: boolean }>;

export function failed(detail: string, isFinal = false): Step<never> {
  return { is: 'failed', reason: reason('sign-in-failed', { detail }), isFinal };
}

/** OpenID Connect Discovery 1.0: the provider's own description, which must name the issuer that was asked. */
export async function discover(transport: Transport, issuer: string, options: CallOptions): Promise<Step<Provider>> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const provider = await getJson(transport, url, providerSchema, options);
  if (provider.is === 'failed') return provider;
  if (provider.value.issuer !== issuer) return failed('the provider names another issuer');
  if (!provider.value.code_challenge_methods_supported.includes('S256')) return failed('the provider does not offer PKCE with S256');
  return provider;
}

export type KeySet = z.infer<typeof keySetSchema>;

export function fetchKeys(transport: Transport, provider: Provider, options: CallOptions): Promise<Step<KeySet>> {
  return getJson(transport, provider.jwks_uri, keySetSchema, options);
}

/** Asks the token endpoint. A refusal that names `invalid_grant` is final: the code or the refresh token is used up. */
export async function askForTokens(
  transport: Transport,
  provider: Provider,
  form: Readonly<Record<string, string>>,
  options: CallOptions,
): Promise<Step<TokenAnswer>> {
  const reply = await send(transport, formCall(provider.token_endpoint, form), options);
  if (reply.is === 'failed') return failed(`the provider gave no answer, ${reply.why}`);
  const json = jsonOf(reply.bytes);
  if (reply.status !== 200) {
    const problem = parse(tokenProblemSchema, json);
    return failed('the provider gave no token', problem.isParsed && problem.value.error === 'invalid_grant');
  }
  const tokens = parse(tokensSchema, json);
  return tokens.isParsed ? { is: 'done', value: tokens.value } : failed(`the provider's answer is unusable, ${tokens.where}`);
}

/** RFC 7009. Whether the provider took note; a provider without the endpoint cannot. */
export async function revoke(
  transport: Transport,
  provider: Provider,
  form: Readonly<Record<string, string>>,
  options: CallOptions,
): Promise<boolean> {
  if (provider.revocation_endpoint === undefined) return false;
  const reply = await send(transport, formCall(provider.revocation_endpoint, form), options);
  return reply.is === 'answered' && reply.status === 200;
}

function formCall(url: string, form: Readonly<Record<string, string>>): Call {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ ...form }).toString();
  return { method: 'POST', url, accept: 'application/json', headers, body, bytesMax: LIMITS.answerBytesMax };
}

async function getJson<T>(transport: Transport, url: string, schema: z.ZodType<T>, options: CallOptions): Promise<Step<T>> {
  const call: Call = { method: 'GET', url, accept: 'application/json', headers: {}, body: null, bytesMax: LIMITS.answerBytesMax };
  const reply = await send(transport, call, options);
  if (reply.is === 'failed') return failed(`the provider gave no answer, ${reply.why}`);
  if (reply.status !== 200) return failed(`the provider gave no answer, status ${reply.status}`);
  const value = parse(schema, jsonOf(reply.bytes));
  return value.isParsed ? { is: 'done', value: value.value } : failed(`the provider's answer is unusable, ${value.where}`);
}

/** The JSON of an answer, or undefined, which fits no schema. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return readStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))?.value;
  } catch {
    return undefined;
  }
}
