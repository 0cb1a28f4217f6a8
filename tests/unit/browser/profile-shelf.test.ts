import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { profileShelf, readProfiles } from '../../../lib/browser/profile-shelf.ts';
import deployment from '../../../public/deployments/range.json' with { type: 'json' };
import server from '../../../public/profiles/range-server.json' with { type: 'json' };
import spa from '../../../public/profiles/range-spa.json' with { type: 'json' };
import { gateProfile } from '../../gate/console/profile.ts';

/** What the browser's policy gives as text, and what its own storage keeps. */
const kept = vi.hoisted(() => ({ managed: {} as Record<string, unknown>, local: {} as Record<string, unknown> }));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    runtime: { getURL: (path: string) => path },
    storage: {
      managed: { get: async () => kept.managed },
      local: {
        get: async () => kept.local,
        set: async (change: Record<string, unknown>) => void Object.assign(kept.local, change),
      },
    },
  },
}));

/** The practice console's profile under another id and address. */
const moved = (id: string, address: string): unknown =>
  JSON.parse(JSON.stringify({ ...server, id }).replaceAll('http://console.range.localhost:4701', address));

beforeEach(() => {
  kept.managed = {};
  kept.local = {};
  vi.stubGlobal('fetch', async (path: string) => new Response(readFileSync(`public/${path}`, 'utf8')));
});

const manage = (profiles: readonly unknown[]) => {
  kept.managed = { deployment: JSON.stringify({ ...deployment, profiles }) };
};

describe('the profiles of this browser', () => {
  it('come with the extension, from policy and from a person, and are known apart', async () => {
    manage([moved('fleet', 'https://fleet.example')]);
    kept.local = { profiles: [moved('mine', 'https://mine.example')] };
    expect((await profileShelf.all()).map(({ profile, origin }) => `${profile.id} ${origin}`)).toEqual([
      `${server.id} shipped`,
      `${spa.id} shipped`,
      'fleet managed',
      'mine imported',
    ]);
    // In a managed browser what a person brought counts for nothing.
    expect((await readProfiles()).map(({ profile }) => profile.id)).not.toContain('mine');
    expect(await profileShelf.unusable()).toEqual([]);
  });

  it.each([
    ['says a word that nobody knows', JSON.stringify({ ...deployment, profile: [] })],
    ['is no JSON', '{'],
    ['is no text', 7],
  ])('are not known where what policy gives %s: a browser that is managed is not taken for one that is not', async (_, text) => {
    kept.managed = { deployment: text };
    kept.local = { profiles: [moved('mine', 'https://mine.example')], deployment };
    await expect(readProfiles()).rejects.toThrow('the one that policy gives is wrong');
    await expect(profileShelf.isManaged()).rejects.toThrow('the one that policy gives is wrong');
  });

  it.each(['GET', 'HEAD'])(
    'whose commit is a %s are refused: such a console is said not to be guardable, and is not guarded',
    async (method) => {
      const readBy = JSON.parse(
        JSON.stringify(gateProfile('http://gate.range.localhost:1')).replace(
          '"class":"commit","origin":"http://gate.range.localhost:1","methods":["POST"]',
          `"class":"commit","origin":"http://gate.range.localhost:1","methods":["${method}"]`,
        ),
      );
      manage([gateProfile('http://gate.range.localhost:1')]);
      expect((await readProfiles()).map(({ profile }) => profile.id)).toContain('gate-console');
      manage([readBy]);
      expect((await readProfiles()).map(({ profile }) => profile.id)).not.toContain('gate-console');
      expect(await profileShelf.unusable()).toEqual(['gate-console: requests.4.methods: a commit that only reads cannot be guarded']);
    },
  );

  it('that policy gives and that cannot be used are told with their place, and guard nothing', async () => {
    manage([{ ...server, id: 'fleet', screens: [] }]);
    kept.local = { profiles: ['not even an object'] };
    expect((await profileShelf.all()).map(({ origin }) => origin)).toEqual(['shipped', 'shipped']);
    const [first, second] = await profileShelf.unusable();
    expect(first).toMatch(/^fleet: screens/);
    expect(second).toMatch(/^a profile without an id: /);
  });
});
