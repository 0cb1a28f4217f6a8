import { kill } from './calls.ts';
import { pass } from './time.ts';
import { wake } from './worker-life.ts';
import { GIVEN, violate, type World } from './world.ts';

/** Longer than a release lasts, and than a claim takes to return. */
const HEALED_MS = 13_500;

/** Everything works again for a while; then what must be settled by itself is looked at. */
export async function heal(world: World): Promise<void> {
  for (const machine of world.machines) machine.plan.clear();
  for (const held of [...world.held]) held.settle('done');
  for (const late of world.late.splice(0)) late();
  for (const machine of world.machines) wake(world, machine);
  await pass(world, HEALED_MS);
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
