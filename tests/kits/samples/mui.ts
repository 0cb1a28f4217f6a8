import { type Act, AMONG_ROLES, inTurn, type Kit, named, pick, press, reword, set, text, twin, type, typeDate } from '../sample.ts';

const role = pick.bind(null, (page) => page.getByRole('combobox', { name: 'Role', exact: true }));
const roles = (option: string): Act =>
  inTurn(
    pick((page) => page.getByRole('combobox', { name: 'Roles', exact: true }), option),
    (page) => page.keyboard.press('Escape'),
  );
const incident = pick.bind(null, (page) => page.getByRole('combobox', { name: 'Incident' }));

export const MUI: Kit = {
  name: 'Material UI',
  folder: 'few',
  page: 'few/mui.jsx',
  samples: [
    {
      control: 'text',
      field: { kind: 'text', locator: named('textbox', 'Tenant ID') },
      sentAs: 'tenant',
      first: { act: type('Tenant ID', 'tnt_1'), holds: text('tnt_1') },
      second: { act: type('Tenant ID', 'tnt_2'), holds: text('tnt_2') },
      tear: twin('tenant', 'tnt_3'),
    },
    {
      control: 'lines of text',
      field: { kind: 'lines', locator: named('textbox', 'Note'), compare: 'references' },
      sentAs: 'note',
      first: { act: type('Note', 'one\ntwo'), holds: set('one', 'two') },
      second: { act: type('Note', 'three'), holds: set('three') },
      tear: twin('note', 'four'),
    },
    {
      control: 'select',
      field: { kind: 'combobox', locator: named('combobox', 'Role'), ...AMONG_ROLES },
      sentAs: 'role',
      first: { act: role('Read the tenant'), holds: text('tenant.read') },
      second: { act: role('Restore administrators'), holds: text('tenant.restore') },
      tear: reword('Restore administrators', 'All tenants'),
    },
    {
      control: 'select, many',
      field: { kind: 'combobox', locator: named('combobox', 'Roles'), compare: 'set', ...AMONG_ROLES },
      sentAs: 'roles',
      first: { act: roles('Read the tenant'), holds: set('tenant.read') },
      second: { act: roles('All tenants'), holds: set('tenant.read', 'all-tenants') },
      tear: reword('Read the tenant, All tenants', 'Read the tenant', '#roles'),
    },
    {
      control: 'combobox',
      field: { kind: 'combobox', locator: named('combobox', 'Incident') },
      sentAs: 'incident',
      first: { act: incident('INC-20931'), holds: text('INC-20931') },
      second: { act: incident('INC-20932'), holds: text('INC-20932') },
      tear: twin('incident', 'INC-30001'),
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
      first: { act: press('checkbox', 'Acknowledged'), holds: text('on') },
      second: { act: press('checkbox', 'Acknowledged'), holds: text('off') },
      tear: twin('acknowledged', 'yes'),
    },
    {
      control: 'switch',
      field: { kind: 'switch', locator: named('switch', 'Include child tenants'), compare: 'constant' },
      sentAs: 'children',
      first: { act: press('switch', 'Include child tenants'), holds: text('on') },
      second: { act: press('switch', 'Include child tenants'), holds: text('off') },
      tear: twin('children', 'yes'),
    },
    {
      control: 'number',
      field: { kind: 'number', locator: named('spinbutton', 'Hours') },
      sentAs: 'hours',
      first: { act: type('Hours', '4'), holds: text('4') },
      second: { act: type('Hours', '8'), holds: text('8') },
      tear: twin('hours', '12'),
    },
    {
      control: 'date-time',
      field: { kind: 'datetime', locator: named('datetime', 'Access ends') },
      sentAs: 'ends',
      first: { act: typeDate('Access ends', '11232026', '0800a'), holds: text('2026-11-23T08:00') },
      second: { act: typeDate('Access ends', '11232026', '0900p'), holds: text('2026-11-23T21:00') },
      tear: twin('ends', '2026-11-25T08:00'),
    },
    {
      control: 'tags',
      field: {
        kind: 'tags',
        locator: named('combobox', 'Evidence'),
        items: { css: '.MuiChip-label' },
        compare: 'references',
      },
      sentAs: 'evidence',
      first: { act: type('Evidence', 'APR-301\n'), holds: set('APR-301') },
      second: { act: type('Evidence', 'APR-302\n'), holds: set('APR-301', 'APR-302') },
      tear: twin('evidence', 'APR-301,APR-309'),
    },
  ],
};
