import type { Places } from '../places.ts';
import { instant, type World } from '../world.ts';
import { type FaultName, type Faults, faultsOf } from './faults.ts';
import type { Store } from './store.ts';

/**
 * What everything in the consoles works with. `csrf`: the word that a form of the server skin must bring back. `closing`
 * is aborted when the consoles stop.
 */
export type Console = Readonly<{ world: World; places: Places; store: Store; csrf: string; closing: AbortSignal }>;

export function faultsNow({ world }: Console): Faults {
  return faultsOf(world.get());
}

export function isOn(console: Console, fault: FaultName): boolean {
  return faultsNow(console).has(fault);
}

/** Now, as the consoles write it. */
export function nowText({ world }: Console): string {
  return instant(world.nowMs());
}
