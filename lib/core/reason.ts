/**
 * Every expected failure has a stable code and one sentence. `{placeholders}` are filled from the reason's details; a part in
 * `[brackets]` is said only where its details are there, because whoever refuses something does not always tell more.
 * Codes are never renamed; the sentences may improve. Never branch on a sentence.
 */
export const SENTENCES = {
  'tenant-id-differs': 'The packet says tenant {expected}, {source} says {seen}.',
  'tenant-lookalike': '{seen} looks like the approved tenant {expected} but is another one.',
  'tenant-alias': 'The packet uses the old name {seen}; the tenant record maps it to {expected}.',
  'tenant-not-restorable': 'The tenant is {state}: access must not be restored.',
  'administrator-differs': 'The account {seen} is not the approved administrator {expected}, although the e-mail matches.',
  'administrator-of-other-tenant': 'The requesting administrator belongs to another tenant.',
  'administrator-not-eligible': 'The requesting administrator is {state}.',
  'other-administrator-recovered': 'Another administrator of this tenant already has access again.',
  'assurance-insufficient': 'The identity check of the requesting administrator is {state}.',
  'incident-mismatch': 'The incident is {seen}; approved is {expected}.',
  'role-redefined': 'The role {role} means something else now than when it was approved[: IAM has {seen}, approved was {expected}].',
  'scope-broader': 'The console would grant {seen}; approved is only {expected}.',
  'scope-narrower': 'The console would grant less than approved: {missing} is not set.',
  'window-invalid': 'The approved window is not open now[: {state}].',
  'window-over-maximum': 'The window is longer than is allowed for {role}[: it is {length}, allowed is {limit}].',
  'window-unusual': 'The window is unusually long for {role}[: it is {length}, usual is {limit}].',
  'window-differs': 'The console would end access at {seen}; approved is {expected}.',
  'expiry-control-missing': 'This screen has no working control for the end of access.',
  'session-exists': 'An emergency session for this tenant and administrator is still open until {until}.',
  'session-exists-other': 'Another administrator of this tenant has an open emergency session until {until}.',
  'permanent-grant-exists': '{role} is already held without an end.',
  'execution-already-spent': 'This approval was already used, or its outcome is not known.',
  'claimed-by-other': '{person} is executing this case since {since}.',
  'claimed-elsewhere':
    'You are executing this case since {since}, on device {device}. Go on there. If that was this browser, its journal is gone: submit nothing, and call security.',
  'claim-fenced': 'This execution was taken over by {person}.',
  'approval-missing': 'The approval of {authority} is missing.',
  'approval-withdrawn': '{authority} has withdrawn the approval.',
  'approval-stale': 'The approval of {authority} is older than {limit}.',
  'approval-of-other-packet': '{authority} approved another version of this packet[: {seen}; the case now holds {expected}].',
  'packet-changed': 'The packet is no longer the one that this execution began with: it is now version {seen}.',
  'approval-of-other-case': 'The approval of {authority} belongs to another case.',
  'approval-not-by-person': 'The approval of {authority} was not given by a person.',
  'approval-delegated': '{person} approved for {authority} as a delegate.',
  'approval-record-changed': 'The case no longer shows an approval that was relied on.',
  'approver-not-distinct': '{person} approved more than once.',
  'approver-is-requester': '{person} approved their own request.',
  'approver-is-operator': 'You approved this request, so you may not execute it.',
  'approver-not-entitled': '{person} may no longer approve as {authority}.',
  'approver-not-of-customer': "The customer's approval was given by somebody who does not work for the customer.",
  'delegation-invalid': 'The delegation of {person} does not cover this approval.',
  'segregation-contradicts': "The case's segregation record does not fit the people who acted[: {detail}].",
  'policy-changed': 'The policy changed since the approvals[: they were given under version {seen}, it is now version {expected}].',
  'operator-not-assigned': 'You are not among those who may execute this case[: {expected}].',
  'case-not-approved': 'The case is {state}[; it has to be {expected}].',
  'case-unreachable': 'The case system does not answer.',
  'tenant-directory-unreachable': 'The tenant directory does not answer.',
  'incident-unreachable': 'The incident system does not answer.',
  'iam-unknown': "IAM's answer is missing or incomplete, so open sessions are not known.",
  'answer-untrusted': '{system} answered in a way that cannot be trusted: {detail}.',
  'clock-untrusted': 'The clocks of this computer and {system} differ by {skew}.',
  'console-other-tenant': 'The console is working on {seen}, not on the approved tenant {expected}.',
  'console-operator-differs': 'The console is signed in as {seen}, not as you.',
  'console-origin-wrong': 'This is not the approved console.',
  'console-lookalike': 'Two controls look like {label}.',
  'console-drift': 'The console has changed: {difference}.',
  'console-warning': 'The console shows what is not part of the approved action: {says}',
  'console-banner': 'The console shows a notice: {says}',
  'console-session-lost': "The console's session ended.",
  'not-guardable': 'This console cannot be guarded here: {detail}.',
  'locator-ambiguous': '{count} controls on this page could be {field}; only one was expected.',
  'control-unreadable': '{field} cannot be read: {detail}.',
  'field-mismatch': '{field}: typed {seen}, approved {expected}.',
  'field-empty': '{field} is empty.',
  'invisible-characters': '{field} holds invisible or look-alike characters.',
  'reading-changed-by-script': '{field} was changed by the page, not by you.',
  'reading-contradicts-itself': '{field} shows {seen} but holds something else.',
  'reading-changed': '{field} changed after the check.',
  'reading-stale': '{screen} must be seen again.',
  'chain-broken': 'This form was also used in another tab.',
  'readings-outside-packet': 'The form holds values that were never approved.',
  'review-differs': 'The review page says {seen}; you entered {expected}.',
  'no-execution': 'No approved request is being executed here.',
  'commit-without-release': 'Something tried to submit without a release; it was stopped.',
  'commit-in-flight': 'The submission is already on its way.',
  'press-not-counted': 'Press again now: the last press came before the check was green, or as its time ran out.',
  'release-expired': 'The check is older than {limit}; check again.',
  'body-differs': 'What the page sent is not what it showed.',
  'profile-changed': 'The console profile changed.',
  'profile-untrusted': 'This console profile is not trusted: {detail}.',
  'guard-not-intact': 'Countersign is not fully at work here: {detail}.',
  'state-differs': 'The stored state does not fit the journal.',
  'journal-differs':
    'The journal in this browser is not the one that the case knows: entry {seq} is missing or another one. Leave the console and call security.',
  'unguarded-grant': 'A grant exists that no release allowed.',
  'outcome-unknown': 'It is not known whether access was granted. Do not submit again.',
  'grant-not-found': 'The console says yes, IAM shows no grant.',
  'grant-broader': 'IAM shows more than was approved: {seen}.',
  'grant-duplicate': 'IAM shows {count} new grants; one was expected.',
  'confirmation-mismatch': 'The confirmation does not fit: {detail}.',
  'confirmation-pending': 'The console says the grant is pending.',
  'rejected-but-granted': 'The console says no, IAM shows a grant.',
  'revoke-not-effective': 'The grant is still active after it was revoked.',
  'case-note-refused': 'The case moved on; the note is written again.',
  'takeover-open': '{person} halted this execution at {since}; it can be taken over.',
  'takeover-held': 'This execution is halted until a person decides.',
  'exit-not-safe': '{exit} is not safe in this console. {instead}',
  'exit-left-pending': 'Something was left pending in the console.',
  'capture-unmasked': 'A capture was refused because something in it was not masked.',
  'capture-failed': 'The picture of {screen} could not be drawn.',
  'bundle-incomplete': 'The evidence lacks {missing}.',
  'evidence-broken': 'The evidence does not verify: {detail}.',
  'storage-failed': 'The journal cannot be written: {detail}.',
  'case-changed': 'The case changed in between; it is read again.',
  'evidence-store-unreachable': 'The evidence store does not answer.',
  'sign-in-failed': 'The sign-in did not work: {detail}.',
  'deployment-unusable': 'The deployment document cannot be used: {detail}.',
  'systems-differ': 'It was begun with other systems than this browser has now.',
  'systems-needed': 'The systems that this browser has are still needed: {detail}.',
  'profile-unusable': 'This profile cannot be used: {detail}.',
  'message-unreadable': 'A message could not be read: {detail}.',
} as const;

