import { randomBytes } from 'node:crypto';
import { listen, type Running, serveApi } from './api.ts';
import { openBlobs } from './blobs.ts';
import { caseSystem } from './case-system.ts';
import { control, type ResetRequest } from './control.ts';
import { evidenceStore } from './evidence-store.ts';
import { iam } from './iam.ts';
import { makeSecurityDevice, openSecurityKeys, SECURITY_DEVICE, type SecurityKeys } from './keys.ts';
import { choosePlaces, type Places } from './places.ts';
import { records } from './records.ts';
import { freshWorld } from './reset.ts';
import { signIn } from './sign-in.ts';
import { openTokens } from './tokens.ts';
import { openWorld, type World, type WorldDraft } from './world.ts';

/** The consoles of the range, once they are served. `oracle` tells what their own database says was committed. */
export type Consoles = Readonly<{ stop: () => Promise<void>; oracle: () => unknown; reset: () => void }>;
type StartConsoles = (at: Readonly<{ world: World; places: Places }>) => Promise<Consoles>;

/** `dir`: where the range keeps its files, and goes on from; without it a folder that goes away. `portBase` 0: free ports. */
export type RangeOptions = Readonly<{ dir?: string | undefined; portBase?: number | undefined }>;

/** A range that runs. The secret opens the control port and is new at each start. */
export type Range = Readonly<{ places: Places; control: Readonly<{ url: string; secret: string }>; stop: () => Promise<void> }>;

/** What was free when it was chosen may be somebody else's when it is to be listened at. */
const TRIES_AT_FREE_PORTS = 3;

/** Starts every system at its place, or none: what had started is stopped again when one cannot. Free ports are chosen anew then. */
export async function startTown(startConsoles: StartConsoles, options: RangeOptions = {}): Promise<Range> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startAt(await choosePlaces(options.portBase), startConsoles, options);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || options.portBase !== 0 || tries === TRIES_AT_FREE_PORTS) throw error;
    }
  }
}

async function startAt(places: Places, startConsoles: StartConsoles, { dir }: RangeOptions): Promise<Range> {
  const world = openWorld({ dir, seed: () => freshWorld({ nowMs: Date.now(), devices: {} }) });
  const keys = openSecurityKeys(world.database);
  const secret = randomBytes(24).toString('base64url');
  const running: Running[] = [];
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= Promise.all(running.map((one) => one.stop())).then(world.close);
    return stopped;
  };
  try {
    running.push(...(await startAll({ world, places, keys, secret, startConsoles })));
  } catch (error) {
    await stop();
    throw error;
  }
  return { places, control: { url: places.control.origin, secret }, stop };
}

type Town = Readonly<{ world: World; places: Places; keys: SecurityKeys; secret: string; startConsoles: StartConsoles }>;

async function startAll({ world, places, keys, secret, startConsoles }: Town): Promise<readonly Running[]> {
  const tokens = openTokens();
  const blobs = openBlobs(world.database);
  const consoles = await startConsoles({ world, places });
  const reset = (request: ResetRequest): void => {
    const next = nextWorld(world, keys, request);
    world.replace(next.world);
    next.keep();
    blobs.clear();
    consoles.reset();
  };
  if (keys.privateSealingKey() === null) reset({});
  const systems = { world, tokens, places, blobs };
  const controlPort = control({ world, tokens, keys, place: places.control, secret, oracle: consoles.oracle, reset });
  const starts = await Promise.allSettled([
    serveApi(caseSystem(systems), places.case),
    serveApi(records(systems), places.records),
    serveApi(iam(systems), places.iam),
    serveApi(evidenceStore(systems), places.evidence),
    listen(signIn(systems), places.signIn),
    serveApi(controlPort, places.control),
  ]);
  const started: readonly Running[] = [consoles, ...starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))];
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed === undefined) return started;
  await Promise.all(started.map((one) => one.stop()));
  throw failed.reason;
}

/** The world after a reset. The keys are kept only once it stands: a patch that does not fit throws and changes nothing. */
function nextWorld(world: World, keys: SecurityKeys, request: ResetRequest): Readonly<{ world: WorldDraft; keep: () => void }> {
  const { keepDevices = false, ...rest } = request;
  const nowMs = Date.now();
  if (keepDevices && keys.privateSealingKey() !== null) {
    return { world: freshWorld({ ...rest, nowMs, devices: structuredClone(world.get().devices) }), keep: () => undefined };
  }
  const { device, privateSealingKey } = makeSecurityDevice();
  return { world: freshWorld({ ...rest, nowMs, devices: { [SECURITY_DEVICE]: device } }), keep: () => keys.keep(privateSealingKey) };
}
