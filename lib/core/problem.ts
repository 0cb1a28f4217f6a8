import { adviceAbout } from './execution/advice.ts';
import { type Reason, type ReasonCode, SENTENCES, sentence } from './reason.ts';

/** What our own pages say of something that was asked for and not done: what was seen, what was expected, what to do now. */
export type Problem = Readonly<{ seen: string; expected: string; now: string }>;

/** A reason for which nothing was done, as a tired person needs to hear it. */
export function problemOf(reason: Reason): Problem {
  return {
    seen: seenOf(reason),
    expected: EXPECTED[reason.code] ?? 'Nothing goes on while that is so.',
    now: NOW[reason.code] ?? adviceAbout(reason) ?? 'Have it put right, then try again.',
  };
}

/** A refusal may say more than its code: where the sentence has no place for that, it is what was seen. */
function seenOf(reason: Reason): string {
  const detail = reason.details?.['detail'];
  return detail === undefined || SENTENCES[reason.code].includes('{detail}') ? sentence(reason) : detail;
}

const READ = 'It has to be read before anything goes on: unknown is never yes.';
const AS_WRITTEN = 'What is kept here has to be what was written, to the letter.';
const ONE_SUBMISSION = 'One submission is followed by one grant, as approved, and the console and IAM say so together.';

/** What was expected, where the sentence of the reason does not say it already. */
const EXPECTED: Partial<Readonly<Record<ReasonCode, string>>> = {
  'case-unreachable': READ,
  'tenant-directory-unreachable': READ,
  'incident-unreachable': READ,
  'evidence-store-unreachable': READ,
  'iam-unknown': READ,
  'answer-untrusted': READ,
  'guard-not-intact': 'All of Countersign has to be at work before anything goes on.',
  'message-unreadable': 'All parts of Countersign have to be of one version.',
  'sign-in-failed': 'A window opens for the sign-in, and closes by itself once you are signed in.',
  'deployment-unusable': 'A deployment document names each of your systems and how people sign in. Nothing of this one was taken.',
  'systems-needed':
    'What was begun with them is brought to its end with them: delivered to their evidence store, called for and read there.',
  'systems-differ': 'What was begun with one set of systems is brought to its end with the same ones.',
  'profile-unusable': 'A profile is taken and used whole, and only where nothing stands against it.',
  'profile-untrusted': 'A console is guarded only by a profile that is here and that the emergency policy names.',
  'bundle-incomplete': 'Evidence is whole once its execution has closed on this device.',
  'no-execution': 'This can be done only while an approved request is being executed.',
  'takeover-held': 'One person enters one packet at a time, and a halt ends only by a decision.',
  'operator-not-assigned': 'Only those whom the case names may do this.',
  'claimed-by-other': 'One case is entered by one person.',
  'claimed-elsewhere': 'One case is entered on one device.',
  'claim-fenced': 'Whoever took it over goes on alone.',
  'execution-already-spent': 'An approval counts for one submission.',
  'commit-in-flight': 'An approval counts for one submission.',
  'case-changed': 'What you decide on has to be what the case shows then.',
  'storage-failed': 'Each step is written down before it is done.',
  'journal-differs': AS_WRITTEN,
  'state-differs': AS_WRITTEN,
  'evidence-broken': AS_WRITTEN,
  'outcome-unknown': ONE_SUBMISSION,
  'grant-not-found': ONE_SUBMISSION,
  'grant-broader': ONE_SUBMISSION,
  'grant-duplicate': ONE_SUBMISSION,
  'confirmation-mismatch': ONE_SUBMISSION,
  'confirmation-pending': ONE_SUBMISSION,
  'rejected-but-granted': ONE_SUBMISSION,
};

const TRY_AGAIN = 'Try again. If it stays so, call the duty desk of that system, and do not use the console without Countersign.';
const KEEP = 'Submit nothing. Call security, and do not clear this browser.';
const RECONCILED = 'Do not submit again, anywhere. Security reconciles it.';

/** What to do now in a page of ours, where that is more than what is advised about the reason elsewhere. */
const NOW: Partial<Readonly<Record<ReasonCode, string>>> = {
  'case-unreachable': TRY_AGAIN,
  'tenant-directory-unreachable': TRY_AGAIN,
  'incident-unreachable': TRY_AGAIN,
  'evidence-store-unreachable': TRY_AGAIN,
  'iam-unknown': TRY_AGAIN,
  'answer-untrusted': TRY_AGAIN,
  'guard-not-intact': 'Close this and open it again. If it stays so, call security, and do not use the console without Countersign.',
  'message-unreadable': 'Close this and open it again. If it stays so, restart the browser.',
  'sign-in-failed': 'Sign in again, and go through to the end. If it stays so, call whoever runs your sign-in.',
  'deployment-unusable': 'Get it anew from whoever gave it to you. Where policy gave it, tell whoever keeps the policy.',
  'systems-needed': 'Stay with them, sign in, and bring it to its end; what is delivered by itself needs a moment. Then choose the others.',
  'systems-differ': 'Choose the systems that it was begun with, and bring it to its end.',
  'profile-unusable': 'Put that right, then try again. Where policy gave it, tell whoever keeps the policy.',
  'bundle-incomplete': 'Wait until it has closed, then try again. If it stays so, call security, and do not clear this browser.',
  'no-execution': 'Choose Read again in the popup, and begin from the list.',
  'takeover-held': 'Look in the popup at what is at work here, and end or decide that first.',
  'claim-fenced': 'Leave the console. What was done here is kept as evidence.',
  'case-changed': 'Read it again, look once more, and then decide.',
  'storage-failed': 'Stop. Hand over on another device.',
  'journal-differs': KEEP,
  'state-differs': KEEP,
  'evidence-broken': KEEP,
  'commit-in-flight': 'Wait for the console. Do not press again, reload or close this tab.',
  'outcome-unknown': RECONCILED,
  'grant-not-found': RECONCILED,
  'grant-broader': RECONCILED,
  'grant-duplicate': RECONCILED,
  'confirmation-mismatch': RECONCILED,
  'confirmation-pending': RECONCILED,
  'rejected-but-granted': RECONCILED,
  'revoke-not-effective': 'Call security, and end the grant in IAM, not in the console.',
  'exit-not-safe': 'Go by what is said there, then hand over in the popup.',
  'exit-left-pending': 'Do not enter it again. Call the console owner, and hand over in the popup.',
};
