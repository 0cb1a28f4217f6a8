import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Act,
  AMONG_ROLES,
  choose,
  inTurn,
  type Kit,
  named,
  overwrite,
  pick,
  press,
  reword,
  set,
  text,
  twin,
  type,
  typeDate,
} from '../sample.ts';
import { box, USUAL } from './usual.ts';

const chooseMany = (label: string, ...options: readonly string[]): Act => {
  return async (page) => {
    const list = page.getByLabel(label, { exact: true });
    for (const [at, option] of options.entries()) {
      await list.getByRole('option', { name: option }).click({ modifiers: at === 0 ? [] : ['ControlOrMeta'] });
    }
  };
};

/** Files stay until the end: what reads a file does so in its own time. */
const FOLDER = mkdtempSync(join(tmpdir(), 'countersign-kits-'));
process.once('exit', () => rmSync(FOLDER, { recursive: true }));

/** A file as the browser's own dialog would hand it over: what the test tool sets itself fires events that no hand made. */
const attach = (label: string, content: string): Act => {
  return async (page) => {
    const path = join(await mkdtemp(join(FOLDER, 'file-')), 'packet.pdf');
    await writeFile(path, content);
    const session = await page.context().newCDPSession(page);
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'input[type=file]' });
    await session.send('DOM.setFileInputFiles', { files: [path], nodeId });
    await page
      .getByLabel(label)
      .evaluate((input) => (input instanceof HTMLInputElement ? input.files?.[0]?.arrayBuffer().then(() => 0) : 0));
  };
};

const segment = (name: string) => ({ label: { en: name }, within: named('group', 'Segmented end') });

