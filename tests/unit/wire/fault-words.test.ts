import { describe, expect, it } from 'vitest';
import { profileFaults } from '../../../lib/wire/profile-schema.ts';
import range from '../../../public/profiles/range-server.json' with { type: 'json' };

const { id: _, ...nameless } = range;

describe('what is wrong with a profile is said in words, with its path', () => {
  it.each([
    [nameless, 'id: it is missing, and must be a text'],
    [{ ...range, screens: [] }, 'screens: it is empty'],
    [{ ...range, name: 7 }, 'name: it is a number, and must be a text'],
    [{ ...range, nmae: 'x' }, 'the profile: there is no such thing as “nmae”'],
    [{ ...range, format: 2 }, 'format: it is another number, and must be “1”'],
    [{ ...range, where: { ...range.where, startUrl: 'nowhere' } }, 'where.startUrl: it is not an address'],
    [{ ...range, where: { ...range.where, startUrl: 'https://elsewhere.example' } }, 'where.startUrl: it is on none of the page origins'],
    [
      { ...range, context: { tenant: { locator: {}, pick: null }, operator: null } },
      'context.tenant.locator: it names neither a role nor a label, a test id or a selector',
    ],
    [{ ...range, screens: 'none' }, 'screens: it is a text, and must be a list'],
  ])('%#', (profile, words) => {
    expect(profileFaults(profile)).toContain(words);
  });
});

/** The shipped profile with another part in its first field. */
function withField(part: object): unknown {
  const [screen, ...screens] = range.screens;
  const [field, ...fields] = screen?.fields ?? [];
  return { ...range, screens: [{ ...screen, fields: [{ ...field, ...part }, ...fields] }, ...screens] };
}

describe('of a part that may have several forms, what is wrong is said of the one that was meant', () => {
  const place = 'screens.0.fields.0';

  it.each<[string, object, RegExp]>([
    [
      'a part of the packet that is none',
      { approved: { packet: 'tenant.ide' } },
      /^approved\.packet: it is another text, and must be “tenant\.id” or /,
    ],
    ['a constant that is no text', { approved: { constant: 5 } }, /^approved\.constant: it is a number, and must be a text$/],
    ['a member too many', { approved: { packet: 'tenant.id', by: 'x' } }, /^approved: there is no such thing as “by”$/],
    ['a zone that is no text', { zone: { fixed: 5 } }, /^zone\.fixed: it is a number, and must be a text$/],
    ['a zone at no place', { zone: { locator: {} } }, /^zone\.locator: it names neither a role nor a label, a test id or a selector$/],
    ['no object at all', { zone: 'UTC' }, /^zone: it is a text, and must be an object$/],
    [
      'nothing that says which',
      { approved: {} },
      /^approved: it is none of the forms that it may have \(“packet”: it is missing, and must be “.*; or “constant”: it is missing, and must be a text\)$/,
    ],
    [
      'both at once',
      { approved: { packet: 'tenant.id', constant: 'on' } },
      /^approved: it is none of the forms that it may have \(there is no such thing as “constant”; or there is no such thing as “packet”\)$/,
    ],
  ])('%s', (_, part, says) => {
    const [first, ...others] = profileFaults(withField(part));
    expect(first?.slice(place.length + 1)).toMatch(says);
    expect(first?.startsWith(`${place}.`)).toBe(true);
    expect(others).toEqual([]);
  });

  it('nothing that stood there is repeated', () => {
    expect(profileFaults(withField({ approved: { packet: 'a-secret' }, zone: { fixed: ['a-secret'] } })).join()).not.toContain('a-secret');
  });
});
