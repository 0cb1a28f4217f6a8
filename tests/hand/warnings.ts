import { acknowledgeWarnings } from './extension-pages.ts';
import type { Desk } from './operator.ts';

/** The hand at the popup's warnings. */
export type Warnings = Readonly<{
  /** Reads what the popup warns of and says why it may go on; false where it warns of nothing. */
  acknowledge: () => Promise<boolean>;
  /** Codes of the warnings that were acknowledged. */
  acknowledged: () => readonly string[];
  /** Where the first of them was raised; null where there was none. */
  warnedAt: () => string | null;
}>;

const TAKEN_MS = 1_500;

export function warningsAt({ watch, pace, say }: Pick<Desk, 'watch' | 'pace' | 'say'>): Warnings {
  const acknowledged = new Set<string>();
  let warnedAt: string | null = null;
  return {
    acknowledged: () => [...acknowledged],
    warnedAt: () => warnedAt,
    acknowledge: async () => {
      const { reasons: codes, stage } = watch.now();
      if ((await acknowledgeWarnings(watch.page(), pace)) === 0) return false;
      // What stays is no warning.
      const after = await watch.until(({ reasons }) => !codes.every((code) => reasons.includes(code)), TAKEN_MS);
      const gone = codes.filter((code) => after?.reasons.includes(code) !== true);
      for (const code of gone) acknowledged.add(code);
      warnedAt ??= stage;
      say(`acknowledged: ${gone.join(', ')}`);
      return true;
    },
  };
}
