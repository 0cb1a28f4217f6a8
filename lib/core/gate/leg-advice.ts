import type { Reason, ReasonCode } from '../reason.ts';
import { isEscalating } from './escalating.ts';
import type { LegId } from './leg.ts';
import { isIdentitySilent } from './unread.ts';

const DUTY_DESK = 'If it stays so, call the duty desk of that system.';
const SECURITY_LOOKS = 'Wait for their word before any access is added.';

/**
 * Who does what about a reason that a leg gives. Each fits wherever that is told: before entry, while the gate is held, and
 * after a halt; what is done with the page, and that it is read again, is said beside it. `{authority}` is whose approval it is.
 */
const LEG_ADVICE: Partial<Readonly<Record<ReasonCode, string>>> = {
  'case-unreachable': DUTY_DESK,
  'tenant-directory-unreachable': DUTY_DESK,
  'incident-unreachable': DUTY_DESK,
  'iam-unknown': DUTY_DESK,
  'answer-untrusted': DUTY_DESK,
  'clock-untrusted': 'Set the clock of this computer right. If it is right, call the duty desk of that system.',
  'case-not-approved': 'Ask incident command what is to become of it.',
  'execution-already-spent': 'Submit nothing. Ask security what became of the first one, or have the request approved anew.',
  'claimed-by-other': 'Do not use the console for this case. Ask that person.',
  'claimed-elsewhere': 'Do not go on here.',
  'takeover-open': 'Take it over in the popup, or ask that person.',
  'claim-fenced': 'Enter nothing more: that person goes on.',
  'operator-not-assigned': 'Ask one of them. Who they are stands in the case.',
  'packet-changed': 'Begin anew from the popup, with the packet as it is now.',
  'invisible-characters': 'Have the packet written without them, and approved anew.',
  'tenant-id-differs': 'Ask the requester which tenant is meant. A packet that is put right is approved anew.',
  'tenant-lookalike': 'Ask the requester which of the two is meant. A packet that is put right is approved anew.',
  'tenant-alias': 'Make sure with the requester that this tenant is meant.',
  'tenant-not-restorable': 'Ask security whether anything may be done for this tenant.',
  'administrator-differs': 'Ask security whose account this is. A packet that is put right is approved anew.',
  'administrator-of-other-tenant': 'Ask security who made this request: access would go to another tenant.',
  'administrator-not-eligible': 'Ask the customer for an administrator who may have access again, in a new request.',
  'other-administrator-recovered': 'Ask the customer whether this is still needed.',
  'assurance-insufficient': 'Have their identity checked again. A packet that names the new check is approved anew.',
  'incident-mismatch': 'Ask incident command which incident this is for, and whether it is still open.',
  'role-redefined': 'Have security look at the role, and the packet approved anew with it as it is now.',
  'window-invalid': 'If it has not begun, wait for it. Else have a new one put into the packet, and approved.',
  'window-over-maximum': 'Have a shorter window put into the packet, and approved.',
  'window-unusual': 'Ask incident command whether it is needed for so long.',
  'approval-missing': 'Ask {authority} for the approval in the case.',
  'approval-withdrawn': 'Ask {authority} why. Only a new approval counts.',
  'approval-stale': 'Ask {authority} to give it again in the case.',
  'approval-of-other-packet': 'Ask {authority} to read the packet as it is now, and to approve it.',
  'approval-of-other-case': 'Ask {authority} for an approval in this case.',
  'approval-not-by-person': 'Ask {authority} to have a person approve it in the case.',
  'approval-delegated': 'Make sure with {authority} that somebody was to stand in.',
  'approval-record-changed': 'Ask incident command what became of it. Without it the packet is approved anew.',
  'approver-not-distinct': 'Have each of these approvals given by another person.',
  'approver-is-requester': 'Have somebody else approve in their place.',
  'approver-is-operator': 'Ask somebody else who may execute it. Who they are stands in the case.',
  'approver-not-entitled': 'Ask {authority} for the approval of somebody who may give it now.',
  'approver-not-of-customer': 'Ask the customer for the approval of somebody who works there.',
  'delegation-invalid': 'Have it approved by whoever delegated it, or delegated for this time and approved anew.',
  'segregation-contradicts': 'Have incident command put the record right in the case. If it is right, ask security.',
  'policy-changed': 'Have the packet approved anew under the policy as it is now.',
  'session-exists': 'Do not add a second one. Ask security to end it, or wait until it ends.',
  'session-exists-other': SECURITY_LOOKS,
  'permanent-grant-exists': SECURITY_LOOKS,
  'unguarded-grant': SECURITY_LOOKS,
  'profile-untrusted': 'Look at Profiles in the options, and give its digest to whoever keeps the emergency policy.',
  'profile-changed': 'Begin anew from the popup: the console is then guarded by the profile as it is now.',
  'guard-not-intact': 'If it stays so, call security, and do not use the console without Countersign.',
  'not-guardable': 'Use a browser in which it can be guarded, or tell the console owner.',
};

/** Who does what about a reason that a leg may give; null where no leg gives it. Whom Countersign called is said first. */
export function legAdvice(reason: Reason): string | null {
  const words = isIdentitySilent(reason) ? DUTY_DESK : LEG_ADVICE[reason.code];
  if (words === undefined) return null;
  const told = words.replace('{authority}', () => reason.details?.['authority'] ?? 'that authority');
  return isEscalating(reason) ? `Security was called. ${told}` : told;
}

/** The same at its leg: what is wrong in the packet itself is put right in the packet, whoever answered with it. */
export function adviceAt(leg: LegId, reason: Reason): string | null {
  return leg === 'packet' && reason.code === 'answer-untrusted'
    ? 'Have the packet put right in the case, and approved anew.'
    : legAdvice(reason);
}
