import { unreachable } from '../reason.ts';
import { adviceOnHalt } from './advice.ts';
import type { ExecutionFacts } from './facts.ts';
import { isAwaitingProof } from './owing.ts';
import type { ExecutionState, ExitTaken } from './state.ts';
import type { GateView } from './view.ts';

/** What everything waits for behind a release that was taken back. */
export const GATE_CLOSING = 'The gate is being closed: then it is known whether anything left.';

/** Where to go from a halt: out of the console first, then to whoever decides. */
export function haltedNow(state: ExecutionState, facts: ExecutionFacts): string {
  const { exit, takeover, left, halt } = state;
  if (isAwaitingProof(state)) return `Do not answer it. ${GATE_CLOSING}`;
  if (left !== 'nothing') return 'Do not go on here. Security was called and reconciles.';
  if (exit !== null) return exitWords(exit);
  if (takeover !== null) return 'It can be taken over. Resume or abandon it on the takeover page, in the popup.';
  const first = exits(facts)[0];
  if (first === undefined) return 'Leave the page as it is, and hand over in the popup.';
  return adviceOnHalt(halt?.reasons ?? []);
}

function exitWords({ kind, reference, found }: ExitTaken): string {
  const taken = kind === 'draft' ? `Draft ${reference ?? ''} saved`.replace('  ', ' ') : 'Abandoned in the console';
  switch (found) {
    case 'not-read':
      return `${taken}. What is left behind is being read.`;
    case 'nothing':
      return `${taken}. Nothing is pending. Resume or abandon on the takeover page, in the popup.`;
    case 'unknown':
      return `${taken}. Whether something is pending could not be read: look in the console. Then resume or abandon on the takeover page, in the popup.`;
    case 'pending':
      return `${taken}. Something is pending: do not go on here. Security was called and reconciles.`;
    default:
      return unreachable(found);
  }
}

/** The ways out that the profile calls safe, and that nothing on this page speaks against. */
export function exits({ profile, unsafeExits }: ExecutionFacts): GateView['exits'] {
  const known = [
    { id: 'draft', title: 'Save draft', exit: profile.exits.draft },
    { id: 'abandon', title: 'Abandon', exit: profile.exits.abandon },
  ] as const;
  return known.flatMap(({ id, title, exit }) => (exit?.isSafe && !unsafeExits.includes(id) ? [{ id, title, says: exit.says }] : []));
}
