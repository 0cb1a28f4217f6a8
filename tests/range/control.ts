import { timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { bodyAs, onlyAt, refuse } from './api.ts';
import { enrolledDevices } from './devices.ts';
import { sha256 } from './digests.ts';
import { acknowledge } from './escalations.ts';
import type { SecurityKeys } from './keys.ts';
import { personOf } from './people.ts';
import { LOOPBACK, type Place } from './places.ts';
import { fillCases, type ResetOptions } from './reset.ts';
import type { Tokens } from './tokens.ts';
import { misfit, type Operation, type World, type WorldDraft } from './world.ts';

/** What a reset may be asked for. `keepDevices`: enrolled devices, and security's keys, stay across it. */
export type ResetRequest = Pick<ResetOptions, 'skin' | 'given' | 'timesAreExamples'> & Readonly<{ keepDevices?: boolean | undefined }>;

type ControlOptions = Readonly<{
  world: World;
  tokens: Tokens;
  keys: SecurityKeys;
  place: Place;
  secret: string;
  oracle: () => unknown;
  reset: (request: ResetRequest) => void;
}>;

const OPERATIONS: readonly unknown[] = ['add', 'remove', 'replace', 'move', 'copy', 'test'];
const PatchBody = z.array(z.custom<Operation>(isOperation, 'is not an RFC 6902 operation')).max(1_000);
const WorldBody = z.custom<WorldDraft>(isWorld, 'is not a whole world');
const ResetBody = z.strictObject({
  skin: z.enum(['server', 'spa']).optional(),
  given: PatchBody.optional(),
  timesAreExamples: z.boolean().optional(),
  keepDevices: z.boolean().optional(),
});
const TokenBody = z.strictObject({ account: z.string() });
const AcknowledgeBody = z.strictObject({ id: z.string().optional(), all: z.boolean().optional() });
const FaultBody = z.strictObject({ name: z.string().min(1), on: z.boolean() });

/** The hand behind the range. It answers only at loopback's own names and only to whoever knows this start's secret. */
export function control(options: ControlOptions): Hono {
  const { world, tokens, keys, place, secret, oracle } = options;
  const api = new Hono();
  api.use(onlyAt({ host: LOOPBACK, port: place.port }), secretOnly(secret));
  api.use(async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  api.notFound((c) => refuse(c, { status: 404, code: 'not-found', detail: 'There is nothing here.' }));
  api.onError((error, c) => refuse(c, { status: 500, code: 'internal', detail: error.message }));
  addWorldRoutes(api, options);
  api.get('/oracle', (c) => c.json(oracle()));
  api.get('/keys', (c) => c.json(keys.privateSealingKey()));
  api.get('/devices', (c) => c.json({ devices: enrolledDevices(world.get()) }));
  api.post('/tokens', async (c) => {
    const parsed = await bodyAs(c, TokenBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const { account } = parsed.body;
    if (personOf(world.get(), account) === null)
      return refuse(c, { status: 404, code: 'not-found', detail: `Nobody has the account ${account}.` });
    return c.json({ token: tokens.issue(account) });
  });
  api.post('/acknowledge', async (c) => {
    const parsed = await bodyAs(c, AcknowledgeBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const which = parsed.body.all === true ? 'all' : parsed.body.id;
    if (which === undefined) return refuse(c, { status: 400, code: 'malformed', detail: 'Name one by id, or say all: true.' });
    return c.json({ acknowledged: acknowledge(world, which) });
  });
  return api;
}

function addWorldRoutes(api: Hono, { world, reset }: ControlOptions): void {
  api.get('/world', (c) => c.json(world.get()));
  api.put('/world', async (c) => {
    const parsed = await bodyAs(c, WorldBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    world.replace(parsed.body);
    return c.json(world.get());
  });
  api.patch('/world', async (c) => {
    const parsed = await bodyAs(c, PatchBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    return changed(() => {
      world.patch(parsed.body);
      world.update(fillCases);
    });
  });
  api.post('/reset', async (c) => {
    const parsed = await bodyAs(c, ResetBody);
    return 'refusal' in parsed ? refuse(c, parsed.refusal) : changed(() => reset(parsed.body));
  });
  api.post('/fault', async (c) => {
    const parsed = await bodyAs(c, FaultBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const { name, on } = parsed.body;
    world.update(({ console }) => {
      console.faults = [...console.faults.filter((one) => one !== name), ...(on ? [name] : [])];
    });
    return c.json({ faults: world.get().console.faults });
  });

  /** A patch that does not fit changes nothing and says which operation it was. */
  function changed(change: () => void): Response {
    try {
      change();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return Response.json({ code: 'patch-refused', detail: misfit(error) }, { status: 409 });
    }
    return Response.json(world.get());
  }
}

/** No page may ask, with or without the secret: a request that names any origin is refused. */
function secretOnly(secret: string): MiddlewareHandler {
  const wanted = Buffer.from(sha256(secret));
  return async (c, next) => {
    const given = Buffer.from(sha256(c.req.header('x-control') ?? ''));
    if (c.req.header('Origin') !== undefined || !timingSafeEqual(given, wanted)) {
      return refuse(c, { status: 403, code: 'forbidden', detail: 'The control port answers only to the secret of this start.' });
    }
    return next();
  };
}

function isOperation(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'op' in value &&
    OPERATIONS.includes(value.op) &&
    'path' in value &&
    typeof value.path === 'string'
  );
}

const WORLD_PARTS = [
  'clock',
  'people',
  'cases',
  'tenants',
  'incidents',
  'assurances',
  'iam',
  'console',
  'systems',
  'evidenceStore',
  'devices',
] as const;

function isWorld(value: unknown): boolean {
  return typeof value === 'object' && value !== null && WORLD_PARTS.every((part) => part in value) && 'escalations' in value;
}
