import { CLOSE_GATE_ALARM, DELIVER_ALARM, ESCALATE_ALARM, RESTORE_ALARM } from '../../lib/workflow/alarms.ts';
import { boot, restoreAll } from '../../lib/workflow/booting.ts';
import { type Context, newContext } from '../../lib/workflow/context.ts';
import { deliverAll } from '../../lib/workflow/delivering.ts';
import { escalateAll } from '../../lib/workflow/escalating.ts';
import { closeOverdueGates } from '../../lib/workflow/gating.ts';
import { kill } from './calls.ts';
import { deviceFor } from './device.ts';
import { tell } from './page.ts';
import { systemsFor } from './systems.ts';
import { KNOWN, type Life, type Machine, note, type World } from './world.ts';

/** Starts a worker, as the browser does when something wakes it: first it boots, then it hears. */
export function wake(world: World, machine: Machine): void {
  if (machine.life !== null) return;
  note(world, machine, 'a worker starts');
  machine.lives += 1;
  const life: Life = {
    number: machine.lives,
    isDead: false,
    ready: Promise.resolve(),
    isReady: false,
    listening: null,
    hasClosed: false,
    checkAt: 0,
    readSince: new Set(),
    looked: new Set(),
    checked: null,
    stumbled: new Set(),
  };
  const caller = { world, machine, life };
  const systems = systemsFor(caller);
  const context = newContext({
    ports: { device: deviceFor(caller), systems: async () => systems, profiles: async () => [KNOWN] },
    changed: () => undefined,
    signal: new AbortController().signal,
  });
  machine.life = life;
  machine.context = context;
  life.ready = boot(context).then(() => {
    life.isReady = true;
  });
}

/** The browser itself ends and starts again: no session memory, no openings, no tabs; the disk and the alarms stay. */
export function restartBrowser(world: World, machine: Machine): void {
  note(world, machine, 'the browser ends');
  kill(world, machine);
  machine.session.clear();
  machine.rule = null;
  machine.window = null;
  machine.tab = null;
  wake(world, machine);
}

/** An alarm rings: it wakes a dead worker, too. */
export function ring(world: World, machine: Machine, name: string): void {
  note(world, machine, `the alarm ${name} rings`);
  machine.alarms.delete(name);
  wake(world, machine);
  tell(machine, (context) => rung(context, name));
}

async function rung(context: Context, name: string): Promise<void> {
  if (name === CLOSE_GATE_ALARM) await closeOverdueGates(context);
  if (name === DELIVER_ALARM) await deliverAll(context);
  if (name === RESTORE_ALARM) await restoreAll(context);
  if (name === ESCALATE_ALARM) await escalateAll(context);
}
