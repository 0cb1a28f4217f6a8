import { LEG_IDS } from '../../../../lib/core/gate/leg.ts';
import { PACKET } from '../../../fakes/packet.ts';
import { profile } from './sample-console.ts';
import { digest } from './sample-crypto.ts';

export const EXECUTION = 'cs-2026-11-23-1042-7d31';
export const PACKET_DIGEST = await digest(new TextEncoder().encode('packet'));
export const PROFILE_DIGEST = await digest(new TextEncoder().encode('profile'));
const READINGS = await digest(new TextEncoder().encode('readings'));

/** One thing that happened, before it has a number and a chain. */
/** `stepMs`: how far the clock was put before it. */
export type Happened = Readonly<{ kind: string; body: Readonly<Record<string, unknown>>; stepMs?: number }>;

export const legs = LEG_IDS.map((id) => ({ id, seen: 'as approved', reasons: [], warnings: [] }));
export const green = { isGreen: true, legs, reasons: [], warnings: [] };
export const assessed = { screen: 'review', isCommitScreen: true, isComplete: true, halts: [], holds: [], warnings: [] };

const approvals = [
  {
    authority: 'incident-command',
    id: 'APR-301',
    approver: 'ic-01',
    name: 'Incident commander on duty',
    decidedAt: '2026-11-23T02:41:07Z',
  },
  { authority: 'security', id: 'APR-302', approver: 'sec-01', name: 'Security duty lead', decidedAt: '2026-11-23T02:47:55Z' },
  {
    authority: 'customer-account',
    id: 'APR-303',
    approver: 'caa-01',
    name: 'Accountable customer authority',
    decidedAt: '2026-11-23T02:52:30Z',
  },
].map((one) => ({ ...one, decidedBy: one.approver, packetDigest: PACKET_DIGEST }));

const release = {
  id: 'rel-1',
  nonce: 'nonce-1',
  packetDigest: PACKET_DIGEST,
  readings: READINGS,
  tabId: 7,
  document: 'document-1',
  untilMs: 1_795_000_000_000,
};

export const opened: Happened = {
  kind: 'opened',
  body: {
    packetDigest: PACKET_DIGEST,
    facts: {
      caseId: 'CASE-1042',
      tenant: PACKET.tenant,
      incident: PACKET.incident.id,
      packetVersion: PACKET.version,
      scope: PACKET.scope,
      window: PACKET.window,
      requestedBy: 'admin-77',
      operator: 'lead-01',
      device: 'KD-3F2A',
      profile: { id: profile.id, version: profile.version, digest: PROFILE_DIGEST, origin: 'managed' },
      checkpoints: ['tenant', 'scope', 'ends', 'review'],
    },
  },
};

/** Up to the claim. */
export const beginning: readonly Happened[] = [
  opened,
  { kind: 'preflight-read', body: { result: green } },
  { kind: 'approvals-read', body: { purpose: 'preflight', approvals } },
  { kind: 'sealed', body: { path: 'sealed/commitment-key.jwe', sha256: 'SEALED', about: 'the key of the commitments' } },
  { kind: 'claimed', body: { claim: { id: 'claim-1', epoch: 1 }, guarantee: 'atomic' } },
  { kind: 'console-opened', body: { tabId: 7 } },
];

const heldOnTheWay: readonly Happened[] = [
  {
    kind: 'page-assessed',
    body: {
      tabId: 7,
      document: 'document-1',
      assessment: {
        ...assessed,
        isComplete: false,
        holds: [{ code: 'field-mismatch', subject: 'administrator', details: { field: 'Administrator object ID' } }],
      },
    },
  },
  { kind: 'page-assessed', body: { tabId: 7, document: 'document-1', assessment: { ...assessed, isComplete: false } } },
];

const checkpoint = (screen: string): Happened => ({ kind: 'capture', body: { screen, moment: 'checkpoint' } });
export const filling: readonly Happened[] = [...heldOnTheWay, ...['tenant', 'scope', 'ends', 'review'].map(checkpoint)];

/** From the recheck to the armed gate. */
export const releasing: readonly Happened[] = [
  { kind: 'check-asked', body: { by: 'button', nonce: 'nonce-1' } },
  { kind: 'recheck-read', body: { result: green, assessment: assessed, document: 'document-1', readings: READINGS } },
  { kind: 'approvals-read', body: { purpose: 'recheck', approvals } },
  { kind: 'consumed', body: { nonce: 'nonce-1' } },
  { kind: 'gate-opening', body: { release } },
  { kind: 'armed', body: { release: 'rel-1', enforcement: 'one-shot' } },
];

