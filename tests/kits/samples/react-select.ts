import { type Kit, named, pick, reword, set, type } from '../sample.ts';
import { manyRoles, oneIncident, oneRole } from './usual.ts';

const from = (name: string) => pick.bind(null, (page) => page.getByRole('combobox', { name, exact: true }));

export const REACT_SELECT: Kit = {
  name: 'React-Select',
  folder: 'few',
  page: 'few/react-select.jsx',
  samples: [
    { ...oneRole(from('Role')), tear: reword('Restore administrators', 'All tenants') },
    { ...manyRoles(from('Roles')), tear: reword('All tenants', 'Restore administrators') },
    { ...oneIncident(from('Incident')), tear: reword('INC-20932', 'INC-20931') },
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
