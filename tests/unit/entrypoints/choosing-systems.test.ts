import { expect, it, vi } from 'vitest';
import { type Deployment, nameOfSystems } from '../../../lib/wire/deployment.ts';
import { armedStage, stage } from '../workflow/stage.ts';

const { local } = vi.hoisted(() => ({ local: new Map<string, unknown>() }));
vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    storage: {
      managed: { get: async () => ({}) },
      local: {
        get: async (key: string) => ({ [key]: local.get(key) }),
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) local.set(key, value);
        },
      },
      session: { get: async () => ({}) },
    },
    permissions: { contains: async () => false },
    runtime: { getURL: (path: string) => path },
  },
}));
vi.mock('../../../lib/browser/profile-shelf.ts', () => ({ readProfiles: async () => [], profileShelf: {} }));

const { setUp } = await import('../../../entrypoints/background/setup.ts');

const at = (host: string): Deployment => {
  const system = { baseUrl: `https://${host}` };
  const systems = { case: system, tenant: system, incident: system, iam: system, identity: system, evidence: system };
  return { format: 1, name: host, systems, signIn: { token: true } };
};

/** Chosen by hand where `now` was chosen before. */
async function choose(chosen: Deployment, now: Deployment | null, { context, fake }: ReturnType<typeof stage>) {
  local.clear();
  if (now !== null) local.set('deployment', now);
  const reply = await setUp({ type: 'set-deployment', deployment: chosen }, { context, signer: fake.device.signer });
  return { reply, kept: local.get('deployment') };
}

it('takes other systems where nothing is left to do with those that it has', async () => {
  const idle = stage();
  expect(await choose(at('a.example'), null, idle)).toMatchObject({ reply: { ok: true }, kept: at('a.example') });
  expect(await choose(at('b.example'), at('a.example'), idle)).toMatchObject({ reply: { ok: true }, kept: at('b.example') });
});

it('stays with its systems while something is open with them, and says what', async () => {
  const busy = await armedStage();
  expect(await choose(at('b.example'), at('a.example'), busy)).toMatchObject({
    reply: { ok: false, reason: { code: 'systems-needed', details: { detail: 'CASE-1042 is being executed' } } },
    kept: at('a.example'),
  });
  const renamed = { ...at('a.example'), name: 'the same systems' };
  expect(await choose(renamed, at('a.example'), busy)).toMatchObject({ reply: { ok: true }, kept: renamed });
  busy.end();
});

it('knows systems by every one of their addresses', () => {
  const moved = { ...at('a.example'), systems: { ...at('a.example').systems, evidence: { baseUrl: 'https://b.example' } } };
  expect(nameOfSystems(moved)).not.toBe(nameOfSystems(at('a.example')));
});
