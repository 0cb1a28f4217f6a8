import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Look } from '../../lib/core/compare/reading.ts';
import { consolePage } from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';
import { benchProfile, code, type FieldParts, named, SCOPES, set, text } from './one-field.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

async function read(fields: string, parts: FieldParts): Promise<Look | undefined> {
  const { look } = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile: benchProfile(parts) });
  return (await look()).readings[0]?.look;
}

const group = named('group');

describe('a control is read as its form would send it', () => {
  it.each<[string, string, FieldParts, Look]>([
    [
      'a text field',
      '<label>It <input name="tenant_id" value=" a  b "></label>',
      { kind: 'text', locator: named('textbox') },
      text(' a  b '),
    ],
    [
      'a text field by its label',
      '<label>It <input type="email" value="a@b"></label>',
      { kind: 'text', locator: { label: { en: 'It' } } },
      text('a@b'),
    ],
    [
      'a read-only field',
      '<label>It <input name="tenant_id" value="x" readonly></label>',
      { kind: 'text', locator: named('textbox') },
      text('x'),
    ],
    [
      'a hidden field',
      '<div hidden><label>It <input name="tenant_id" value="x"></label></div>',
      { kind: 'text', locator: named('textbox') },
      text('x'),
    ],
    [
      'an editable region',
      '<div role="textbox" aria-label="It" contenteditable="true">a <b>b</b></div>',
      { kind: 'text', locator: named('textbox') },
      text('a b'),
    ],
    [
      'lines of text',
      '<label>It <textarea>one\n two \n\nthree</textarea></label>',
      { kind: 'lines', locator: named('textbox') },
      set('one', 'two', 'three'),
    ],
    [
      'lines with a character nobody sees',
      '<label>It <textarea>one\u200b</textarea></label>',
      { kind: 'lines', locator: named('textbox') },
      set('one\u200b'),
    ],
    ['a number', '<label>It <input type="number" value="12"></label>', { kind: 'number', locator: named('spinbutton') }, text('12')],
    ['what is no number', '<label>It <input type="number" value="x"></label>', { kind: 'number', locator: named('spinbutton') }, text('')],
    [
      'a list',
      '<label>It <select><option value="a">A</option><option value="b" selected>B</option></select></label>',
      { kind: 'select', locator: named('combobox') },
      text('b'),
    ],
    [
      'a list whose values are numbers',
      '<label>It <select><option value="1">a</option><option value="2" selected>b</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: ['a', 'b'] },
      text('b'),
    ],
    [
      'a list of which several are chosen',
      '<label>It <select multiple><option value="a" selected>A<option value="b">B<option value="c" selected>C</select></label>',
      { kind: 'select', locator: named('listbox'), compare: 'set' },
      set('a', 'c'),
    ],
    [
      'radios of a group',
      '<fieldset><legend>It</legend><label><input type="radio" name="r" value="a">A</label><label><input type="radio" name="r" value="b" checked>B</label></fieldset>',
      { kind: 'radio', locator: group },
      text('b'),
    ],
    [
      'radios of which none is chosen',
      '<fieldset><legend>It</legend><label><input type="radio" name="r" value="a">A</label></fieldset>',
      { kind: 'radio', locator: group },
      text(''),
    ],
    [
      'a checkbox that is on',
      '<label><input type="checkbox" checked> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('on'),
    ],
    [
      'a checkbox that is off',
      '<label><input type="checkbox" name="c" value="on"> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('off'),
    ],
    [
      'a checkbox that is off beside its hidden no',
      '<input type="hidden" name="c" value="0"><label><input type="checkbox" name="c" value="1"> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('off'),
    ],
    [
      'a checkbox that is on beside its hidden no',
      '<input type="hidden" name="c" value="0"><label><input type="checkbox" name="c" value="1" checked> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('on'),
    ],
    [
      'a checkbox that is on and sends nothing but its name',
      '<label><input type="checkbox" name="c" value="" checked> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('on'),
    ],
    [
      'a switch',
      '<div role="switch" aria-checked="true" tabindex="0">It</div>',
      { kind: 'switch', locator: named('switch'), compare: 'constant' },
      text('on'),
    ],
    [
      'a drawn checkbox',
      '<div role="checkbox" aria-checked="false" tabindex="0">It</div>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      text('off'),
    ],
    [
      'a set of boxes',
      `<fieldset><legend>It</legend>${SCOPES.map((one, at) => `<label><input type="checkbox" name="s[]" value="${one}" ${at < 2 ? 'checked' : ''}>${one}</label>`).join('')}</fieldset>`,
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
      set('tenant.read', 'tenant.write'),
    ],
    [
      'a set with a hidden box that is on',
      `<fieldset><legend>It</legend><label><input type="checkbox" name="s[]" value="tenant.read" checked>tenant.read</label><div hidden><label><input type="checkbox" name="s[]" value="all-tenants" checked>all-tenants</label></div></fieldset>`,
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
      set('tenant.read', 'all-tenants'),
    ],
    [
      'a set of boxes without values',
      '<fieldset><legend>It</legend><label><input type="checkbox" name="a" checked>tenant.read</label><label><input type="checkbox" name="b">tenant.write</label></fieldset>',
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
      set('tenant.read'),
    ],
    [
      'a date with a time',
      '<label>It <input type="datetime-local" name="e" value="2026-11-23T08:00"></label>',
      { kind: 'datetime', locator: { label: { en: 'It' } } },
      text('2026-11-23T08:00'),
    ],
    [
      'a date and a time side by side',
      '<div role="group" aria-label="It"><input type="date" name="d" value="2026-11-23"><input type="time" name="t" value="08:00"></div>',
      { kind: 'datetime', locator: group },
      text('2026-11-23T08:00'),
    ],
    [
      'a date without its time',
      '<div role="group" aria-label="It"><input type="date" name="d" value="2026-11-23"><input type="time" name="t"></div>',
      { kind: 'datetime', locator: group },
      text(''),
    ],
    [
      'a date that is typed',
      '<label>It <input name="e" value="23.11.2026"></label>',
      { kind: 'datetime', locator: { label: { en: 'It' } } },
      text('23.11.2026'),
    ],
    [
      'text of the page',
      '<p data-testid="it">a <span hidden>no</span><b>b</b></p>',
      { kind: 'read-only', locator: { testId: 'it' } },
      text('a b'),
    ],
    [
      'a written-out set',
      '<p data-testid="it">a, b;c</p>',
      { kind: 'read-only', locator: { testId: 'it' }, compare: 'set' },
      set('a', 'b', 'c'),
    ],
    [
      'a select-only list of a kit',
      '<div><div role="combobox" aria-label="It" tabindex="0">tenant.read</div><input name="v" value="tenant.read" aria-hidden="true" tabindex="-1"></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'a list of a kit whose value is a number',
      '<div><div role="combobox" aria-label="It" tabindex="0">tenant.read</div><input type="hidden" name="v" value="7"></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text('tenant.read'),
    ],
    [
      'a list of a kit with nothing picked',
      '<div><input role="combobox" aria-label="It" value="ten"><input type="hidden" name="v" value=""></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text(''),
    ],
    [
      'a list of a kit that only shows text',
      '<div role="combobox" aria-label="It" tabindex="0">tenant.write</div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text('tenant.write'),
    ],
    [
      'a list that a kit laid over a native one',
      '<div><select name="v" style="display:none"><option value="tenant.write" selected>tenant.write</select><div role="combobox" aria-label="It" tabindex="0">tenant.write</div></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
      text('tenant.write'),
    ],
  ])('%s', async (_, fields, parts, expected) => {
    expect(await read(fields, parts)).toEqual(expected);
  });
});

