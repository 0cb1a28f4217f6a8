import { type Reason, reason } from '../reason.ts';
import { authorityTitle } from './authority-words.ts';
import type { Approval, Authority, Person } from './case-record.ts';
import { kindBehind } from './people.ts';

const SAID_NO: ReadonlySet<string> = new Set(['denied', 'rejected', 'withdrawn', 'revoked', 'cancelled', 'canceled', 'recalled']);
/** Words of ways that nobody took, and beginnings of decisions that nobody made: the case system filled them in by a rule. */
const BY_RULE = /auto|rule|roll.?up|skip|not.?required|longer.?required|no.?manager|duplicate|default|workflow|time.?out|policy|inherit/i;
/** Words of ways that count several people as one, so that it is not known who said yes. */
const BY_GROUP = /group|quorum|majority|vote/i;
/** Words of ways past the rule: somebody's program, or somebody with rights over the case system. */
const BY_MACHINE = /\bapi\b|token|service.?(?:account|principal)|superuser|impersonat|overrid|bypass/i;
/** Ways of a delegate count as a person's here; whether the delegation covers it is judged apart. */
const BY_PERSON: ReadonlySet<string> = new Set(['person', 'delegate', 'delegation']);

/**
 * How an approval that is not a person's came about. A machine's is escalated, because somebody had to make it. A way that
 * nobody here knows is no person's either, but calls nobody: it is a word, and no sign that somebody got round the rule.
 */
export type NotByPerson = 'rule' | 'group' | 'machine' | 'unknown';

/** Whether a person said yes at all, at a known time; null when so. Who it was, and to what, are other questions. */
export function givenFault(authority: Authority, approval: Approval | null, people: readonly Person[]): Reason | null {
  const details = { authority: authorityTitle(authority) };
  if (approval === null) return reason('approval-missing', details, authority);
  const { decision } = approval;
  if (SAID_NO.has(decision.toLowerCase())) return reason('approval-withdrawn', details, authority);
  if (decision.search(BY_RULE) === 0) return notByPerson(authority, 'rule');
  if (decision !== 'approved' || approval.decidedAt === null) return reason('approval-missing', details, authority);
  const way = wayOf(approval, people);
  return way === null ? null : notByPerson(authority, way);
}

/** Whether the record holds an answer of this authority, yes or no, rather than an open question. */
export function isAnswered(approval: Approval): boolean {
  return approval.decision === 'approved' || SAID_NO.has(approval.decision.toLowerCase());
}

function notByPerson(authority: Authority, by: NotByPerson): Reason {
  return reason('approval-not-by-person', { authority: authorityTitle(authority), by }, authority);
}

/** The word for the way comes before the account: a rule of the case system acts through an account that is a service's. */
function wayOf({ via, approver, decidedBy, account }: Approval, people: readonly Person[]): NotByPerson | null {
  const kinds = [account, decidedBy, approver].map((named) => kindBehind(people, named));
  if (BY_MACHINE.test(via)) return 'machine';
  if (BY_GROUP.test(via) || kinds.includes('group')) return 'group';
  if (BY_RULE.test(via)) return 'rule';
  if (kinds.includes('service')) return 'machine';
  return BY_PERSON.has(via) ? null : 'unknown';
}