export type ReasonCode = keyof typeof SENTENCES;

/**
 * Why something is not green. `details` fill the sentence; a detail whose value may be secret is already masked by
 * whoever makes the reason, because reasons are journalled and shown as they are. `subject` names the one thing it is
 * about (a field id, a leg id, an authority), so that two reasons with one code can be told apart.
 */
export type Reason = Readonly<{
  code: ReasonCode;
  subject?: string;
  details?: Readonly<Record<string, string>>;
}>;

export function reason(code: ReasonCode, details?: Readonly<Record<string, string>>, subject?: string): Reason {
  return { code, ...(subject === undefined ? {} : { subject }), ...(details === undefined ? {} : { details }) };
}

/** What is said instead where the values are masked: that they differ, and nothing about how. */
const MASKED_SENTENCES: Partial<Readonly<Record<ReasonCode, string>>> = {
  'field-mismatch': '{field} is not what was approved.',
  'review-differs': 'The review page shows a value that is not what was approved.',
  'reading-contradicts-itself': '{field} shows one value but holds another.',
};

/** The sentence a person reads. A placeholder without a detail becomes "not known", never an empty gap. */
export function sentence({ code, details }: Reason): string {
  const isMasked = Object.values(details ?? {}).some((text) => text.startsWith('masked: '));
  const words = (isMasked ? MASKED_SENTENCES[code] : undefined) ?? SENTENCES[code];
  const said = words.replace(/\[(.*?)\]/g, (_, part: string) => (isTold(part, details) ? part : ''));
  return said.replace(PLACEHOLDER, (_, name: string) => {
    const told = details?.[name] ?? 'not known';
    return name === 'field' ? told.replace(LABEL_END, '') : told;
  });
}

const PLACEHOLDER = /\{(\w+)\}/g;
/** Many consoles end a label so; in a sentence it would stand twice. */
const LABEL_END = /\s*[:\uff1a]\s*$/;

function isTold(part: string, details: Reason['details']): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name = '']) => details?.[name] !== undefined);
}

/** Two reasons are the same cause when code, subject and details agree: a warning is raised again only when they do not. */
export function isSameReason(a: Reason, b: Reason): boolean {
  const key = (one: Reason) => JSON.stringify([one.code, one.subject ?? '', Object.entries(one.details ?? {}).sort()]);
  return key(a) === key(b);
}

/** Narrows a union to nothing left: a `switch` that misses a member does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
