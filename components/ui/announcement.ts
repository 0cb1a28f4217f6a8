import type { ExecutionView, GateState, GateView } from '../../lib/core/execution/view.ts';

/** What a screen reader hears of a change of the gate. `alert` interrupts: only halted and unknown do. */
export type Announcement = Readonly<{ urgency: 'status' | 'alert'; says: string }>;

/** States in which what to do matters more than why. */
const NOW_FIRST: ReadonlySet<GateState> = new Set<GateState>(['armed', 'committing', 'confirming', 'unknown']);

/** The word, and one sentence; of a halt both, because what is found after it stands in what to do now. The countdown never talks; how long there is, is said once. */
export function announcement(gate: GateView): Announcement {
  const urgency = gate.state === 'halted' || gate.state === 'unknown' ? 'alert' : 'status';
  const [why = null] = gate.why;
  const both = NOW_FIRST.has(gate.state) ? [gate.now, why] : [why, gate.now];
  const said = both.filter((one) => one !== null).slice(0, gate.state === 'halted' ? 2 : 1);
  const word = gate.countdown === null ? gate.word : `${gate.word} for ${Math.round(gate.countdown.totalMs / 1000)} seconds`;
  return { urgency, says: [`${word}.`, ...said].join(' ') };
}

/**
 * What makes a new announcement. While the hand types, the sentences of a hold change with every keystroke: then only how
 * many there are counts, and of what kind, else nobody could type and listen.
 */
export function announcementKey(gate: GateView, reasons: ExecutionView['reasons']): string {
  const isTyping = gate.state === 'held' || gate.state === 'filling';
  return [gate.state, gate.word, ...(isTyping ? [gate.why.length, ...reasons] : [gate.why[0], gate.now])].join(' ');
}
