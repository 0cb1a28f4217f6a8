import type { WorldState } from '../world.ts';

/**
 * What can be wrong with a practice console. `skins`: where it exists. `from`: when it begins to show.
 * `page`: with the next drawing of a screen (notices and the header also on the screen that is open now).
 * `script`: a page script, also on the screen that is open now. `step`: when a screen is sent.
 * `commit`: when the commit arrives. `exit`: when a draft is saved, abandoned, or a grant revoked. `start`: when the console is opened.
 */
export type Fault = Readonly<{
  skins: 'both' | 'server' | 'spa';
  from: 'start' | 'page' | 'script' | 'step' | 'commit' | 'exit';
  says: string;
}>;

/** Every fault by name, as scenarios name it. The last ones are one-offs that only some tests use. */
export const FAULTS = {
  restyled: { skins: 'both', from: 'page', says: 'Other colours, sizes and class names; labels, roles, names and order stay. Harmless.' },
  'label-renamed': { skins: 'both', from: 'page', says: '"Access ends" is called "Ends on".' },
  'field-moved': { skins: 'both', from: 'page', says: '"Administrator e-mail" stands on the incident screen.' },
  'required-field-added': { skins: 'both', from: 'page', says: 'The scope screen demands a "Business justification".' },
  'unknown-scope-control': {
    skins: 'both',
    from: 'page',
    says: 'The scope screen has a select "Extended rights"; what it holds is granted too.',
  },
  'duplicate-control': {
    skins: 'both',
    from: 'page',
    says: 'Two text fields are called "Administrator object ID"; the second is not read.',
  },
  'unreadable-frame': { skins: 'both', from: 'page', says: '"Administrator object ID" stands in a frame of another origin.' },
  'closed-shadow-field': { skins: 'both', from: 'page', says: '"Administrator object ID" stands in a closed shadow root.' },
  'other-tenant-context': { skins: 'both', from: 'page', says: 'The header names another tenant from the first screen on.' },
  'tenant-switched-elsewhere': { skins: 'both', from: 'page', says: 'The header names another tenant once the scope screen is reached.' },
  'scope-all-tenants-default': { skins: 'both', from: 'page', says: '"all-tenants" is on when the scope screen is first shown.' },
  'extra-privilege-default': { skins: 'both', from: 'page', says: '"Include child tenants" is on when the scope screen is first shown.' },
  'lookalike-role': { skins: 'both', from: 'page', says: 'A second privilege looks like tenant.admin.restore (its "e" is Cyrillic).' },
  'lookalike-submit': { skins: 'both', from: 'page', says: 'A second button, "Submit restorations", commits for all tenants.' },
  'expiry-missing': { skins: 'both', from: 'page', says: 'The expiration screen has no control; the grant never ends.' },
  'expiry-disabled': { skins: 'both', from: 'page', says: '"Access ends" is disabled and empty; the grant never ends.' },
  'expiry-none-default': { skins: 'both', from: 'page', says: '"Access ends" is a list of lengths that stands on "No expiry".' },
  'date-order-swapped': {
    skins: 'both',
    from: 'step',
    says: 'Day and month change places (a 24th month runs on into later years); seen on the review page. No difference where day and month are equal.',
  },
  'zone-shifted': {
    skins: 'both',
    from: 'step',
    says: 'The end is moved by the offset of the zone (an hour in UTC); seen on the review page.',
  },
  'duration-zero': { skins: 'both', from: 'page', says: 'The review page says 0 h 0 min and now as the end; the grant ends as it begins.' },
  'summary-differs': {
    skins: 'both',
    from: 'page',
    says: 'The review page says an end and a length that are a day more; what is sent is right.',
  },
  'hidden-value-differs': { skins: 'both', from: 'page', says: '"Tenant ID" shows what was typed, but another tenant is sent.' },
  'script-changes-field': {
    skins: 'both',
    from: 'script',
    says: 'A page script alters the first filled control, or a text field as soon as it is left, once a draft.',
  },
  'autofill-changes-field': {
    skins: 'both',
    from: 'script',
    says: 'A password manager overwrites the filled text field before the one that gets the focus, once a draft.',
  },
  'bypass-warning': { skins: 'both', from: 'page', says: 'A dialog "Override policy?" from the scope screen on.' },
  'scope-expansion-prompt': { skins: 'both', from: 'page', says: 'A dialog "Also grant tenant.data.export?" from the scope screen on.' },
  'native-confirm': {
    skins: 'both',
    from: 'script',
    says: 'The next Next or Submit from the scope screen on asks by a dialog of the browser.',
  },
  'existing-session-banner': { skins: 'both', from: 'page', says: 'An alert: an active emergency session exists for this tenant.' },
  'harmless-banner': { skins: 'both', from: 'page', says: 'A notice of planned maintenance. Harmless.' },
  'session-timeout': { skins: 'both', from: 'page', says: 'The session ends once the scope screen is reached; what was entered is lost.' },
  'relogin-mid-form': {
    skins: 'both',
    from: 'page',
    says: 'The console asks to sign in again once the scope screen is reached; then the form goes on.',
  },
  'console-operator-other': { skins: 'both', from: 'page', says: 'The header names another operator.' },
  'staging-host': { skins: 'both', from: 'start', says: 'The start page leads to the staging host.' },
  'insecure-http': { skins: 'both', from: 'start', says: 'The start page leads to a name that is not a secure context.' },
  'review-differs': {
    skins: 'both',
    from: 'page',
    says: 'The review page names another incident than was entered; what is sent is right.',
  },
  'extra-confirmation': { skins: 'both', from: 'script', says: 'The press on Submit opens a dialog that speaks of all related tenants.' },
  'body-differs': {
    skins: 'both',
    from: 'script',
    says: 'A page script adds tenant.admin.read to what is sent, after the page showed the right scope.',
  },
  'extra-request': { skins: 'both', from: 'script', says: 'A page script sends the commit a second time by fetch.' },
  'draft-activates': { skins: 'both', from: 'exit', says: 'Saving a draft grants it (the page says so beside the button).' },
  'abandon-leaves-pending': { skins: 'both', from: 'exit', says: 'An abandoned request stays pending, in the console and in IAM.' },
  'confirm-timeout': { skins: 'both', from: 'commit', says: 'Granted, but no answer; the connection closes after 90 s.' },
  'confirm-5xx': { skins: 'both', from: 'commit', says: 'Granted, but the answer is 500.' },
  'confirm-no-tenant': { skins: 'both', from: 'commit', says: 'The confirmation does not name the tenant.' },
  'confirm-wrong-tenant': { skins: 'both', from: 'commit', says: 'The confirmation names another tenant.' },
  'confirm-pending': { skins: 'both', from: 'commit', says: 'The console says "Queued"; nothing is granted yet.' },
  'confirm-error-but-granted': { skins: 'both', from: 'commit', says: 'The console says it could not be granted, yet it is.' },
  'success-without-grant': { skins: 'both', from: 'commit', says: 'The console says granted; IAM has nothing.' },
  'grant-broader': { skins: 'both', from: 'commit', says: 'IAM has one privilege more (tenant.data.export).' },
  'grant-longer': { skins: 'both', from: 'commit', says: 'IAM has an end a day later.' },
  'grant-twice': { skins: 'both', from: 'commit', says: 'IAM has two grants.' },
  'revoke-lies': { skins: 'both', from: 'exit', says: 'The console says ended; in IAM the grant stays active.' },
  'unlisted-dialog': { skins: 'both', from: 'page', says: 'A dialog "Data residency" from the scope screen on, which no profile lists.' },
  'help-added': { skins: 'both', from: 'page', says: 'A paragraph of help stands above the form from the scope screen on. Harmless.' },
  'confirm-rejected': { skins: 'both', from: 'commit', says: 'The console refuses, and nothing is granted.' },
  'commit-by-script': { skins: 'both', from: 'script', says: 'A page script presses Submit 1 s after it is shown.' },
  'commit-by-fetch': { skins: 'both', from: 'script', says: 'A page script sends the commit by fetch 1 s after Submit is shown.' },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
/** The faults that are on. */
export type Faults = ReadonlySet<FaultName>;

export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(FAULTS, name);
}

/** The faults that the world switched on. A patch may have put anything there; what is no fault here is passed over. */
export function faultsOf(world: WorldState): Faults {
  const names: unknown = world.console?.faults;
  return new Set(Array.isArray(names) ? names.filter(isFaultName) : []);
}

/** The page scripts to load, in the order of the table. */
export function scriptsOf(faults: Faults): readonly FaultName[] {
  return Object.keys(FAULTS).filter((name): name is FaultName => isFaultName(name) && FAULTS[name].from === 'script' && faults.has(name));
}
