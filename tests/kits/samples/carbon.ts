import { type Act, inTurn, type Kit, label, named, pick, text, twin, type } from '../sample.ts';
import { box, manyRoles, nativeRole, oneIncident, oneRole, radios, USUAL } from './usual.ts';

const close: Act = (page) => page.keyboard.press('Escape');

/** The radio itself lies out of sight, and other controls say the same words. */
const drawn =
  (words: string): Act =>
  (page) =>
    page.locator('.cds--radio-button__label', { hasText: words }).click();

const TOGGLE = '#roles-toggle-button, #roles [role=combobox]';
const roles = manyRoles((option) =>
  inTurn(
    pick((page) => page.locator(TOGGLE), option),
    close,
  ),
);
const from = (name: string) => pick.bind(null, (page) => page.getByRole('combobox', { name, exact: true }));

export const CARBON: Kit = {
  name: 'Carbon',
  folder: 'many',
  page: 'many/carbon.jsx',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...USUAL.lines, tear: twin('note', 'four') },
    { ...nativeRole, tear: twin('native_role', 'all-tenants') },
    { ...oneRole(from('Role')), tear: twin('role', 'all-tenants') },
    { ...roles, field: { ...roles.field, locator: { css: TOGGLE } }, tear: twin('roles', 'tenant.restore') },
    { ...oneIncident(from('Incident')), tear: twin('incident', 'INC-30001') },
    {
      ...radios(drawn),
      field: { ...USUAL.radio.field, locator: named('group', 'Level') },
      tear: twin('level', 'all-tenants'),
    },
    { ...box('checkbox', label), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, tear: twin('hours', '12') },
    {
      control: 'date and time',
      field: {
        kind: 'datetime',
        locator: named('textbox', 'Access ends on'),
        segments: { date: named('textbox', 'Access ends on'), time: named('textbox', 'Access ends at') },
      },
      sentAs: 'ends',
      first: {
        act: inTurn(type('Access ends on', '2026-11-23\n'), type('Access ends at', '08:00')),
        holds: text('2026-11-23T08:00'),
      },
      second: { act: inTurn(type('Access ends on', '2026-11-24\n')), holds: text('2026-11-24T08:00') },
      tear: twin('ends_date', '2026-11-25'),
    },
  ],
};
