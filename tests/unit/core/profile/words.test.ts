import { describe, expect, it } from 'vitest';
import { fold, isSaid, isSaidWithin, wordFor } from '../../../../lib/core/profile/words.ts';

const SAID = { en: 'Tenant ID', de: 'Mandanten-Nummer' };

describe('a label', () => {
  it.each(['Tenant ID', '  Tenant \n ID ', 'Tenant\u00a0ID', 'Mandanten-Nummer'])(
    'is what the profile says, white space aside: %j',
    (text) => {
      expect(isSaid(SAID, text)).toBe(true);
    },
  );

  it.each(['tenant id', 'Tenant ID *', 'Tenant', 'Tenant-ID', 'Ten\u0430nt ID', ''])('is not, when anything else differs: %j', (text) => {
    expect(isSaid(SAID, text)).toBe(false);
  });

  it('composed in another way is the same', () => {
    expect(isSaid({ en: 'Zur\u00fcck' }, 'Zuru\u0308ck')).toBe(true);
    expect(fold('Zuru\u0308ck')).toBe('Zur\u00fcck');
  });
});

describe('a part of a text', () => {
  it('is found in any case, and nothing is found for no words', () => {
    expect(isSaidWithin(SAID, 'Enter the TENANT  ID here')).toBe(true);
    expect(isSaidWithin(SAID, 'Enter the tenant')).toBe(false);
    expect(isSaidWithin({ en: ' ' }, 'anything')).toBe(false);
  });

  it('is shown in the first locale', () => {
    expect(wordFor(SAID)).toBe('Tenant ID');
    expect(wordFor({})).toBe('');
  });
});
