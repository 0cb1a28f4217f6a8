import type { Verdict } from '../compare/reading.ts';
import { anyText, faultyFields, flag, instant, list, oneOf, orNull, type Shaped, sha256, shape, text, wholeNumber } from './guards.ts';
import { readLine } from './journal.ts';
import type { JournalEntry } from './record.ts';

const verdict = oneOf<Verdict>('match', 'mismatch', 'broader', 'empty', 'unreadable');
const reason = shape({ code: text });
const reasons = list(reason);
const leg = shape({ id: text, seen: anyText, reasons, warnings: reasons });
const checkResult = shape({ isGreen: flag, legs: list(leg), reasons, warnings: reasons });
const assessment = shape({ isCommitScreen: flag, isComplete: flag, halts: reasons, holds: reasons });
const approval = shape({
  authority: text,
  id: text,
  approver: text,
  // People and tenants may have no name in their records: that is theirs to mend, and no reason to lose the evidence.
  name: anyText,
  decidedBy: text,
  decidedAt: orNull(instant),
  packetDigest: sha256,
});

/** What the packet, the operator and our own side were when the execution was opened. */
const openingFacts = shape({
  caseId: text,
  tenant: shape({ id: text, name: anyText }),
  incident: text,
  packetVersion: wholeNumber,
  scope: list(text),
  window: shape({ start: orNull(instant), end: orNull(instant) }),
  requestedBy: text,
  operator: text,
  device: text,
  profile: shape({ id: text, version: text, digest: sha256, origin: oneOf('shipped', 'managed', 'imported') }),
  /** Ids of the screens that must have a capture, in the profile's order. */
  checkpoints: list(text),
});

/**
 * Every kind of entry that the verifier, the completeness and the report read, with the body fields they need; more
 * may stand in a body. `says` is the line of the timeline; null keeps an entry out of it.
 *
 * The first part are the execution's events: kind = the event's `type`, body = the rest of the event. The second part
 * are facts that change no state. Any body may carry `isRefused: true`: the event came and changed nothing, so no
 * rule counts it. A kind that is not in the table is evidence too, and nothing relies on it.
 */
