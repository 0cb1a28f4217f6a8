import type { Choice } from '../../components/evidence/metrics-words.ts';
import type { Cell, DisplayRecord } from '../../lib/core/evidence/record.ts';
import { ENFORCEMENT_WORDS } from '../../lib/core/execution/enforcement-words.ts';
import type { EvidenceEntryView, OnboardingView } from '../../lib/core/execution/page-views.ts';
import { panelWords } from '../../lib/core/execution/panel-words.ts';
import type { EvidenceRow, ExecutionView, GateView, LegRow, PopupView, RequestCard } from '../../lib/core/execution/view.ts';
import type { Measures } from '../../lib/core/metrics/tally.ts';
import { evidenceRow } from '../fakes/evidence-row.ts';

/** What the gallery draws: plausible values for every state, written out by hand. */

export const NOW_MS = Date.UTC(2026, 10, 23, 3, 19, 30);

export const TENANT = { id: 'tnt_7Q2K94', name: 'Northwind Traders' } as const;

const REST = { aside: null, facts: [], exits: [], check: { isOffered: false, because: null }, countdown: null } as const;

export const GATES: Readonly<Record<string, GateView>> = {
  filling: {
    ...REST,
    state: 'filling',
    word: 'Gate closed',
    why: ['Submit stays held while you fill in.'],
    now: 'Fill in this screen, then go on.',
    left: 'nothing',
  },
  'filling-last': {
    ...REST,
    state: 'filling',
    word: 'Gate closed',
    why: ['Submit stays held while you fill in.'],
    now: 'Choose Check now, or press the submit once.',
    check: { isOffered: true },
    left: 'nothing',
  },
  astray: {
    ...REST,
    state: 'filling',
    word: 'Gate closed',
    why: [
      'This console cannot be guarded here: this step sent a POST to api.console.range.localhost:4703 that the profile does not know, and it was stopped.',
    ],
    now: 'Hand over. The console owner must look at the console.',
    check: { isOffered: false, because: 'The check starts when every field of the last screen matches.' },
    left: 'nothing',
  },
  'held-operator': {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '1 to put right, 1 to acknowledge',
    why: ['The console is signed in as somebody else, not as you.', 'The console shows a notice: Planned maintenance is announced.'],
    now: 'Read the warning in the popup, and say there why it may go on.',
    check: { isOffered: false, because: 'The check starts once the warning is acknowledged.' },
    left: 'nothing',
  },
  'held-signed-in': {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '1 to put right',
    why: ['The console is signed in as somebody else, not as you.'],
    now: 'Sign in to the console as yourself. This follows by itself.',
    check: { isOffered: false, because: 'The check starts once what is said above is put right.' },
    left: 'nothing',
  },
  'armed-days': {
    ...REST,
    state: 'armed',
    word: 'Armed',
    why: [
      'Every leg and every field were read again and match.',
      'Access will be live until 26 Nov, 07:00 UTC. Revoking at http://console.range.localhost:4701/grants takes about 20 s; what happens until then cannot be undone.',
    ],
    now: 'Press the submit once more. Your press goes through, once, with these values.',
    left: 'nothing yet',
    countdown: { untilMs: NOW_MS + 14_200, totalMs: 20_000 },
  },
  held: {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '2 to put right',
    why: [
      'Administrator object ID: typed 8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e17, approved 8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77.',
      'Privileges cannot be read: it shows one value and holds another.',
    ],
    now: 'Put it right in the console. This follows as you type.',
    check: { isOffered: false, because: 'The check starts when every field of the last screen matches.' },
    left: 'nothing',
  },
  'held-tab': {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '1 to put right',
    why: ['This form was also used in another tab.'],
    now: 'Close the other tab. Go back to the first screen and on through all of them.',
    check: { isOffered: false, because: 'The check starts once those screens were seen again.' },
    left: 'nothing',
  },
  'held-stale': {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '3 to put right',
    why: [
      'Temporary privilege scope must be seen again.',
      'Expiration must be seen again.',
      'Customer-account approval evidence must be seen again.',
    ],
    now: 'Go back to the first screen named, and on from there.',
    check: { isOffered: false, because: 'The check starts once those screens were seen again.' },
    left: 'nothing',
  },
  'held-notice': {
    ...REST,
    state: 'held',
    word: 'Held',
    aside: '1 to acknowledge',
    why: ['The console shows a notice: Planned maintenance is announced.'],
    now: 'Read the warning in the popup, and say there why it may go on.',
    check: { isOffered: false, because: 'The check starts once the warning is acknowledged.' },
    left: 'nothing',
  },
  'halted-changed': {
    ...REST,
    state: 'halted',
    word: 'Halted',
    aside: '03:11:08 UTC',
    why: [
      'The console has changed: “Administrator e-mail” is gone.',
      'The console has changed: “Extended rights” is new and may change what is granted.',
      '2 controls on this page could be Administrator object ID; only one was expected.',
    ],
    now: 'Hand over. The console owner must look at the profile.',
    exits: [
      { id: 'draft', title: 'Save draft', says: 'Keeps what was entered. Nothing is granted.' },
      { id: 'abandon', title: 'Abandon', says: 'Throws away what was entered. Nothing is granted.' },
    ],
    left: 'nothing',
  },
  'halted-dialog': {
    ...REST,
    state: 'halted',
    word: 'Halted',
    aside: '03:11:08 UTC',
    why: ['The console shows what is not part of the approved action: a dialog or alert that no profile lists.'],
    now: 'Do not answer it. Take a safe way out.',
    exits: [
      { id: 'draft', title: 'Save draft', says: 'Keeps what was entered. Nothing is granted.' },
      { id: 'abandon', title: 'Abandon', says: 'Throws away what was entered. Nothing is granted.' },
    ],
    left: 'nothing',
  },
  preflight: {
    ...REST,
    state: 'preflight',
    word: 'Reading',
    why: ['Every source is being read before entry begins.'],
    now: 'Wait. Nothing is opened yet.',
    left: 'nothing',
  },
  rechecking: {
    ...REST,
    state: 'rechecking',
    word: 'Rechecking',
    why: ['Every source and every field is being read again.'],
    now: 'Wait. A press that came too early is not sent for you.',
    left: 'nothing',
  },
  armed: {
    ...REST,
    state: 'armed',
    word: 'Armed',
    why: [
      'Every leg and every field were read again and match.',
      'Access will be live until 07:00 UTC. Revoking at http://console.range.localhost:4701/grants takes about 20 s; what happens until then cannot be undone.',
    ],
    now: 'Press the submit once more. Your press goes through, once, with these values.',
    left: 'nothing yet',
    countdown: { untilMs: NOW_MS + 14_200, totalMs: 20_000 },
  },
  'armed-pressed': {
    ...REST,
    state: 'committing',
    word: 'Committing',
    why: ['Your press went through. Its request was not seen yet.'],
    now: 'Wait for the console. Do not press again, reload or close this tab.',
    left: 'possibly, one request',
  },
  committing: {
    ...REST,
    state: 'committing',
    word: 'Committing',
    why: ['Your submission is on its way. The gate is closed again.'],
    now: 'Wait for the console. Do not press again, reload or close this tab.',
    left: 'one request, 03:19:42 UTC',
  },
  confirmed: {
    ...REST,
    state: 'confirmed',
    word: 'Confirmed',
    aside: '03:19:47 UTC',
    why: ['Console and IAM both show what was approved.'],
    now: null,
    facts: [
      { label: 'Reference', value: 'BG-77120', isMono: true },
      { label: 'Scope', value: 'tenant.admin.restore', isMono: true },
      { label: 'Ends', value: '07:00 UTC', isMono: false },
    ],
    left: 'one request, 03:19:42 UTC',
  },
  rejected: {
    ...REST,
    state: 'rejected',
    word: 'Rejected',
    aside: '03:19:47 UTC',
    why: ['The console refused, and IAM shows no new grant.'],
    now: 'Nothing was granted. To try again, start from the popup: the approvals are checked anew.',
    left: 'one request, 03:19:42 UTC, refused',
  },
  unknown: {
    ...REST,
    state: 'unknown',
    word: 'Outcome unknown',
    aside: '03:20:12 UTC',
    why: ['It is not known whether access was granted. Do not submit again.'],
    now: 'Do not submit again, anywhere. Security was called and reconciles.',
    left: 'possibly, one request',
  },
  halted: {
    ...REST,
    state: 'halted',
    word: 'Halted',
    aside: '03:11:08 UTC',
    why: ['The console would grant tenant.admin.restore, tenant.data.export; approved is only tenant.admin.restore.'],
    now: 'Leave the page as it is and take a safe way out.',
    exits: [
      { id: 'draft', title: 'Save draft', says: 'Keeps values, grants nothing' },
      { id: 'abandon', title: 'Abandon', says: 'Loses what was entered' },
    ],
    left: 'nothing',
  },
  'halted-closing': {
    ...REST,
    state: 'halted',
    word: 'Halted',
    aside: '03:11:08 UTC',
    why: ['The console shows what is not part of the approved action: a dialog or alert that no profile lists.'],
    now: 'Do not answer it. The gate is being closed: then it is known whether anything left.',
    left: 'possibly, one request',
  },
  'halted-read-back': {
    ...REST,
    state: 'halted',
    word: 'Halted',
    aside: '03:11:08 UTC',
    why: ['The console would grant tenant.admin.restore, tenant.data.export; approved is only tenant.admin.restore.'],
    now: 'Abandoned in the console. Nothing is pending. Resume or abandon on the takeover page, in the popup.',
    left: 'nothing',
  },
  abandoned: {
    ...REST,
    state: 'abandoned',
    word: 'Abandoned',
    aside: '03:25:40 UTC',
    why: ['A person ended this execution.'],
    now: 'Nothing was granted. To try again, start from the popup.',
    left: 'nothing',
  },
};

