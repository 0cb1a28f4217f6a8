import { at, type PatchOperation } from '../hand/control.ts';
import type { During } from '../hand/plan.ts';
import { isFaultName } from '../range/consoles/faults.ts';
import { isSystemFault } from '../range/system-faults.ts';

/**
 * What nothing here could make of a value, anywhere in it; null where there is no such thing. A fault that nothing has would
 * change nothing, and everything would be as expected.
 */
export function unknownValue(path: string, value: unknown): string | null {
  if (typeof value === 'object' && value !== null) {
    const inside = Object.entries(value).map(([key, one]) => unknownValue(`${path}/${key}`, one));
    return inside.find((one) => one !== null) ?? null;
  }
  if (value === null) return null;
  const said = JSON.stringify(value);
  if (/^\/console\/faults(\/|$)/.test(path) && !isFaultName(value)) return `${said} is no fault of the console`;
  if (/^\/systems\/[^/]+\/fault$/.test(path) && !isSystemFault(value)) return `${said} is no fault of a system`;
  const isDelay = typeof value === 'number' && value >= 0;
  return /^\/systems\/[^/]+\/delayMs$/.test(path) && !isDelay ? `${said} is no delay; a number of milliseconds is` : null;
}

/** What a play writes by itself: something may be there by the time that an operation comes. */
const WRITTEN =
  /^\/(?:cases\/[^/]+\/(?:claim|pastClaims|executions|handovers|notes|attachments)|console\/(?:session|drafts|commits|grants|faults)|iam\/grants|evidenceStore|devices|escalations)(?:\/|$)/;

/** Which operation of what happens during a play has no place in its world, nor could come to have one; null where all have. */
export function misplaced(during: readonly During[], world: unknown): string | null {
  const patch = during.flatMap((one) => one.patch);
  for (const one of patch) {
    for (const [words, place] of placesOf(one)) {
      const [missing, above] = firstMissing(world, place) ?? ['', ''];
      const isMade = patch.some((other) => other !== one && isWithin(place, other.path));
      if (missing === '' || isMade || WRITTEN.test(missing)) continue;
      const known = Object.keys(Object(at(world, above))).join(', ');
      return `${words}: the world has nothing there; ${above === '' ? 'it' : above} has: ${known || 'nothing'}`;
    }
  }
  return null;
}

/** What must be there for an operation to fit (RFC 6902, 4), each by the words that name it. */
function placesOf({ op, path, from }: PatchOperation): readonly (readonly [words: string, place: string])[] {
  const above = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (op === 'add') return [[`${op} ${path}`, above]];
  if (from !== undefined)
    return [
      [`${op} from ${from}`, from],
      [`${op} to ${path}`, above],
    ];
  return [[`${op} ${path}`, path]];
}

/** The first step on the way to a place that leads nowhere, and what it leads on from. */
function firstMissing(world: unknown, place: string): readonly [missing: string, above: string] | null {
  const steps = place.split('/');
  const to = (count: number) => steps.slice(0, count).join('/');
  const count = steps.findIndex((_, index) => at(world, to(index + 1)) === undefined);
  return count === -1 ? null : [to(count + 1), to(count)];
}

function isWithin(place: string, path: string): boolean {
  return place === path || place.startsWith(`${path}/`);
}
