import type { Page } from '@playwright/test';
import { AMONG_ROLES, inTurn, type Kit, label, named, set, text, twin, type } from '../sample.ts';
import { box, manyRoles, oneIncident, oneRole, USUAL } from './usual.ts';

/** Ant draws its options as plain boxes beside a hidden list of its own. */
const pick = (name: string) => (option: string) =>
  inTurn(
    (page: Page) => page.getByRole('combobox', { name, exact: true }).click({ force: true }),
    (page: Page) => page.locator('.ant-select-item-option').filter({ visible: true }).filter({ hasText: option }).click(),
  );
const pickOneMore = (option: string) => inTurn(pick('Roles')(option), (page: Page) => page.keyboard.press('Escape'));
const move = (option: string) =>
  inTurn(
    (page: Page) => page.locator('.ant-transfer-section').first().getByText(option, { exact: true }).click(),
    (page: Page) => page.locator('.ant-transfer-actions button').first().click(),
  );
const itemsOf = (id: string) => ({ css: '.ant-select-selection-item-content', within: { css: `.ant-select:has(#${id})` } });
const roles = manyRoles(pickOneMore);

export const ANTD: Kit = {
  name: 'Ant Design',
  folder: 'many',
  page: 'many/antd.jsx',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    { ...oneRole(pick('Role')), tear: twin('role', 'all-tenants') },
    { ...roles, field: { ...roles.field, items: itemsOf('roles') }, tear: twin('roles', 'tenant.restore') },
    { ...oneIncident(pick('Incident')), tear: twin('incident', 'INC-30001') },
    {
      control: 'tags',
      field: { kind: 'tags', locator: named('combobox', 'Evidence'), compare: 'references', items: itemsOf('evidence') },
      sentAs: 'evidence',
      first: { act: type('Evidence', 'APR-777\n'), holds: set('APR-777') },
      second: { act: type('Evidence', 'APR-302\n'), holds: set('APR-777', 'APR-302') },
      tear: twin('evidence', 'APR-303'),
    },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox', label), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'on') },
    { ...USUAL.number, tear: twin('hours', '12') },
    {
      control: 'date-time',
      field: { kind: 'datetime', locator: { label: { en: 'Access ends' } } },
      sentAs: 'ends',
      first: { act: type('Access ends', '2026-11-23 08:00\n'), holds: text('2026-11-23 08:00') },
      second: { act: type('Access ends', '2026-11-23 09:00\n'), holds: text('2026-11-23 09:00') },
      tear: twin('ends', '2026-11-25 08:00'),
    },
    {
      control: 'transfer list',
      field: {
        kind: 'transfer',
        locator: { css: '.ant-transfer-section:last-child' },
        compare: 'set',
        items: { css: '.ant-transfer-list-content-item-text', within: { css: '.ant-transfer-section:last-child' } },
        ...AMONG_ROLES,
      },
      sentAs: 'chosen',
      first: { act: move('Read the tenant'), holds: set('tenant.read') },
      second: { act: move('All tenants'), holds: set('tenant.read', 'all-tenants') },
      tear: twin('chosen', 'tenant.restore'),
    },
  ],
};
