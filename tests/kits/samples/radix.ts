import { type Kit, named, pick, reword, twin } from '../sample.ts';
import { box, oneRole, radios } from './usual.ts';

/** The toggle group says the same words. */
const radiosIn = (group: string) =>
  radios((words) => (page) => page.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name: words }).click());
const privilege = radiosIn('Privilege');

export const RADIX: Kit = {
  name: 'Radix',
  folder: 'many',
  page: 'many/radix.jsx',
  samples: [
    {
      ...oneRole(pick.bind(null, (page) => page.getByRole('combobox', { name: 'Role', exact: true }))),
      tear: reword('Restore administrators', 'All tenants'),
    },
    { ...radiosIn('Level'), tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
    {
      ...privilege,
      control: 'toggle group',
      field: { ...privilege.field, locator: named('radiogroup', 'Privilege') },
      sentAs: 'privilege',
      tear: twin('privilege', 'all-tenants'),
    },
  ],
};
