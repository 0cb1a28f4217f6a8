import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refresh, type SignInTools, signIn, signOut, type Tokens } from '../../../lib/connectors/oidc/sign-in.ts';
import type { CallOptions } from '../../../lib/ports/answer.ts';
import { sha256 } from '../../fakes/example.ts';
import { foreignKey, type LittleProvider, NOW_MS, REDIRECT, type Spoil, startLittleProvider } from './little-provider.ts';
import { json, raw } from './little-server.ts';

let provider: LittleProvider;
beforeAll(async () => {
  provider = await startLittleProvider();
});
afterAll(() => provider.stop());
beforeEach(() => provider.spoil({}));

const tools = (): SignInTools => ({
  fetch,
  clock: { nowMs: () => NOW_MS },
  authorize: provider.authorize,
  randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
  digest: async (bytes) => sha256(bytes),
});
const place = (scope = 'openid') => ({ issuer: provider.issuer, clientId: 'countersign', scope, redirectUri: REDIRECT });
const quick = (): CallOptions => ({ deadlineMs: 10_000, signal: new AbortController().signal });
const form = (index = 0) => Object.fromEntries(provider.forms()[index] ?? []);
const TOKENS: Tokens = { accessToken: 'access-0', refreshToken: 'refresh-1', expiresAtMs: NOW_MS, subject: 'lead-01' };

const IS_UNFIT = 'the identity token does not verify';
const IS_OTHER = 'the identity token is for another sign-in';
const FAILURES: readonly (readonly [string, Spoil, string])[] = [
  ['comes back with another state', { back: (url) => url.searchParams.set('state', 'x') }, 'the answer belongs to another sign-in'],
  ['comes back with two states', { back: (url) => url.searchParams.append('state', 'x') }, 'the answer belongs to another sign-in'],
  [
    'comes back from another provider',
    { back: (url) => url.searchParams.set('iss', 'https://x.example') },
    'the answer comes from another provider',
  ],
  ['comes back from nobody', { back: (url) => url.searchParams.delete('iss') }, 'the answer comes from another provider'],
  ['comes back elsewhere', { back: (url) => Object.assign(url, { host: 'x.example' }) }, 'the browser came back to another address'],
  ['comes back without a code', { back: (url) => url.searchParams.delete('code') }, 'the answer holds no code'],
  ['is refused by the provider', { back: (url) => url.searchParams.set('error', 'access_denied') }, 'the provider refused it'],
  ['finds a provider of another name', { discovery: { issuer: 'https://x.example' } }, 'the provider names another issuer'],
  ['finds no S256', { discovery: { code_challenge_methods_supported: ['plain'] } }, 'the provider does not offer PKCE with S256'],
  ['finds an open endpoint', { discovery: { token_endpoint: 'http://x.example/' } }, "the provider's answer is unusable, token_endpoint"],
  ['gets an identity token of a foreign key', { signedBy: foreignKey }, IS_UNFIT],
  ['gets an identity token of another issuer', { claims: { iss: 'https://x.example' } }, IS_UNFIT],
  ['gets an identity token for another client', { claims: { aud: 'other' } }, IS_UNFIT],
  ['gets an identity token that is over', { claims: { exp: NOW_MS / 1_000 - 60 } }, IS_UNFIT],
  ['gets an identity token for several clients', { claims: { aud: ['countersign', 'other'] } }, IS_OTHER],
  ['gets an identity token of another sign-in', { claims: { nonce: 'x' } }, IS_OTHER],
  ['gets no identity token', { answer: { id_token: undefined } }, 'the provider gave no identity token'],
  ['gets a token of another type', { answer: { token_type: 'mac' } }, "the provider's answer is unusable, token_type"],
  [
    'gets two access tokens in one answer',
    { tokenPlay: raw('{"access_token":"access-0","access_token":"access-1","token_type":"Bearer","expires_in":3600,"id_token":"x"}') },
    "the provider's answer is unusable, the whole",
  ],
  ['gets a refusal for its code', { tokenPlay: json({ error: 'invalid_grant' }, 400) }, 'the provider gave no token'],
];

