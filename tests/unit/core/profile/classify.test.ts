import { describe, expect, it } from 'vitest';
import { classifyRequest } from '../../../../lib/core/profile/classify.ts';
import type { RequestClass, RequestKind } from '../../../../lib/core/profile/profile.ts';

const ORIGIN = 'https://console.example';

const one = (kind: RequestKind, query: string | undefined): RequestClass => ({
  class: kind,
  origin: ORIGIN,
  methods: ['POST'],
  url: '/index.php',
  query,
  bodyKey: null,
  body: null,
  exit: null,
});

describe('a console whose requests all go to one path', () => {
  const requests = [one('free', 'route=/navigation&ajax=1'), one('commit', 'route=/table/replace')];
  const kindOf = (query: string, body: Readonly<Record<string, readonly string[]>> | null = {}) =>
    classifyRequest({ requests }, { method: 'POST', url: `${ORIGIN}/index.php${query}`, body }).kind;

  it.each<[string, RequestKind]>([
    ['?route=/navigation&ajax=1', 'free'],
    ['?route=/table/replace', 'commit'],
    ['?route=/table/replace#top', 'commit'],
  ])('knows %s by its query', (query, kind) => {
    expect(kindOf(query)).toBe(kind);
    expect(kindOf(query, null)).toBe(kind);
  });

  it.each([
    '',
    '?',
    '?route=/navigation',
    '?ajax=1&route=/navigation',
    '?route=/navigation&ajax=1&route=/table/replace',
    '?route=/navigation&ajax=1&',
    '??route=/navigation&ajax=1',
    '?route=%2Fnavigation&ajax=1',
    '?Route=/navigation&ajax=1',
    '?route=/table/replace&preview_sql=1',
  ])('does not know “%s”, which the server may read as it pleases', (query) => {
    expect(kindOf(query)).toBe('unknown');
    expect(kindOf(query, null)).toBe('unknown');
  });

  it('takes any query where the class says nothing of it, and none where it says there is none', () => {
    const kindIn = (said: string | undefined, query: string) =>
      classifyRequest({ requests: [one('step', said)] }, { method: 'POST', url: `${ORIGIN}/index.php${query}`, body: {} }).kind;
    expect(kindIn(undefined, '?a=1')).toBe('step');
    expect(kindIn(undefined, '')).toBe('step');
    expect(kindIn('', '')).toBe('step');
    expect(kindIn('', '?a=1')).toBe('unknown');
  });
});
