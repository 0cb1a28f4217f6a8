import { type Act, AMONG_ROLES, inTurn, type Kit, label, named, type Sample, set, text, twin } from '../sample.ts';
import { box, nativeRole, oneIncident, oneRole, radios, USUAL } from './usual.ts';

/** The lists and the transfer list offer options of the same words. */
const from =
  (name: string) =>
  (option: string): Act =>
    inTurn(
      (page) => page.getByRole('combobox', { name, exact: true }).click(),
      (page) => page.locator('lightning-base-combobox-item').filter({ hasText: option, visible: true }).click(),
    );

/** Other controls say the same words. */
const drawn =
  (words: string): Act =>
  (page) =>
    page.locator('.slds-radio__label', { hasText: words }).click();

/** Typed, and left by the keyboard, as the kit takes it over only then. */
const enter =
  (role: 'textbox' | 'combobox', name: string, words: string): Act =>
  async (page) => {
    await page.getByRole(role, { name, exact: true }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  };

const move = (option: string) =>
  inTurn(
    (page) => page.getByRole('listbox', { name: 'Available' }).getByRole('option', { name: option, exact: true }).click(),
    (page) => page.getByRole('button', { name: 'Move selection to Chosen' }).click(),
  );

const { field: switchField, ...toggle } = box('switch', label);
const ends = named('group', 'Access ends');

const SAMPLES: readonly Sample[] = [
  { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
  { ...USUAL.lines, tear: twin('note', 'four') },
  { ...nativeRole, tear: twin('native_role', 'all-tenants') },
  { ...oneRole(from('Role')), tear: twin('role', 'all-tenants') },
  { ...oneIncident(from('Incident')), tear: twin('incident', 'INC-30001') },
  { ...radios(drawn), tear: twin('level', 'all-tenants') },
  { ...box('checkbox', label), tear: twin('acknowledged', 'yes') },
  {
    ...toggle,
    field: { ...switchField, locator: { role: 'switch', nameHas: { en: 'Include child tenants' } } },
    tear: twin('child_tenants', 'yes'),
  },
  { ...USUAL.number, tear: twin('hours', '12') },
  {
    control: 'date',
    field: { kind: 'datetime', locator: named('textbox', 'Expires on') },
    sentAs: 'expires',
    first: { act: enter('textbox', 'Expires on', 'Nov 23, 2026'), holds: text('Nov 23, 2026') },
    second: { act: enter('textbox', 'Expires on', 'Nov 24, 2026'), holds: text('Nov 24, 2026') },
    tear: twin('expires', 'Nov 25, 2026'),
  },
  {
    control: 'date-time',
    field: {
      kind: 'datetime',
      locator: ends,
      segments: { date: { role: 'textbox', within: ends }, time: { role: 'combobox', within: ends } },
    },
    sentAs: 'ends',
    first: {
      act: inTurn(enter('textbox', 'Date', 'Nov 23, 2026'), enter('combobox', 'Time', '8:00 AM')),
      holds: text('2026-11-23T08:00'),
    },
    second: { act: enter('combobox', 'Time', '9:00 PM'), holds: text('2026-11-23T21:00') },
    tear: twin('ends', 'Nov 25, 2026'),
  },
  {
    control: 'transfer list',
    field: { kind: 'transfer', locator: named('listbox', 'Chosen'), compare: 'set', ...AMONG_ROLES },
    sentAs: 'chosen',
    first: { act: move('Read the tenant'), holds: set('tenant.read') },
    second: { act: move('All tenants'), holds: set('tenant.read', 'all-tenants') },
    tear: twin('chosen', 'tenant.restore'),
  },
];

/** As Salesforce's own pages draw it. */
export const LIGHTNING: Kit = { name: 'Lightning', folder: 'lightning', page: 'lightning/synthetic.js', samples: SAMPLES };

/** As a page draws it that leaves its shadow roots to the browser. */
export const LIGHTNING_NATIVE: Kit = { name: 'Lightning, native', folder: 'lightning', page: 'lightning/native.js', samples: SAMPLES };
