import type { Look, Reading, Verdict } from '../../../../lib/core/compare/reading.ts';
import type { SeenPage } from '../../../../lib/core/evidence/display-record.ts';
import type { FieldSpec, Profile, ScreenSpec } from '../../../../lib/core/profile/profile.ts';
import { PACKET } from '../../../fakes/packet.ts';

/** A small console with shown and masked fields of every kind that evidence treats differently. */

const shown = (pattern: string) => ({ isShown: true, pattern, hides: 'value' });
const hidden = (hides: string) => ({ isShown: false, pattern: '.*', hides });

function field(id: string, label: string, more: Partial<FieldSpec>): FieldSpec {
  return {
    id,
    label,
    approved: { packet: 'tenant.id' },
    kind: 'text',
    locator: { label: { en: label } },
    compare: 'identifier',
    isRequired: true,
    options: [],
    zone: null,
    evidence: hidden('value'),
    ...more,
  };
}

function screen(id: string, title: string, fields: readonly FieldSpec[]): ScreenSpec {
  return { id, title, recognise: { heading: { en: title } }, fields, controls: [], region: { role: 'form' }, isCheckpoint: true };
}

export const screens: readonly ScreenSpec[] = [
  screen('tenant', 'Tenant verification', [
    field('tenant', 'Tenant ID', { evidence: shown('tnt_[0-9A-Z]{6}') }),
    field('administrator', 'Administrator object ID', { approved: { packet: 'administrator.objectId' }, evidence: hidden('account id') }),
    field('email', 'Administrator e-mail', { approved: { packet: 'administrator.email' }, compare: 'email', evidence: hidden('e-mail') }),
  ]),
  screen('scope', 'Temporary privilege scope', [
    field('scope', 'Privileges', { approved: { packet: 'scope' }, kind: 'checkbox-set', compare: 'set', evidence: shown('[a-z.-]{1,60}') }),
    field('children', 'Include child tenants', {
      approved: { constant: 'off' },
      kind: 'checkbox',
      compare: 'constant',
      evidence: shown('on|off'),
    }),
  ]),
  screen('ends', 'Expiration', [
    field('ends', 'Access ends', {
      approved: { packet: 'window.end' },
      kind: 'datetime',
      compare: 'instant',
      evidence: shown('[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}'),
    }),
    field('incident', 'Incident ID', { approved: { packet: 'incident.id' }, evidence: shown('INC-[0-9]{1,8}') }),
    field('references', 'Approval references', {
      approved: { packet: 'approvalEvidence' },
      kind: 'lines',
      compare: 'references',
      evidence: hidden('references'),
    }),
  ]),
];

const at = (testId: string) => ({ locator: { testId }, pick: null, zone: null });

export const profile: Profile = {
  format: 1,
  id: 'emergency-support-admin',
  version: '7',
  name: 'Emergency admin console',
  where: {
    startUrl: 'https://console.example/restore',
    pageOrigins: ['https://console.example'],
    apiOrigins: [],
    hasServiceWorker: false,
    locales: ['en'],
  },
  requests: [],
  controls: { commit: [], step: [], back: [], draft: [], abandon: [], revoke: [] },
  context: { tenant: null, operator: null },
  screens,
  review: {
    id: 'review',
    title: 'Review',
    recognise: { heading: { en: 'Review' } },
    region: { role: 'form' },
    controls: [],
    fields: {
      tenant: at('review-tenant'),
      administrator: at('review-administrator'),
      email: at('review-email'),
      scope: at('review-scope'),
      ends: at('review-ends'),
    },
  },
  danger: [],
  harmless: [],
  confirmation: {
    success: {
      recognise: { heading: { en: 'Restoration granted' } },
      reference: { testId: 'reference' },
      fields: {
        tenant: at('result-tenant'),
        administrator: at('result-administrator'),
        scope: at('result-scope'),
        ends: at('result-ends'),
      },
    },
    failure: { recognise: { heading: { en: 'The restoration could not be granted' } } },
    pending: { recognise: { heading: { en: 'Queued' } } },
    waitMs: 20_000,
    readBackMs: 60_000,
  },
  exits: { draft: null, abandon: null },
  revoke: { url: 'https://console.example/grants', typicalMs: 20_000 },
};

export const fieldIds = screens.flatMap((one) => one.fields.map((spec) => spec.id));
export const allMatch: Readonly<Record<string, Verdict>> = Object.fromEntries(fieldIds.map((id) => [id, 'match']));

/** What an operator who enters the packet leaves in the controls. */
export const entered: Readonly<Record<string, string | readonly string[]>> = {
  tenant: PACKET.tenant.id,
  administrator: PACKET.administrator.objectId,
  email: PACKET.administrator.email,
  scope: PACKET.scope,
  children: 'off',
  ends: '2026-11-23T08:00',
  incident: PACKET.incident.id,
  references: PACKET.approvalEvidence,
};

export function reading(id: string, value: string | readonly string[], source: Reading['source'] = 'live'): Reading {
  const look: Look = { isReadable: true, value: typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'set', items: value } };
  return { field: id, screen: 'tenant', source, document: 'document-1', readAtMs: 0, look, zone: null, changedBy: 'hand' };
}

/** A page as the page room reports it. */
export function page(
  place: SeenPage['place'],
  id: string | null,
  values: Readonly<Record<string, string | readonly string[]>> = entered,
): SeenPage {
  return {
    place,
    screen: id,
    readings: Object.entries(values).map(([name, value]) => reading(name, value)),
    unlisted: [],
    reference: place === 'confirmed' ? 'BG-77120' : null,
  };
}
