import { AMONG_ROLES, type Kit, label, named, overwrite, pick, reword, set, twin } from '../sample.ts';
import { box, oneRole, USUAL } from './usual.ts';

const from = (name: string) => pick.bind(null, (page) => page.locator(`sl-select[name=${name}]`));

export const SHOELACE: Kit = {
  name: 'Shoelace',
  folder: 'few',
  page: 'few/shoelace.jsx',
  samples: [
    { ...USUAL.text, tear: overwrite('sl-input[name=tenant] input', 'tnt_3') },
    { ...USUAL.lines, tear: overwrite('sl-textarea[name=note] textarea', 'four') },
    { ...oneRole(from('role')), tear: overwrite('sl-select[name=role] input[role=combobox]', 'All tenants') },
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
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox', label), tear: twin('acknowledged', 'yes') },
    { ...box('switch', label), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, tear: overwrite('sl-input[name=hours] input', '12') },
    { ...USUAL.dateTime, tear: overwrite('sl-input[name=ends] input', '2026-11-25T08:00') },
  ],
};
