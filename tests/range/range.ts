import { startConsoles } from './consoles/start.ts';
import { type Range, type RangeOptions, startTown } from './town.ts';

export type { Range, RangeOptions } from './town.ts';

/** Starts the whole practice range: the systems, the sign-in, both skins of the console, and the control port. */
export function startRange(options: RangeOptions = {}): Promise<Range> {
  return startTown(startConsoles, options);
}
