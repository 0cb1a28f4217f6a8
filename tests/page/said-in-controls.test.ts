import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../lib/core/compare/compare.ts';
import type { PageReport } from '../../lib/core/compare/page-report.ts';
import { fieldSpec, type Profile } from '../../lib/core/profile/profile.ts';
import { COMMIT_BUTTONS, consolePage, reviewFields, reviewPage, SCOPE_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Stage, soon } from './harness.ts';
import { approvedFor, readProfile } from './practice.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const base = readProfile('range-server');
const text = (value: string) => ({ isReadable: true, value: { kind: 'text', text: value } });

describe('what a page says in a control', () => {
  const SWITCHER = '<select><option>Northwind (tnt_7Q2K94)</option><option selected>Contoso (tnt_OTHER1)</option></select>';

  it('is the tenant that is chosen, and not the first that could be', async () => {
    const html = consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS, tenant: SWITCHER });
    expect((await (await stage.open({ html })).look()).context.tenant).toBe('tnt_OTHER1');
  });

  it('is the tenant that is chosen, in a list that is found itself', async () => {
    const html = consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS, tenant: '' }).replace(
      '<span data-testid="current-tenant"></span>',
      SWITCHER.replace('<select', '<select data-testid="current-tenant"').replace(
        '</option><option selected>',
        '</option><option selected>',
      ),
    );
    expect((await (await stage.open({ html })).look()).context.tenant).toBe('tnt_OTHER1');
  });

  it('is the zone that is chosen', async () => {
    const html = reviewPage({ zone: '<select><option>UTC</option><option selected>Europe/Berlin</option></select>' });
    const { readings } = await (await stage.open({ html })).look();
    expect(readings.find((one) => one.field === 'window.end')?.zone).toBe('Europe/Berlin');
  });

  it('is what a review page shows in controls that nobody can write in', async () => {
    const shown = reviewFields().replace(
      /<dd data-testid="([^"]+)">([^<]*)<\/dd>/g,
      '<dd><input data-testid="$1" value="$2" readonly></dd>',
    );
    const { readings } = await (await stage.open({ html: reviewPage({ fields: shown }) })).look();
    const verdicts = readings.map((one) => {
      const spec = fieldSpec(base, one.field);
      return spec === null ? 'unknown' : compareField({ spec, approved: approvedFor(base)[spec.id] ?? '', reading: one }).verdict;
    });
    expect(new Set(verdicts)).toEqual(new Set(['match']));
  });
});

describe('what a form keeps', () => {
  const find = (report: PageReport, field: string) => report.readings.find((one) => one.field === field)?.look;

  it('of a box that is off, in the way many consoles say so, is off', async () => {
    const profile: Profile = { ...base, review: null };
    const last = base.screens.at(-1);
    const heading = Object.values(last?.recognise.heading ?? {})[0] ?? '';
    const hidden = '<input type="hidden" name="acknowledged" value="0"><input type="hidden" name="include_children" value="0">';
    const html = consolePage({ title: base.screens[0]?.title ?? heading, fields: hidden, buttons: COMMIT_BUTTONS });
    const report = await (await stage.open({ html, profile })).look();
    expect(find(report, 'includeChildren')).toEqual(text('off'));
    expect(find(report, 'acknowledged')).toEqual(text('off'));
  });

  it('and a commit that says so is not held for it', async () => {
    const html = reviewPage({ fields: reviewFields({}, { include_children: '0' }) });
    const room = await stage.open({ html });
    await room.arm();
    await room.page.getByRole('button', { name: 'Submit restoration', exact: true }).click();
    await soon(() => room.posts.length).toBe(1);
  });
});

describe('what is new on a screen', () => {
  const scope = (more: string, beside = '') => consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS + more, beside });
  const look = async (html: string) => (await stage.open({ html })).look();

  it.each([
    ['that only says it is switched off', '<input type="hidden" name="grant_all" value="1" aria-disabled="true">'],
    ['that calls itself something else', '<input type="hidden" role="note" name="grant_all" value="1">'],
    [
      'that is a box and calls itself a button',
      '<input type="checkbox" role="button" aria-label="x" name="grant_all" value="1" checked hidden>',
    ],
    [
      'of an element that shows nothing',
      '<x-secret name="grant_all"></x-secret><script>customElements.define("x-secret", class extends HTMLElement { static formAssociated = true; connectedCallback() { this.attachInternals().setFormValue("1"); } });</script>',
    ],
    [
      'that is a box and calls itself a picture',
      '<input type="checkbox" role="img" aria-label="x" name="grant_all" value="1" checked hidden>',
    ],
  ])('is drift: a value %s', async (_, more) => {
    const { drift } = await look(scope(more));
    expect(drift).not.toEqual([]);
  });

  it.each([
    ['a dialog that is seen through', '<dialog style="display:block;opacity:0;pointer-events:none">Help is on its way</dialog>'],
    ['a drawer that is seen through', '<div style="opacity:0"><div role="dialog">Help is on its way</div></div>'],
  ])('is no dialog as long as it is %s', async (_, beside) => {
    expect((await look(scope('', beside))).unlisted).toEqual([]);
  });

  it('is still to come as long as the page says that it is busy', async () => {
    const html = scope('').replace('<form ', '<form aria-busy="true" ').replace(SCOPE_FIELDS, '');
    expect((await look(html)).isLoading).toBe(true);
    expect((await look(scope(''))).isLoading).toBe(false);
  });
});
