import { randomBytes } from 'node:crypto';
import { serveApi } from '../api.ts';
import type { Places } from '../places.ts';
import type { World } from '../world.ts';
import { warmUp } from './assets.ts';
import type { Console } from './console.ts';
import { type Oracle, readOracle } from './oracle.ts';
import { serverSkin } from './server/app.ts';
import { spaApi } from './spa/api.ts';
import { spaSkin } from './spa/app.ts';
import { openStore } from './store.ts';

export type { Oracle } from './oracle.ts';

/** The practice consoles, running. `reset` forgets every draft, commit and request, as if nothing had ever reached them. */
export type Consoles = Readonly<{ stop: () => Promise<void>; oracle: () => Oracle; reset: () => void }>;

/** Starts both skins and the API of the second, each at its own place, or none of them when a port is taken. */
export async function startConsoles({ world, places }: Readonly<{ world: World; places: Places }>): Promise<Consoles> {
  const store = openStore(world.dir);
  const closing = new AbortController();
  const console: Console = { world, places, store, csrf: randomBytes(16).toString('hex'), closing: closing.signal };
  await warmUp();
  const starts = await Promise.allSettled([
    serveApi(serverSkin(console), places.console),
    serveApi(spaSkin(console), places.consoleSpa),
    serveApi(spaApi(console), places.consoleApi),
  ]);
  const stop = async (): Promise<void> => {
    closing.abort();
    await Promise.all(starts.map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)));
    store.close();
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { stop, oracle: () => readOracle(store), reset: () => store.clear() };
}
