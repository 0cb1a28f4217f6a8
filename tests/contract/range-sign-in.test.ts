import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTown, type Town } from './range-town.ts';

const REDIRECT = `https://${'abcdefgh'.repeat(4)}.chromiumapp.org/`;
const VERIFIER = randomBytes(32).toString('base64url');

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.stop());

/** A browser's cookie jar, as far as one origin needs it; redirects are looked at, not followed. */
function browser() {
  const jar = new Map<string, string>();
  const { port, origin } = town.range.places.signIn;
  return async (url: string, body?: URLSearchParams): Promise<Response> => {
    const { pathname, search } = new URL(url, origin);
    const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
      jar.set(name, value);
    }
    return response;
  };
}

function authorize(change: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: 'countersign',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: REDIRECT,
    state: 's-1',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  });
  return `/auth?${query}`;
}

async function signInAs(account: string): Promise<URL> {
  const open = browser();
  const interaction = (await open(authorize())).headers.get('location') ?? '';
  const page = await (await open(interaction)).text();
  expect(page).toContain('Sign in to the practice range</h1>');
  expect(page).toContain(`>Sign in as ${account}</button>`);
  let next = (await open(interaction, new URLSearchParams({ account }))).headers.get('location') ?? '';
  for (let hop = 0; hop < 3 && !next.startsWith(REDIRECT); hop += 1) next = (await open(next)).headers.get('location') ?? '';
  return new URL(next);
}

describe('the sign-in', () => {
  test('offers one button for each account of a support lead, incident command or security', async () => {
    const open = browser();
    const page = await (await open((await open(authorize())).headers.get('location') ?? '')).text();
    expect([...page.matchAll(/Sign in as ([\w-]+)/g)].map(([, account]) => account)).toEqual([
      'lead-01',
      'lead-02',
      'ic-01',
      'sec-01',
      'sec-01-local',
    ]);
  });

  test('gives a code for an opaque token that the other systems know for one hour', async () => {
    const back = await signInAs('lead-02');
    expect(back.searchParams.get('state')).toBe('s-1');
    expect(back.searchParams.get('iss')).toBe(town.range.places.signIn.origin);
    const answer = await token(back.searchParams.get('code') ?? '', VERIFIER);
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const headers = { authorization: `Bearer ${answer.access_token}` };
    const me = await fetch(`http://127.0.0.1:${town.range.places.case.port}/v1/me`, { headers });
    expect(await me.json()).toMatchObject({ account: 'lead-02', person: { id: 'lead-02' } });
  });

  test('is there for others beside somebody of whom a scenario says little', async () => {
    await town.reset({ given: [{ op: 'add', path: '/people/x', value: { name: 'X', active: true } }] });
    expect((await signInAs('lead-01')).searchParams.get('code')).not.toBeNull();
    await town.reset();
  });

  test('gives nothing for a wrong verifier', async () => {
    const back = await signInAs('lead-01');
    expect(await token(back.searchParams.get('code') ?? '', 'x'.repeat(43))).toMatchObject({ error: 'invalid_grant' });
  });

  test.each([
    ['an address that is no extension’s', { redirect_uri: 'https://elsewhere.example/' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
  ])('refuses %s', async (_, change) => {
    const answer = await browser()(authorize(change));
    const location = answer.headers.get('location');
    expect(location === null ? answer.status : new URL(location).searchParams.get('error')).toEqual(
      expect.toBeOneOf([400, 'invalid_request']),
    );
  });

  async function token(code: string, verifier: string) {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'countersign',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    });
    const headers = { origin: `chrome-extension://${'abcdefgh'.repeat(4)}` };
    return (await fetch(`http://127.0.0.1:${town.range.places.signIn.port}/token`, { method: 'POST', body, headers })).json();
  }
});
