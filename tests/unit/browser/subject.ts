/** What the tests in a browser put to the test. */
export { journalStore } from '../../../lib/browser/journal-store.ts';
export { signer } from '../../../lib/browser/signer.ts';
