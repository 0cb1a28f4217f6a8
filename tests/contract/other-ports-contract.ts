import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../lib/core/gate/sources.ts';
import type { Enrolment } from '../../lib/ports/enrolment.ts';
import type { EscalationLine } from '../../lib/ports/escalation.ts';
import type { EvidenceStore } from '../../lib/ports/evidence-store.ts';
import type { AccessRecords, Identity, IncidentTimeline, PolicySource, TenantDirectory } from '../../lib/ports/records.ts';
import { done, options, read } from './case-system-contract.ts';

/** The records around one tenant, its incident and its administrator. */
export type RecordsBench = Readonly<{
  tenants: TenantDirectory;
  incidents: IncidentTimeline;
  identity: Identity;
  access: AccessRecords;
  policy: PolicySource;
  addGrant: (grant: Grant) => Promise<void>;
  stop: () => Promise<void>;
}>;

const TENANT = 'tnt_7Q2K94';

/** What tenant directory, incident system, identity checks and IAM must do. */
export function recordsContract(name: string, open: () => Promise<RecordsBench>): void {
  describe(`${name} are the records`, () => {
    let bench: RecordsBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(async () => bench.stop());

    it('finds the tenant, and with it every tenant that looks like it', async () => {
      const { found, named } = read(await bench.tenants.read(TENANT, 'Northwind Traders', options()));
      expect(found).toMatchObject({ id: TENANT, name: 'Northwind Traders', state: 'active', isOnLegalHold: false });
      expect(named.map(({ id }) => id).sort()).toEqual([TENANT, 'tnt_7Q2K9A']);
    });

    it('says that there is no such tenant, and still who has the name', async () => {
      const { found, named } = read(await bench.tenants.read('tnt_000000', 'nwt-eu', options()));
      expect(found).toBeNull();
      expect(named.map(({ id }) => id)).toEqual([TENANT]);
    });

    it('reads the incident, and refuses one that is not on record', async () => {
      expect(read(await bench.incidents.read('INC-20931', options()))).toMatchObject({ state: 'open', tenant: TENANT, resolvedAt: null });
      const absent = await bench.incidents.read('INC-0', options());
      expect(absent).toMatchObject({ isRead: false, reason: { code: 'incident-mismatch', details: { expected: 'INC-0' } } });
    });

    it('reads the identity check, and refuses one that is not on record', async () => {
      expect(read(await bench.identity.assurance('IDV-5521', options()))).toMatchObject({ subject: 'admin-77', level: 3 });
      expect(await bench.identity.assurance('IDV-0', options())).toMatchObject({
        isRead: false,
        reason: { code: 'assurance-insufficient' },
      });
    });

    it('reads administrators, the roles that exist, and the policy', async () => {
      const administrators = read(await bench.access.administrators(TENANT, options()));
      expect(administrators).toEqual([expect.objectContaining({ subject: 'admin-77', tenant: TENANT, state: 'locked-out' })]);
      const roles = read(await bench.access.roles(['tenant.admin.restore', 'no.such.role'], options()));
      expect(roles.map(({ name }) => name)).toEqual(['tenant.admin.restore']);
      expect(read(await bench.policy.read(options()))).toMatchObject({ version: 12, approvalFreshMinutes: 120, armedSeconds: 20 });
    });

    it('shows a grant from the moment it is there, and only to its tenant', async () => {
      expect(read(await bench.access.grants(TENANT, options()))).toEqual([]);
      await bench.addGrant(GRANT);
      expect(read(await bench.access.grants(TENANT, options()))).toEqual([GRANT]);
      expect(read(await bench.access.grants('tnt_7Q2K9A', options()))).toEqual([]);
    });
  });
}

const GRANT: Grant = {
  id: 'grant-1',
  tenant: TENANT,
  subject: 'admin-77',
  objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
  privileges: ['tenant.admin.restore'],
  startsAt: '2026-11-23T03:15:00Z',
  endsAt: null,
  state: 'active',
  kind: 'break-glass',
  reference: 'BG-1',
  idempotencyKey: null,
};

/** Two people's views of one register of devices, one line to security, and one evidence store. */
export type LinesBench = Readonly<{
  escalation: EscalationLine;
  acknowledge: () => Promise<void>;
  enrolment: Enrolment;
  enrolmentOfOther: Enrolment;
  store: EvidenceStore;
  stop: () => Promise<void>;
}>;

/** What the escalation line, enrolment and the evidence store must do. */
export function linesContract(name: string, open: () => Promise<LinesBench>): void {
  describe(`${name} are the lines out`, () => {
    let bench: LinesBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(async () => bench.stop());

    it('raises one escalation for one key, and shows when somebody acknowledged it', async () => {
      const body = {
        key: 'exe-1:unknown',
        caseId: 'CASE-1042',
        execution: 'exe-1',
        at: new Date().toISOString(),
        reasons: [{ code: 'outcome-unknown' } as const],
        mayHaveLeft: true,
      };
      const first = done(await bench.escalation.raise(body, options()));
      expect(first).toMatchObject({ acknowledgedBy: null, acknowledgedAt: null });
      expect(done(await bench.escalation.raise(body, options()))).toEqual(first);
      await bench.acknowledge();
      expect(done(await bench.escalation.raise(body, options()))).toMatchObject({ id: first.id, acknowledgedBy: expect.any(String) });
    });

    it('enrols a device once, and never for somebody else', async () => {
      const device = await newDevice();
      const enrolled = done(await bench.enrolment.enrol(device, options()));
      expect(enrolled).toMatchObject({ person: 'lead-01', signingKey: device.signingKey, sealingKey: device.sealingKey, revokedAt: null });
      expect(done(await bench.enrolment.enrol(device, options()))).toEqual(enrolled);
      const stolen = await bench.enrolmentOfOther.enrol(device, options());
      expect(stolen).toMatchObject({ is: 'refused', reason: { code: 'guard-not-intact' } });
    });

    it("names security's devices as those that evidence is sealed to", async () => {
      const recipients = read(await bench.enrolment.recipients(options()));
      expect(recipients.map(({ person }) => person)).toEqual(['sec-01']);
      expect(recipients[0]?.sealingKey).toMatchObject({ kty: 'EC', crv: 'P-256' });
    });

    it('stores a bundle once: the same bytes again are done, other bytes under the name are refused', async () => {
      const bundle = await bundleOf('bundle-1.zip', 'first');
      const stored = done(await bench.store.put(bundle, options()));
      expect(stored.location).toContain('bundle-1.zip');
      expect(done(await bench.store.put(bundle, options()))).toEqual(stored);
      const other = await bench.store.put(await bundleOf('bundle-1.zip', 'other'), options());
      expect(other).toMatchObject({ is: 'refused', reason: { code: 'evidence-broken' } });
    });
  });
}

/** Fresh public keys, as a device would enrol them. */
export async function newDevice(): Promise<Parameters<Enrolment['enrol']>[0]> {
  const signing = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const sealing = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', signing.publicKey)).toString('base64');
  const { kty = '', crv = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', sealing.publicKey);
  const lines = spki.match(/.{1,64}/g) ?? [];
  return {
    signingKey: `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`,
    sealingKey: { kty, crv, x, y },
    label: 'a test device',
  };
}

async function bundleOf(name: string, text: string): Promise<Parameters<EvidenceStore['put']>[0]> {
  const bytes = new TextEncoder().encode(text);
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  return { name, bytes, sha256: hash };
}