export const KINDS = {
  opened: { says: 'Execution began', body: { packetDigest: sha256, facts: openingFacts } },
  'preflight-read': { says: 'Preflight', body: { result: checkResult } },
  acknowledged: { says: 'Warning acknowledged', body: { warning: text, by: text, note: text } },
  claimed: { says: 'Claim taken in the case system', body: { claim: shape({ id: text, epoch: wholeNumber }), guarantee: text } },
  'claim-refused': { says: 'Claim refused', body: { reason } },
  'console-opened': { says: 'Console opened', body: {} },
  'page-assessed': { says: null, body: { assessment } },
  'step-seen': { says: null, body: { reasons } },
  'exit-seen': { says: 'Way out taken', body: { exit: oneOf('draft', 'abandon') } },
  /** After a way out: whether something new is in IAM or the console does not say that it was taken; null when not known. */
  'exit-read': { says: 'Console read after the way out', body: { isPending: orNull(flag), reference: orNull(text) } },
  'press-held': { says: 'Submit held', body: { because: reason } },
  'check-asked': { says: 'Recheck began', body: { nonce: text } },
  'recheck-read': { says: 'Recheck', body: { result: checkResult, assessment: orNull(assessment), document: anyText, readings: anyText } },
  consumed: { says: 'Claim consumed', body: { nonce: text } },
  'consume-refused': { says: 'Claim not consumed', body: { reason } },
  'gate-opening': {
    says: 'Gate opening',
    body: { release: shape({ id: text, nonce: text, packetDigest: sha256, readings: sha256, document: text, untilMs: wholeNumber }) },
  },
  armed: { says: 'Gate armed', body: { release: text, enforcement: oneOf('one-shot', 'best-effort') } },
  'gate-failed': { says: 'Gate did not open', body: { reason } },
  pressed: { says: 'Submit pressed', body: { isPassed: flag } },
  'commit-seen': { says: 'One request left', body: { requestId: text, reasons } },
  'commit-stopped': { says: 'A request was stopped by the browser', body: { requestId: text } },
  'commit-ended': { says: 'The console answered', body: { requestId: text } },
  'release-expired': { says: 'Release expired unused', body: { release: text } },
  'gate-closed': { says: 'Gate closed, nothing left', body: {} },
  'given-back': { says: 'Claim returned to held', body: { nonce: text } },
  'give-back-refused': { says: 'The case did not take the claim back', body: { reason } },
  'world-changed': { says: 'What was checked changed', body: { reasons } },
  'outcome-read': { says: 'Outcome', body: { outcome: oneOf('confirmed', 'rejected', 'unknown'), reasons, reference: orNull(text) } },
  'tab-lost': { says: 'Console tab closed', body: {} },
  'console-strayed': { says: 'The tab left the approved console', body: {} },
  'halt-asked': { says: 'Halt', body: { reason, by: text } },
  'handed-over': { says: 'Handed over', body: { by: text } },
  resumed: { says: 'Resumed', body: { by: text } },
  'taken-over': { says: 'Taken over by somebody else', body: { by: text } },
  reconciled: { says: 'Reconciled', body: { by: text, found: oneOf('granted', 'nothing', 'other'), note: text } },
  abandoned: { says: 'Abandoned', body: { by: text, exit: orNull(text) } },
  restarted: { says: 'Countersign restarted', body: {} },
  warned: { says: 'Warning', body: { reasons } },
  'revoke-seen': { says: 'Grant ended in the console', body: { dueMs: wholeNumber } },
  'window-read': { says: 'IAM read after the end', body: { isOver: flag, reasons } },
  corrected: { says: 'Record corrected', body: { note: text, corrects: sha256, reasons } },
  'journal-behind': { says: 'The case knows more than this journal', body: { reason } },

  /** One of the form's buttons was pressed in another tab: what was read on earlier screens counts no longer. */
  'chain-broken': { says: 'The form was used in another tab', body: { control: text } },
  /** Which approvals a check relied on; written with each green preflight and recheck. */
  'approvals-read': { says: null, body: { purpose: oneOf('preflight', 'recheck'), approvals: list(approval) } },
  /** At the end the case could not be read, so nobody knows whether it still shows them. */
  'approvals-not-compared': { says: 'The approvals could not be compared again', body: { reason } },
  /** Verdicts by profile field id, for one station of the way. What was entered stands in the capture of the press. */
  'fields-read': {
    says: null,
    body: { station: oneOf('sent', 'confirmed', 'granted'), fields: list(shape({ field: text, verdict })) },
  },
  /**
   * `record` and `picture` are the hashes of `captures/<record>.json` and `captures/<record>.png`, `commitments` the hash
   * of the capture's lines in `commitments.jsonl`. Where neither `picture` nor `because` is said, `pictured` says it later.
   */
  capture: {
    says: 'Capture',
    body: { record: sha256, picture: orNull(sha256), because: orNull(text), commitments: sha256, screen: text, moment: text },
  },
  /** The picture of a capture, drawn after its record was kept, or why there is none. */
  pictured: { says: null, body: { record: sha256, picture: orNull(sha256), because: orNull(text) } },
  /** IAM after the commit; `grants` counts this tenant's unexpired break-glass grants, null when it could not be read. */
  'read-back': { says: 'IAM read back', body: { grants: orNull(wholeNumber), isEqual: orNull(flag) } },
  /** A part that only its recipients read, beside the entry that it belongs to; a capsule says what it is about as well (`stop`, SHA-256). */
  sealed: { says: null, body: { path: text, sha256, about: text } },
  /** The capsule that a successor opens is an attachment of the case; `path` is the same one in the bundle, and `stop` what it is about. */
  'capsule-attached': { says: 'Capsule attached to the case', body: { attachment: text, path: text } },
  /** The case refused the capsule that is about this `stop`. */
  'capsule-not-attached': { says: 'The case refused the capsule', body: { reason } },
  /** The claim was left to whoever may go on, with that capsule; or the case refused that. */
  'claim-left': { says: 'Left to whoever may go on', body: { attachment: text } },
  'claim-not-left': { says: 'The case refused to have it left to others', body: { reason } },
  'capsule-not-sealed': { says: 'No capsule could be sealed', body: { recipients: wholeNumber } },
  /** A part that could not be sealed and was therefore not kept. */
  'not-sealed': { says: 'Part not kept, because it could not be sealed', body: { about: text } },
  /** The head of entry `seq` went to the case; the receipt is `anchors/<seq>.json`. */
  'note-anchored': { says: 'Head anchored in the case', body: { seq: wholeNumber, head: sha256, note: text } },
  /** The head that tells the outcome is in the case. */
  'outcome-anchored': { says: null, body: {} },
  'note-refused': { says: 'The case moved on, the note is written again', body: { reason } },
  'evidence-judged': { says: 'The evidence is not whole', body: { reasons } },
  escalated: { says: 'Escalated', body: { key: text } },
  'escalation-acknowledged': { says: 'Escalation acknowledged', body: { by: text } },
  /** What was learnt after the end, signed: `name` is its file beside the bundle. */
  'addendum-signed': { says: 'Signed beside the bundle', body: { name: text, sha256, is: text } },
  /** From here on the case may hold a claim for this execution, whether its answer arrives or not. */
  'claim-asked': { says: null, body: {} },
  'claim-closed': { says: 'Claim closed in the case system', body: { is: text } },
  /** Always the last entry. */
  closed: { says: 'Execution closed', body: { outcome: oneOf('confirmed', 'rejected', 'unknown', 'halted', 'abandoned', 'taken-over') } },
} as const;

