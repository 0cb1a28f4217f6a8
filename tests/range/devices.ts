import { z } from 'zod';
import { type Api, bodyAs, refuse } from './api.ts';
import { sha256 } from './digests.ts';
import type { Frozen, World, WorldState } from './world.ts';
import type { WorldDevice } from './world-shape.ts';

const SigningKey = z.string().regex(/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+-----END PUBLIC KEY-----\n?$/);
const Coordinate = z.string().regex(/^[\w-]{43}$/);
const SealingKey = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: Coordinate, y: Coordinate, d: z.never().optional() });
const DeviceBody = z.object({ signingKey: SigningKey, sealingKey: SealingKey, label: z.string().min(1).max(200) });

/** On the range security confirms every new device at once, under this name. */
const CONFIRMED_BY = 'sec-01';

/** A device as the case system knows it. */
export type EnrolledDevice = Readonly<{
  id: string;
  person: string;
  signingKey: string;
  sealingKey: unknown;
  confirmedBy: string | null;
  revokedAt: string | null;
}>;

export function addDeviceRoutes(api: Api, world: World): void {
  api.post('/v1/devices', async (c) => {
    const parsed = await bodyAs(c, DeviceBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const { personId } = c.get('caller');
    const { signingKey, sealingKey, label } = parsed.body;
    const known = enrolledDevices(world.get()).find((device) => device.signingKey === signingKey);
    if (known !== undefined) {
      if (known.person === personId) return c.json(known, 201);
      return refuse(c, { status: 409, code: 'device-of-other', detail: 'This key belongs to a device of somebody else.' });
    }
    const [id, { confirmedBy, revokedAt }] = placeOf(world.get(), personId, signingKey);
    const device: WorldDevice = { person: personId, signingKey, sealingKey, label, confirmedBy, revokedAt };
    world.update((draft) => {
      draft.devices[id] = device;
    });
    return c.json(wireDevice(id, device), 201);
  });
  api.get('/v1/devices', (c) => c.json({ devices: enrolledDevices(world.get()), complete: true }));
  api.get('/v1/recipients', (c) => c.json({ devices: recipients(world.get()), complete: true }));
}

/** In the seed a person's device stands without a key: whoever enrols takes its place, with what a scenario says of it. */
const NO_KEY_YET = 'PEM';

type Standing = Readonly<{ confirmedBy: string | null; revokedAt: string | null }>;

function placeOf(world: WorldState, personId: string, signingKey: string): readonly [id: string, standing: Standing] {
  const kept = Object.entries(world.devices).find(([, device]) => device.person === personId && device.signingKey === NO_KEY_YET);
  return kept ?? [`dev-${personId}-${sha256(signingKey).slice(0, 12)}`, { confirmedBy: CONFIRMED_BY, revokedAt: null }];
}

/** Every device that anybody enrolled, the revoked ones too. */
export function enrolledDevices(world: WorldState): readonly EnrolledDevice[] {
  const enrolled = Object.entries(world.devices).filter(([, { signingKey }]) => signingKey !== NO_KEY_YET);
  return enrolled.map(([id, device]) => wireDevice(id, device));
}

function recipients(world: WorldState): readonly EnrolledDevice[] {
  return enrolledDevices(world).filter(({ person, confirmedBy, revokedAt }) => {
    const owner = world.people[person];
    return confirmedBy !== null && revokedAt === null && owner?.active === true && owner.roles?.includes('security') === true;
  });
}

function wireDevice(id: string, { person, signingKey, sealingKey, confirmedBy, revokedAt }: Frozen<WorldDevice>): EnrolledDevice {
  return { id, person, signingKey, sealingKey, confirmedBy, revokedAt };
}
