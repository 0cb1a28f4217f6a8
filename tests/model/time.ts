import { atRest } from './invariants.ts';
import { brief } from './page.ts';
import { ring } from './worker-life.ts';
import { drain, type World } from './world.ts';

/** More wake-ups than this in one stretch of time means that something polls without a pause. */
const WAKES_MAX = 2_000;

/** Time passes: timers, deadlines and alarms come in their order, and everything that they start runs as far as it can. */
export async function pass(world: World, ms: number): Promise<void> {
  const untilMs = world.nowMs + ms;
  for (let wakes = 0; ; wakes += 1) {
    await settle(world);
    const next = nextMoment(world, untilMs);
    if (next === null) break;
    if (wakes > WAKES_MAX) throw new Error('time does not pass');
    world.nowMs = Math.max(world.nowMs, next.atMs);
    next.happen();
  }
  world.nowMs = untilMs;
  await settle(world);
}

/** Everything that waits for nothing runs to its end; the pages hear of it; then the invariants are looked at. */
export async function settle(world: World): Promise<void> {
  await drain();
  for (const machine of world.machines) brief(world, machine);
  atRest(world);
}

type Moment = Readonly<{ atMs: number; happen: () => void }>;

function nextMoment(world: World, untilMs: number): Moment | null {
  let next: Moment | null = null;
  const offer = (atMs: number, happen: () => void) => {
    if (atMs <= untilMs && (next === null || atMs < next.atMs)) next = { atMs, happen };
  };
  for (const timer of world.timers) {
    offer(timer.atMs, () => {
      world.timers.delete(timer);
      timer.wake();
    });
  }
  for (const held of world.held) offer(held.untilMs, () => held.settle('late'));
  for (const machine of world.machines) {
    for (const [name, atMs] of machine.alarms) offer(Math.max(world.nowMs, atMs - machine.skewMs), () => ring(world, machine, name));
  }
  return next;
}
