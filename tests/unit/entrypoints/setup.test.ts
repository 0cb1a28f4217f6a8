import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeSigner } from '../../fakes/device.ts';
import { stage } from '../workflow/stage.ts';

const fake = vi.hoisted(() => ({ local: {} as Record<string, unknown>, session: {} as Record<string, unknown> }));

vi.mock('../../../lib/browser/api.ts', () => {
  const area = (of: 'local' | 'session') => ({
    get: async (key: string) => ({ [key]: fake[of][key] }),
    set: async (change: Record<string, unknown>) => void Object.assign(fake[of], change),
    remove: async (key: string) => void delete fake[of][key],
  });
  return {
    browser: {
      identity: { getRedirectURL: () => 'https://own.example/' },
      runtime: { getManifest: () => ({ version: '1' }) },
      storage: { local: area('local'), session: area('session'), managed: { get: async () => ({}) } },
    },
  };
});
vi.mock('../../../lib/browser/profile-shelf.ts', () => ({ readProfiles: async () => [] }));

const { setUp } = await import('../../../entrypoints/background/setup.ts');

const SEALING_KEY = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
const signer = { ...nodeSigner('dev-1'), device: async () => ({ signingKey: PEM, sealingKey: SEALING_KEY }) };
const PEM = '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n';
const device = (over: Readonly<Record<string, unknown>> = {}) => ({
  id: 'dev-1',
  person: 'lead-01',
  signingKey: PEM,
  sealingKey: SEALING_KEY,
  confirmedBy: null,
  revokedAt: null,
  ...over,
});

/** The case system: whose token it is, and what its register holds. */
const system = { person: 'lead-01', register: [device()], isDown: false };

const PERSON = { employer: 'us', email: 'a@b.example', accountKinds: {}, roles: [], active: true, homeTenant: null };

const at = { baseUrl: 'https://case.example' };
const DEPLOYMENT = {
  format: 1,
  name: 'Real',
  systems: { case: at, tenant: at, incident: at, iam: at, identity: at, evidence: at },
  signIn: { token: true },
};

function caseSystem(input: unknown, init?: RequestInit): Promise<Response> {
  const path = new URL(String(input)).pathname;
  const json = (body: unknown, status = 200) =>
    Promise.resolve(Response.json(body, { status, headers: { Date: new Date().toUTCString() } }));
  const { person, register } = system;
  if (path.endsWith('/me')) return json({ account: person, person: { ...PERSON, id: person, name: person, accounts: [person] } });
  if (system.isDown) return Promise.reject(new TypeError('Failed to fetch'));
  if (init?.method !== 'POST') return json({ devices: register, complete: true });
  const [own] = register;
  return own?.person === person ? json(own, 201) : json({ type: 'about:blank', title: 'no', status: 409, code: 'device-of-other' }, 409);
}

const ask = (request: Parameters<typeof setUp>[0]) => setUp(request, { signer, context: stage().context });
const signIn = () => ask({ type: 'sign-in-with-token', token: 'secret' });

beforeEach(() => {
  fake.session = {};
  fake.local = { deployment: DEPLOYMENT };
  Object.assign(system, { person: 'lead-01', register: [device()], isDown: false });
  vi.stubGlobal('fetch', caseSystem);
});

describe("signing in at a browser that is somebody else's device", () => {
  it('does not last, and says in words what to do', async () => {
    expect(await signIn()).toMatchObject({ ok: true, value: { signedInAs: 'lead-01', device: { id: 'dev-1' } } });
    await ask({ type: 'sign-out' });
    system.person = 'lead-02';
    expect(await signIn()).toMatchObject({
      ok: false,
      reason: {
        code: 'sign-in-failed',
        details: { detail: expect.stringMatching(/somebody else.*signed out again.*browser profile of your own/) },
      },
    });
    expect(fake.session).toEqual({});
    expect(await ask({ type: 'deployment-status' })).toMatchObject({ ok: true, value: { signedInAs: null } });
  });
});

describe('whether security has confirmed this device', () => {
  const standing = async () => {
    const reply = await ask({ type: 'deployment-status' });
    return reply.ok && typeof reply.value === 'object' && reply.value !== null && 'device' in reply.value ? reply.value.device : null;
  };

  it('is what the register says now, and not what it said at the sign-in', async () => {
    await signIn();
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'unconfirmed' });
    system.register = [device({ confirmedBy: 'sec-01' })];
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'confirmed' });
    system.register = [device({ confirmedBy: 'sec-01', revokedAt: '2026-11-23T03:05:00Z' })];
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'revoked' });
    system.register = [];
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'not-enrolled' });
  });

  it('is not known where the register cannot be read, or nobody is signed in', async () => {
    system.register = [device({ confirmedBy: 'sec-01' })];
    await signIn();
    system.isDown = true;
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'unknown' });
    system.isDown = false;
    await ask({ type: 'sign-out' });
    expect(await standing()).toEqual({ id: 'dev-1', standing: 'unknown' });
  });
});
