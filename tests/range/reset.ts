import { readFileSync } from 'node:fs';
import jsonPatch from 'fast-json-patch';
import { packetDigest, roleDigest } from './digests.ts';
import type { Operation } from './world.ts';
import { instant } from './world.ts';
import type { WorldDraft } from './world-shape.ts';

/**
 * `given` is applied after the digests were made: a patched packet no longer fits its approvals, as in life.
 * `timesAreExamples`: the instants in `given` are written in the seed's own time and move along with it.
 */
export type ResetOptions = Readonly<{
  nowMs: number;
  /** The devices that are enrolled, beside the places that the seed keeps for those that are not yet. */
  devices: WorldDraft['devices'];
  skin?: 'server' | 'spa' | undefined;
  given?: readonly Operation[] | undefined;
  timesAreExamples?: boolean | undefined;
}>;

const MINUTE_MS = 60_000;
/** What the seed takes for now. Seen from here its approvals are 10 to 22 minutes old, and its window has just begun. */
const SEED_NOW_MS = Date.parse('2026-11-23T03:02:30Z');
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

const PACKET_PLACEHOLDER = 'sha256 of the canonical packet';
const ROLE_PLACEHOLDER = "sha256 of the role's definition";

/** A fresh world: the seed, moved to now, with its digests made, then patched. Throws on a patch that does not fit. */
export function freshWorld(options: ResetOptions): WorldDraft {
  const world = movedToNow(readSeed(), options.nowMs);
  world.console.skin = options.skin ?? 'server';
  world.console.serviceWorker = world.console.skin === 'spa';
  world.devices = { ...world.devices, ...structuredClone(options.devices) };
  fillCases(world);
  const given = options.timesAreExamples === true ? movedToNow([...(options.given ?? [])], options.nowMs) : (options.given ?? []);
  const patched = jsonPatch.applyPatch(world, structuredClone([...given]), true).newDocument;
  // Whoever gives the whole world does not know the devices that were enrolled here.
  if (given.some(({ path }) => path === '')) patched.devices = { ...structuredClone(options.devices), ...patched.devices };
  fillCases(patched);
  return patched;
}

/** What a case may do without: a patch that takes it away leaves an empty one, for the systems write to it. */
const EMPTY = { claim: null, executions: [], notes: [], attachments: [] };

/** Makes every digest that still is its placeholder, from the packet and the roles as they stand. Others stay as they are. */
export function fillCases(world: WorldDraft): void {
  for (const [id, record] of Object.entries(world.cases ?? {})) {
    if (typeof record !== 'object' || record === null) continue;
    world.cases[id] = mapTexts({ ...EMPTY, ...record }, ([key]) => (text) => {
      if (text === PACKET_PLACEHOLDER && record.packet !== undefined) return packetDigest(record.packet);
      return text === ROLE_PLACEHOLDER && key !== undefined ? (digestOfRole(world, key) ?? text) : text;
    });
  }
}

function digestOfRole(world: WorldDraft, name: string): string | null {
  const privileges: unknown = world.iam?.roles?.[name]?.privileges;
  return Array.isArray(privileges) ? roleDigest(name, privileges) : null;
}

function readSeed(): WorldDraft {
  return JSON.parse(readFileSync(new URL('world.json', import.meta.url), 'utf8'));
}

/** The same with every instant moved from the seed's time to the time of a reset. Those of a window stay on whole minutes, as consoles want them. */
export function movedToNow<T extends object>(value: T, nowMs: number): T {
  const laterMs = nowMs - SEED_NOW_MS;
  const wholeMinutesMs = Math.floor(laterMs / MINUTE_MS) * MINUTE_MS;
  return mapTexts(value, (path) => (text) => {
    if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return text;
    return movedBy(isOfWindow(path, value) ? wholeMinutesMs : laterMs, text);
  });
}

/** An instant later by so much, on the clocks that it was written by. */
function movedBy(movedMs: number, text: string): string {
  const [, sign, hours = '', minutes = ''] = INSTANT.exec(text) ?? [];
  if (sign === undefined) return instant(Date.parse(text) + movedMs);
  const aheadMs = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  return instant(Date.parse(text) + movedMs + aheadMs).replace('Z', `${sign}${hours}:${minutes}`);
}

/** Whether an instant belongs to a packet's window, by where it stands or, in a patch, by where the operation puts it. */
function isOfWindow(path: readonly string[], root: unknown): boolean {
  if (path.includes('window')) return true;
  const operation: unknown = Array.isArray(root) ? root[Number(path.at(-1))] : undefined;
  if (typeof operation !== 'object' || operation === null || !('path' in operation)) return false;
  return String(operation.path).split('/').includes('window');
}

type TextAt = (path: readonly string[]) => (text: string) => string;

/** A copy with every text replaced. `path` names the keys from the text upwards, the nearest first. */
function mapTexts<T extends object>(value: T, at: TextAt): T {
  const copy = structuredClone(value);
  mapInside(copy, at, []);
  return copy;
}

function mapInside(holder: object, at: TextAt, path: readonly string[]): void {
  for (const [key, part] of Object.entries(holder)) {
    const here = [key, ...path];
    if (typeof part === 'string') Reflect.set(holder, key, at(here)(part));
    else if (typeof part === 'object' && part !== null) mapInside(part, at, here);
  }
}
