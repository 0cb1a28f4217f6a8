import { type ExecutionState, isAtWork } from '../core/execution/state.ts';
import type { PolicyRecord } from '../core/gate/sources.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import type { Context } from './context.ts';
import { PROFILE_FILE } from './kept-files.ts';
import { readJson } from './kept-json.ts';

/** The one profile that the policy names, by id and digest; null when none of ours is it. */
export function profileFor(known: readonly KnownProfile[], policy: PolicyRecord | null): KnownProfile | null {
  if (policy === null) return null;
  return known.find((one) => policy.consoleProfiles.some((named) => named.id === one.profile.id && named.digest === one.digest)) ?? null;
}

/** While somebody enters, and while nobody knows what became of it, a console stays closed whatever becomes of its profile. */
export function isGuarding(state: ExecutionState): boolean {
  return isAtWork(state) || (state.phase === 'unknown' && state.reconciled === null);
}

/**
 * Every profile whose console is closed here. One that is taken away, or exchanged, while somebody enters by it stays closed and
 * watched until they have ended: only a check says that it counts no more, and the page is open meanwhile.
 */
export function guardedProfiles({ runs, guarded }: Pick<Context, 'runs' | 'guarded'>, known: readonly KnownProfile[]): readonly Profile[] {
  const atWork = [...runs.values()].filter((run) => isGuarding(run.state)).map((run) => run.facts.known);
  const all = [...known, ...atWork, ...guarded.values()];
  const isFirst = ({ digest }: KnownProfile, at: number) => at < known.length || all.findIndex((one) => one.digest === digest) === at;
  return all.filter(isFirst).map(({ profile }) => profile);
}

/** Closes every console that a profile describes now, and lets go of those that none does any more. */
export async function guardConsoles({ ports }: Context): Promise<void> {
  const { gate } = ports.device;
  for (const { profile } of await ports.profiles()) await gate.guard(profile);
  await gate.letGo();
}

/** An execution has ended: where its profile was taken away meanwhile, nothing keeps its console closed any more. */
export async function letGoAfter(context: Context, known: KnownProfile): Promise<void> {
  if (!(await isHere(context, known))) await context.ports.device.gate.letGo();
}

/** Whether this browser still has this very profile. */
export async function isHere({ ports }: Context, known: Pick<KnownProfile, 'digest'>): Promise<boolean> {
  return (await ports.profiles()).some(({ digest }) => digest === known.digest);
}

/** The profile that an execution was opened by, also where this browser has it no more; null where it was not kept. */
export async function openedBy(context: Context, execution: string, digest: Sha256Hex): Promise<KnownProfile | null> {
  const here = (await context.ports.profiles()).find((one) => one.digest === digest);
  const known = here ?? (await readJson<KnownProfile>(context, execution, PROFILE_FILE));
  return known?.digest === digest ? known : null;
}
