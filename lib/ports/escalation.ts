import type { Reason } from '../core/reason.ts';
import type { CallOptions, Written } from './answer.ts';

export type Escalation = Readonly<{ id: string; acknowledgedBy: string | null; acknowledgedAt: string | null }>;

/** Calls security and incident command. Idempotent by `key`; asked again until somebody acknowledged. */
export type EscalationLine = Readonly<{
  raise: (
    body: Readonly<{ key: string; caseId: string; execution: string; at: string; reasons: readonly Reason[]; mayHaveLeft: boolean }>,
    options: CallOptions,
  ) => Promise<Written<Escalation>>;
}>;
