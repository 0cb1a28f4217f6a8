import { isSameText } from '../compare/text.ts';
import type { Person } from './case-record.ts';

/** Somebody whom a record names by person id or by account. `person` null: nobody on record fits, or more than one does. */
export type Someone = Readonly<{ named: string; person: Person | null }>;

/** Who is meant by a person id or an account. */
export function someone(people: readonly Person[], named: string): Someone {
  const byId = people.find((one) => one.id === named);
  const byAccount = people.filter((one) => one.accounts.includes(named));
  return { named, person: byId ?? (byAccount.length === 1 ? (byAccount[0] ?? null) : null) };
}

/** Whether two names mean one human being: also through a second record that goes by one of the same names, or has the same mailbox. */
export function isSameHuman(a: Someone, b: Someone): boolean {
  if (a.person === null || b.person === null) return a.named === b.named;
  const [one, other] = [a.person, b.person];
  const names = [other.id, ...other.accounts];
  return [one.id, ...one.accounts].some((name) => names.includes(name)) || isSameMailbox(one.email, other.email);
}

/** `name+anything@host` is delivered to `name@host` (RFC 5233): an alias makes no second person. */
function isSameMailbox(one: string, other: string): boolean {
  const mailbox = (address: string) => address.trim().replace(/\+[^@]*(?=@)/, '');
  return isSameText('email', mailbox(one), mailbox(other));
}

export function isAmong(a: Someone, others: readonly Someone[]): boolean {
  return others.some((other) => isSameHuman(a, other));
}

/**
 * What stands behind a name: a person, or an account that only acts like one. An account of which nobody says what it is counts as a
 * service; a name that is no account, but a person's own, is what their accounts are.
 */
export function kindBehind(people: readonly Person[], named: string): 'person' | 'service' | 'group' | 'unknown' {
  const { person } = someone(people, named);
  if (person === null) return 'unknown';
  const own = person.accountKinds[named];
  if (own !== undefined) return own;
  if (person.accounts.includes(named)) return 'service';
  const kinds = person.accounts.map((account) => person.accountKinds[account]);
  return kinds.find((kind) => kind === 'person') ?? kinds.find((kind) => kind !== undefined) ?? 'unknown';
}

/** How a person is called in a sentence. */
export function calledIn({ named, person }: Someone): string {
  return person === null || person.name === '' ? named : person.name;
}
