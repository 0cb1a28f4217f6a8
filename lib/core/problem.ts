import { type Reason, type ReasonCode, SENTENCES, sentence } from './reason.ts';

/** What our own pages say of something that was asked for and not done: what was seen, what was expected, what to do now. */
export type Problem = Readonly<{ seen: string; expected: string; now: string }>;

/** A reason for which nothing was done, as a tired person needs to hear it. */
export function problemOf(reason: Reason): Problem {
  const [expected, now] = KNOWN[reason.code] ?? ELSE;
  return { seen: seenOf(reason), expected, now };
}

/** A refusal may say more than its code: where the sentence has no place for that, it is what was seen. */
function seenOf(reason: Reason): string {
  const detail = reason.details?.['detail'];
  return detail === undefined || SENTENCES[reason.code].includes('{detail}') ? sentence(reason) : detail;
}

type Words = readonly [expected: string, now: string];

const ELSE: Words = ['Nothing goes on while that is so.', 'Have it put right, then try again.'];

const AWAY: Words = [
  'It has to be read before anything goes on: unknown is never yes.',
  'Try again. If it stays so, call the duty desk of that system, and do not use the console without Countersign.',
];

const NOT_AS_WRITTEN: Words = [
  'What is kept here has to be what was written, to the letter.',
  'Submit nothing. Call security, and do not clear this browser.',
];

const KNOWN: Partial<Readonly<Record<ReasonCode, Words>>> = {
  'case-unreachable': AWAY,
  'tenant-directory-unreachable': AWAY,
  'incident-unreachable': AWAY,
  'evidence-store-unreachable': AWAY,
  'iam-unknown': AWAY,
  'answer-untrusted': AWAY,
  'guard-not-intact': [
    'All of Countersign has to be at work before anything goes on.',
    'Close this and open it again. If it stays so, call security, and do not use the console without Countersign.',
  ],
  'message-unreadable': [
    'All parts of Countersign have to be of one version.',
    'Close this and open it again. If it stays so, restart the browser.',
  ],
  'sign-in-failed': [
    'A window opens for the sign-in, and closes by itself once you are signed in.',
    'Sign in again, and go through to the end. If it stays so, call whoever runs your sign-in.',
  ],
  'deployment-unusable': [
    'A deployment document names each of your systems and how people sign in. Nothing of this one was taken.',
    'Get it anew from whoever gave it to you. Where policy gave it, tell whoever keeps the policy.',
  ],
  'systems-needed': [
    'What was begun with them is brought to its end with them: delivered to their evidence store, called for and read there.',
    'Stay with them, sign in, and bring it to its end; what is delivered by itself needs a moment. Then choose the others.',
  ],
  'profile-unusable': [
    'A profile is taken and used whole, and only where nothing stands against it.',
    'Put that right, then try again. Where policy gave it, tell whoever keeps the policy.',
  ],
  'profile-untrusted': [
    'A console is guarded only by a profile that is here and that the emergency policy names.',
    'Look at Profiles in the options, and give its digest to whoever keeps the emergency policy.',
  ],
  'bundle-incomplete': [
    'Evidence is whole once its execution has closed on this device.',
    'Wait until it has closed, then try again. If it stays so, call security, and do not clear this browser.',
  ],
  'no-execution': [
    'This can be done only while an approved request is being executed.',
    'Choose Read again in the popup, and begin from the list.',
  ],
  'takeover-held': [
    'One person enters one packet at a time, and a halt ends only by a decision.',
    'Look in the popup at what is at work here, and end or decide that first.',
  ],
  'operator-not-assigned': ['Only those whom the case names may do this.', 'Ask one of them. Who they are stands in the case.'],
  'claimed-by-other': ['One case is entered by one person.', 'Do not use the console for this case. Ask that person.'],
  'claimed-elsewhere': ['One case is entered on one device.', 'Do not go on here.'],
  'claim-fenced': ['Whoever took it over goes on alone.', 'Leave the console. What was done here is kept as evidence.'],
  'execution-already-spent': [
    'An approval counts for one submission.',
    'Submit nothing. Ask security what became of the first one, or have the request approved anew.',
  ],
  'case-changed': ['What you decide on has to be what the case shows then.', 'Read it again, look once more, and then decide.'],
  'storage-failed': ['Each step is written down before it is done.', 'Stop. Hand over on another device.'],
  'journal-differs': NOT_AS_WRITTEN,
  'state-differs': NOT_AS_WRITTEN,
  'evidence-broken': NOT_AS_WRITTEN,
};
