import { type Kit, pick, reword } from '../sample.ts';
import { manyRoles, oneRole, tagsBy } from './usual.ts';

const drawnFor = (name: string) => `select[name=${name}] + .select2`;
const from = (name: string) => pick.bind(null, (page) => page.locator(drawnFor(name)));
const at = (name: string) => ({ css: `${drawnFor(name)} [role=combobox]` });

const role = oneRole(from('role'));
const roles = manyRoles(from('roles'));
const tags = tagsBy(`${drawnFor('evidence')} textarea`);

export const SELECT2: Kit = {
  name: 'select2',
  folder: 'many',
  page: 'many/select2.jsx',
  samples: [
    { ...role, field: { ...role.field, locator: at('role') }, tear: reword('Restore administrators', 'All tenants', '.select2') },
    { ...roles, field: { ...roles.field, locator: at('roles') }, tear: reword('All tenants', 'Restore administrators', '.select2') },
    { ...tags, field: { ...tags.field, locator: at('evidence') }, tear: reword('APR-777', 'APR-778', '.select2') },
  ],
};
