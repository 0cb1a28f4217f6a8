import { AMONG_ROLES, inTurn, type Kit, label, press, set, twin } from '../sample.ts';
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