describe('a control that shows one thing and holds another is not read', () => {
  it.each<[string, string, FieldParts]>([
    [
      'a text field with a hidden twin of its name',
      '<label>It <input name="tenant_id" value="a"></label><input type="hidden" name="tenant_id" value="b">',
      { kind: 'text', locator: named('textbox') },
    ],
    [
      'a text field without a name, beside a hidden value under the name that is sent',
      '<label>It <input value="a"></label><input type="hidden" name="tenant_id" value="b">',
      { kind: 'text', locator: named('textbox') },
    ],
    [
      'a box whose label is one choice and whose value is another',
      '<fieldset><legend>It</legend><label><input type="checkbox" name="s[]" value="all-tenants" checked>tenant.read</label></fieldset>',
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
    ],
    [
      'a set with one hidden value more',
      '<fieldset><legend>It</legend><label><input type="checkbox" name="s[]" value="tenant.read" checked>tenant.read</label></fieldset><input type="hidden" name="s[]" value="all-tenants">',
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
    ],
    [
      'a list that shows one choice and sends another',
      '<label>It <select name="v"><option value="tenant.write" selected>tenant.read</option></select></label>',
      { kind: 'select', locator: named('combobox'), options: SCOPES },
    ],
    [
      'a list of a kit that shows one choice and sends another',
      '<div><div role="combobox" aria-label="It" tabindex="0">tenant.read</div><input type="hidden" name="v" value="tenant.write"></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
    ],
    [
      'a list of a kit that shows nothing and sends something',
      '<div><div role="combobox" aria-label="It" tabindex="0"></div><input type="hidden" name="v" value="tenant.write"></div>',
      { kind: 'combobox', locator: named('combobox'), options: SCOPES },
    ],
    [
      'a switch that says on over a box that is off',
      '<div role="switch" aria-checked="true" aria-label="It" tabindex="0"><input type="checkbox"></div>',
      { kind: 'switch', locator: named('switch'), compare: 'constant' },
    ],
    [
      'a box that is off beside a hidden yes',
      '<input type="hidden" name="c" value="yes"><label><input type="checkbox" name="c" value="1"> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
    ],
    [
      'a box that is off beside a hidden value that is its own',
      '<input type="hidden" name="c" value=""><label><input type="checkbox" name="c" value=""> It</label>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
    ],
  ])('%s', async (_, fields, parts) => {
    expect(code(await read(fields, parts))).toBe('reading-contradicts-itself');
  });
});

