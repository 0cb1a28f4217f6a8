import { base64url, createLocalJWKSet, jwtVerify } from 'jose';
import { bytesOfHex, type Digest } from '../../core/evidence/encoding.ts';
import type { CallOptions } from '../../ports/answer.ts';
import type { OpenIdSignIn } from '../../wire/deployment.ts';
import type { Provider, TokenAnswer } from '../../wire/sign-in.ts';
import type { Transport } from '../http.ts';
import { askForTokens, discover, failed, fetchKeys, revoke, type Step } from './provider.ts';

/** Where people sign in, and where the browser brings them back to. */
export type SignInPlace = OpenIdSignIn & Readonly<{ redirectUri: string }>;

/** What signing in is handed. `authorize` shows the provider's page and gives the address that it came back to. */
export type SignInTools = Readonly<{
  fetch: Transport['fetch'];
  clock: Transport['clock'];
  authorize: (url: string) => Promise<string>;
  randomBytes: (size: number) => Uint8Array;
  digest: Digest;
}>;

/** Kept in session storage by whoever asked; never in a page, a message to a page, a log or evidence. */
export type Tokens = Readonly<{ accessToken: string; refreshToken: string | null; expiresAtMs: number | null; subject: string }>;

/** Only signatures with a key pair: a client without a secret can check no other. */
const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const SECRET_BYTES = 32;

/**
 * OAuth 2.0 authorization code flow with PKCE (RFC 7636, S256) for OpenID Connect: `state`, `nonce` and `iss`
 * (RFC 9207) are checked, and the identity token's signature too. It always asks who is there, because the person at
 * the keyboard may have changed.
 */
export async function signIn(place: SignInPlace, tools: SignInTools, options: CallOptions): Promise<Step<Tokens>> {
  const transport = transportOf(tools);
  const provider = await discover(transport, place.issuer, options);
  if (provider.is === 'failed') return provider;
  const secrets = { state: secret(tools), nonce: secret(tools), verifier: secret(tools) };
  const challenge = base64url.encode(bytesOfHex(await tools.digest(new TextEncoder().encode(secrets.verifier))));

  const back = await tools.authorize(authorizationUrl(provider.value, place, { ...secrets, challenge })).catch(() => null);
  if (back === null) return failed('it was not finished');
  const code = codeOf(back, provider.value, place, secrets.state);
  if (code.is === 'failed') return code;

  const form = { grant_type: 'authorization_code', code: code.value, redirect_uri: place.redirectUri, code_verifier: secrets.verifier };
  const answer = await askForTokens(transport, provider.value, { ...form, client_id: place.clientId }, options);
  if (answer.is === 'failed') return answer;
  const subject = await subjectOf(answer.value, { place, provider: provider.value, tools, nonce: secrets.nonce }, options);
  return subject.is === 'failed' ? subject : { is: 'done', value: tokensOf(answer.value, subject.value, null, tools) };
}

/** New tokens for the same person. When the provider rotates the refresh token, the old one is gone. */
export async function refresh(place: SignInPlace, tools: SignInTools, tokens: Tokens, options: CallOptions): Promise<Step<Tokens>> {
  if (tokens.refreshToken === null) return failed('it has ended', true);
  const transport = transportOf(tools);
  const provider = await discover(transport, place.issuer, options);
  if (provider.is === 'failed') return provider;
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken, client_id: place.clientId };
  const answer = await askForTokens(transport, provider.value, form, options);
  if (answer.is === 'failed') return answer;
  if (answer.value.id_token !== undefined) {
    const subject = await subjectOf(answer.value, { place, provider: provider.value, tools, nonce: null }, options);
    if (subject.is === 'failed') return subject;
    if (subject.value !== tokens.subject) return failed('the provider answered for another person', true);
  }
  return { is: 'done', value: tokensOf(answer.value, tokens.subject, tokens.refreshToken, tools) };
}