export type Kind = keyof typeof KINDS;
export type Body<K extends Kind> = Shaped<(typeof KINDS)[K]['body']>;
export type Outcome = Body<'closed'>['outcome'];
export type Station = Body<'fields-read'>['station'];
export type OpeningFacts = Body<'opened'>['facts'];
/** An entry whose body was seen to have what its kind needs. */
export type EntryOf<K extends Kind> = Omit<JournalEntry, 'kind' | 'body'> & Readonly<{ kind: K; body: Body<K> }>;

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}

/** Whether an entry is of a kind, has what the kind needs, and was not refused. */
export function isOf<K extends Kind>(entry: JournalEntry, kind: K): entry is JournalEntry & EntryOf<K> {
  return entry.kind === kind && entry.body.isRefused !== true && bodyFaults(entry).length === 0;
}

/** The fields that an entry of a known kind lacks. The writer asks before the line is kept, the verifier after. */
export function bodyFaults(entry: Pick<JournalEntry, 'kind' | 'body'>): readonly string[] {
  if (!isKind(entry.kind)) return [];
  const { isRefused, ...body } = entry.body;
  // What was refused may have been refused for its body; nothing reads it.
  if (isRefused === true) return [];
  const wrong = faultyFields(KINDS[entry.kind].body, body);
  return isRefused === undefined || flag(isRefused) ? wrong : [...wrong, 'isRefused'];
}

export function entriesOf<K extends Kind>(entries: readonly JournalEntry[], kind: K): readonly (JournalEntry & EntryOf<K>)[] {
  return entries.filter((entry) => isOf(entry, kind));
}

/** The last entry of a kind. Lines of other kinds are not parsed: a journal is asked this at every look of the popup. */
export function lastIn<K extends Kind>(lines: readonly string[], kind: K): (JournalEntry & EntryOf<K>) | null {
  for (const line of lines.toReversed()) {
    const entry = line.includes(`"kind":"${kind}"`) ? readLine(line) : null;
    if (entry !== null && isOf(entry, kind)) return entry;
  }
  return null;
}

export function lastOf<K extends Kind>(entries: readonly JournalEntry[], kind: K): (JournalEntry & EntryOf<K>) | null {
  return entriesOf(entries, kind).at(-1) ?? null;
}
