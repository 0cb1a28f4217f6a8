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

/** Starts both skins and the API of the second, each at its own place. Rejects when a port is taken. */
export async function startConsoles({ world, places }: Readonly<{ world: World; places: Places }>): Promise<Consoles> {
  const store = openStore(world.dir);
  const console: Console = { world, places, store, csrf: randomBytes(16).toString('hex') };
  await warmUp();
  const running = await Promise.all([
    serveApi(serverSkin(console), places.console),
    serveApi(spaSkin(console), places.consoleSpa),
    serveApi(spaApi(console), places.consoleApi),
  ]);
  return {
    stop: async () => {
      await Promise.all(running.map(({ stop }) => stop()));
      store.close();
    },
    oracle: () => readOracle(store),
    reset: () => store.clear(),
  };
}
