import type { TakeoverView } from '../../lib/core/execution/takeover-view.ts';
import type { ExecutionView, GateView, LegRow, PopupView, RequestCard } from '../../lib/core/execution/view.ts';
import type { FieldRow } from '../../lib/page/panel-state.ts';
import { evidenceRow } from '../fakes/evidence-row.ts';
import { execution, gateOf, popupView } from './fixtures.ts';
import { SUCCESSOR } from './takeovers.ts';

/** Values at the end of what there is: long ones that nothing breaks, right-to-left ones, hidden signs, very many at once. */

const TENANT_LONG = {
  id: 'tnt_9f3c1e7a5b2d8064c7e1f9a3b5d70826e4c1a9f7b3d5e80264c7e1f9a3b5d70826e4c1a9f7b3d5e8064c7e1f',
  name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH\u202e',
} as const;
const ADDRESS = `${'notfallzugangsverantwortliche.'.repeat(2)}${'administrator'.repeat(2)}@${'tochtergesellschaft'}.northwind.example`;
const ADDRESS_TYPED = ADDRESS.replace('northwind', 'n0rthwind');
const REASON =
  'Die Freigabe der Informationssicherheitsbeauftragtenstellvertretung liegt für dieses Notfallzugangswiederherstellungspaket nicht vor.';
const MARKED = 'admin\u202etnirp\u202c.restore';

export const LONG_ROWS: readonly Omit<FieldRow, 'box' | 'isFocused'>[] = [
  row('tenant', 'Mandantenkennung der wiederherzustellenden Organisationseinheit', TENANT_LONG.id, 'match'),
  {
    ...row('email', 'Administrator e-mail', ADDRESS, 'mismatch'),
    seen: ADDRESS_TYPED,
    difference: { kind: 'text', approved: ADDRESS, seen: ADDRESS_TYPED, at: 107, note: 'Character 108: the digit 0, not the letter o.' },
  },
  {
    ...row('name', 'Administrator name', 'דנה כהן', 'mismatch'),
    seen: 'דנה כהו',
    difference: {
      kind: 'text',
      approved: 'דנה כהן',
      seen: 'דנה כהו',
      at: 6,
      note: 'Character 7: the letter ו (U+05D5), not the letter ן (U+05DF).',
    },
  },
  {
    ...row('hidden', 'Object id', `${'8b1f0c2e'.repeat(3)}77`, 'mismatch'),
    seen: `${'8b1f0c2e'.repeat(2)}\u200b\u202e8b1f0c2e77`,
    difference: {
      kind: 'text',
      approved: `${'8b1f0c2e'.repeat(3)}77`,
      seen: `${'8b1f0c2e'.repeat(2)}\u200b\u202e8b1f0c2e77`,
      at: 16,
      note: 'Character 17: an invisible character (zero width space, U+200B), not the digit 8.',
    },
  },
  {
    ...row('scope', 'Privileges', ['tenant.admin.restore'], 'broader'),
    difference: {
      kind: 'set',
      approved: ['tenant.admin.restore'],
      missing: [],
      extra: [MARKED, 'tenant.directory.synchronisation.configuration.write.delegated.unrestricted'],
    },
  },
  { ...row('turned', 'Ticket text', 'INC-20931', 'match'), seen: 'INC-20931\u202e' },
  {
    ...row('ends', 'Access ends', '2026-11-23 07:00', 'broader'),
    difference: {
      kind: 'instant',
      approved: '2026-11-23 08:00 Europe/Berlin (07:00 UTC)',
      seen: '\u202e2026-11-23 18:00 Europe/Berlin (17:00 UTC)',
      note: '10 h later than approved.',
    },
  },
  { ...row('empty', 'Customer approval reference', ADDRESS, 'empty'), seen: '' },
  { ...row('closed', 'Region', 'eu', 'unreadable'), reason: `Region cannot be read: it holds ${ADDRESS}.` },
];

function row(
  id: string,
  label: string,
  approved: string | readonly string[],
  verdict: FieldRow['verdict'],
): Omit<FieldRow, 'box' | 'isFocused'> {
  return { id, label, verdict, approved, seen: approved, reason: null, difference: null };
}

const HELD = gateOf('held');
const HALTED = gateOf('halted');

export const LONG_GATE: GateView = {
  ...HELD,
  aside: '7 to put right',
  why: [
    `Administrator e-mail: typed ${ADDRESS_TYPED}, approved ${ADDRESS}.`,
    `Privileges: typed ${MARKED}, approved tenant.admin.restore.`,
    REASON,
    ...Array.from({ length: 4 }, (_, index) => `Field ${index} is empty.`),
  ],
};

export const MANY_GATE: GateView = {
  ...HALTED,
  why: Array.from({ length: 14 }, (_, index) => `The console has changed: “Control ${index + 1}” is new and may change what is granted.`),
};

