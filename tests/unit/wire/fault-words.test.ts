import { describe, expect, it } from 'vitest';
import { profileFaults } from '../../../lib/wire/profile-schema.ts';
import range from '../../../public/profiles/range-server.json' with { type: 'json' };

const { id: _, ...nameless } = range;

describe('what is wrong with a profile is said in words, with its path', () => {
  it.each([
    [nameless, 'id: it is missing'],
    [{ ...range, screens: [] }, 'screens: it is empty'],
    [{ ...range, name: 7 }, 'name: it must be a text'],
    [{ ...range, nmae: 'x' }, 'the profile: there is no such thing as “nmae”'],
    [{ ...range, format: 2 }, 'format: it must be “1”'],
    [{ ...range, where: { ...range.where, startUrl: 'nowhere' } }, 'where.startUrl: it is not an address'],
    [{ ...range, where: { ...range.where, startUrl: 'https://elsewhere.example' } }, 'where.startUrl: it is on none of the page origins'],
    [
      { ...range, context: { tenant: { locator: {}, pick: null }, operator: null } },
      'context.tenant.locator: it names neither a role nor a label, a test id or a selector',
    ],
    [{ ...range, screens: 'none' }, 'screens: it must be a list'],
  ])('%#', (profile, words) => {
    expect(profileFaults(profile)).toContain(words);
  });
});
