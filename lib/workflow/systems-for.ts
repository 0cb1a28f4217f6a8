import type { Context } from './context.ts';
import { SYSTEMS_FILE } from './kept-files.ts';
import { jsonIn, keepJson } from './kept-json.ts';
import type { Systems } from './systems.ts';

type BegunWith = Readonly<{ v: 1; name: string }>;

/** Keeps with which systems an execution is begun; before its first line, so that none is without. */
export function keepSystems(context: Context, execution: string, { name }: Systems): Promise<void> {
  const begunWith: BegunWith = { v: 1, name };
  return keepJson(context, execution, SYSTEMS_FILE, begunWith);
}

/**
 * The systems that an execution was begun with. Null where this browser has others by now, or none: what is left to do for it
 * waits until it has them again. Another organisation's store, security and IAM know nothing of it.
 */
export async function systemsFor(context: Context, execution: string): Promise<Systems | null> {
  const [systems, begunWith] = await Promise.all([context.ports.systems(), context.ports.device.journal.file(execution, SYSTEMS_FILE)]);
  return systems !== null && isOf(systems, begunWith) ? systems : null;
}

/** Whether these are the systems of which such a file was kept. */
export function isOf(systems: Systems | null, begunWith: Uint8Array | null | undefined): boolean {
  return systems !== null && begunWith != null && jsonIn<BegunWith>(begunWith).name === systems.name;
}
