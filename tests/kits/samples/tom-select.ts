import { inTurn, type Kit, pick, reword } from '../sample.ts';
import { manyRoles, oneRole, tagsBy } from './usual.ts';

const drawnFor = (id: string) => `#${id} + .ts-wrapper`;
const from = (id: string) => pick.bind(null, (page) => page.locator(drawnFor(id)));
const inside = (id: string) => `${drawnFor(id)} .ts-control`;

export const TOM_SELECT: Kit = {
  name: 'Tom Select',
  folder: 'many',
  page: 'many/tom-select.jsx',
  samples: [
    { ...oneRole(from('role')), tear: reword('Restore administrators', 'All tenants', inside('role')) },
    {
      ...manyRoles((option) => inTurn(from('roles')(option), (page) => page.keyboard.press('Escape'))),
      tear: reword('All tenants', 'Restore administrators', inside('roles')),
    },
    { ...tagsBy('#evidence-ts-control'), tear: reword('APR-777', 'APR-778', inside('evidence')) },
  ],
};
