import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaseSystem } from '../../lib/connectors/countersign-api/case-system.ts';
import { type SignInTools, signIn, type Tokens } from '../../lib/connectors/oidc/sign-in.ts';
import { sha256 } from '../fakes/example.ts';
import { options, read } from './case-system-contract.ts';
import { openTown, type Town } from './range-town.ts';

const REDIRECT = `https://${'abcdefgh'.repeat(4)}.chromiumapp.org/`;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());

/** Names of the range are loopback's, whether or not this machine resolves them. */
const toLoopback: typeof fetch = (input, init) => {
  const url = new URL(String(input));
  return fetch(`http://127.0.0.1:${url.port}${url.pathname}${url.search}`, init);
};

/** A person at the provider's page, who presses the button of one account. */
async function pressButton(url: string, account: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (address: string, body?: URLSearchParams): Promise<string> => {
    const response = await toLoopback(new URL(address, town.range.places.signIn.origin), {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
      jar.set(name, value);
    }
    return response.headers.get('location') ?? '';
  };
  const interaction = await visit(url);
  let next = await visit(interaction, new URLSearchParams({ account }));
  for (let hop = 0; hop < 3 && !next.startsWith(REDIRECT); hop += 1) next = await visit(next);
  return next;
}

function tools(account: string): SignInTools {
  return {
    fetch: toLoopback,
    clock: { nowMs: () => Date.now() },
    authorize: (url) => pressButton(url, account),
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
    digest: async (bytes) => sha256(bytes),
  };
}

const place = () => ({ issuer: town.range.places.signIn.origin, clientId: 'countersign', scope: 'openid', redirectUri: REDIRECT });

async function signedIn(account: string): Promise<Tokens> {
  const result = await signIn(place(), tools(account), options());
  if (result.is === 'failed') throw new Error(JSON.stringify(result.reason));
  return result.value;
}

describe('signing in at a certified OpenID provider', () => {
  it('gives a token that the case system knows as that person', async () => {
    const tokens = await signedIn('lead-02');
    expect(tokens.subject).toBe('lead-02');
    expect(tokens.expiresAtMs).toBeGreaterThan(Date.now());
    const transport = { fetch, token: async () => tokens.accessToken, clock: { nowMs: () => Date.now() } };
    const system = apiCaseSystem({ transport, baseUrl: `http://127.0.0.1:${town.range.places.case.port}` });
    expect(read(await system.me(options()))).toMatchObject({ account: 'lead-02' });
  });

  it('asks again who is there, so that another person can sign in next', async () => {
    expect((await signedIn('lead-01')).subject).toBe('lead-01');
    expect((await signedIn('sec-01')).subject).toBe('sec-01');
  });

  it('ends in a named failure when the page is closed', async () => {
    const closing = { ...tools('lead-01'), authorize: () => Promise.reject(new Error('closed')) };
    const result = await signIn(place(), closing, options());
    expect(result).toEqual({
      is: 'failed',
      reason: { code: 'sign-in-failed', details: { detail: 'it was not finished' } },
      isFinal: false,
    });
  });
});
