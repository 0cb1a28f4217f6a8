import { isIdentitySilent } from '../gate/unread.ts';
import type { Reason, ReasonCode } from '../reason.ts';

/**
 * The codes that close the gate only until their cause is gone, when a check finds them after entry began. Everything
 * else means that the world no longer is what was approved: it latches, and a person decides.
 */
const OPENS_BY_ITSELF: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'case-unreachable',
  'tenant-directory-unreachable',
  'incident-unreachable',
  'iam-unknown',
  'answer-untrusted',
  'clock-untrusted',
  'approval-stale',
  'claimed-by-other',
  'claimed-elsewhere',
  'console-operator-differs',
  'console-origin-wrong',
  'field-empty',
  'field-mismatch',
  'scope-narrower',
  'invisible-characters',
  'reading-changed',
  'reading-changed-by-script',
  'reading-stale',
  'chain-broken',
  'press-not-counted',
  'release-expired',
  'commit-without-release',
  'commit-in-flight',
  'no-execution',
]);

/** Whether a reason found during entry needs a human act to go away. */
export function latches(why: Reason): boolean {
  return !OPENS_BY_ITSELF.has(why.code) && !isIdentitySilent(why);
}
