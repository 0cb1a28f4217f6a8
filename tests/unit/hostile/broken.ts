import { grant, minutesFromNow, OTHER_DIGEST, OTHER_TENANT } from '../core/gate/good-sources.ts';
import { type Change, OTHERS_CLAIM } from './altering.ts';

const inCase = (path: string, next: unknown): Change => ({ path: ['sources', 'case', 'value', ...path.split('.')], next });
const inAnswer = (path: string, next: unknown): Change => ({ path: ['sources', ...path.split('.')], next });
const inGuard = (path: string, next: unknown): Change => ({ path: ['guard', ...path.split('.')], next });
const SECURITY = 'approvals.security';

/** For each thing that the second opinion demands, what makes it not hold. */
export const BROKEN: Readonly<Record<string, readonly Change[]>> = {
  'the case is an approved restoration': [inCase('state', 'draft')],
  'nobody else executes it': [inCase('claim', OTHERS_CLAIM)],
  'it was not executed before': [
    inCase('executions', [{ execution: 'another', packetDigest: OTHER_DIGEST, outcome: 'unknown', at: minutesFromNow(-5) }]),
  ],
  'the operator may execute it': [inCase('executors', ['lead-02'])],
  'the operator is a person': [inAnswer('operator.value.person.accountKinds.lead-01', 'service')],
  'the packet says who, where, what and until when': [inCase('packet.scope', [])],
  'the packet has nothing hidden in it': [inCase('packet.administrator.subject', 'admin-77\u200b')],
  'the tenant is the one on record': [inAnswer('tenant.value.found.id', OTHER_TENANT)],
  'the tenant is called so': [inCase('packet.tenant.name', 'Southwind Traders')],
  'the tenant is active and not on hold': [inAnswer('tenant.value.found.isOnLegalHold', true)],
  'the administrator is one account of that tenant': [inAnswer('administrators.value', [])],
  'the administrator asked for it': [inCase('requestedBy', 'lead-02')],
  'the identity was checked, well enough': [inAnswer('assurance.value.level', 1)],
  'the check still holds': [inAnswer('assurance.value.expiresAt', minutesFromNow(-1))],
  'the incident is this tenant’s and goes on': [inAnswer('incident.value.state', 'resolved')],
  'now is within the window': [inCase('packet.window.end', minutesFromNow(-1))],
  'the window is not too long': [inCase('packet.window.end', minutesFromNow(300))],
  'three authorities said yes, and whoever else must': [inAnswer('policy.value.requiredAuthorities', ['security', 'four'])],
  'they are persons, entitled and active': [inCase('people.3.isActive', false)],
  'they said it lately, to this packet, case and policy': [inCase(`${SECURITY}.decidedAt`, minutesFromNow(-121))],
  'nobody said no': [inCase(`${SECURITY}.decision`, 'denied')],
  'they are different people': [inCase(`${SECURITY}.approver`, 'ic-01')],
  'none of them asked for it, gets it, or enters it': [inCase(`${SECURITY}.approver`, 'lead-01')],
  'who enters it did not ask for it': [inCase('requestedBy', 'lead-01')],
  'the case says the same of them': [inCase('segregation', null)],
  'roles mean what they meant': [inGuard('roleDigests', { 'tenant.admin.restore': OTHER_DIGEST })],
  'no emergency session is open there': [inAnswer('grants.value', [grant()])],
  'the console’s profile is named': [inAnswer('policy.value.consoleProfiles', [])],
  'it is the packet that entry began with': [inGuard('openedDigest', OTHER_DIGEST)],
  'our own footing is whole': [inGuard('faults', ['the rules are gone'])],
};
