import type { Assessment, CheckResult, ExecutionEvent, PressWindow } from '../../../../lib/core/execution/event.ts';
import type { Release } from '../../../../lib/core/execution/state.ts';
import { reason } from '../../../../lib/core/reason.ts';

/** Two moments: within the release's time, and after it. */
export const EARLY_MS = 1_000;
export const LATE_MS = 99_000;
const UNTIL_MS = 20_000;

export const green: CheckResult = { isGreen: true, legs: [], reasons: [], warnings: [] };
export const withdrawn: CheckResult = { isGreen: false, legs: [], reasons: [reason('approval-withdrawn')], warnings: [] };
export const unreachable: CheckResult = { isGreen: false, legs: [], reasons: [reason('case-unreachable')], warnings: [] };
export const warned: CheckResult = { isGreen: true, legs: [], reasons: [], warnings: [reason('tenant-alias')] };

export const matching: Assessment = { screen: 'review', isCommitScreen: true, halts: [], holds: [], warnings: [], isComplete: true };
export const empty: Assessment = { ...matching, holds: [reason('field-empty')], isComplete: false };
export const broader: Assessment = { ...matching, halts: [reason('scope-broader')], isComplete: false };
export const asking: Assessment = { ...matching, halts: [reason('console-warning')], isComplete: false };
export const incomplete: Assessment = { ...matching, screen: 'scope', isCommitScreen: false, isComplete: false };

const release = (over: Partial<Release> = {}): Release => ({
  id: 'r1',
  nonce: 'n1',
  packetDigest: 'packet',
  readings: 'readings',
  tabId: 1,
  document: 'd1',
  untilMs: UNTIL_MS,
  ...over,
});

