/** The profile that it was opened by, whatever becomes of that here: without it nobody could go on with it, or guard its console. */
export const PROFILE_FILE = 'profile.json';
/** Where an execution's finished bundle is kept; it is made once, and exported again with the same bytes. */
export const BUNDLE_FILE = 'bundle.zip';
/** Beside it, for our own pages: the statement's predicate, the report, and what the execution contributes to the measures. */
export const SUMMARY_FILE = 'summary.json';
export const REPORT_FILE = 'report.html';
export const FACTS_FILE = 'facts.json';
/** The systems that an execution was begun with. */
export const SYSTEMS_FILE = 'systems.json';
/** Its line in lists; whether nothing is left to do for it; what a store said to it; and what is left once it was deleted. */
export const ROW_FILE = 'row.json';
export const QUIET_FILE = 'quiet.json';
export const RECEIPT_FILE = 'delivered.json';
export const RETIRED_FILE = 'retired.json';
/** IAM's ids of the grants that the last check read: what is not among them afterwards is new. A browser that was closed reads them here. */
export const GRANTS_BEFORE_FILE = 'grants-before.json';
/** Whom the policy named to be called by telephone, as the last check read it: they are needed most where no policy can be read. */
export const CONTACTS_FILE = 'contacts.json';

/** What is learnt after the end is kept beside the bundle under its file's name, and so is what a store said to it. */
export const ADDENDA = 'addenda/';
export const RECEIPTS = 'receipts/';

/** The commitments of one capture, until the bundle joins them in the order of its captures. */
export function commitmentsFile(record: string): string {
  return `commitments/${record}.jsonl`;
}
