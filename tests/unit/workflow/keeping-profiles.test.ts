import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../lib/core/compare/sha-256.ts';
import { canonical } from '../../../lib/core/evidence/canonical.ts';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import type { KnownProfile, ProfileShelf } from '../../../lib/ports/profiles.ts';
import { parseProfile } from '../../../lib/wire/profile-schema.ts';
import { boot, restoreAll } from '../../../lib/workflow/booting.ts';
import { answerProfiles, type ProfileRequest } from '../../../lib/workflow/keeping-profiles.ts';
import { guardConsoles, guardedProfiles } from '../../../lib/workflow/profiles.ts';
import range from '../../../public/profiles/range-server.json' with { type: 'json' };

import { emptyDisk } from '../../fakes/device.ts';
import { armedStage, stage } from './stage.ts';

const digestOf = (profile: Profile) => sha256Hex(new TextEncoder().encode(canonical(profile)));
const shipped: KnownProfile = { profile: parsed(range), digest: digestOf(parsed(range)), origin: 'shipped' };
/** The practice console's profile, moved to an address that nobody describes. */
const mine = parsed(
  JSON.parse(JSON.stringify(range).replaceAll('http://console.range.localhost:4701', 'https://mine.example').replace(range.id, 'mine')),
);

function parsed(raw: unknown): Profile {
  const read = parseProfile(raw);
  if (!read.isParsed) throw new Error(read.where);
  return read.value;
}

function shelfOf(isManaged: boolean): ProfileShelf {
  let brought: readonly Profile[] = [];
  return {
    all: async () => [shipped, ...brought.map((profile) => ({ profile, digest: digestOf(profile), origin: 'imported' as const }))],
    unusable: async () => (isManaged ? ['emergency-admin: screens.0.fields.1.compare: it must be compared as instant'] : []),
    brought: async () => brought.map(digestOf),
    isManaged: async () => isManaged,
    keep: async (profile) => {
      brought = [...brought.filter(({ id }) => id !== profile.id), profile];
    },
    forget: async (digest) => {
      brought = brought.filter((one) => digestOf(one) !== digest);
    },
  };
}

const asker = (isManaged = false) => {
  const shelf = shelfOf(isManaged);
  return (request: ProfileRequest) => answerProfiles(request, { shelf, systems: async () => null, signal: new AbortController().signal });
};

describe('the profiles of this browser', () => {
  it('that a person brings are listed with their digest, carried on as a file, and taken away', async () => {
    const ask = asker();
    const kept = await ask({ type: 'keep-profile', profile: mine });
    expect(kept).toMatchObject({
      ok: true,
      value: { rows: [{ isRemovable: false }, { id: 'mine', digest: digestOf(mine), standing: 'not-known', isRemovable: true }] },
    });
    const file = await ask({ type: 'profile-file', digest: digestOf(mine) });
    expect(file).toMatchObject({ ok: true, value: { name: `mine-${mine.version}.json` } });
    expect(file.ok && 'text' in Object(file.value) ? JSON.parse(Object(file.value).text) : null).toEqual(mine);
    expect(await ask({ type: 'forget-profile', digest: digestOf(mine) })).toMatchObject({
      ok: true,
      value: { rows: [{ from: 'shipped' }] },
    });
  });

  it('that cannot be used are said, each with what is wrong', async () => {
    expect(await asker(true)({ type: 'profiles' })).toMatchObject({
      ok: true,
      value: { unusable: ['emergency-admin: screens.0.fields.1.compare: it must be compared as instant'] },
    });
  });

  it('are refused with the path of what is wrong', async () => {
    const refused = await asker()({ type: 'keep-profile', profile: { ...mine, requests: [] } });
    expect(refused).toMatchObject({
      ok: false,
      reason: { code: 'profile-unusable', details: { detail: 'requests: no request is the commit' } },
    });
  });

  it('cannot stand beside one that describes the same console, nor be brought into a managed browser', async () => {
    const twice = await asker()({ type: 'keep-profile', profile: { ...parsed(range), id: 'mine' } });
    expect(twice).toMatchObject({ ok: false, reason: { code: 'profile-unusable' } });
    expect(await asker(true)({ type: 'keep-profile', profile: mine })).toMatchObject({ ok: false, reason: { code: 'profile-unusable' } });
  });
});

describe('the profile by which somebody enters', () => {
  it('stays guarded where it is taken away meanwhile, and until they have ended', async () => {
    const at = await armedStage();
    const { known } = at.run().facts;
    expect(guardedProfiles(at.context, [known])).toEqual([known.profile]);
    expect(guardedProfiles(at.context, [])).toEqual([known.profile]);
    const run = at.run();
    run.state = { ...run.state, phase: 'confirmed' };
    expect(guardedProfiles(at.context, [])).toEqual([]);
  });

  it('stays guarded as long as nobody knows what became of it, until security has settled it', async () => {
    const at = await armedStage();
    const { known } = at.run().facts;
    const run = at.run();
    run.state = { ...run.state, phase: 'unknown' };
    expect(guardedProfiles(at.context, [])).toEqual([known.profile]);
    run.state = { ...run.state, reconciled: { by: 'sec-01', found: 'nothing', atMs: 0 } };
    expect(guardedProfiles(at.context, [])).toEqual([]);
    at.end();
  });

  it('is let go of as soon as it has ended, where it was taken away meanwhile', async () => {
    const at = stage();
    await at.open();
    Object.assign(at.context.ports, { profiles: async () => [] });
    await guardConsoles(at.context);
    expect(at.fake.gateLog.filter((one) => one === 'let go')).toHaveLength(1);
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    expect(at.fake.gateLog.filter((one) => one === 'let go')).toHaveLength(1);
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(0);
    expect(at.fake.gateLog.filter((one) => one === 'let go')).toHaveLength(2);
    at.end();
  });

  it('costs nothing where it is still there', async () => {
    const at = stage();
    await at.open();
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    await at.fake.advance(0);
    expect(at.fake.gateLog).not.toContain('let go');
    at.end();
  });

  it('is let go of once what could not be taken up is known', async () => {
    const disk = emptyDisk();
    const first = stage(disk);
    await first.open();
    first.end();
    disk.session.clear();
    const next = stage(disk, first);
    next.cases.trouble.set('*', 'down');
    await boot(next.context);
    expect(next.context.waiting.size).toBe(1);
    expect(next.fake.gateLog).not.toContain('let go');
    next.cases.trouble.clear();
    await restoreAll(next.context);
    expect(next.fake.gateLog).toContain('let go');
    next.end();
  });
});
