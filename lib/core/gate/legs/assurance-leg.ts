import { type InstantMs, parseInstant, utcText } from '../../compare/instant.ts';
import { CLOCK_SKEW_MS_MAX } from '../../limits.ts';
import type { Packet } from '../../packet/packet.ts';
import { reason } from '../../reason.ts';
import { legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault } from '../clock-trust.ts';
import type { Leg } from '../leg.ts';
import type { AssuranceRecord } from '../sources.ts';
import { unread } from '../unread.ts';

/** The identity of the requesting administrator was checked, well enough, and the check still holds. */
export const assuranceLeg: Leg = (sources, guard) => {
  const causes = [unread(sources, 'assurance'), unread(sources, 'case')];
  if (!sources.case.isRead || !sources.assurance.isRead) return legResult('assurance', { seen: NOT_KNOWN, causes });
  const record = sources.assurance.value;
  const clock = clockFault(sources);
  const minimum = sources.policy.isRead ? sources.policy.value.assuranceLevelMinimum : null;
  const fault = subjectFault(sources.case.value.packet, record, minimum) ?? (clock === null ? ageFault(record, guard.nowMs) : null);
  return legResult('assurance', {
    seen: `level ${record.level}, until ${untilText(record)}`,
    reasons: fault === null ? [] : [reason('assurance-insufficient', { state: fault })],
    causes: [unread(sources, 'policy'), clock],
  });
};

function subjectFault({ administrator, assurance }: Packet, record: AssuranceRecord, minimum: number | null): string | null {
  if (record.reference !== assurance.reference) return `another one, ${record.reference}; approved is ${assurance.reference}`;
  if (record.subject !== administrator.subject) return `of another person, ${record.subject}; approved is ${administrator.subject}`;
  return minimum !== null && record.level < minimum ? `of level ${record.level}; needed is ${minimum}` : null;
}

function ageFault({ checkedAt, expiresAt }: AssuranceRecord, nowMs: InstantMs): string | null {
  const [checkedMs, expiresMs] = [parseInstant(checkedAt), parseInstant(expiresAt)];
  if (checkedMs === null || expiresMs === null) return 'without a date that can be read';
  if (checkedMs > nowMs + CLOCK_SKEW_MS_MAX) return `dated ${utcText(checkedMs)}, which is still to come`;
  return expiresMs <= nowMs ? `over since ${utcText(expiresMs)}` : null;
}

function untilText({ expiresAt }: AssuranceRecord): string {
  const expiresMs = parseInstant(expiresAt);
  return expiresMs === null ? NOT_KNOWN : utcText(expiresMs);
}
