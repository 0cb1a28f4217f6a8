import type { Answer } from '../../lib/core/gate/sources.ts';
import { reason } from '../../lib/core/reason.ts';
import type { CallOptions, Written } from '../../lib/ports/answer.ts';
import type { CallKind, Fate } from './faults.ts';
import { type Held, type Life, type Machine, note, type World } from './world.ts';

/** Whose call it is. */
export type Caller = Readonly<{ world: World; machine: Machine; life: Life }>;

/** One call: what it does, and what its caller hears when nobody answers. Either throws where the port may. */
export type Call<T> = Readonly<{ name: string; kind: CallKind; act: () => T | Promise<T>; silent: () => T; deadlineMs?: number }>;

/** The browser answers its own calls within this time; only a dead one never does. */
const OWN_DEADLINE_MS = 400;

/** What a dead worker waits for. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** Makes a call as the plan says that it goes. */
export async function make<T>(caller: Caller, call: Call<T>): Promise<T> {
  const { world, machine, life } = caller;
  if (life.isDead) return never();
  world.calls += 1;
  const fate = fitting(machine.plan.next(call.name), call);
  if (fate !== null) note(world, machine, `${call.name} … ${fate}`);
  const answer = await go(caller, call, fate);
  return life.isDead ? never() : answer;
}

/** What the browser may refuse: to write a line, to add the rule. */
const MAY_FAIL = /^(?:append:|rules\.open$)/;

/** A disk cannot be late, and a rule cannot be lost on its way: each kind of call has its own ways to go wrong. */
function fitting<T>(fate: Fate | null, { name, kind }: Call<T>): Fate | null {
  if (fate === null || fate === 'hold' || fate === 'crash-before' || fate === 'crash-after') return fate;
  if (kind === 'read') return 'down';
  if (kind === 'write') return fate === 'fail' ? 'down' : fate;
  return MAY_FAIL.test(name) || kind === 'page' ? 'fail' : 'hold';
}

async function go<T>(caller: Caller, call: Call<T>, fate: Fate | null): Promise<T> {
  switch (fate) {
    case null:
      return call.act();
    case 'hold':
      return hold(caller, call);
    case 'lost':
      await call.act();
      return call.silent();
    case 'down':
    case 'fail':
      return call.silent();
    case 'late':
      caller.world.late.push(() => void call.act());
      return call.silent();
    case 'crash-before':
      kill(caller.world, caller.machine);
      return never();
    case 'crash-after':
      await call.act();
      kill(caller.world, caller.machine);
      return never();
  }
}

function hold<T>({ world, machine, life }: Caller, call: Call<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const held: Held = {
      life,
      machine,
      name: call.name,
      kind: call.kind,
      untilMs: world.nowMs + (call.deadlineMs ?? OWN_DEADLINE_MS),
      settle: (how) => {
        world.held.delete(held);
        const isOurs = call.kind === 'disk' || call.kind === 'rules';
        const act = async () => call.act();
        if (how === 'done' || isOurs) act().then(resolve, reject);
        else if (how === 'lost') act().then(() => resolve(call.silent()), reject);
        else {
          if (call.kind === 'write') world.late.push(() => void call.act());
          resolve(call.silent());
        }
      },
    };
    machine.heldAtMs = held.untilMs;
    world.held.add(held);
  });
}

/** The worker dies where it stands. What it asked for may still be done; nothing comes back to it. */
export function kill(world: World, machine: Machine): void {
  const { life } = machine;
  if (life === null) return;
  note(world, machine, 'the worker dies');
  life.isDead = true;
  machine.life = null;
  machine.context = null;
  for (const held of world.held) {
    if (held.life !== life) continue;
    if (held.kind === 'write') held.settle('late');
    world.held.delete(held);
  }
  for (const timer of world.timers) if (timer.life === life) world.timers.delete(timer);
  // The port drops, and the page closes by itself.
  const hold = machine.tab?.hold;
  if (hold?.brief) hold.brief = { ...hold.brief, armed: null, mayStep: false };
}

/** A question to an outside system that answers with what it holds; nobody changes what it answered. */
export function read<T>(caller: Caller, name: string, options: CallOptions, value: () => T): Promise<Answer<T>> {
  const { world } = caller;
  return ask(caller, name, options, async () => ({ isRead: true, value: value(), serverAtMs: world.nowMs, skewMs: 0, tookMs: 1 }));
}

/** A question to an outside system; its clock is the true one. */
export function ask<T>(caller: Caller, name: string, options: CallOptions, act: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const { world, machine, life } = caller;
  const began = world.calls;
  return make(caller, {
    name,
    kind: 'read',
    deadlineMs: options.deadlineMs,
    act: async () => {
      const answer = await act();
      if (!answer.isRead) return answer;
      if (began >= life.checkAt) life.readSince.add(name);
      return { ...answer, skewMs: -machine.skewMs };
    },
    silent: () => ({ isRead: false, reason: reason(name.startsWith('iam') ? 'iam-unknown' : 'case-unreachable'), tookMs: 5_000 }),
  });
}

/** A write to an outside system: without an answer it is unsure. */
export function write<T>(caller: Caller, name: string, options: CallOptions, act: () => Promise<Written<T>>): Promise<Written<T>> {
  return make(caller, {
    name,
    kind: 'write',
    deadlineMs: options.deadlineMs,
    act,
    silent: () => ({ is: 'unsure', reason: reason('case-unreachable') }),
  });
}

/** A call of the browser: without an answer it fails. */
export function own<T>(caller: Caller, name: string, kind: 'disk' | 'rules', act: () => T): Promise<T> {
  return make(caller, {
    name,
    kind,
    act,
    silent: () => {
      throw new Error(`${name} failed`);
    },
  });
}
