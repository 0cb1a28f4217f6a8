/** What must hold after every step, whatever happened: the invariants of the execution, each under its name. */
export const INVARIANTS = {
  'one-commit': 'at most one commit leaves for one packet, on whichever machine',
  'opening-is-durable': 'no commit leaves without a gate-opening line that was on disk before',
  'nothing-after-left': 'once something may have left, nothing leads to a second commit',
  'closed-on-unknown': 'the gate is open only under an armed release; on everything else, unknown included, it is closed',
  'release-stands': 'while a release is armed its rule is there: what else is opened never takes it away',
  'journal-is-kept': 'no entry that was acknowledged is ever lost, and the state is the one of the last line',
  'restart-table': 'a restart closes the gate first, then goes where the last durable line says, and never sends again',
  'exact-release': 'a release is for exactly the packet, readings, tab and document of a whole recheck, and only until its deadline',
  'claim-first': 'the claim is consumed, under this epoch and nonce, before the gate opens',
  'claim-proof': 'a consumed claim returns only when provably nothing left, and then it does return',
  'claim-ends': 'a claim that the case gave to an execution that never began is ended, whether its answer arrived or not',
  'unknown-is-called': 'an unknown outcome, and a commit too many, is escalated',
  'no-fault': 'no effect ends in a bug',
} as const;

export type InvariantName = keyof typeof INVARIANTS;
