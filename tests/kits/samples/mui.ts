import { type Act, inTurn, type Kit, named, pick, reword, set, twin, type } from '../sample.ts';
import { box, manyRoles, oneIncident, oneRole, USUAL } from './usual.ts';

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
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...USUAL.lines, tear: twin('note', 'four') },
    { ...oneRole(role), tear: reword('Restore administrators', 'All tenants') },
    { ...manyRoles(roles), tear: reword('Read the tenant, All tenants', 'Read the tenant', '#roles') },
    { ...oneIncident(incident), tear: twin('incident', 'INC-30001') },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, tear: twin('hours', '12') },
    { ...USUAL.dateTime, tear: twin('ends', '2026-11-25T08:00') },
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
