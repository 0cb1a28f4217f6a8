import { type Act, inTurn, type Kit, named, pick, text, twin } from '../sample.ts';
import { box, manyRoles, nativeRole, oneIncident, oneRole, USUAL } from './usual.ts';

const close: Act = (page) => page.keyboard.press('Escape');
const from = (name: string) => pick.bind(null, (page) => page.getByRole('combobox', { name, exact: true }));

/** Options of which several may be picked are drawn as boxes of a menu. */
const pickOneMore = (option: string) =>
  inTurn(
    (page) => page.getByRole('combobox', { name: 'Roles', exact: true }).click(),
    (page) =>
      page
        .getByRole('menuitemcheckbox', { name: option })
        .or(page.getByRole('option', { name: option }))
        .filter({ visible: true })
        .click(),
    close,
  );

const pickDay = (day: string) =>
  inTurn(
    (page) => page.getByRole('combobox', { name: 'Access ends', exact: true }).click(),
    (page) => page.getByRole('gridcell', { name: day }).filter({ visible: true }).click(),
  );

export const FLUENT: Kit = {
  name: 'Fluent',
  folder: 'many',
  page: 'many/fluent.jsx',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...USUAL.lines, tear: twin('note', 'four') },
    { ...nativeRole, tear: twin('native_role', 'all-tenants') },
    { ...oneRole(from('Role')), tear: twin('role', 'all-tenants') },
    { ...manyRoles(pickOneMore), tear: twin('roles', 'tenant.restore') },
    { ...oneIncident(from('Incident')), tear: twin('incident', 'INC-30001') },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, tear: twin('hours', '12') },
    {
      control: 'date',
      field: { kind: 'datetime', locator: named('combobox', 'Access ends') },
      sentAs: 'ends',
      first: { act: pickDay('23, November, 2026'), holds: text('Mon Nov 23 2026') },
      second: { act: pickDay('24, November, 2026'), holds: text('Tue Nov 24 2026') },
      tear: twin('ends', 'Wed Nov 25 2026'),
    },
  ],
};