export const LEGS: readonly LegRow[] = [
  leg('case', 'Case CASE-1042', 'approved, v3'),
  leg('operator', 'Operator entitled', 'yes'),
  leg('tenant', 'Tenant record', 'active, no hold'),
  leg('administrator', 'Administrator in IAM', 'locked out'),
  leg('assurance', 'Identity check', 'level 3'),
  leg('incident', 'Incident INC-20931', 'open'),
  leg('scope', 'Roles as approved', '1 role, unchanged'),
  leg('window', 'Access window', '4 h, until 07:00 UTC'),
  leg('approvals', 'Approvals of packet v3', '3 of 3'),
  leg('segregation', 'Five different people', 'yes'),
  leg('sessions', 'Open sessions in IAM', 'none'),
  leg('clock', 'Clock', 'within 1 s'),
];

export const MIXED_LEGS: readonly LegRow[] = [
  leg('case', 'Case CASE-1042', 'approved, v3'),
  {
    ...leg('operator', 'Operator entitled', 'no'),
    state: 'stop',
    detail: 'You are not among those who may execute this case: Support operations lead, Second support lead.',
    now: 'Ask one of them. Who they are stands in the case.',
  },
  {
    ...leg('window', 'Access window', '4 h, until 07:00 UTC'),
    state: 'fix',
    detail: 'The window is unusually long for tenant.admin.restore: it is 4 h, usual is 2 h.',
    now: 'Ask incident command whether it is needed for so long.',
  },
  {
    ...leg('approvals', 'Approvals of packet v3', '1 of 3'),
    state: 'stop',
    detail:
      'The approval of Security is older than 120 min. Customer account approved another version of this packet: digest 5f0c9a11; the case now holds v3, digest 0b7d42e6.',
    now: 'Ask Security to give it again in the case. Ask Customer account to read the packet as it is now, and to approve it.',
  },
  {
    ...leg('sessions', 'Open sessions in IAM', 'not known'),
    state: 'unknown',
    detail: "IAM's answer is missing or incomplete, so open sessions are not known.",
    now: 'If it stays so, call the duty desk of that system.',
  },
  leg('segregation', 'Five different people', 'yes'),
  { ...leg('clock', 'Clock', 'reading'), state: 'reading' },
];