const everyField = (station: string, ids: readonly string[]): Happened => ({
  kind: 'fields-read',
  body: { station, fields: ids.map((field) => ({ field, verdict: 'match' })) },
});

/** From the press to the read-back. */
export const confirming: readonly Happened[] = [
  { kind: 'pressed', body: { release: 'rel-1', isPassed: true, because: null, readings: READINGS, tabId: 7, document: 'document-1' } },
  { kind: 'commit-seen', body: { requestId: 'request-1', tabId: 7, reasons: [] } },
  { kind: 'capture', body: { screen: 'review', moment: 'press' } },
  everyField('sent', ['tenant', 'administrator', 'email', 'scope', 'children', 'ends', 'incident', 'references']),
  { kind: 'commit-ended', body: { requestId: 'request-1', status: 303, error: null } },
  everyField('confirmed', ['tenant', 'administrator', 'scope', 'ends']),
  { kind: 'read-back', body: { grants: 1, isEqual: true } },
  everyField('granted', ['tenant', 'administrator', 'scope', 'ends']),
  { kind: 'outcome-read', body: { outcome: 'confirmed', reasons: [], reference: 'BG-77120', endsAt: '2026-11-23T07:00:00Z' } },
  { kind: 'capture', body: { screen: 'confirmed', moment: 'confirmation' } },
];

/** The end of any execution: the head goes to the case, and the journal is closed. */
export const ending = (outcome: string): readonly Happened[] => [
  { kind: 'note-anchored', body: {} },
  { kind: 'claim-closed', body: { is: 'done' } },
  { kind: 'closed', body: { outcome } },
];

export const confirmed: readonly Happened[] = [...beginning, ...filling, ...releasing, ...confirming, ...ending('confirmed')];

export const unknown: readonly Happened[] = [
  ...beginning,
  ...filling,
  ...releasing,
  { kind: 'restarted', body: { bootId: 'boot-2' } },
  { kind: 'escalated', body: { key: 'key-1' } },
  { kind: 'read-back', body: { grants: null, isEqual: null } },
  ...ending('unknown'),
];

export const abandoned: readonly Happened[] = [
  ...beginning,
  ...filling,
  { kind: 'halt-asked', body: { reason: { code: 'console-warning', details: { detail: 'a warning' } }, by: 'lead-01' } },
  { kind: 'capture', body: { screen: 'ends', moment: 'halt' } },
  { kind: 'exit-seen', body: { exit: 'draft', status: 303 } },
  { kind: 'exit-read', body: { isPending: false, reference: 'DR-12' } },
  { kind: 'abandoned', body: { by: 'lead-01', exit: 'draft' } },
  ...ending('abandoned'),
];

export const halted: readonly Happened[] = [
  ...beginning,
  ...filling,
  { kind: 'halt-asked', body: { reason: { code: 'console-warning', details: { detail: 'a warning' } }, by: 'lead-01' } },
  { kind: 'capture', body: { screen: 'ends', moment: 'halt' } },
  ...ending('halted'),
];

/** A successor went on elsewhere, and closes the claim there. */
export const takenOver: readonly Happened[] = [
  ...beginning,
  ...filling,
  { kind: 'handed-over', body: { by: 'lead-01' } },
  { kind: 'capture', body: { screen: 'ends', moment: 'halt' } },
  { kind: 'taken-over', body: { by: 'lead-02' } },
  { kind: 'note-anchored', body: {} },
  { kind: 'closed', body: { outcome: 'taken-over' } },
];

export const rejected: readonly Happened[] = [
  ...beginning,
  ...filling,
  ...releasing,
  ...confirming.flatMap((one): readonly Happened[] => {
    if (one.kind === 'read-back') return [{ kind: 'read-back', body: { grants: 0, isEqual: false } }];
    if (one.kind === 'outcome-read') return [{ kind: 'outcome-read', body: { ...one.body, outcome: 'rejected', reference: null } }];
    return one.kind === 'fields-read' && one.body.station !== 'sent' ? [] : [one];
  }),
  ...ending('rejected'),
];
