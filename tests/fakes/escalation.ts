import type { Escalation, EscalationLine } from '../../lib/ports/escalation.ts';
import { makeTrouble, type Trouble } from './trouble.ts';

type Raised = Parameters<EscalationLine['raise']>[0];

/** The line to security and incident command, in memory. */
export type FakeEscalation = Readonly<{
  line: EscalationLine;
  trouble: Trouble;
  /** Everything that arrived, each key once. */
  raised: readonly Raised[];
  acknowledge: (by: string) => void;
}>;

export function fakeEscalation(nowMs: () => number): FakeEscalation {
  const trouble = makeTrouble('case-unreachable', nowMs);
  const raised: Raised[] = [];
  const standing = new Map<string, Escalation>();
  return {
    trouble,
    raised,
    acknowledge: (by) => {
      for (const [key, one] of standing) {
        if (one.acknowledgedBy === null) standing.set(key, { ...one, acknowledgedBy: by, acknowledgedAt: new Date(nowMs()).toISOString() });
      }
    },
    line: {
      raise: (body, options) =>
        trouble.write('raise', options, () => {
          const known = standing.get(body.key);
          if (known !== undefined) return { is: 'done', value: known };
          const made: Escalation = { id: `esc-${standing.size + 1}`, acknowledgedBy: null, acknowledgedAt: null };
          standing.set(body.key, made);
          raised.push(body);
          return { is: 'done', value: made };
        }),
    },
  };
}
