import type { GateState, GateView } from '../../lib/core/execution/view.ts';

/** What a screen reader hears of a change of the gate. `alert` interrupts: only halted and unknown do. */
export type Announcement = Readonly<{ urgency: 'status' | 'alert'; says: string }>;

/** States in which what to do matters more than why. */
const NOW_FIRST: ReadonlySet<GateState> = new Set<GateState>(['armed', 'committing', 'confirming', 'unknown']);

/** The word, and one sentence. The countdown never talks; how long there is, is said once. */
export function announcement(gate: GateView): Announcement {
  const urgency = gate.state === 'halted' || gate.state === 'unknown' ? 'alert' : 'status';
  const one = NOW_FIRST.has(gate.state) ? (gate.now ?? gate.why[0]) : (gate.why[0] ?? gate.now);
  const word = gate.countdown === null ? gate.word : `${gate.word} for ${Math.round(gate.countdown.totalMs / 1000)} seconds`;
  return { urgency, says: `${word}. ${one ?? ''}`.trim() };
}

/**
 * What makes a new announcement. While the hand types, the reasons of a hold change with every keystroke: then only the
 * number of them counts, else nobody could type and listen.
 */
export function announcementKey(gate: GateView): string {
  const cause = gate.state === 'held' || gate.state === 'filling' ? gate.why.length : (gate.why[0] ?? '');
  return `${gate.state} ${gate.word} ${cause}`;
}
