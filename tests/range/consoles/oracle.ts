import type { Commit, ConsoleGrant, Draft, SeenRequest, Store } from './store.ts';
import type { Values } from './values.ts';

/**
 * What the consoles' own database says. `commits`: each commit that could grant; a later one with the same
 * `Idempotency-Key` only raises its `count`. `commitCount`: how many arrived, those included.
 */
export type Oracle = Readonly<{
  commits: readonly Commit[];
  commitCount: number;
  grants: readonly ConsoleGrant[];
  drafts: readonly Readonly<{ reference: string; skin: Draft['skin']; state: Draft['state']; place: string; values: Values }>[];
  requests: readonly SeenRequest[];
}>;

export function readOracle(store: Store): Oracle {
  const commits = store.commits();
  return {
    commits,
    commitCount: commits.reduce((sum, { count }) => sum + count, 0),
    grants: store.grants(),
    drafts: store.drafts().map(({ reference, skin, state, place, values }) => ({ reference, skin, state, place, values })),
    requests: store.requests(),
  };
}
