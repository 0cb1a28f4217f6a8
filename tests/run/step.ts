/** What a step found. `tests` are counted; a step without tests is good or not. `lines` close a good step. */
export type Found =
  | Readonly<{ isGood: true; passed: number; lines: readonly string[] }>
  | Readonly<{ isGood: false; passed: number; failed: number; output: string }>;

/** How a step is run. `signal` ends what it started; `isBeside`: others run at the same time, and it takes only what they leave. */
export type Manner = Readonly<{ signal: AbortSignal; isBeside: boolean }>;

/** One part of the tests. `say` shows progress where a step is long. */
export type Step = Readonly<{ name: string; run: (say: (line: string) => void, manner: Manner) => Promise<Found> }>;

/**
 * Parts that run one after the other, and those that only calculate: they run beside them, at the lowest priority.
 * `goesOn`: those after one that failed run too; hours of tests are not lost for one.
 */
export type Parts = Readonly<{ inTurn: readonly Step[]; beside: readonly Step[]; goesOn?: true }>;