describe('signing in', () => {
  it('gives the tokens of the person, and when they end', async () => {
    const value = { accessToken: 'access-1', refreshToken: 'refresh-2', expiresAtMs: NOW_MS + 3_600_000, subject: 'lead-01' };
    expect(await signIn(place(), tools(), quick())).toEqual({ is: 'done', value });
  });

  it('proves with PKCE that the code comes back to who asked for it', async () => {
    await signIn(place(), tools(), quick());
    const query = Object.fromEntries(provider.asked().searchParams);
    expect(query).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', prompt: 'login' });
    expect(query.code_challenge).toBe(Buffer.from(sha256(form().code_verifier ?? ''), 'hex').toString('base64url'));
    expect(form()).toMatchObject({ grant_type: 'authorization_code', code: 'code-1', redirect_uri: REDIRECT });
  });

  it('asks for consent where a refresh token is wanted', async () => {
    await signIn(place('openid offline_access'), tools(), quick());
    expect(provider.asked().searchParams.get('prompt')).toBe('login consent');
  });

  it.each(FAILURES)('that %s fails in words', async (_, spoil, detail) => {
    provider.spoil(spoil);
    expect(await signIn(place(), tools(), quick())).toMatchObject({
      is: 'failed',
      reason: { code: 'sign-in-failed', details: { detail } },
    });
  });

  it('uses other secrets each time', async () => {
    const secrets: (string | null)[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await signIn(place(), tools(), quick());
      secrets.push(...['state', 'nonce', 'code_challenge'].map((name) => provider.asked().searchParams.get(name)));
    }
    expect(new Set(secrets).size).toBe(6);
  });

  it('never tells a token or a code', async () => {
    provider.spoil({ claims: { nonce: 'x' } });
    const told = JSON.stringify(await signIn(place(), tools(), quick()));
    expect(told).toContain('sign-in-failed');
    expect(told).not.toMatch(/access-1|refresh-2|code-1/);
  });
});

describe('refreshing', () => {
  it('gives new tokens for the same person', async () => {
    provider.spoil({ claims: { nonce: undefined } });
    const fresh = await refresh(place(), tools(), TOKENS, quick());
    expect(fresh).toMatchObject({ is: 'done', value: { accessToken: 'access-1', refreshToken: 'refresh-2' } });
    expect(form()).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-1' });
  });

  it('keeps the refresh token where the provider gives no new one', async () => {
    provider.spoil({ answer: { refresh_token: undefined, id_token: undefined } });
    expect(await refresh(place(), tools(), TOKENS, quick())).toMatchObject({ is: 'done', value: { refreshToken: 'refresh-1' } });
  });

  it('ends for good when the refresh token is used up, and not when the provider is away', async () => {
    provider.spoil({ tokenPlay: json({ error: 'invalid_grant' }, 400) });
    expect(await refresh(place(), tools(), TOKENS, quick())).toMatchObject({ is: 'failed', isFinal: true });
    provider.spoil({ tokenPlay: json({}, 503) });
    expect(await refresh(place(), tools(), TOKENS, quick())).toMatchObject({ is: 'failed', isFinal: false });
    expect(await refresh(place(), tools(), { ...TOKENS, refreshToken: null }, quick())).toMatchObject({ is: 'failed', isFinal: true });
  });

  it('never turns one person into another', async () => {
    provider.spoil({ claims: { sub: 'lead-02' } });
    expect(await refresh(place(), tools(), TOKENS, quick())).toMatchObject({ is: 'failed', isFinal: true });
  });
});

describe('signing out', () => {
  it('ends both tokens at the provider', async () => {
    expect(await signOut(place(), tools(), TOKENS, quick())).toBe(true);
    expect(provider.forms().map((one) => one.get('token'))).toEqual(['access-0', 'refresh-1']);
  });

  it('says when the provider could not be told', async () => {
    provider.spoil({ discovery: { revocation_endpoint: undefined } });
    expect(await signOut(place(), tools(), TOKENS, quick())).toBe(false);
  });
});
