import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Locator, Profile } from '../../lib/core/profile/profile.ts';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';
import { readProfile } from './practice.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const base = readProfile('range-server');

/** The tenant screen, with another way to find its first field. */
function finding(locator: Locator): Profile {
  const screens = base.screens.map((screen) =>
    screen.id === 'tenant' ? { ...screen, fields: screen.fields.map((field, at) => (at === 0 ? { ...field, locator } : field)) } : screen,
  );
  return { ...base, screens };
}

async function found(fields: string, locator: Locator, more: Readonly<{ canOpenClosedRoots?: boolean }> = {}): Promise<string> {
  const { look } = await stage.open({ html: consolePage({ title: 'Tenant verification', fields }), profile: finding(locator), ...more });
  const first = (await look()).readings[0]?.look;
  if (first === undefined) return 'nothing';
  if (!first.isReadable) return first.reason.code;
  return first.value.kind === 'text' ? first.value.text : '';
}

const byName: Locator = { role: 'textbox', name: { en: 'Tenant ID' } };
const inShadow = (mode: string, inner: string) => `<div id="host"><template shadowrootmode="${mode}">${inner}</template></div>`;
const LABELLED = '<label>Tenant ID <input value="found"></label>';

describe('a locator finds', () => {
  it.each<[string, string, Locator]>([
    ['by role and accessible name', LABELLED, byName],
    [
      'by a name in another listed language',
      LABELLED.replace('Tenant ID', 'Mandant'),
      { role: 'textbox', name: { en: 'Tenant ID', de: 'Mandant' } },
    ],
    [
      'by a name that other elements say',
      '<span id="a">Tenant</span> <span id="b">ID</span><input aria-labelledby="a b" value="found">',
      byName,
    ],
    ['by a part of the name', LABELLED.replace('Tenant ID', 'Tenant ID (required)'), { role: 'textbox', nameHas: { en: 'tenant id' } }],
    ['by its label', LABELLED, { label: { en: 'Tenant ID' } }],
    ['by a test id', '<input data-testid="tenant" value="found">', { testId: 'tenant' }],
    ['by a selector', '<input class="tenant" value="found">', { css: 'input.tenant' }],
    [
      'inside another locator only',
      `<section aria-label="Old">${LABELLED.replace('found', 'no')}</section><section aria-label="New">${LABELLED}</section>`,
      { ...byName, within: { role: 'region', name: { en: 'New' } } },
    ],
    ['in an open shadow root', inShadow('open', LABELLED), byName],
    ['in a shadow root three levels deep', inShadow('open', inShadow('open', inShadow('open', LABELLED))), byName],
    ['by a selector in a shadow root', inShadow('open', '<input class="tenant" value="found">'), { css: 'input.tenant' }],
    [
      'slotted into a region of a shadow root',
      `<div><template shadowrootmode="open"><section aria-label="New"><slot></slot></section></template>${LABELLED}</div>`,
      { ...byName, within: { role: 'region', name: { en: 'New' } } },
    ],
    ['in a frame of the same origin', `<iframe srcdoc="<label>Tenant ID <input value='found'></label>"></iframe>`, byName],
    [
      'on a form whose names the page clobbered',
      `<input name="id"><input name="getAttribute"><input name="elements"><input name="querySelectorAll"><input name="parentNode"><input name="childNodes">${LABELLED}`,
      byName,
    ],
    [
      'on a document whose names the page clobbered',
      `<img name="defaultView" alt=""><img name="querySelectorAll" alt=""><img name="activeElement" alt=""><form name="body"></form>${LABELLED}`,
      byName,
    ],
  ])('%s', async (_, fields, locator) => {
    expect(await found(fields, locator)).toBe('found');
  });

  it('in a closed root only where the browser opens it and the profile says that it stands there', async () => {
    const script = `<x-host></x-host><script>customElements.define('x-host', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'closed' }).innerHTML = '${LABELLED}'; } });</script>`;
    expect(await found(script, byName, { canOpenClosedRoots: true })).toBe('control-unreadable');
    expect(await found(script, { ...byName, isInClosedRoot: true }, { canOpenClosedRoots: true })).toBe('found');
    expect(await found(script, { ...byName, isInClosedRoot: true })).toBe('control-unreadable');
    expect(await found(inShadow('closed', LABELLED), byName)).toBe('console-drift');
  });
});

describe('a locator does not guess', () => {
  it.each<[string, string, Locator, string]>([
    ['between two that fit', LABELLED + LABELLED, byName, 'locator-ambiguous'],
    ['when the name is a little different', LABELLED.replace('Tenant ID', 'Tenant  Id'), byName, 'console-drift'],
    ['when the role is another', '<label>Tenant ID <select><option>found</select></label>', byName, 'console-drift'],
    ['when its selector is none', LABELLED, { css: 'input[' }, 'console-drift'],
    ['outside what it must be within', LABELLED, { ...byName, within: { role: 'region', name: { en: 'New' } } }, 'console-drift'],
  ])('%s', async (_, fields, locator, expected) => {
    expect(await found(fields, locator)).toBe(expected);
  });

  it('and a page cannot hide a control in something that is called like our panel', async () => {
    const { page, look } = await stage.open({ html: consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS }) });
    const before = await look();
    await page.evaluate(() => {
      const fake = document.createElement('countersign-panel');
      fake.innerHTML = '<label>Tenant ID <input></label>';
      document.querySelector('main')?.append(fake);
    });
    const after = await look();
    expect(before.readings[0]?.look.isReadable).toBe(true);
    expect(after.readings[0]?.look).toMatchObject({ isReadable: false, reason: { code: 'locator-ambiguous' } });
  });
});
