import { type Kit, overwrite, pick, twin } from '../sample.ts';
import { box, oneIncident, oneRole, USUAL } from './usual.ts';

export const UI5: Kit = {
  name: 'UI5',
  folder: 'many',
  page: 'many/ui5.jsx',
  samples: [
    { ...USUAL.text, tear: overwrite('ui5-input[name=tenant] input', 'tnt_3') },
    { ...USUAL.lines, tear: overwrite('ui5-textarea[name=note] textarea', 'four') },
    { ...oneRole(pick.bind(null, (page) => page.locator('ui5-select[name=role]'))), tear: twin('role', 'all-tenants') },
    {
      ...oneIncident(pick.bind(null, (page) => page.locator('ui5-combobox').locator('ui5-icon'))),
      tear: overwrite('ui5-combobox input', 'INC-30001'),
    },
    { ...USUAL.radio, tear: twin('level', 'all-tenants') },
    { ...box('checkbox'), tear: twin('acknowledged', 'yes') },
    { ...box('switch'), tear: twin('child_tenants', 'yes') },
  ],
};