describe('a control that cannot be read says why', () => {
  it.each<[string, string, FieldParts, string]>([
    [
      'switched off',
      '<label>It <input name="tenant_id" value="a" disabled></label>',
      { kind: 'text', locator: named('textbox') },
      'control-unreadable',
    ],
    [
      'switched off by its group',
      '<fieldset disabled><label>It <input name="tenant_id" value="a"></label></fieldset>',
      { kind: 'text', locator: named('textbox') },
      'control-unreadable',
    ],
    [
      'neither on nor off',
      '<div role="checkbox" aria-checked="mixed" tabindex="0">It</div>',
      { kind: 'checkbox', locator: named('checkbox'), compare: 'constant' },
      'control-unreadable',
    ],
    [
      'not what the profile says it is',
      '<label>It <input type="checkbox"></label>',
      { kind: 'text', locator: named('checkbox') },
      'control-unreadable',
    ],
    [
      'a set without choices',
      '<fieldset><legend>It</legend>soon</fieldset>',
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
      'control-unreadable',
    ],
    [
      'two choices of one name',
      '<fieldset><legend>It</legend><label><input type="checkbox" name="s[]" value="tenant.read">tenant.read</label><label><input type="checkbox" name="s[]" value="tenant.read" checked>tenant.read</label></fieldset>',
      { kind: 'checkbox-set', locator: group, compare: 'set', options: SCOPES },
      'locator-ambiguous',
    ],
    [
      'far too long',
      `<label>It <input value="${'x'.repeat(9_000)}"></label>`,
      { kind: 'text', locator: named('textbox') },
      'control-unreadable',
    ],
    ['there twice', '<label>It <input></label><label>It <input></label>', { kind: 'text', locator: named('textbox') }, 'locator-ambiguous'],
    ['not there', '<p>nothing</p>', { kind: 'text', locator: named('textbox') }, 'console-drift'],
    [
      'in a frame of another origin',
      '<iframe src="http://other.example/" style="width:99px"></iframe>',
      { kind: 'text', locator: named('textbox') },
      'control-unreadable',
    ],
    [
      'in an element that shows nothing of itself',
      '<x-closed style="display:block">&nbsp;</x-closed>',
      { kind: 'text', locator: named('textbox') },
      'control-unreadable',
    ],
    [
      'the end of access, missing',
      '<p>nothing</p>',
      { kind: 'datetime', locator: { label: { en: 'It' } }, packet: 'window.end' },
      'expiry-control-missing',
    ],
    [
      'the end of access, switched off',
      '<label>It <input type="datetime-local" name="e" disabled></label>',
      { kind: 'datetime', locator: { label: { en: 'It' } }, packet: 'window.end' },
      'expiry-control-missing',
    ],
    [
      'the end of access, a list',
      '<label>It <select><option>No expiry</select></label>',
      { kind: 'datetime', locator: { label: { en: 'It' } }, packet: 'window.end' },
      'expiry-control-missing',
    ],
    [
      'the end of access, under another name',
      '<label>Ends on <input type="datetime-local" name="e"></label>',
      { kind: 'datetime', locator: { label: { en: 'It' } }, packet: 'window.end' },
      'console-drift',
    ],
  ])('%s', async (_, fields, parts, expected) => {
    expect(code(await read(fields, parts))).toBe(expected);
  });
});

