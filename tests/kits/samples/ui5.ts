import { ROLES } from '../choices.ts';
import { type Act, inTurn, type Kit, named, overwrite, pick, set, text, twin } from '../sample.ts';
import { box, manyRoles, oneIncident, oneRole, USUAL } from './usual.ts';

const roles = manyRoles((words) =>
  inTurn(
    (page) => page.locator('ui5-multi-combobox ui5-icon[name=slim-arrow-down]').click(),
    (page) => page.getByRole('option', { name: words }).filter({ visible: true }).click(),
    (page) => page.keyboard.press('Escape'),
  ),
);
/** Enter would send the form. */
const entered = (name: string, words: string): Act => {
  return async (page) => {
    await page.getByRole('textbox', { name, exact: true }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  };
};
/** It is stepped, from nought. */
const fourMore: Act = async (page) => {
  await page.getByRole('textbox', { name: 'Hours', exact: true }).click();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
};
const tokensOf = (element: string) => ({ css: 'ui5-token', within: { css: element } });

/** Its form sends the words of what is chosen. */
const SENDS = Object.fromEntries(ROLES.map(({ value, label }) => [value, label]));

export const UI5: Kit = {
  name: 'UI5',
  folder: 'many',
  page: 'many/ui5.jsx',
  samples: [
    { ...USUAL.text, tear: overwrite('ui5-input[name=tenant] input', 'tnt_3') },
    { ...USUAL.lines, tear: overwrite('ui5-textarea[name=note] textarea', 'four') },
    { ...oneRole(pick.bind(null, (page) => page.locator('ui5-select[name=role]'))), tear: twin('role', 'all-tenants') },
    {
      ...oneIncident(pick.bind(null, (page) => page.locator('ui5-combobox').locator('ui5-icon'))),
      tear: overwrite('ui5-combobox input', 'INC-30001'),
    },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
    {
      ...roles,
      field: { ...roles.field, items: tokensOf('ui5-multi-combobox'), sends: SENDS },
      tear: twin('roles', 'Restore administrators'),
    },
    {
      control: 'tags',
      field: { kind: 'tags', locator: named('textbox', 'Evidence'), compare: 'references', items: tokensOf('ui5-multi-input') },
      sentAs: 'evidence',
      first: { act: entered('Evidence', 'APR-301'), holds: set('APR-301') },
      second: { act: entered('Evidence', 'APR-302'), holds: set('APR-301', 'APR-302') },
      tear: twin('evidence', 'APR-309'),
    },
    {
      control: 'number',
      field: { kind: 'number', locator: named('textbox', 'Hours') },
      sentAs: 'hours',
      first: { act: fourMore, holds: text('4') },
      second: { act: fourMore, holds: text('8') },
      tear: overwrite('ui5-step-input input', '12'),
    },
    {
      control: 'date',
      field: { kind: 'datetime', locator: named('textbox', 'Review on') },
      sentAs: 'review',
      first: { act: entered('Review on', '2026-11-23'), holds: text('2026-11-23') },
      second: { act: entered('Review on', '2026-11-24'), holds: text('2026-11-24') },
      tear: overwrite('ui5-date-picker input', '2026-11-25'),
    },
    {
      control: 'date-time',
      field: { kind: 'datetime', locator: named('textbox', 'Access ends') },
      sentAs: 'ends',
      first: { act: entered('Access ends', '2026-11-23 08:00'), holds: text('2026-11-23 08:00') },
      second: { act: entered('Access ends', '2026-11-23 09:00'), holds: text('2026-11-23 09:00') },
      tear: overwrite('ui5-datetime-picker input', '2026-11-25 08:00'),
    },
  ],
};
