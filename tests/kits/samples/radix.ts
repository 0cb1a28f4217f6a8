import { type Kit, pick, reword, twin } from '../sample.ts';
import { box, oneRole, USUAL } from './usual.ts';

export const RADIX: Kit = {
  name: 'Radix',
  folder: 'many',
  page: 'many/radix.jsx',
  samples: [
    {
      ...oneRole(pick.bind(null, (page) => page.getByRole('combobox', { name: 'Role', exact: true }))),
      tear: reword('Restore administrators', 'All tenants'),
    },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
  ],
};
