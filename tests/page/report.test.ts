import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../lib/core/compare/compare.ts';
import { fieldSpec } from '../../lib/core/profile/profile.ts';
import { COMMIT_BUTTONS, consolePage, END_FIELD, reviewFields, reviewPage, SCOPE_FIELDS, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';
import { approvedFor, readProfile } from './practice.ts';

const profile = readProfile('range-server');
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

describe('a look at the page', () => {
  it('knows the screen, the context and every field on it', async () => {
    const { look } = await stage.open({ html: consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS }) });
    const report = await look();
    expect(report).toMatchObject({
      document: 'document-1',
      place: 'screen',
      screen: 'tenant',
      context: { tenant: 'tnt_7Q2K94', operator: 'lead-01' },
      dangers: [],
      unlisted: [],
      drift: [],
      lookalikes: [],
    });
    expect(report.readings.map(({ field, look }) => [field, look])).toEqual([
      ['tenant.id', { isReadable: true, value: { kind: 'text', text: '' } }],
      ['administrator.objectId', { isReadable: true, value: { kind: 'text', text: '' } }],
      ['administrator.email', { isReadable: true, value: { kind: 'text', text: '' } }],
    ]);
  });

  it('says how the fields stand to one another only where policy lets pictures show it', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS }) });
    expect((await room.look()).cells).toBeUndefined();
    await room.brief({ isPlaced: true });
    const cells = { 'tenant.id': 0, 'administrator.objectId': 1, 'administrator.email': 2 };
    const seen = (await room.look()).cells ?? {};
    expect(Object.fromEntries(Object.entries(seen).map(([field, { row }]) => [field, row]))).toEqual(cells);
    await room.page.evaluate(() => {
      document.body.style.paddingTop = '700px';
    });
    expect((await room.look()).cells).toEqual(seen);
  });

  it('of the review page reads what it says of every field, and all of it matches the packet', async () => {
    const { look } = await stage.open({ html: reviewPage() });
    const report = await look();
    const verdicts = report.readings.map((reading) => {
      const spec = fieldSpec(profile, reading.field);
      if (spec === null) throw new Error(reading.field);
      return [reading.field, reading.source, compareField({ spec, approved: approvedFor(profile)[spec.id] ?? '', reading }).verdict];
    });
    expect(report).toMatchObject({ place: 'review', screen: 'review', drift: [], lookalikes: [] });
    expect(verdicts).toHaveLength(10);
    expect(verdicts.filter(([, source, verdict]) => source !== 'review' || verdict !== 'match')).toEqual([]);
  });

  it('of a last screen without a review reads what its form keeps of the others, and where it is another value', async () => {
    const last = (sent: Readonly<Record<string, string>>) =>
      consolePage({ title: 'Acknowledgement', fields: reviewFields({}, sent).replace(/<dl>.*<\/dl>/s, ''), buttons: COMMIT_BUTTONS });
    const wrong = async (sent: Readonly<Record<string, string>>) => {
      const report = await (await stage.open({ html: last(sent) })).look();
      const kept = report.readings.filter((one) => one.source === 'review');
      expect(kept).toHaveLength(9);
      return kept.flatMap((reading) => {
        const spec = fieldSpec(profile, reading.field);
        const comparison = spec && compareField({ spec, approved: approvedFor(profile)[spec.id] ?? '', reading });
        return comparison?.verdict === 'match' ? [] : [[reading.field, comparison?.reason?.code]];
      });
    };
    expect(await wrong({})).toEqual([]);
    expect(await wrong({ expires_at: '2026-11-23T09:00' })).toEqual([['window.end', 'window-differs']]);
    expect(await wrong({ 'scope[]': 'all-tenants' })).toEqual([['scope', 'scope-broader']]);
  });

  it('leaves the page byte for byte as it was', async () => {
    const html = consolePage({
      title: 'Temporary privilege scope',
      fields: SCOPE_FIELDS,
      beside: '<x-one></x-one><iframe srcdoc="<p>in</p>"></iframe>',
    });
    const { page, look, frame } = await stage.open({ html });
    await page.waitForLoadState('load');
    await frame();
    const before = await page.content();
    await look();
    await frame();
    expect(await page.content()).toBe(before);
  });

  it('asks nothing of the network', async () => {
    const { page, look } = await stage.open({ html: reviewPage() });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await look();
    await look();
    expect(requests).toEqual([]);
  });

  it('reads the end of access with the zone that the header says, and without a zone not at all', async () => {
    const shown = await stage.open({ html: consolePage({ title: 'Expiration', fields: END_FIELD }) });
    await shown.page.locator('#ends').fill('2026-11-23T08:00');
    expect((await shown.look()).readings[0]).toMatchObject({ zone: 'Europe/Berlin', look: { value: { text: '2026-11-23T08:00' } } });
    const silent = await stage.open({ html: consolePage({ title: 'Expiration', fields: END_FIELD, zone: '' }) });
    expect((await silent.look()).readings[0]).toMatchObject({
      zone: null,
      look: { isReadable: false, reason: { code: 'control-unreadable' } },
    });
  });

  it('of an unknown page says elsewhere, and of two screens at once says so', async () => {
    const unknown = await stage.open({ html: consolePage({ title: 'Something else' }) });
    expect(await unknown.look()).toMatchObject({ place: 'elsewhere', screen: null, readings: [], drift: [] });
    const both = await stage.open({ html: consolePage({ title: 'Expiration', fields: END_FIELD, beside: '<h2>Incident reference</h2>' }) });
    const report = await both.look();
    expect(report.place).toBe('elsewhere');
    expect(report.drift).toEqual([expect.stringContaining('Incident reference and Expiration')]);
  });

  it('does not take a hidden heading for the screen', async () => {
    const { look } = await stage.open({
      html: consolePage({ title: 'Expiration', fields: END_FIELD, beside: '<h2 hidden>Incident reference</h2>' }),
    });
    expect((await look()).screen).toBe('expiration');
  });

  it('reads a confirmation: reference, what it says again, and in which zone', async () => {
    const said = (name: string, value: string) => `<dd data-testid="${name}">${value}</dd>`;
    const fields = [
      said('reference', 'BG-77120'),
      said('result-tenant', 'tnt_7Q2K94'),
      said('result-administrator', '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77'),
      said('result-scope', 'tenant.admin.restore, tenant.admin.read'),
      said('result-ends', '2026-11-23 07:00'),
      said('result-zone', 'UTC'),
    ].join('');
    const { look } = await stage.open({ html: consolePage({ title: 'Restoration granted', fields }) });
    const report = await look();
    expect(report).toMatchObject({ place: 'confirmed', reference: 'BG-77120' });
    const by = (field: string) => report.readings.find((one) => one.field === field);
    expect(by('scope')?.look).toEqual({ isReadable: true, value: { kind: 'set', items: ['tenant.admin.restore', 'tenant.admin.read'] } });
    expect(by('window.end')).toMatchObject({ zone: 'UTC', look: { value: { text: '2026-11-23 07:00' } } });
  });

  it('tells refused, pending and the ways out that were taken', async () => {
    const refused = await stage.open({
      html: consolePage({ title: 'Restoration request', fields: '<p role="alert">The restoration could not be granted: no.</p>' }),
    });
    expect(await refused.look()).toMatchObject({ place: 'refused', unlisted: [] });
    const pending = await stage.open({ html: consolePage({ title: 'Queued' }) });
    expect((await pending.look()).place).toBe('pending');
    const draft = await stage.open({
      html: consolePage({ title: 'Draft saved', fields: '<span data-testid="draft-reference">DR-48213</span>' }),
    });
    expect(await draft.look()).toMatchObject({ place: 'elsewhere', exit: { kind: 'draft', reference: 'DR-48213' } });
    const abandoned = await stage.open({ html: consolePage({ title: 'Request abandoned' }) });
    expect((await abandoned.look()).exit).toEqual({ kind: 'abandon', reference: null });
  });

  it('does not know the tenant when the header hides it or says it twice', async () => {
    const twice = await stage.open({
      html: reviewPage({ beside: '<p data-testid="current-tenant">Other (tnt_7Q2K9A)</p>' }),
    });
    expect((await twice.look()).context.tenant).toBeNull();
    const hidden = await stage.open({ html: reviewPage().replace('data-testid="current-tenant"', 'hidden data-testid="current-tenant"') });
    expect((await hidden.look()).context.tenant).toBeNull();
    const other = await stage.open({ html: reviewPage({ tenant: 'Northwind Trader’s (tnt_7Q2K9A)' }) });
    expect((await other.look()).context.tenant).toBe('tnt_7Q2K9A');
  });

  it('reads a review that says another value as it says it', async () => {
    const { look } = await stage.open({ html: reviewPage({ fields: reviewFields({ incident: 'INC-20913' }) }) });
    const reading = (await look()).readings.find((one) => one.field === 'incident.id');
    expect(reading?.look).toEqual({ isReadable: true, value: { kind: 'text', text: 'INC-20913' } });
  });
});