function leg(id: string, label: string, seen: string): LegRow {
  return { id, label, seen, state: 'green', detail: null, now: null };
}

const SCREENS = [
  'Tenant verification',
  'Incident reference',
  'Temporary privilege scope',
  'Expiration',
  'Customer-account approval evidence',
  'Acknowledgement',
  'Review',
];

export function execution(gate: GateView, at = 2, legs: readonly LegRow[] = LEGS): ExecutionView {
  return {
    execution: 'exe-0f3a9c',
    caseId: 'CASE-1042',
    tenant: TENANT,
    incident: 'INC-20931',
    packetVersion: 3,
    checkWords: 'cedar lantern',
    hasEntryBegun: true,
    screens: SCREENS.map((title, index) => ({
      id: `s${index + 1}`,
      title,
      state: index < at ? 'done' : index === at ? 'current' : 'to-come',
    })),
    captures: at,
    legs,
    gate,
    decision: gate.state === 'halted' ? 'resume-or-abandon' : gate.state === 'unknown' ? 'look' : null,
    soon: null,
    panel: null,
    enforcement: 'best-effort',
    reasons: [],
    caughtAt: 'entry',
    isEscalated: false,
  };
}

const HEALTH: PopupView['health'] = [
  { label: 'Case system', value: 'reachable', state: 'green', means: null },
  { label: 'You', value: 'Support operations lead', state: 'green', means: null },
  { label: 'Profile', value: '1.0.0, built in', state: 'green', means: null },
  { label: 'Second submit', value: ENFORCEMENT_WORDS['one-shot'].secondSubmit, state: 'green', means: null },
];

