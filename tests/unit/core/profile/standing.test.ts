import { describe, expect, it } from 'vitest';
import { type ProfileOrigin, standingOf, whyNotBeside } from '../../../../lib/core/profile/standing.ts';
import { smallProfile } from '../../workflow/small-console.ts';

const digest = 'a'.repeat(64);
const other = 'b'.repeat(64);
const of = (origin: ProfileOrigin) => ({ profile: smallProfile, digest, origin });
const named = (which: string) => [{ id: smallProfile.id, digest: which }];

describe('what a profile may do here', () => {
  it('is said by the policy that names its digest, wherever it came from', () => {
    expect(standingOf(of('imported'), named(digest), false)).toBe('named');
    expect(standingOf(of('shipped'), named(digest), false)).toBe('named');
  });

  it('is nothing where the policy names another version, or none', () => {
    expect(standingOf(of('imported'), named(other), false)).toBe('other-version');
    expect(standingOf(of('managed'), named(other), true)).toBe('other-version');
    expect(standingOf(of('imported'), [], false)).toBe('not-named');
  });

  it('is given by whoever manages the browser, and then no profile of a person counts, named or not', () => {
    expect(standingOf(of('managed'), [], true)).toBe('by-policy');
    expect(standingOf(of('imported'), named(digest), true)).toBe('set-aside');
  });

  it('is not known as long as the policy was not read', () => {
    expect(standingOf(of('imported'), null, false)).toBe('not-known');
    expect(standingOf(of('managed'), null, true)).toBe('not-known');
  });
});

describe('beside the profiles that are here', () => {
  const mine = {
    ...smallProfile,
    id: 'mine',
    where: { ...smallProfile.where, pageOrigins: ['https://elsewhere.example'], apiOrigins: [] },
  };

  it('a console that nobody describes can be described', () => {
    expect(whyNotBeside(mine, [of('shipped')])).toBeNull();
  });

  it('one that the extension or the policy describes cannot, by its id or by its address', () => {
    expect(whyNotBeside({ ...mine, id: smallProfile.id }, [of('shipped')])?.path).toBe('id');
    expect(whyNotBeside({ ...smallProfile, id: 'mine' }, [of('managed')])?.path).toBe('where');
  });

  it('one that a person brought makes room for another', () => {
    expect(whyNotBeside(smallProfile, [of('imported')])).toBeNull();
  });
});
