import { hash } from 'node:crypto';
import type { JournalStore, NetworkGate, PageLink } from '../../lib/ports/device.ts';
import type { Device } from '../../lib/workflow/systems.ts';
import { nodeSigner } from '../fakes/device.ts';
import { type Caller, make, never, own } from './calls.ts';
import { appended, gateOpened, lookOf, openingAsked } from './invariants.ts';
import { closeTab, newTab, otherTabOf, reportOf } from './page.ts';
import { NO_LINE_BEFORE, spell } from './quick-journal.ts';
import { isExecutionState } from './state-shape.ts';
import { type Line, note, PROFILE, wallOf } from './world.ts';

const ORIGIN = PROFILE.where.pageOrigins[0] ?? '';
/** One for each machine: what is sealed to one of them, the other does not open. */
const SIGNERS = { A: nodeSigner('dev-A'), B: nodeSigner('dev-B') } as const;

/** One machine's own side: its clock, its disk, its browser's rules and its console tab. */
export function deviceFor(caller: Caller): Device {
  const { world, machine, life } = caller;
  return {
    clock: {
      nowMs: () => wallOf(world, machine),
      randomId: () => {
        machine.ids += 1;
        return `${machine.name}-${machine.ids}`;
      },
      // Timers of a browser follow no clock that somebody sets.
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (life.isDead) return;
          // What waits for no time does not wait for the next command.
          if (signal.aborted || ms <= 0) return resolve();
          const timer = { life, atMs: world.nowMs + ms, wake: resolve };
          world.timers.add(timer);
          signal.addEventListener('abort', () => {
            if (world.timers.delete(timer)) resolve();
          });
        }),
    },
    journal: diskOf(caller),
    signer: SIGNERS[machine.name],
    gate: rulesOf(caller),
    pages: pagesOf(caller),
    renderer: { draw: async () => new Uint8Array() },
    verifyTools: { digest: async (bytes) => hash('sha256', bytes), isSigned: async () => true },
    memory: {
      load: (execution) => own(caller, 'memory.load', 'disk', () => machine.session.get(execution) ?? null),
      save: (execution, facts) => own(caller, 'memory.save', 'disk', () => void machine.session.set(execution, facts)),
      forget: (executions) =>
        own(caller, 'memory.forget', 'disk', () => {
          for (const execution of executions) machine.session.delete(execution);
        }),
    },
    wakeAt: (name, atMs) => own(caller, 'alarm', 'rules', () => void machine.alarms.set(name, atMs)),
    enrolled: async () => ({
      id: `dev-${machine.name}`,
      person: machine.operator.person.id,
      signingKey: 'pem',
      sealingKey: {},
      confirmedBy: 'sec-01',
      revokedAt: null,
    }),
    version: 'model',
  };
}

function diskOf(caller: Caller): JournalStore {
  const { machine } = caller;
  const linesOf = (execution: string) => machine.lines.get(execution) ?? [];
  return {
    append: async (execution, entry) => {
      machine.unwritten.add(execution);
      const line = await own(caller, `append:${entry.kind}`, 'disk', () => {
        const known = linesOf(execution);
        const made = lineOf({ execution, seq: known.length, life: caller.life.number }, entry);
        machine.lines.set(execution, [...known, made]);
        appended(caller, made, known.at(-1) ?? null);
        return made;
      }).catch((error: unknown) => {
        caller.life.stumbled.add(execution);
        throw error;
      });
      machine.unwritten.delete(execution);
      machine.acknowledged.set(execution, Math.max(machine.acknowledged.get(execution) ?? 0, line.seq + 1));
      return { seq: line.seq, head: '', line: '' };
    },
    lines: async (execution) => linesOf(execution).map((one) => one.text()),
    executions: async () => [...machine.lines.keys()],
    putFile: async (execution, path, bytes) => {
      const known = machine.files.get(execution) ?? new Map<string, Uint8Array>();
      machine.files.set(execution, known.set(path, bytes));
    },
    // Only the bundle asks for all files, after everything that the protocol is about; making it is tested elsewhere.
    files: () => never(),
    dropFile: async (execution, path) => void machine.files.get(execution)?.delete(path),
    // Nothing here is ever old enough.
    retire: async () => undefined,
    paths: async (execution) => new Set(machine.files.get(execution)?.keys()),
    // No bundle is ever made here, so none is there to be delivered.
    having: async () => new Set(),
    under: async () => [],
    everywhere: async () => new Map(),
    file: async (execution, path) => machine.files.get(execution)?.get(path) ?? null,
  };
}