const BAD_HEALTH: PopupView['health'] = [
  { label: 'Case system', value: 'no answer', state: 'unknown', means: null },
  { label: 'You', value: 'sign-in ended 03:00', state: 'fix', means: null },
  { label: 'Profile', value: '1.0.0, built in', state: 'green', means: null },
  {
    label: 'Second submit',
    value: ENFORCEMENT_WORDS['best-effort'].secondSubmit,
    state: 'fix',
    means: ENFORCEMENT_WORDS['best-effort'].means,
  },
];

const CARD: RequestCard = {
  caseId: 'CASE-1042',
  tenant: TENANT,
  incident: 'INC-20931',
  packetVersion: 3,
  scope: ['tenant.admin.restore'],
  administrator: 'admin-77',
  window: '4 h, until 07:00 UTC',
  approvals: [
    { label: 'incident-command', seen: '17 min ago', isGiven: true },
    { label: 'security', seen: '10 min ago', isGiven: true },
    { label: 'customer-account', seen: '8 min ago', isGiven: true },
  ],
  blocked: null,
  isLeft: false,
};

const BLOCKED: readonly RequestCard[] = [
  {
    ...CARD,
    caseId: 'CASE-1047',
    tenant: { id: 'tnt_3M8V10', name: 'Larkspur Health' },
    incident: 'INC-20940',
    blocked: 'Security approved another version of this packet.',
  },
  {
    ...CARD,
    caseId: 'CASE-1039',
    tenant: { id: 'tnt_1C6T27', name: 'Oakline Energy' },
    incident: 'INC-20917',
    packetVersion: 1,
    blocked: 'You approved this request, so you may not execute it.',
  },
];

export const ROWS: readonly EvidenceRow[] = [
  evidenceRow({ execution: 'exe-0f3a9c', tenant: TENANT }),
  evidenceRow({
    execution: 'exe-77b210',
    caseId: 'CASE-1031',
    tenant: { id: 'tnt_3M8V10', name: 'Larkspur Health' },
    outcome: 'abandoned',
    reference: null,
    at: '2026-11-22T00:44:00.000Z',
    completeness: '10 of 11 artifacts, takeover note missing',
    isComplete: false,
  }),
  evidenceRow({
    execution: 'exe-19cc04',
    caseId: 'CASE-1028',
    tenant: { id: 'tnt_1C6T27', name: 'Oakline Energy' },
    outcome: 'unknown',
    reference: null,
    at: '2026-11-21T19:20:00.000Z',
    delivery: 'Not delivered yet: the store is away, next try 03:36',
    isDelivered: false,
  }),
];

