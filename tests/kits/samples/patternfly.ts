import { AMONG_ROLES, inTurn, type Kit, label, named, press, set, text, twin, type } from '../sample.ts';
import { box, nativeRole, oneRole, USUAL } from './usual.ts';

const move = (option: string) =>
  inTurn((page) => page.locator('.pf-v6-c-dual-list-selector__list-item', { hasText: option }).click(), press('button', 'Choose'));
/** The transfer list offers options of the same words. */
const role = oneRole((words) =>
  inTurn(
    (page) => page.getByTestId('role').click(),
    (page) => page.locator('.pf-v6-c-menu__item', { hasText: words }).click(),
  ),
);

export const PATTERNFLY: Kit = {
  name: 'PatternFly',
  folder: 'many',
  page: 'many/patternfly.jsx',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...USUAL.lines, tear: twin('note', 'four') },
    { ...nativeRole, tear: twin('native_role', 'all-tenants') },
    { ...role, field: { ...role.field, locator: { testId: 'role' } }, tear: twin('role', 'all-tenants') },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch', label), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, tear: twin('hours', '12') },
    {
      control: 'date and time',
      field: {
        kind: 'datetime',
        locator: named('textbox', 'Access ends on'),
        segments: { date: named('textbox', 'Access ends on'), time: { label: { en: 'Access ends at' } } },
      },
      sentAs: 'ends',
      first: { act: inTurn(type('Access ends on', '2026-11-23'), type('Access ends at', '08:00')), holds: text('2026-11-23T08:00') },
      second: { act: type('Access ends on', '2026-11-24'), holds: text('2026-11-24T08:00') },
      tear: twin('ends_date', '2026-11-25'),
    },
    {
      control: 'transfer list',
      field: {
        kind: 'transfer',
        locator: { css: '.pf-m-chosen' },
        compare: 'set',
        ...AMONG_ROLES,
        items: { css: '.pf-v6-c-dual-list-selector__item-text', within: { css: '.pf-m-chosen' } },
      },
      sentAs: 'chosen',
      first: { act: move('Read the tenant'), holds: set('tenant.read') },
      second: { act: move('All tenants'), holds: set('tenant.read', 'all-tenants') },
      tear: twin('chosen', 'tenant.restore'),
    },
  ],
};