export const NATIVE: Kit = {
  name: 'native',
  folder: null,
  page: 'native/page.js',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...USUAL.lines, tear: twin('note', 'four') },
    {
      control: 'select',
      field: { kind: 'select', locator: named('combobox', 'Role'), ...AMONG_ROLES },
      sentAs: 'role',
      first: { act: choose('Role', 'Read the tenant'), holds: text('tenant.read') },
      second: { act: choose('Role', 'Restore administrators'), holds: text('tenant.restore') },
      tear: async (page) => {
        await page.locator('select[name=role] option:checked').evaluate((option) => option.setAttribute('value', 'all-tenants'));
      },
    },
    {
      control: 'select, many',
      field: { kind: 'select', locator: named('listbox', 'Roles'), compare: 'set', ...AMONG_ROLES },
      sentAs: 'roles',
      first: { act: chooseMany('Roles', 'Read the tenant'), holds: set('tenant.read') },
      second: { act: chooseMany('Roles', 'Read the tenant', 'Restore administrators'), holds: set('tenant.read', 'tenant.restore') },
      tear: twin('roles', 'all-tenants'),
    },
    {
      control: 'combobox, datalist',
      field: { kind: 'combobox', locator: named('combobox', 'Incident') },
      sentAs: 'incident',
      first: { act: type('Incident', 'INC-20931'), holds: text('INC-20931') },
      second: { act: type('Incident', 'INC-20932'), holds: text('INC-20932') },
      tear: twin('incident', 'INC-30001'),
    },
    {
      control: 'combobox, ARIA',
      field: { kind: 'combobox', locator: named('combobox', 'Case') },
      sentAs: 'case',
      first: { act: pick((page) => page.getByRole('combobox', { name: 'Case' }), 'INC-20931'), holds: text('INC-20931') },
      second: { act: pick((page) => page.getByRole('combobox', { name: 'Case' }), 'INC-20932'), holds: text('INC-20932') },
      tear: overwrite('#case', 'INC-20931'),
    },
    {
      ...USUAL.radio,
      field: { ...USUAL.radio.field, locator: named('group', 'Level') },
      tear: async (page) => {
        await page.locator('[name=level]:checked').evaluate((radio) => radio.setAttribute('value', 'all-tenants'));
      },
    },
    {
      control: 'set of checkboxes',
      field: { kind: 'checkbox-set', locator: named('group', 'Privileges'), compare: 'set', ...AMONG_ROLES },
      sentAs: 'privileges',
      first: { act: press('checkbox', 'Read the tenant'), holds: set('tenant.read') },
      second: { act: press('checkbox', 'All tenants'), holds: set('tenant.read', 'all-tenants') },
      tear: async (page) => {
        await page
          .locator('[name=privileges]:checked')
          .last()
          .evaluate((box) => box.setAttribute('value', 'tenant.restore'));
      },
    },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: overwrite('[name=child_tenants]', 'on') },
    {
      control: 'date',
      field: { kind: 'datetime', locator: named('datetime', 'Until day') },
      sentAs: 'day',
      first: { act: typeDate('Until day', '11232026'), holds: text('2026-11-23') },
      second: { act: typeDate('Until day', '11242026'), holds: text('2026-11-24') },
      tear: twin('day', '2026-11-25'),
    },
    { ...USUAL.dateTime, tear: twin('ends', '2026-11-25T08:00') },
    {
      control: 'date and time apart',
      field: { kind: 'datetime', locator: named('group', 'Split end') },
      sentAs: 'ends_0',
      first: { act: inTurn(typeDate('Date', '11232026'), typeDate('Time', '0800a')), holds: text('2026-11-23T08:00') },
      second: { act: typeDate('Time', '0900a'), holds: text('2026-11-23T09:00') },
      tear: twin('ends_1', '10:00'),
    },
    {
      control: 'segmented date',
      field: {
        kind: 'datetime',
        locator: named('group', 'Segmented end'),
        segments: {
          day: segment('Day'),
          month: segment('Month'),
          year: segment('Year'),
          hour: segment('Hour'),
          minute: segment('Minute'),
        },
      },
      sentAs: 'end_day',
      first: {
        act: inTurn(choose('Day', '23'), choose('Month', '11'), choose('Year', '2026'), type('Hour', '8'), type('Minute', '00')),
        holds: text('2026-11-23T08:00'),
      },
      second: { act: choose('Month', '12'), holds: text('2026-12-23T08:00') },
      tear: twin('end_month', '3'),
    },
    {
      control: 'transfer list',
      field: { kind: 'transfer', locator: named('listbox', 'Chosen'), compare: 'set', ...AMONG_ROLES },
      sentAs: 'chosen',
      first: { act: inTurn(chooseMany('Available', 'Read the tenant'), press('button', 'Choose')), holds: set('tenant.read') },
      second: {
        act: inTurn(chooseMany('Available', 'Restore administrators'), press('button', 'Choose')),
        holds: set('tenant.read', 'tenant.restore'),
      },
      tear: twin('chosen', 'all-tenants'),
    },
    {
      control: 'tags',
      field: {
        kind: 'tags',
        locator: named('group', 'Evidence'),
        items: { css: '.token', within: named('group', 'Evidence') },
        compare: 'references',
      },
      sentAs: 'evidence',
      first: { act: type('Add evidence', 'APR-301\n'), holds: set('APR-301') },
      second: { act: type('Add evidence', 'APR-302\n'), holds: set('APR-301', 'APR-302') },
      tear: reword('APR-302', 'APR-309'),
    },
    {
      control: 'number with its unit',
      field: {
        kind: 'number',
        locator: named('group', 'Duration'),
        segments: { amount: named('spinbutton', 'Amount'), unit: named('combobox', 'Unit') },
        labels: { hours: { en: 'hours' }, days: { en: 'days' } },
      },
      sentAs: 'amount',
      first: { act: type('Amount', '4'), holds: text('4 hours') },
      second: { act: choose('Unit', 'days'), holds: text('4 days') },
      tear: twin('unit', 'h'),
    },
    {
      control: 'file',
      field: { kind: 'file', locator: { label: { en: 'Signed packet' } }, compare: 'references' },
      sentAs: 'packet',
      first: {
        act: attach('Signed packet', 'abc'),
        holds: set('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
      },
      second: {
        act: attach('Signed packet', ''),
        holds: set('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
      },
      tear: twin('packet', 'other.pdf'),
    },
  ],
};