const ENTRIES = [
  { at: '03:10', says: 'Capture' },
  { at: '03:09', says: 'Capture' },
  { at: '03:07', says: 'Console opened' },
  { at: '03:04', says: 'Claim taken in the case system' },
  { at: '03:04', says: 'Preflight' },
];

const DUTY_DESK = { name: 'Security duty desk', call: '+49 30 0000 1001' };
/** Called just now; not acknowledged for two minutes; and as long where nobody can be named. */
const CALLS: PopupView['calls'] = [
  { key: 'c1', caseId: 'CASE-1042', sinceMs: NOW_MS - 119_000, hasArrived: true, contacts: [DUTY_DESK] },
  { key: 'c2', caseId: 'CASE-1043', sinceMs: NOW_MS - 120_000, hasArrived: true, contacts: [DUTY_DESK] },
  { key: 'c3', caseId: 'CASE-1044', sinceMs: NOW_MS - 300_000, hasArrived: false, contacts: [] },
];

export function popupView(body: PopupView['body'], rest: Partial<PopupView> = {}): PopupView {
  return { health: HEALTH, body, open: [], calls: [], evidence: [], ...rest };
}

export function running(gate: GateView, at = 2): PopupView['body'] {
  return { is: 'running', view: execution(gate, at), entries: ENTRIES, warnings: [] };
}

export function gateOf(name: string): GateView {
  const gate = GATES[name];
  if (gate === undefined) throw new Error(`no such gate: ${name}`);
  return gate;
}

export const POPUPS: Readonly<Record<string, PopupView | null>> = {
  reading: null,
  'not-set-up': popupView({ is: 'not-set-up' }, { health: BAD_HEALTH }),
  'signed-out': popupView({ is: 'signed-out', system: 'the case system' }, { health: BAD_HEALTH }),
  attention: popupView(
    {
      is: 'attention',
      title: 'The case system does not answer',
      why: 'Approvals cannot be read, so nothing can be started. Unknown is never yes.',
      rows: [{ id: 'case', label: 'case.range.localhost', state: 'unknown', seen: 'no answer, 5 s', detail: null, now: null }],
      now: 'Read again. If it stays away, call its duty desk, and do not use the console without Countersign.',
      standing: null,
    },
    { health: BAD_HEALTH },
  ),
  ready: popupView({ is: 'ready', readAt: '03:03 UTC', requests: [CARD, ...BLOCKED], left: [] }),
  'panel-covered': popupView({
    is: 'running',
    view: { ...execution(gateOf('filling')), panel: panelWords('covered') },
    entries: ENTRIES,
    warnings: [],
  }),
  calling: popupView({ is: 'ready', readAt: '03:03 UTC', requests: [CARD], left: [] }, { calls: CALLS }),
  'ready-left': popupView({
    is: 'ready',
    readAt: '03:12 UTC',
    requests: [
      { ...CARD, isLeft: true, blocked: 'Support operations lead halted this execution at 2026-11-23 03:11:08 UTC; it can be taken over.' },
    ],
    left: [
      {
        caseId: 'CASE-1031',
        tenant: { id: 'tnt_3M8V10', name: 'Larkspur Health' },
        says: 'Second support lead halted this execution, and something may have left.',
        mayHaveLeft: true,
        decision: 'reconcile',
      },
    ],
  }),
  'ready-none': popupView({ is: 'ready', readAt: '03:03 UTC', requests: [], left: [] }, { evidence: ROWS }),
  'preflight-red': popupView({
    is: 'preflight-red',
    view: execution(
      {
        ...gateOf('filling'),
        state: 'closed',
        word: 'Not ready to enter',
        why: ['Entry has not begun.'],
        now: 'Have what is listed put right, then read again.',
      },
      -1,
      MIXED_LEGS,
    ),
    why: '4 of 7 legs are not green. Nothing was opened and nothing was sent.',
  }),
  filling: popupView(running(gateOf('filling'))),
  'filling-last': popupView(running(gateOf('filling-last'), 6)),
  held: popupView(running(gateOf('held'))),
  warned: popupView({
    is: 'running',
    view: execution({
      ...gateOf('held'),
      aside: '1 to put right',
      why: ['The window is unusually long for tenant.admin.restore: it is 4 h, usual is 2 h.'],
      now: 'Read the warning in the popup, and say there why it may go on.',
    }),
    entries: ENTRIES,
    warnings: [{ id: 'w1', says: 'The window is unusually long for tenant.admin.restore: it is 4 h, usual is 2 h.' }],
  }),
  rechecking: popupView(running(gateOf('rechecking'), 6)),
  armed: popupView(running(gateOf('armed'), 6)),
  committing: popupView(running(gateOf('committing'), 6)),
  confirmed: popupView(running(gateOf('confirmed'), 7), {
    open: [
      {
        execution: 'exe-0f3a9c',
        tenant: TENANT.name,
        untilMs: NOW_MS + 13_200_000,
        isToRevoke: false,
        revokeUrl: 'http://console.range.localhost:4701/grants',
        revokeSeconds: 20,
      },
    ],
    evidence: ROWS,
  }),
  rejected: popupView(running(gateOf('rejected'), 6), { evidence: ROWS.slice(1) }),
  unknown: popupView(running(gateOf('unknown'), 6)),
  halted: popupView(running(gateOf('halted'))),
  'halted-closing': popupView(running(gateOf('halted-closing'))),
};

