import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDeployment, systemOrigins } from '../../../lib/wire/deployment.ts';

const RANGE: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('../../../public/deployments/range.json', import.meta.url), 'utf8'),
);
const withCase = (baseUrl: string) => ({ ...RANGE, systems: { ...Object(RANGE.systems), case: { baseUrl } } });

describe('a deployment', () => {
  it('of the practice range, as it is shipped, is one', () => {
    expect(parseDeployment(RANGE)).toEqual({ isParsed: true, value: RANGE });
  });

  it('names each origin that must be reachable, once', () => {
    const range = parseDeployment(RANGE);
    expect(range.isParsed && systemOrigins(range.value)).toEqual([
      'http://case.range.localhost:4704',
      'http://records.range.localhost:4705',
      'http://iam.range.localhost:4706',
      'http://evidence.range.localhost:4708',
      'http://sign-in.range.localhost:4707',
    ]);
  });

  it.each([
    'https://cases.example',
    'https://cases.example:8443/countersign',
    'http://127.0.0.1:4704',
    'http://localhost:1',
    'http://a.b.localhost',
  ])('may have its case system at %s', (baseUrl) => {
    expect(parseDeployment(withCase(baseUrl)).isParsed).toBe(true);
  });

  it.each([
    'http://cases.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://notlocalhost',
    'https://user:word@cases.example',
    'https://cases.example/?a=b',
    'https://cases.example/#a',
    'ftp://cases.example',
    'javascript:alert(1)',
    'cases.example',
    '',
  ])('may not have its case system at %s', (baseUrl) => {
    expect(parseDeployment(withCase(baseUrl))).toEqual({ isParsed: false, where: 'systems.case.baseUrl' });
  });

  it('signs in with a provider or with a pasted token, never with both or neither', () => {
    const signIn = { issuer: 'https://id.example', clientId: 'countersign', scope: 'openid' };
    const isParsed = (value: unknown) => parseDeployment({ ...RANGE, signIn: value }).isParsed;
    expect([signIn, { token: true }].map(isParsed)).toEqual([true, true]);
    expect([{ ...signIn, token: true }, {}, { token: false }, { ...signIn, issuer: 'http://id.example' }].map(isParsed)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['another format', { format: 2 }, 'format'],
    ['a system too few', { systems: { case: { baseUrl: 'https://a.example' } } }, 'systems.tenant'],
    ['a misspelled member', { profile: [] }, 'the whole'],
    ['a profile that is none', { profiles: [{ id: 'x' }] }, 'profiles.0.format'],
  ])('with %s is refused at that place', (_, change, where) => {
    expect(parseDeployment({ ...RANGE, ...change })).toEqual({ isParsed: false, where });
  });

  it('may bring console profiles, which it keeps whole', () => {
    const profiles = [{ format: 1, id: 'console', version: '3', screens: [] }];
    expect(parseDeployment({ ...RANGE, profiles })).toEqual({ isParsed: true, value: { ...RANGE, profiles } });
  });
});
