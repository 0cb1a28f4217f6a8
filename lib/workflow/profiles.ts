import { type ExecutionState, isAtWork } from '../core/execution/state.ts';
import type { PolicyRecord } from '../core/gate/sources.ts';
import type { Profile } from '../core/profile/profile.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import type { Context } from './context.ts';
import type { Run } from './run.ts';

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
export function guardedProfiles({ runs }: Pick<Context, 'runs'>, known: readonly KnownProfile[]): readonly Profile[] {
  const atWork = [...runs.values()].filter((run) => isGuarding(run.state)).map((run) => run.facts.known);
  const missing = atWork.filter(({ digest }) => !known.some((one) => one.digest === digest));
  return [...known, ...missing].map(({ profile }) => profile);
}

/** Closes every console that a profile describes now, and lets go of those that none does any more. */
export async function guardConsoles({ ports }: Context): Promise<void> {
  const { gate } = ports.device;
  for (const { profile } of await ports.profiles()) await gate.guard(profile);
  await gate.letGo();
}

/** An execution has ended: where its profile was taken away meanwhile, nothing keeps its console closed any more. */
export async function letGoAfter({ ports }: Context, { facts }: Run): Promise<void> {
  const isThere = (await ports.profiles()).some(({ digest }) => digest === facts.known.digest);
  if (!isThere) await ports.device.gate.letGo();
}