export const RECORD: DisplayRecord = {
  v: 1,
  kind: 'capture',
  execution: 'exe-0f3a9c',
  seq: 17,
  at: '2026-11-23T03:10:20.412Z',
  tenant: TENANT,
  caseId: 'CASE-1042',
  incident: 'INC-20931',
  packetVersion: 3,
  profile: { id: 'range-server', version: '3', digest: '2f81c07b41aa93d1e6f051fec2a82be45d9077b2a2c90d4190fbe3c81d7790ce' },
  screen: { id: 's3', title: 'Temporary privilege scope', index: 3, count: 7 },
  moment: 'checkpoint',
  rows: [
    {
      field: 'tenant',
      label: 'Tenant in the console header',
      kind: 'read-only',
      shown: { is: 'value', text: 'tnt_7Q2K94' },
      verdict: 'match',
      source: 'live',
    },
    {
      field: 'object',
      label: 'Administrator object ID',
      kind: 'text',
      shown: { is: 'masked', hides: 'account id' },
      verdict: 'mismatch',
      source: 'live',
    },
    {
      field: 'scope',
      label: 'Privileges',
      kind: 'checkbox-set',
      shown: { is: 'value', text: 'tenant.admin.restore, tenant.data.export' },
      verdict: 'broader',
      source: 'live',
    },
    {
      field: 'email',
      label: 'Administrator e-mail',
      kind: 'text',
      shown: { is: 'masked', hides: 'e-mail' },
      verdict: 'match',
      source: 'carried',
    },
    {
      field: 'children',
      label: 'Include child tenants',
      kind: 'checkbox',
      shown: { is: 'value', text: 'off' },
      verdict: 'unreadable',
      source: 'review',
    },
    { field: 'note', label: 'Audit note', kind: 'text', shown: { is: 'nothing' }, verdict: 'empty', source: 'live' },
  ],
  unlisted: [{ role: 'dialog', count: 1 }],
  mode: 'schematic',
};

const CELLS: Readonly<Record<string, Cell>> = {
  tenant: { row: 0, column: 0 },
  object: { row: 1, column: 0 },
  scope: { row: 1, column: 1 },
  children: { row: 2, column: 1 },
  note: { row: 3, column: 0 },
};

