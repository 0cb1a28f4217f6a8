/** What a step found. `tests` are counted; a step without tests is good or not. `lines` close a good step. */
export type Found =
  | Readonly<{ isGood: true; passed: number; lines: readonly string[] }>
  | Readonly<{ isGood: false; passed: number; failed: number; output: string }>;

/** One part of the tests. `say` shows progress where a step is long. */
export type Step = Readonly<{ name: string; run: (say: (line: string) => void) => Promise<Found> }>;