/** Ends the tokens at the provider. False when it could not be told: then they end by themselves, at their time. */
export async function signOut(place: SignInPlace, tools: SignInTools, tokens: Tokens, options: CallOptions): Promise<boolean> {
  const transport = transportOf(tools);
  const provider = await discover(transport, place.issuer, options);
  if (provider.is === 'failed') return false;
  const { accessToken, refreshToken } = tokens;
  const end = (token: string, hint: string) =>
    revoke(transport, provider.value, { token, token_type_hint: hint, client_id: place.clientId }, options);
  const ended = [await end(accessToken, 'access_token')];
  if (refreshToken !== null) ended.push(await end(refreshToken, 'refresh_token'));
  return ended.every(Boolean);
}

function transportOf({ fetch, clock }: SignInTools): Transport {
  return { fetch, clock, token: null };
}

function secret({ randomBytes }: SignInTools): string {
  return base64url.encode(randomBytes(SECRET_BYTES));
}

type Asked = Readonly<{ state: string; nonce: string; challenge: string }>;

function authorizationUrl(provider: Provider, { clientId, scope, redirectUri }: SignInPlace, asked: Asked): string {
  const url = new URL(provider.authorization_endpoint);
  // A refresh token is given only with consent (OpenID Connect Core 1.0 section 11).
  const prompt = scope.split(' ').includes('offline_access') ? 'login consent' : 'login';
  const query = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    prompt,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** Reads the address the browser came back to. Anything but our own address with our own state is somebody else's answer. */
function codeOf(back: string, provider: Provider, place: SignInPlace, state: string): Step<string> {
  if (!URL.canParse(back)) return failed('the browser came back to another address');
  const url = new URL(back);
  const home = new URL(place.redirectUri);
  if (url.origin !== home.origin || url.pathname !== home.pathname) return failed('the browser came back to another address');
  const only = (name: string) => (url.searchParams.getAll(name).length === 1 ? url.searchParams.get(name) : null);
  if (only('state') !== state) return failed('the answer belongs to another sign-in');
  const isIssuerTold = url.searchParams.has('iss') || provider.authorization_response_iss_parameter_supported === true;
  if (isIssuerTold && only('iss') !== place.issuer) return failed('the answer comes from another provider');
  if (url.searchParams.has('error')) return failed('the provider refused it');
  const code = only('code');
  return code === null || code === '' ? failed('the answer holds no code') : { is: 'done', value: code };
}

type Expected = Readonly<{ place: SignInPlace; provider: Provider; tools: SignInTools; nonce: string | null }>;

/** OpenID Connect Core 1.0 section 3.1.3.7: who the identity token speaks of, once everything in it fits. */
async function subjectOf({ id_token }: TokenAnswer, expected: Expected, options: CallOptions): Promise<Step<string>> {
  const { place, provider, tools, nonce } = expected;
  if (id_token === undefined) return failed('the provider gave no identity token');
  const keys = await fetchKeys(transportOf(tools), provider, options);
  if (keys.is === 'failed') return keys;
  try {
    const { payload } = await jwtVerify(id_token, createLocalJWKSet(keys.value), {
      issuer: place.issuer,
      audience: place.clientId,
      algorithms: ALGORITHMS,
      currentDate: new Date(tools.clock.nowMs()),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    const isForUs = payload.azp === undefined ? !Array.isArray(payload.aud) || payload.aud.length === 1 : payload.azp === place.clientId;
    const isOfThisSignIn = nonce === null || payload.nonce === nonce;
    if (!isForUs || !isOfThisSignIn || payload.sub === undefined) return failed('the identity token is for another sign-in');
    return { is: 'done', value: payload.sub };
  } catch {
    return failed('the identity token does not verify');
  }
}

function tokensOf(answer: TokenAnswer, subject: string, earlierRefreshToken: string | null, { clock }: SignInTools): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? earlierRefreshToken,
    expiresAtMs: answer.expires_in === undefined ? null : clock.nowMs() + answer.expires_in * 1000,
    subject,
  };
}