/** The same screen where policy lets pictures show how the fields stood. */
export const PLACED_RECORD: DisplayRecord = {
  ...RECORD,
  mode: 'layout',
  rows: RECORD.rows.map((row) => {
    const cell = CELLS[row.field];
    return cell === undefined ? row : { ...row, cell };
  }),
};

function capture(index: number, title: string, verdict: DisplayRecord['rows'][number]['verdict']): EvidenceEntryView['captures'][number] {
  const rows = RECORD.rows.slice(0, 2 + (index % 4)).map((one) => ({ ...one, verdict }));
  const record = {
    ...RECORD,
    rows,
    at: `2026-11-23T03:1${index}:20.000Z`,
    unlisted: [],
    screen: { id: `s${index}`, title, index, count: 7 },
  };
  return {
    record,
    sha256: `${index}07b41aa93d1e6f051fec2a82be45d9077b2a2c90d4190fbe3c81d7790ce2f81c`.slice(0, 64),
    picture: { isDrawn: false, because: 'The drawing document was closed.' },
  };
}

const TIMES: readonly (readonly [time: string, kind: string, says: string, detail?: string])[] = [
  ['03:03:51', 'opened', 'Execution began'],
  ['03:04:02', 'claimed', 'Claim taken in the case system'],
  ['03:04:05', 'preflight-read', 'Preflight', 'green, 15 legs'],
  ['03:07:11', 'capture', 'Capture', 'tenant, checkpoint'],
  ['03:09:02', 'capture', 'Capture', 'incident, checkpoint'],
  ['03:19:31', 'press-held', 'Submit held', 'Scope is broader than approved: all-tenants.'],
  ['03:19:33', 'recheck-read', 'Recheck', 'green, 15 legs'],
  ['03:19:35', 'consumed', 'Claim consumed'],
  ['03:19:35', 'armed', 'Gate armed', 'one-shot'],
  ['03:19:42', 'commit-seen', 'One request left', 'equal to the packet'],
  ['03:19:47', 'outcome-read', 'Outcome', 'confirmed, BG-77120'],
  ['03:20:03', 'note-anchored', 'Head anchored in the case', 'note-14'],
  ['03:21:10', 'closed', 'Execution closed', 'confirmed'],
];
const GREEN: ReadonlySet<string> = new Set(['preflight-read', 'recheck-read', 'outcome-read']);

const MANY = 10_000;
const EVERY_MS = 37 * 60_000;

/** More executions than a device will ever have, newest first. */
export const MANY_ROWS: readonly EvidenceRow[] = Array.from({ length: MANY }, (_, index) =>
  evidenceRow({
    execution: `exe-${index}`,
    caseId: `CASE-${MANY - index}`,
    tenant: { id: `tnt_${index % 40}`, name: `Tenant ${index % 40}` },
    reference: `BG-${index}`,
    outcome: index % 7 === 0 ? 'abandoned' : 'confirmed',
    at: new Date(Date.UTC(2026, 10, 23, 3, 19) - index * EVERY_MS).toISOString(),
  }),
);