const LEGS: readonly LegRow[] = Array.from({ length: 15 }, (_, index) => ({
  id: `l${index}`,
  label: ['Administrator in IAM', 'Five different people', 'Operator entitled'][index % 3] ?? '',
  seen: index % 2 === 0 ? 'not known' : TENANT_LONG.id,
  state: (['stop', 'unknown', 'fix'] as const)[index % 3] ?? 'stop',
  now: index % 3 === 0 ? 'Have their identity checked again. A packet that names the new check is approved anew.' : null,
  detail: index % 2 === 0 ? REASON : `The packet says tenant ${TENANT_LONG.id}, IAM says tnt_7Q2K94.`,
}));

const SCREEN_TITLES = ['Mandantenprüfung', 'Vorfallsreferenz', 'Befristeter Berechtigungsumfang und Ablaufsteuerung'];

/** A console of fourteen screens, for a tenant that fills every line. */
export function longExecution(gate: GateView): ExecutionView {
  return {
    ...execution(gate, 2, LEGS),
    tenant: TENANT_LONG,
    caseId: 'ESC-2026-NOTFALLZUGANG-0000001042',
    incident: 'INCIDENT-2026-11-23-000020931',
    screens: Array.from({ length: 14 }, (_, index) => ({
      id: `s${index}`,
      title: SCREEN_TITLES[index] ?? `Screen ${index + 1}`,
      state: index < 2 ? ('done' as const) : index === 2 ? ('current' as const) : ('to-come' as const),
    })),
    soon: 'customer approval goes stale in less than a minute',
  };
}

const CARD: RequestCard = {
  caseId: 'ESC-2026-NOTFALLZUGANG-0000001042',
  tenant: TENANT_LONG,
  incident: 'INCIDENT-2026-11-23-000020931',
  packetVersion: 12,
  scope: ['tenant.admin.restore', 'tenant.directory.synchronisation.configuration.write.delegated.unrestricted'],
  administrator: ADDRESS,
  window: '11 h 45 min, until 07:00 UTC',
  approvals: [
    { label: 'incident-command', seen: '117 min ago', isGiven: true },
    { label: 'security', seen: 'withdrawn', isGiven: false },
    { label: 'customer-account', seen: '8 min ago', isGiven: true },
    { label: 'informationssicherheitsbeauftragte', seen: 'pending', isGiven: false },
  ],
  blocked: null,
  isLeft: false,
};

const NOBODY_HEARD: PopupView['calls'][number] = {
  key: 'c1',
  caseId: CARD.caseId,
  sinceMs: 0,
  hasArrived: true,
  contacts: [{ name: 'Informationssicherheitsbeauftragtenstellvertretung', call: '+49 30 0000 0000 0000, 4711' }],
};

export const LONG_POPUPS: Readonly<Record<string, PopupView>> = {
  'long-ready': popupView(
    {
      is: 'ready',
      readAt: '03:03 UTC',
      requests: [CARD, { ...CARD, caseId: 'ESC-2', blocked: REASON }],
      left: [{ caseId: 'ESC-3', tenant: TENANT_LONG, says: REASON, mayHaveLeft: true, decision: 'look' }],
    },
    {
      calls: [NOBODY_HEARD],
      evidence: [evidenceRow({ tenant: TENANT_LONG, caseId: CARD.caseId, outcome: 'refused', completeness: REASON })],
    },
  ),
  'long-held': popupView({
    is: 'running',
    view: longExecution(LONG_GATE),
    entries: [{ at: '03:10', says: REASON }],
    warnings: [{ id: 'w1', says: `The console shows a notice: ${REASON}` }],
  }),
  'long-red': popupView({
    is: 'preflight-red',
    view: longExecution({ ...LONG_GATE, state: 'closed', word: 'Not ready to enter' }),
    why: '15 of 15 legs are not green. Nothing was opened and nothing was sent.',
  }),
  'taken-over': popupView({
    is: 'running',
    view: execution({
      ...HELD,
      state: 'taken-over',
      word: 'Taken over',
      aside: null,
      why: ['Somebody else goes on with this execution.'],
      now: 'Leave the console. What was done here is kept as evidence.',
      check: { isOffered: false, because: null },
    }),
    entries: [],
    warnings: [],
  }),
  'ended-by-hand': popupView({ is: 'running', view: execution(gateOf('abandoned')), entries: [], warnings: [] }),
};

export const LONG_TAKEOVER: TakeoverView = {
  ...SUCCESSOR,
  caseId: CARD.caseId,
  left: `${ADDRESS} halted this execution at 2026-11-23 03:11:08 UTC; it can be taken over.`,
  stops: [...MANY_GATE.why, REASON, `Administrator e-mail: typed ${ADDRESS_TYPED}, approved ${ADDRESS}.`],
  capsule: {
    ...SUCCESSOR.capsule,
    caseId: CARD.caseId,
    by: { ...SUCCESSOR.capsule.by, device: ADDRESS },
    packet: { ...SUCCESSOR.capsule.packet, tenant: TENANT_LONG },
    entered: SUCCESSOR.capsule.entered.map((one, index) => ({
      ...one,
      label: `${one.label} der wiederherzustellenden Organisationseinheit`,
      approved: index === 0 ? TENANT_LONG.id : ADDRESS,
      entered: index === 3 ? null : ADDRESS_TYPED,
    })),
    approvals: SUCCESSOR.capsule.approvals.map((one) => ({ ...one, name: ADDRESS })),
  },
};
