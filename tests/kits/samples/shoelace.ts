import { AMONG_ROLES, type Kit, label, named, overwrite, pick, press, reword, set, text, twin, type, typeDate } from '../sample.ts';

const from = (name: string) => pick.bind(null, (page) => page.locator(`sl-select[name=${name}]`));

export const SHOELACE: Kit = {
  name: 'Shoelace',
  folder: 'few',
  page: 'few/shoelace.jsx',
  samples: [
    {
      control: 'text',
      field: { kind: 'text', locator: named('textbox', 'Tenant ID') },
      sentAs: 'tenant',
      first: { act: type('Tenant ID', 'tnt_1'), holds: text('tnt_1') },
      second: { act: type('Tenant ID', 'tnt_2'), holds: text('tnt_2') },
      tear: overwrite('sl-input[name=tenant] input', 'tnt_3'),
    },
    {
      control: 'lines of text',
      field: { kind: 'lines', locator: named('textbox', 'Note'), compare: 'references' },
      sentAs: 'note',
      first: { act: type('Note', 'one\ntwo'), holds: set('one', 'two') },
      second: { act: type('Note', 'three'), holds: set('three') },
      tear: overwrite('sl-textarea[name=note] textarea', 'four'),
    },
    {
      control: 'select',
      field: { kind: 'combobox', locator: named('combobox', 'Role'), ...AMONG_ROLES },
      sentAs: 'role',
      first: { act: from('role')('Read the tenant'), holds: text('tenant.read') },
      second: { act: from('role')('Restore administrators'), holds: text('tenant.restore') },
      tear: overwrite('sl-select[name=role] input[role=combobox]', 'All tenants'),
    },
    {
      control: 'select, many',
      field: {
        kind: 'combobox',
        locator: named('combobox', 'Roles'),
        compare: 'set',
        items: { css: 'sl-tag', within: { css: 'sl-select[name=roles]' } },
        ...AMONG_ROLES,
      },
      sentAs: 'roles',
      first: { act: from('roles')('Read the tenant'), holds: set('tenant.read') },
      second: {
        act: async (page) => page.getByRole('option', { name: 'All tenants' }).filter({ visible: true }).click(),
        holds: set('tenant.read', 'all-tenants'),
      },
      tear: reword('All tenants', 'Restore administrators', 'sl-select[name=roles]'),
    },
    {
      control: 'radio group',
      field: { kind: 'radio', locator: named('radiogroup', 'Level'), ...AMONG_ROLES },
      sentAs: 'level',
      first: { act: press('radio', 'Read the tenant'), holds: text('tenant.read') },
      second: { act: press('radio', 'Restore administrators'), holds: text('tenant.restore') },
      tear: twin('level', 'all-tenants'),
    },
    {
      control: 'checkbox',
      field: { kind: 'checkbox', locator: named('checkbox', 'Acknowledged'), compare: 'constant' },
      sentAs: 'acknowledged',
      first: { act: label('Acknowledged'), holds: text('on') },
      second: { act: label('Acknowledged'), holds: text('off') },
      tear: twin('acknowledged', 'yes'),
    },
    {
      control: 'switch',
      field: { kind: 'switch', locator: named('switch', 'Include child tenants'), compare: 'constant' },
      sentAs: 'children',
      first: { act: label('Include child tenants'), holds: text('on') },
      second: { act: label('Include child tenants'), holds: text('off') },
      tear: twin('children', 'yes'),
    },
    {
      control: 'number',
      field: { kind: 'number', locator: named('spinbutton', 'Hours') },
      sentAs: 'hours',
      first: { act: type('Hours', '4'), holds: text('4') },
      second: { act: type('Hours', '8'), holds: text('8') },
      tear: overwrite('sl-input[name=hours] input', '12'),
    },
    {
      control: 'date-time',
      field: { kind: 'datetime', locator: named('datetime', 'Access ends') },
      sentAs: 'ends',
      first: { act: typeDate('Access ends', '11232026', '0800a'), holds: text('2026-11-23T08:00') },
      second: { act: typeDate('Access ends', '11232026', '0900p'), holds: text('2026-11-23T21:00') },
      tear: overwrite('sl-input[name=ends] input', '2026-11-25T08:00'),
    },
  ],
};
