import { type Kit, pick, reword, twin } from '../sample.ts';
import { box, oneIncident, oneRole, USUAL } from './usual.ts';

const role = oneRole(pick.bind(null, (page) => page.getByRole('button', { name: /^Role/ })));

export const HEADLESS: Kit = {
  name: 'Headless UI',
  folder: 'many',
  page: 'many/headless.jsx',
  samples: [
    {
      ...role,
      field: { ...role.field, locator: { role: 'button', nameHas: { en: 'Role' } } },
      tear: reword('Restore administrators', 'All tenants'),
    },
    {
      ...oneIncident(pick.bind(null, (page) => page.getByRole('button', { name: 'Show incidents' }))),
      tear: twin('incident', 'INC-30001'),
    },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
  ],
};
