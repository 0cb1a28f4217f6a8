import { type Act, type Kit, label, named, overwrite, pick, reword, text, twin } from '../sample.ts';
import { box, oneRole, radios, USUAL } from './usual.ts';

const segment = (part: string) => ({ role: 'spinbutton', css: `[data-type=${part}]`, within: named('group', 'Access ends') });
const enter = (date: string, time: string): Act => {
  return async (page) => {
    await page.getByRole('spinbutton', { name: /^month/ }).focus();
    await page.keyboard.type(`${date}${time}`);
  };
};
const role = oneRole(pick.bind(null, (page) => page.getByRole('button', { name: /Role$/ })));

export const REACT_ARIA: Kit = {
  name: 'React Aria',
  folder: 'many',
  page: 'many/react-aria.jsx',
  samples: [
    { ...USUAL.text, tear: twin('tenant', 'tnt_3') },
    {
      ...role,
      field: { ...role.field, locator: { role: 'button', nameHas: { en: 'Role' } } },
      tear: reword('Restore administrators', 'All tenants'),
    },
    {
      ...radios((words) => (page) => page.locator('[role=radiogroup] label', { hasText: words }).click()),
      tear: twin('level', 'all-tenants'),
    },
    { ...box('checkbox', label), tear: twin('acknowledged', 'yes') },
    { ...box('switch', label), tear: twin('child_tenants', 'yes') },
    { ...USUAL.number, field: { kind: 'number', locator: named('textbox', 'Hours') }, tear: twin('hours', '12') },
    {
      control: 'segmented date',
      field: {
        kind: 'datetime',
        locator: named('group', 'Access ends'),
        segments: { month: segment('month'), day: segment('day'), year: segment('year'), hour: segment('hour'), minute: segment('minute') },
      },
      sentAs: 'ends',
      first: { act: enter('11232026', '0800'), holds: text('2026-11-23T08:00') },
      second: { act: enter('11232026', '0900'), holds: text('2026-11-23T09:00') },
      tear: overwrite('input[name=ends] >> nth=0', '2026-11-25T08:00'),
    },
  ],
};
