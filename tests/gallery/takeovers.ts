import type { EnteredField } from '../../lib/core/execution/capsule.ts';
import type { TakeoverView } from '../../lib/core/execution/takeover-view.ts';
import { PACKET } from '../fakes/packet.ts';
import { RECORD, TENANT } from './fixtures.ts';

type OpenView = Extract<TakeoverView, { is: 'open' }>;

const OFFERED = { isOffered: true } as const;
const notOffered = (because: string) => ({ isOffered: false, because }) as const;

const field = (id: string, label: string, over: Partial<EnteredField>): EnteredField => ({
  screen: 'Tenant verification',
  field: id,
  label,
  approved: '',
  entered: null,
  verdict: 'not-entered',
  ...over,
});

const approval = (authority: string, id: string, name: string) => ({ authority, id, name, decidedAt: '2026-11-23T02:47:55Z' });

/** Left by somebody else: nothing was sent. */
export const SUCCESSOR: OpenView = {
  is: 'open',
  caseId: 'CASE-1042',
  isOwn: false,
  left: 'Support operations lead halted this execution at 2026-11-23 03:11:08 UTC; it can be taken over.',
  stops: ['The console would grant tenant.data.export; approved is only tenant.admin.restore.'],
  mayHaveLeft: false,
  sent: [
    'Nothing has left the browser.',
    'The gate was never opened.',
    'No submission was seen leaving.',
    'The approvals are not used up.',
  ],
  exit: null,
  readBack: null,
  capsule: {
    v: 1,
    caseId: 'CASE-1042',
    execution: 'exe-0f3a9c',
    sealedAt: '2026-11-23T03:11:09Z',
    by: { id: 'lead-01', name: 'Support operations lead', device: 'dev-lead-01' },
    packet: PACKET,
    packetDigest: RECORD.profile.digest,
    profile: RECORD.profile,
    claim: { id: 'claim-1', epoch: 1 },
    head: { seq: 41, sha256: RECORD.profile.digest },
    stop: { reasons: [], at: '2026-11-23T03:11:08Z', from: 'filling' },
    approvals: [
      approval('incident-command', 'APR-301', 'Incident commander on duty'),
      approval('security', 'APR-302', 'Security duty lead'),
      approval('customer-account', 'APR-303', 'Accountable customer authority'),
    ],
    screen: 's3',
    screensDone: ['tenant', 'incident'],
    entered: [
      field('tenant.id', 'Tenant ID', { approved: TENANT.id, entered: TENANT.id, verdict: 'match' }),
      field('administrator.objectId', 'Administrator object ID', {
        approved: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
        entered: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e7I',
        verdict: 'mismatch',
      }),
      field('scope', 'Privileges', {
        approved: 'tenant.admin.restore',
        entered: 'tenant.admin.restore, tenant.data.export',
        verdict: 'broader',
      }),
      field('window.end', 'Access ends', { approved: '2026-11-23T07:00:00Z' }),
    ],
    exit: null,
    left: { is: 'nothing', gateOpened: 0, requests: 0, isClaimConsumed: false },
    grantsBefore: [],
    capture: { record: RECORD, sha256: RECORD.profile.digest },
  },
  offers: {
    resume: OFFERED,
    abandon: OFFERED,
    reconcile: notOffered('Nothing has left the browser, so there is nothing to reconcile.'),
  },
};

const MAY_HAVE_LEFT = notOffered('Something may have left the browser. It is never sent again; security reconciles it.');
const NOT_YET = notOffered('The gate is being closed: then it is known whether anything left.');

const NOBODY = {
  seen: 'Nobody has left this case to somebody else.',
  expected: 'This page shows what was left when an execution was halted, or when its outcome is not known.',
  now: 'Close it, and begin from the list in the popup.',
};

/** What the takeover page shows, by name. */
export const TAKEOVERS: Readonly<Record<string, TakeoverView | null>> = {
  reading: null,
  nothing: { is: 'nothing', caseId: 'CASE-1042', problem: NOBODY },
  'not-for-you': {
    is: 'not-for-you',
    caseId: 'CASE-1042',
    left: SUCCESSOR.left,
    says: 'What was left is sealed. Only security and those who may go on with this case can open it; you are not among them.',
    now: 'Nothing is asked of you here. Who may go on stands in the case.',
  },
  successor: SUCCESSOR,
  own: {
    ...SUCCESSOR,
    isOwn: true,
    left: 'You halted it at 2026-11-23 03:11:08 UTC.',
    exit: 'A draft was saved, DR-1042. Nothing is pending.',
  },
  closing: {
    ...SUCCESSOR,
    isOwn: true,
    left: 'You halted it at 2026-11-23 03:11:08 UTC, and its gate is being closed.',
    mayHaveLeft: true,
    sent: [
      'Something may have left the browser.',
      'The gate was opened once.',
      'No submission was seen leaving.',
      'The approvals are marked as used.',
    ],
    offers: { resume: NOT_YET, abandon: NOT_YET, reconcile: NOT_YET },
  },
  security: {
    ...SUCCESSOR,
    left: 'Support operations lead may have submitted it, and since 2026-11-23 03:11:08 UTC nobody knows what became of it.',
    stops: ['It is not known whether access was granted. Do not submit again.'],
    mayHaveLeft: true,
    sent: [
      'One submission has left the browser.',
      'The gate was opened once.',
      '1 submission was seen leaving.',
      'The approvals are marked as used.',
    ],
    readBack: {
      says: 'IAM shows no grant that was not there before.',
      found: { is: 'nothing', means: 'Nothing was granted. The case can be started anew.' },
    },
    offers: { resume: MAY_HAVE_LEFT, abandon: MAY_HAVE_LEFT, reconcile: OFFERED },
  },
};
