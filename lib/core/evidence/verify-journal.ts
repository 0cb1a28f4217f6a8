import { canonical } from './canonical.ts';
import { record } from './guards.ts';
import { faultsOf, headOf } from './journal.ts';
import { bodyFaults } from './kinds.ts';
import { summarise } from './summary.ts';
import { check, type Opened, type VerifyCheck } from './verdict.ts';

/** More faults of one kind than this say nothing new. */
const FAULTS_MAX = 5;

/** Each line is canonical, numbered, and names the line before; all belong to one execution. */
export function chainCheck({ chain, entries, execution }: Opened): VerifyCheck {
  const faults = faultsOf(chain, execution);
  const found = check(
    'chain',
    'The journal is one unbroken chain',
    faults.slice(0, FAULTS_MAX).map((fault) => `Entry ${fault.seq} ${fault.says}.`),
  );
  return found.state === 'good' ? { ...found, says: clockWords(entries) } : found;
}

/** A clock that is set right is no fault, but whoever reads the times must know that they run back. */
function clockWords(entries: Opened['entries']): readonly string[] {
  const steps = entries.flatMap(({ seq, at }, index) => {
    const backMs = Date.parse(entries[index - 1]?.at ?? at) - Date.parse(at);
    return backMs > 0 ? [{ seq, backMs }] : [];
  });
  const [first] = steps;
  if (first === undefined) return [];
  const seconds = Math.ceil(first.backMs / 1000);
  const by = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const times = steps.length === 1 ? '' : ` ${steps.length} times, first`;
  return [`The clock was put back${times} before entry ${first.seq}, by ${by}. Entries are ordered by their numbers.`];
}

/** Entries have what their kind needs, so that no rule below passes for want of something to look at. */
export function entriesCheck({ entries }: Opened): VerifyCheck {
  const faults = entries.flatMap((entry) =>
    bodyFaults(entry).map((field) => `Entry ${entry.seq} (${entry.kind}) has no right "${field}".`),
  );
  return check('entries', 'Every entry has what its kind needs', faults.slice(0, FAULTS_MAX));
}

/** What is signed as the head is the last line, and the last line closes the execution. */
export function headCheck({ chain, entries, predicate }: Opened): VerifyCheck {
  const last = headOf(chain);
  if (last === null) return check('head', 'The signed head is the last entry', ['There is no journal.']);
  const faults: string[] = [];
  const head = record(predicate) ? predicate.head : null;
  if (!record(head) || canonical(head) !== canonical(last)) faults.push('The signed head is another one.');
  if (entries.at(-1)?.kind !== 'closed') faults.push('The last entry does not close the execution.');
  if (entries.filter((entry) => entry.kind === 'closed').length > 1) faults.push('The execution was closed more than once.');
  return check('head', 'The signed head is the last entry', faults);
}

/** The signed summary is what the journal says, made again from it. */
export function summaryCheck({ files, chain, entries, predicate }: Opened): VerifyCheck {
  const title = 'The signed summary follows from the journal';
  const head = headOf(chain);
  if (head === null) return check('summary', title, ['There is no journal.']);
  const parts = new Set([...files.keys()]);
  const made = summarise(entries, parts, head);
  if (made === null) return check('summary', title, ['The journal was not opened and closed, so it has no summary.']);
  const isSame = predicate !== null && canonical(predicate) === canonical(made);
  return check('summary', title, isSame ? [] : ['The journal says something else than the signed summary.']);
}
