import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { Commit } from '../gate/console/understanding.ts';
import { at } from '../hand/control.ts';
import { type Kill, OPEN, type Shown, statesAfter } from './kills.ts';
import { timeOf } from './reach.ts';

/**
 * What was seen of one kill. `shown`: by the last line before it; `ended`: in the popup, once everything was back. `own`: the
 * execution's lines, in their order. `told`: what the popup had shown before the death. `arrived`: commits after it; `grants`: what
 * access there is in IAM. `open`: what the page could still send at the end.
 */
export type Seen = Readonly<{
  kill: Kill;
  enforcement: Enforcement;
  diedAtMs: number;
  shown: Shown;
  ended: string;
  own: readonly unknown[];
  told: readonly string[];
  lost: number;
  arrived: readonly Commit[];
  grants: number;
  isThere: boolean;
  isReturned: boolean;
  open: readonly string[];
}>;

/** A commit that left before the worker took its rule away has arrived by then. */
const ARRIVED_MS = 2_000;
/** What the popup shows of an execution in the very words of its journal. */
const TOLD_AS_WRITTEN: readonly string[] = ['preflight', 'rechecking', 'armed', 'committing', 'confirming', 'unknown'];

/** What must not be, each as a sentence without its end. */
export function faultsOf(seen: Seen): readonly string[] {
  const { kill, shown, ended, isThere, isReturned, lost, open } = seen;
  const after = statesAfter(kill.victim, shown);
  return [
    ...(isThere ? [] : ['the browser put the whole extension out, rules and all']),
    // A state that the table has no row for says nothing: a kill in it does not count.
    ...(shown === 'none of them' || after.includes(ended) ? [] : [`after the death it is ${ended}, not ${after.join(' or ')}`]),
    ...(isReturned ? [] : ['the claim is not held again']),
    ...(lost === 0 ? [] : [`${lost} lines of the journal are gone`]),
    ...notWritten(seen).map((state) => `the popup had shown ${state}, and no line says it`),
    ...open.map((what) => `${what} still gets through`),
    ...wrongArrivals(seen),
  ];
}

/** What a person was shown stood in the journal before. */
function notWritten({ own, told }: Seen): readonly string[] {
  const written = new Set(own.map((line) => at(line, '/body/after/phase')));
  return [...new Set(told)].filter((state) => TOLD_AS_WRITTEN.includes(state) && !written.has(state));
}

/**
 * None where the gate was closed, or open for the tab that died. Where it was open they are under one key, so that the console grants once; none comes once the worker
 * is back; and where the listener wakes a worker that died, it lets one out.
 */
function wrongArrivals({ kill, enforcement, diedAtMs, shown, own, arrived, grants }: Seen): readonly string[] {
  if (arrived.length > 0 && (!OPEN.has(shown) || kill.victim === 'tab')) return [`${arrived.length} commits arrived with the gate closed`];
  const back = own.find((line) => at(line, '/kind') === 'restarted' && timeOf(line) >= diedAtMs);
  const late = back === undefined ? [] : arrived.filter(({ atMs }) => atMs > timeOf(back) + ARRIVED_MS);
  const isListening = enforcement === 'one-shot' && kill.victim === 'worker';
  return [
    ...(new Set(arrived.map(({ key }) => key)).size > 1 ? ['commits arrived under more than one key'] : []),
    ...(grants > 1 ? [`the console granted ${grants} times`] : []),
    ...(late.length > 0 ? [`${late.length} commits arrived after the worker was back`] : []),
    ...(isListening && arrived.length > 1 ? [`${arrived.length} commits passed the blocking listener`] : []),
  ];
}
