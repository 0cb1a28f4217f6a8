import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accessToken, endSession, isSignedIn, useToken } from '../../../entrypoints/background/session.ts';
import type { Deployment } from '../../../lib/wire/deployment.ts';
import { parseDeployment } from '../../../lib/wire/deployment.ts';

const fake = vi.hoisted(() => ({
  session: {} as Record<string, unknown>,
  refreshes: 0,
  isDown: false,
  wait: null as Promise<void> | null,
}));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    identity: { getRedirectURL: () => 'https://own.example/' },
    storage: {
      session: {
        get: async (key: string) => ({ [key]: fake.session[key] }),
        set: async (change: Record<string, unknown>) => void Object.assign(fake.session, change),
        remove: async (key: string) => void delete fake.session[key],
      },
    },
  },
}));

const place = (host: string) => ({ baseUrl: `https://${host}` });
const deployment = (host: string, over: Readonly<Record<string, unknown>> = {}): Deployment => {
  const at = place(host);
  const parsed = parseDeployment({
    format: 1,
    name: host,
    systems: { case: at, tenant: at, incident: at, iam: at, identity: at, evidence: at },
    signIn: { token: true },
    ...over,
  });
  if (!parsed.isParsed) throw new Error(parsed.where);
  return parsed.value;
};
const ISSUER = 'https://id.example';
const OPEN_ID = deployment('real.example', { signIn: { issuer: ISSUER, clientId: 'c', scope: 'openid' } });

/** A provider that gives a refresh token once and takes it once, as OAuth 2.1 asks of public clients. */
let valid = 'r1';
const provider = async (input: unknown, init?: RequestInit): Promise<Response> => {
  if (fake.isDown) throw new TypeError('Failed to fetch');
  if (String(input).endsWith('/openid-configuration'))
    return Response.json({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/keys`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    });
  await fake.wait;
  const sent = new URLSearchParams(String(init?.body));
  if (sent.get('refresh_token') !== valid) return Response.json({ error: 'invalid_grant' }, { status: 400 });
  fake.refreshes += 1;
  valid = `r${fake.refreshes + 1}`;
  return Response.json({ access_token: `a${fake.refreshes + 1}`, token_type: 'Bearer', expires_in: 300, refresh_token: valid });
};

/** As if somebody had signed in and the token ended in so many ms. */
async function signedIn(forMs: number): Promise<void> {
  await useToken(OPEN_ID, 'a1');
  const [key] = Object.keys(fake.session);
  fake.session[key ?? ''] = { ...Object(fake.session[key ?? '']), refreshToken: 'r1', expiresAtMs: Date.now() + forMs, subject: 's' };
}

beforeEach(() => {
  fake.session = {};
  fake.refreshes = 0;
  fake.isDown = false;
  fake.wait = null;
  valid = 'r1';
  vi.stubGlobal('fetch', provider);
});

describe('a token', () => {
  it('goes to the systems that it was given for, and to those of no other deployment', async () => {
    await useToken(deployment('real.example'), 'secret');
    expect(await accessToken(deployment('real.example'))).toBe('secret');
    expect(await accessToken(deployment('evil.example'))).toBeNull();
    expect(await isSignedIn(deployment('evil.example'))).toBe(false);
    const profiles = [{ format: 1, id: 'p' }];
    expect(await accessToken(deployment('real.example', { name: 'renamed', profiles }))).toBe('secret');
  });

  it('is renewed once, however many sources ask for it at the same time', async () => {
    await signedIn(30_000);
    const all = await Promise.all(Array.from({ length: 9 }, () => accessToken(OPEN_ID)));
    expect(new Set(all)).toEqual(new Set(['a2']));
    expect(fake.refreshes).toBe(1);
    expect(await accessToken(OPEN_ID)).toBe('a2');
  });

  it('counts until its end where the provider does not answer', async () => {
    fake.isDown = true;
    await signedIn(30_000);
    expect(await accessToken(OPEN_ID)).toBe('a1');
    await signedIn(-1);
    expect(await accessToken(OPEN_ID)).toBeNull();
  });

  it('that was being renewed when somebody signed out is not kept', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fake.wait = promise;
    await signedIn(30_000);
    const asked = accessToken(OPEN_ID);
    await new Promise((go) => setTimeout(go, 5));
    const over = endSession(OPEN_ID);
    resolve();
    expect(await asked).toBeNull();
    await over;
    expect(await accessToken(OPEN_ID)).toBeNull();
  });
});