/** Everything that can arrive, the right one and its nearest wrong siblings, for an exhaustive walk. */
export const ALPHABET: readonly ExecutionEvent[] = [
  { type: 'opened', packetDigest: 'packet', facts: {} },
  { type: 'opened', packetDigest: 'packet', facts: {}, follows: { execution: 'e0', claim: 'c1', epoch: 1, to: 'resume' } },
  { type: 'opened', packetDigest: 'packet', facts: {}, follows: { execution: 'e0', claim: 'c1', epoch: 1, to: 'abandon' } },
  { type: 'preflight-read', result: green },
  { type: 'preflight-read', result: withdrawn },
  { type: 'preflight-read', result: warned },
  { type: 'preflight-read', result: green, outside: ['scope'] },
  { type: 'acknowledged', warning: 'w1', by: 'lead', note: 'checked' },
  { type: 'claimed', claim: { id: 'c1', epoch: 1 }, guarantee: 'atomic' },
  { type: 'claimed', claim: { id: 'c1', epoch: 2 }, guarantee: 'atomic' },
  { type: 'claim-refused', reason: reason('claimed-by-other') },
  { type: 'console-opened', tabId: 1 },
  ...[matching, empty, broader, asking, incomplete].map((assessment) => assessed(assessment, 'readings', 'd1')),
  assessed(matching, 'other', 'd1'),
  assessed(matching, 'readings', 'd2'),
  ...(['step', 'back', 'exit', 'revoke'] as const).flatMap((kind) => [opened(kind, false), opened(kind, true)]),
  { type: 'step-seen', screen: 'scope', reasons: [] },
  { type: 'step-seen', screen: 'scope', reasons: [reason('body-differs')] },
  { type: 'press-held', because: reason('field-empty') },
  { type: 'check-asked', by: 'button', nonce: 'n1' },
  ...[green, withdrawn, unreachable].map((result) => rechecked(result, matching)),
  rechecked(green, empty),
  rechecked(green, broader),
  rechecked(green, incomplete),
  rechecked(green, null),
  { type: 'consumed', nonce: 'n1' },
  { type: 'consumed', nonce: 'n2' },
  { type: 'consume-refused', nonce: 'n1', reason: reason('case-unreachable'), isLatching: false },
  { type: 'consume-refused', nonce: 'n1', reason: reason('approval-withdrawn'), isLatching: true },
  { type: 'consume-refused', nonce: 'n2', reason: reason('approval-withdrawn'), isLatching: true },
  { type: 'gate-opening', release: release() },
  { type: 'gate-opening', release: release({ readings: 'other' }) },
  { type: 'gate-opening', release: release({ packetDigest: 'another' }) },
  { type: 'gate-opening', release: release({ tabId: 2 }) },
  { type: 'gate-opening', release: release({ document: 'd2' }) },
  { type: 'gate-opening', release: release({ nonce: 'n2' }) },
  { type: 'armed', release: 'r1', enforcement: 'best-effort' },
  { type: 'armed', release: 'r2', enforcement: 'best-effort' },
  { type: 'gate-failed', reason: reason('guard-not-intact') },
  press({}),
  press({ readings: 'other' }),
  press({ document: 'd2' }),
  press({ release: 'r2' }),
  press({ isPassed: false, because: reason('press-not-counted') }),
  press({ isPassed: false, because: reason('reading-changed') }),
  { type: 'commit-seen', requestId: 'q1', tabId: 1, reasons: [] },
  { type: 'commit-seen', requestId: 'q2', tabId: 1, reasons: [] },
  { type: 'commit-seen', requestId: 'q1', tabId: 1, reasons: [reason('body-differs')] },
  { type: 'commit-stopped', requestId: 'q1', tabId: 1, reasons: [], isPressed: false },
  { type: 'commit-stopped', requestId: 'q9', tabId: 1, reasons: [], isPressed: false },
  { type: 'commit-stopped', requestId: 'q9', tabId: 1, reasons: [], isPressed: true },
  { type: 'commit-stopped', requestId: 'q9', tabId: 1, reasons: [reason('body-differs')], isPressed: false },
  { type: 'commit-stopped', requestId: 'q9', tabId: 1, reasons: [reason('body-differs')], isPressed: true },
  { type: 'commit-ended', requestId: 'q1', status: 200, error: null },
  { type: 'release-expired', release: 'r1' },
  { type: 'release-expired', release: 'r2' },
  { type: 'world-changed', reasons: [reason('approval-withdrawn')] },
  { type: 'world-changed', reasons: [reason('case-unreachable')] },
  { type: 'gate-closed' },
  { type: 'given-back', nonce: 'n1' },
  { type: 'give-back-refused', nonce: 'n1', reason: reason('execution-already-spent') },
  outcome('confirmed'),
  outcome('rejected'),
  outcome('unknown'),
  { type: 'tab-lost', tabId: 1 },
  { type: 'console-strayed', tabId: 1 },
  { type: 'halt-asked', reason: reason('takeover-held'), by: 'lead' },
  { type: 'handed-over', by: 'lead' },
  { type: 'exit-seen', exit: 'abandon', status: null },
  { type: 'exit-read', exit: 'abandon', isPending: false, reference: null },
  { type: 'exit-read', exit: 'abandon', isPending: true, reference: null },
  { type: 'exit-read', exit: 'abandon', isPending: null, reference: null },
  { type: 'resumed', by: 'lead', note: 'n' },
  { type: 'taken-over', by: 'other', name: 'Other lead', execution: 'e2', epoch: 2 },
  { type: 'reconciled', by: 'security', found: 'nothing', note: 'n' },
  { type: 'abandoned', by: 'lead', exit: null, note: null },
  { type: 'restarted', bootId: 'b' },
];

function opened(kind: PressWindow['kind'], isOnCommit: boolean): ExecutionEvent {
  return { type: 'step-opened', control: kind === 'exit' ? 'draft' : kind, kind, isOnCommit, tabId: 1, screen: 'scope' };
}

function assessed(assessment: Assessment, readings: string, document: string): ExecutionEvent {
  return { type: 'page-assessed', tabId: 1, document, assessment, readings };
}

function rechecked(result: CheckResult, assessment: Assessment | null): ExecutionEvent {
  return { type: 'recheck-read', nonce: 'n1', result, assessment, document: 'd1', readings: 'readings' };
}

function press(over: Partial<Extract<ExecutionEvent, { type: 'pressed' }>>): ExecutionEvent {
  return { type: 'pressed', release: 'r1', isPassed: true, because: null, readings: 'readings', tabId: 1, document: 'd1', ...over };
}

function outcome(is: 'confirmed' | 'rejected' | 'unknown'): ExecutionEvent {
  return { type: 'outcome-read', outcome: is, reasons: [], reference: null, endsAt: null, grant: null };
}
