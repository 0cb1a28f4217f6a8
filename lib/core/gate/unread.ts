import type { Reason } from '../reason.ts';
import type { Cause } from './cause.ts';
import type { LegId } from './leg.ts';
import type { SourceName, Sources } from './sources.ts';

/** The leg that says that a source was not read; in this order the first of several with one cause says it. */
const TOLD_BY = [
  ['case', 'case'],
  ['operator', 'operator'],
  ['tenant', 'tenant'],
  ['incident', 'incident'],
  ['assurance', 'assurance'],
  ['grants', 'sessions'],
  ['administrators', 'administrator'],
  ['roles', 'scope'],
  ['policy', 'approvals'],
] as const satisfies readonly (readonly [SourceName, LegId])[];

/**
 * Why a source was not read, and the leg that says so; null when it was read. One system that is away fails several
 * reads for one reason: the first of them tells it for all.
 */
export function unread(sources: Sources, name: SourceName): Cause | null {
  const answer = sources[name];
  if (answer.isRead) return null;
  for (const [source, leg] of TOLD_BY) {
    const other = sources[source];
    if (!other.isRead && isOneCause(other.reason, answer.reason)) return { leg, reason: other.reason };
  }
  return null;
}

/** Whether a reason says that a system was not heard, or not understood: nothing is known of what it would have said. */
export function isNotKnown(why: Reason): boolean {
  return why.code.endsWith('-unreachable') || why.code === 'iam-unknown' || why.code === 'answer-untrusted' || isIdentitySilent(why);
}

/** A code without a system (`iam-unknown`) is one cause; one that names the system is one cause for each system. */
function isOneCause(one: Reason, other: Reason): boolean {
  return one.code === other.code && (one.code !== 'answer-untrusted' || one.details?.system === other.details?.system);
}

/** The silence of the identity system has no code of its own: it tells no state of the check. That is unread, and no other world. */
export function isIdentitySilent({ code, details }: Reason): boolean {
  return code === 'assurance-insufficient' && (details?.['state'] ?? 'unknown') === 'unknown';
}
