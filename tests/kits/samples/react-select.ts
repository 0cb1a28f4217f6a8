import { AMONG_ROLES, type Kit, named, pick, reword, set, text, type } from '../sample.ts';

const from = (name: string) => pick.bind(null, (page) => page.getByRole('combobox', { name, exact: true }));
const [role, roles, incident] = ['Role', 'Roles', 'Incident'].map(from);
if (role === undefined || roles === undefined || incident === undefined) throw new Error('a list is missing');

export const REACT_SELECT: Kit = {
  name: 'React-Select',
  folder: 'few',
  page: 'few/react-select.jsx',
  samples: [
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
      tear: reword('All tenants', 'Restore administrators'),
    },
    {
      control: 'combobox',
      field: { kind: 'combobox', locator: named('combobox', 'Incident') },
      sentAs: 'incident',
      first: { act: incident('INC-20931'), holds: text('INC-20931') },
      second: { act: incident('INC-20932'), holds: text('INC-20932') },
      tear: reword('INC-20932', 'INC-20931'),
    },
    {
      control: 'tags',
      field: { kind: 'tags', locator: named('combobox', 'Evidence'), compare: 'references' },
      sentAs: 'evidence',
      first: { act: type('Evidence', 'APR-777\n'), holds: set('APR-777') },
      second: { act: type('Evidence', 'APR-302\n'), holds: set('APR-777', 'APR-302') },
      tear: reword('APR-777', 'APR-778'),
    },
  ],
};