function lineOf(at: Pick<Line, 'execution' | 'seq' | 'life'>, entry: Parameters<JournalStore['append']>[1]): Line {
  const { after } = entry.body;
  if (!isExecutionState(after)) throw new Error('a line without the state that it leads to');
  let text: string | null = null;
  const whole = { v: 1, seq: at.seq, prev: NO_LINE_BEFORE, execution: at.execution, ...entry } as const;
  return {
    ...at,
    kind: entry.kind,
    atMs: Date.parse(entry.at),
    body: entry.body,
    after,
    isRefused: entry.body.isRefused === true,
    text: () => {
      text ??= spell(whole);
      return text;
    },
  };
}

function rulesOf(caller: Caller): NetworkGate {
  const { world, machine, life } = caller;
  /** The release that this life asked for last, and what came of that. */
  let asked: Readonly<{ execution: string; opened: Promise<unknown> }> | null = null;
  const gate: NetworkGate = {
    enforcement: async () => machine.enforcement,
    guard: () => own(caller, 'rules.guard', 'rules', () => undefined),
    letGo: () => own(caller, 'rules.guard', 'rules', () => undefined),
    open: (_, opening) => {
      if (!life.isDead) openingAsked(caller, opening);
      if (!life.isDead) life.listening = { release: opening.release, untilMs: opening.untilMs, isSpent: false };
      const askedAt = world.calls;
      const opened = own(caller, 'rules.open', 'rules', () => {
        gateOpened(caller, opening);
        note(world, machine, `the gate opens for ${opening.release}`);
        machine.rule = { opening, openedAtMs: world.nowMs, bornInLife: life.number, askedAt };
      });
      asked = { execution: opening.execution, opened };
      return opened;
    },
    openClass: (_, kind, tabId, forMs) =>
      own(caller, 'rules.window', 'rules', () => {
        machine.window = { kind, tabId, untilMs: world.nowMs + forMs };
        return machine.window.untilMs;
      }),
    closeWindow: () =>
      own(caller, 'rules.close-window', 'rules', () => {
        machine.window = null;
      }),
    close: async (execution) => {
      const isOfOther = asked !== null && asked.execution !== execution;
      const standsInItsPlace =
        isOfOther &&
        (await asked?.opened.then(
          () => true,
          () => false,
        ));
      if (!standsInItsPlace) await gate.closeAll();
    },
    closeAll: () => {
      asked = null;
      if (!life.isDead) life.listening = null;
      const askedAt = world.calls;
      return own(caller, 'rules.close', 'rules', () => {
        life.hasClosed = true;
        // A browser takes away what is there when it is asked: never what it is asked to add after that.
        if (machine.rule !== null && machine.rule.askedAt < askedAt) {
          note(world, machine, 'the gate closes');
          machine.rule = null;
        }
        machine.window = null;
      });
    },
    faults: () => own(caller, 'rules.faults', 'rules', () => []),
  };
  return gate;
}

function pagesOf(caller: Caller): PageLink {
  const { machine, life, world } = caller;
  return {
    brief: () => undefined,
    send: (tabId, message) => {
      if (message.type !== 'window' || machine.tab?.id !== tabId || life.isDead) return;
      machine.tab.hold.windows.set(message.control, { isOpen: message.isOpen, untilMs: message.untilMs, isUsed: false });
    },
    look: (tabId, deadlineMs) =>
      make(caller, {
        name: 'page.look',
        kind: 'page',
        deadlineMs,
        act: () => {
          if (machine.tab?.id !== tabId) return null;
          const report = reportOf(world, machine.tab);
          life.readSince.add('page.look');
          life.looked.add(lookOf(tabId, report.document));
          return report;
        },
        silent: () => null,
      }),
    openTab: () =>
      own(caller, 'page.open', 'rules', () => {
        // There is one tab to look at: a person closes the older one.
        closeTab(machine);
        machine.tab = newTab(machine);
        return machine.tab.id;
      }),
    originOf: (tabId) => (machine.tab !== null && [machine.tab.id, otherTabOf(machine.tab)].includes(tabId) ? ORIGIN : null),
    unheld: async () => [],
    restsAt: async (tabId) => (machine.tab?.id === tabId ? { origin: ORIGIN } : null),
    allTabs: async () => (machine.tab === null ? [] : [machine.tab.id]),
    tabs: () => (machine.tab === null ? [] : [machine.tab.id]),
  };
}
