import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import type { Effective, Reading } from '../../../lib/core/compare/reading.ts';
import type { Packet } from '../../../lib/core/packet/packet.ts';
import type { FieldSpec, Profile } from '../../../lib/core/profile/profile.ts';
import type { ObservedRequest } from '../../../lib/ports/device.ts';

const ORIGIN = 'https://console.example';
const evidence = { isShown: true, pattern: '[A-Za-z0-9._:T-]+', hides: 'value' } as const;

const field = (id: string, packet: 'tenant.id' | 'scope' | 'window.end', over: Partial<FieldSpec>): FieldSpec => ({
  id,
  label: id,
  approved: { packet },
  kind: 'text',
  locator: { css: `#${id}` },
  compare: 'identifier',
  isRequired: true,
  options: [],
  zone: null,
  evidence,
  ...over,
});

/** A console with two screens and no review page, for tests that need no browser. */
export const smallProfile: Profile = {
  format: 1,
  id: 'small',
  version: '1.0.0',
  name: 'Small console',
  where: { startUrl: `${ORIGIN}/new`, pageOrigins: [ORIGIN], apiOrigins: [], hasServiceWorker: false, locales: ['en'] },
  requests: [
    { class: 'revoke', origin: ORIGIN, methods: ['POST'], url: '/grants/{id}/revoke', bodyKey: null, body: null, exit: null },
    { class: 'step', origin: ORIGIN, methods: ['POST'], url: '/step', bodyKey: null, body: null, exit: null },
    { class: 'back', origin: ORIGIN, methods: ['POST'], url: '/back', bodyKey: null, body: null, exit: null },
    { class: 'exit', origin: ORIGIN, methods: ['POST'], url: '/abandon', bodyKey: null, body: null, exit: 'abandon' },
    {
      class: 'commit',
      origin: ORIGIN,
      methods: ['POST'],
      url: '/commit',
      bodyKey: null,
      body: { encoding: 'urlencoded', fields: { tenant: 'tenant', scope: 'scope', end: 'end' }, others: [] },
      exit: null,
    },
  ],
  controls: { commit: [], step: [], back: [], draft: [], abandon: [], revoke: [] },
  context: { tenant: { locator: { css: '#t' }, pick: null }, operator: { locator: { css: '#o' }, pick: null } },
  screens: [
    {
      id: 'first',
      title: 'First',
      recognise: {},
      fields: [field('tenant', 'tenant.id', {})],
      controls: [],
      region: { css: 'form' },
      isCheckpoint: true,
    },
    {
      id: 'last',
      title: 'Last',
      recognise: {},
      fields: [
        field('scope', 'scope', { kind: 'checkbox-set', compare: 'set' }),
        field('end', 'window.end', {
          kind: 'datetime',
          compare: 'instant',
          zone: { fixed: 'UTC' },
          evidence: { ...evidence, pattern: '[0-9T:-]{16}' },
        }),
      ],
      controls: [],
      region: { css: 'form' },
      isCheckpoint: true,
    },
  ],
  review: null,
  danger: [],
  harmless: [],
  confirmation: {
    success: { recognise: {}, reference: { css: '#r' }, fields: { tenant: { locator: { css: '#ct' }, pick: null, zone: null } } },
    failure: { recognise: {} },
    pending: { recognise: {} },
    waitMs: 20_000,
    readBackMs: 60_000,
  },
  exits: {
    draft: { isSafe: true, says: 'Keeps values, grants nothing' },
    abandon: { isSafe: true, says: 'Loses what was entered', seen: { recognise: {}, reference: null } },
  },
  revoke: { url: '/grants', typicalMs: 20_000 },
};

export function approvedReadings(packet: Packet): Readonly<Record<string, Effective>> {
  return {
    tenant: { kind: 'text', text: packet.tenant.id },
    scope: { kind: 'set', items: packet.scope },
    end: { kind: 'text', text: (packet.window.end ?? '').slice(0, 16) },
  };
}

export type Shown = Readonly<{
  screen: 'first' | 'last' | 'confirmed' | 'refused' | 'elsewhere';
  packet: Packet;
  over?: Readonly<Record<string, Effective>>;
  report?: Partial<PageReport>;
  document?: string;
}>;

/** What the page room would report of such a screen. */
export function shownPage({ screen, packet, over = {}, report = {}, document = 'd1' }: Shown): PageReport {
  const values = { ...approvedReadings(packet), ...over };
  const ids = screen === 'first' || screen === 'confirmed' ? ['tenant'] : screen === 'last' ? ['scope', 'end'] : [];
  const readings = ids.map(
    (id): Reading => ({
      field: id,
      screen: screen === 'confirmed' ? 'confirmed' : screen,
      source: 'live',
      document,
      readAtMs: 0,
      look: { isReadable: true, value: values[id] ?? { kind: 'text', text: '' } },
      zone: id === 'end' ? 'UTC' : null,
      changedBy: 'hand',
    }),
  );
  return {
    document,
    atMs: 0,
    place: screen === 'first' || screen === 'last' ? 'screen' : screen,
    screen: screen === 'first' || screen === 'last' ? screen : null,
    readings,
    context: { tenant: packet.tenant.id, operator: 'lead-01' },
    dangers: [],
    unlisted: [],
    notices: [],
    drift: [],
    hasCommit: screen === 'last',
    lookalikes: [],
    isTyping: false,
    isLoading: false,
    reference: screen === 'confirmed' ? 'BG-77120' : null,
    ...report,
  };
}

export function commitRequest(packet: Packet, over: Readonly<Record<string, readonly string[]>> = {}): ObservedRequest {
  return {
    requestId: 'q1',
    tabId: 7,
    method: 'POST',
    url: `${ORIGIN}/commit`,
    kind: 'commit',
    atMs: 0,
    initiator: ORIGIN,
    by: 'navigation',
    body: { tenant: [packet.tenant.id], scope: packet.scope, end: [(packet.window.end ?? '').slice(0, 16)], ...over },
  };
}

export function stepRequest(packet: Packet): ObservedRequest {
  return { ...commitRequest(packet), requestId: 's1', url: `${ORIGIN}/step`, kind: 'step', body: { tenant: [packet.tenant.id] } };
}

/** The way out that the operator pressed, as the browser saw it leave. */
export function abandonRequest(): ObservedRequest {
  return {
    requestId: 'x1',
    tabId: 7,
    method: 'POST',
    url: `${ORIGIN}/abandon`,
    kind: 'exit',
    atMs: 0,
    initiator: ORIGIN,
    by: 'navigation',
    body: {},
  };
}

export function revokeRequest(reference: string): ObservedRequest {
  return {
    requestId: 'r1',
    tabId: 7,
    method: 'POST',
    url: `${ORIGIN}/grants/${reference}/revoke`,
    kind: 'revoke',
    atMs: 0,
    initiator: ORIGIN,
    by: 'navigation',
    body: {},
  };
}
