import type { Reason } from '../core/reason.ts';

export type { Answer } from '../core/gate/sources.ts';

/**
 * What came of a write. `unsure` means that the system may or may not have done it: an idempotent write is sent again,
 * anything else is read back.
 */
export type Written<T> =
  | Readonly<{ is: 'done'; value: T }>
  /** `isUnheard`: it was turned away before the system itself looked at it, as where the sign-in is over. */
  | Readonly<{ is: 'refused'; reason: Reason; isStale: boolean; isUnheard?: boolean | undefined }>
  | Readonly<{ is: 'unsure'; reason: Reason }>;

/** One read or write: the deadline ends it, the signal cancels it. */
export type CallOptions = Readonly<{ deadlineMs: number; signal: AbortSignal }>;