export const ENTRY: EvidenceEntryView = {
  row: ROWS[0] ?? evidenceRow(),
  incident: 'INC-20931',
  packetVersion: 3,
  operator: 'Support operations lead',
  reference: 'BG-77120',
  entries: TIMES.map(([time, kind, says, detail = null], index) => ({
    seq: index + 1,
    at: `2026-11-23T${time}.000Z`,
    kind,
    says,
    detail,
    verdict: GREEN.has(kind) ? ('match' as const) : null,
  })),
  captures: SCREENS.map((title, index) => capture(index + 1, title, index === 2 ? 'mismatch' : 'match')),
  facts: [
    'The zip is as it was exported',
    'Every file is in the manifest, and as it was',
    'The statement speaks for exactly these files',
    'The statement is signed by the key in the bundle',
    'The Sigstore form agrees',
    'The journal is one unbroken chain',
    'Every entry has what its kind needs',
    'The signed head is the last entry',
    'The signed summary follows from the journal',
    'Every capture of the journal is there',
    'Commitments and sealed parts are whole',
    'Every release has its green legs',
    'At most one request left the browser',
    'The outcome follows from what was read',
    'Complete for "confirmed", 19 of 19',
    'The anchors fit the chain',
    'The key is an enrolled device of the operator',
  ].map((label) => ({ label, seen: 'yes', state: 'good' as const })),
  addenda: [
    {
      name: 'countersign-exe-0f3a9c.window-end-20261123060102.sigstore.json',
      at: '2026-11-23T06:01:02.000Z',
      by: 'lead-01',
      says: 'IAM was read at the end of the access: it had ended.',
      shows: 'as-approved',
      isGood: true,
      isDelivered: true,
    },
    {
      name: 'countersign-exe-0f3a9c.correction-20261124090000.sigstore.json',
      at: '2026-11-24T09:00:00.000Z',
      by: 'sec-01',
      says: 'Corrected: more access was given than was approved.',
      shows: 'wrong',
      isGood: true,
      isDelivered: false,
    },
  ],
};

export const SET_UP: OnboardingView = {
  deployment: { name: 'Practice range', caseSystem: 'case.range.localhost:4704', isManaged: false },
  consoles: [
    { name: 'Emergency Support Admin', origin: 'http://console.range.localhost:4701', isAllowed: true },
    { name: 'Emergency Support Admin, single page', origin: 'http://console-spa.range.localhost:4702', isAllowed: true },
  ],
  signedInAs: 'Support operations lead',
  device: { id: 'dev-5b0c', standing: 'confirmed' },
};

export const ONBOARDINGS: Readonly<Record<string, OnboardingView | null>> = {
  first: { deployment: null, consoles: [], signedInAs: null, device: null },
  second: { ...SET_UP, consoles: SET_UP.consoles.map((site) => ({ ...site, isAllowed: false })), signedInAs: null, device: null },
  third: { ...SET_UP, signedInAs: null, device: null },
  done: SET_UP,
  'no-console': { ...SET_UP, consoles: [], signedInAs: null, device: null },
  unconfirmed: { ...SET_UP, device: { id: 'dev-5b0c', standing: 'unconfirmed' } },
  'of-other': { ...SET_UP, device: { id: 'dev-5b0c', standing: 'of-other' } },
};

export const CHOICES: readonly Choice[] = [
  { name: 'Operator', value: '', options: [{ value: '', word: 'Everybody' }] },
  { name: 'Console', value: '', options: [{ value: '', word: 'Every console' }] },
  { name: 'Period', value: '91', options: [{ value: '91', word: 'Last 13 weeks' }] },
];

const share = (count: number, of: number) => ({ count, of });

export const MEASURES: Measures = {
  executions: 46,
  outcomes: { confirmed: 34, rejected: 2, unknown: 1, halted: 0, abandoned: 9, 'taken-over': 0 },
  submitted: {
    right: share(31, 32),
    wrong: { corrected: 1 },
    notYetKnown: { 'window-end-not-read': 2, 'outcome-unknown': 1 },
    rejected: 2,
  },
  caught: {
    approvals: share(8, 8),
    tenant: share(3, 3),
    scope: share(9, 10),
    console: share(4, 4),
    any: share(21, 22),
    codes: { 'approval-stale': 8, 'scope-broader': 9 },
  },
  completeness: { complete: share(45, 46), linked: share(37, 37), missing: { 'takeover-note': 1 } },
  halts: {
    safe: share(21, 21),
    byTrigger: { changed: share(9, 9), lost: share(7, 7), ambiguous: share(1, 1), other: share(4, 4) },
    ended: { resumed: 10, 'taken-over': 2, reconciled: 1, abandoned: 8, confirmed: 0, rejected: 0, open: 0 },
    takenOver: 2,
    tookMs: { median: 660_000, longest: 5_460_000 },
  },
};