it('tells of a choice that is neither on nor off without repeating a name that is no label', async () => {
  const choice = (name: string) => `<div role="checkbox" aria-checked="mixed" tabindex="0">${name}</div>`;
  const said = async (name: string) =>
    JSON.stringify(
      await read(`<fieldset><legend>It</legend>${choice(name)}</fieldset>`, {
        kind: 'checkbox-set',
        locator: group,
        compare: 'set',
        options: SCOPES,
      }),
    );
  expect(await said('tenant.read')).toContain('“tenant.read” is neither on nor off');
  expect(await said('for jane.roe@customer.example')).not.toContain('jane.roe');
});

/** A field that its form sends under a name of its own, beside the control. */
async function readSent(fields: string, parts: FieldParts): Promise<Look | undefined> {
  const profile = benchProfile(parts);
  const requests = profile.requests
    .filter((one) => one.class === 'commit')
    .map((one) => ({ ...one, body: { encoding: 'urlencoded', fields: { 'tenant.id': 'sent' }, others: [] } as const }));
  const { look } = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile: { ...profile, requests } });
  return (await look()).readings[0]?.look;
}

describe('a date that is shown in words and sent in digits', () => {
  const parts: FieldParts = { kind: 'datetime', locator: named('textbox'), compare: 'instant' };
  const page = (shown: string, sent: string) =>
    `<input type="hidden" name="sent" value="${sent}"><label>It <input value="${shown}" readonly></label>`;

  it.each<[string, string, string, Look | string]>([
    ['is what is sent, where both say the same', '23 November 2026 08:00', '2026-11-23 08:00', text('2026-11-23 08:00')],
    ['is nothing where both are empty', '', '', text('')],
    ['contradicts itself on another day', '24 November 2026 08:00', '2026-11-23 08:00', 'reading-contradicts-itself'],
    ['contradicts itself where nothing is sent', '23 November 2026 08:00', '', 'reading-contradicts-itself'],
    ['contradicts itself where nothing is shown', '', '2026-11-23 08:00', 'reading-contradicts-itself'],
    ['contradicts itself in words that nobody understands', 'next Monday', '2026-11-23 08:00', 'reading-contradicts-itself'],
  ])('%s', async (_, shown, sent, expected) => {
    const look = await readSent(page(shown, sent), parts);
    expect(typeof expected === 'string' ? code(look) : look).toEqual(expected);
  });
});

describe('a box of which a custom element keeps an input for its looks', () => {
  const page = (aria: string, sent: string) => `<div role="radiogroup" aria-label="It"><x-radio name="sent"></x-radio></div>
    <script>
      customElements.define('x-radio', class extends HTMLElement {
        static formAssociated = true;
        connectedCallback() {
          const inner = this.attachShadow({ mode: 'open' });
          inner.innerHTML = '<div role="radio" aria-label="tenant.read" aria-checked="${aria}"><input type="radio" name="sent"></div>';
          this.attachInternals().setFormValue('${sent}' || null);
        }
      });
    </script>`;
  const parts: FieldParts = { kind: 'radio', locator: named('radiogroup'), options: SCOPES };

  it.each<[string, string, string, Look | string]>([
    ['is on where it says so and is sent', 'true', 'tenant.read', text('tenant.read')],
    ['is off where it says so and nothing is sent', 'false', '', text('')],
    ['contradicts itself where it says on and nothing is sent', 'true', '', 'reading-contradicts-itself'],
    ['contradicts itself where another value is sent', 'true', 'all-tenants', 'reading-contradicts-itself'],
    ['contradicts itself where it says off and is sent', 'false', 'tenant.read', 'reading-contradicts-itself'],
  ])('%s', async (_, aria, sent, expected) => {
    const look = await readSent(page(aria, sent), parts);
    expect(typeof expected === 'string' ? code(look) : look).toEqual(expected);
  });
});
