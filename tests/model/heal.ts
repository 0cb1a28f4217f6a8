import { kill } from './calls.ts';
import { pass } from './time.ts';
import { wake } from './worker-life.ts';
import { GIVEN, violate, type World } from './world.ts';

/** Longer than a release lasts, and than a claim takes to return. */
const HEALED_MS = 13_500;

/** Longer than the case is waited for between two tries to tell it an end. */
const TOLD_MS = 31_000;

/** Executions that hold the case and never began. */
function neverBegun({ machines, cases }: World): readonly string[] {
  const { claim } = cases.now(GIVEN.case.id);
  const runs = machines.flatMap(({ context }) => [...(context?.runs.values() ?? [])]);
  const isHeld = (execution: string) => claim?.execution === execution && claim.state !== 'closed';
  return runs.flatMap(({ execution, state }) => (state.phase === 'idle' && isHeld(execution) ? [execution] : []));
}

/** Everything works again for a while; then what must be settled by itself is looked at. */
export async function heal(world: World): Promise<void> {
  for (const machine of world.machines) machine.plan.clear();
  for (const held of [...world.held]) held.settle('done');
  for (const late of world.late.splice(0)) late();
  for (const machine of world.machines) wake(world, machine);
  await pass(world, HEALED_MS);
  if (neverBegun(world).length > 0) await pass(world, TOLD_MS);
  for (const execution of neverBegun(world)) violate(world, 'claim-ends', `${execution} never began, and the case is held for it`);
  for (const machine of world.machines) {
    for (const [execution, { state }] of machine.context?.runs ?? []) {
      const { claim } = world.cases.now(GIVEN.case.id);
      const isLeftBehind =
        state.phase === 'filling' && state.left === 'nothing' && claim?.id === state.claim?.id && claim?.state === 'consumed';
      if (isLeftBehind) violate(world, 'claim-proof', `the claim of ${execution} is still consumed, though nothing left`);
      const isCalled = world.escalation.raised.some((one) => one.execution === execution);
      if (state.phase === 'unknown' && !isCalled) violate(world, 'unknown-is-called', `${execution} is unknown, and nobody was called`);
      const sent = world.commits.filter((one) => one.execution === execution);
      const isStrange = sent.length > 1 || sent.some((one) => !one.isRight);
      if (isStrange && machine.isSeeing && !isCalled)
        violate(world, 'unknown-is-called', `${execution} sent something strange, and nobody was called`);
    }
    kill(world, machine);
  }
}
