import type { SegmentName, Segments } from '../../../lib/core/profile/profile.ts';
import { type Act, type Kit, label, named, overwrite, pick, reword, text, twin } from '../sample.ts';
import { box, oneRole, radios, USUAL } from './usual.ts';

const segmentsOf = (group: string, ...more: readonly SegmentName[]): Segments =>
  Object.fromEntries(
    (['month', 'day', 'year', 'hour', 'minute', ...more] as const).map((part) => {
      const type = part === 'halfDay' ? 'dayPeriod' : part;
      return [part, { role: 'spinbutton', css: `[data-type=${type}]`, within: named('group', group) }];
    }),
  );
const enter = (group: string, keys: string): Act => {
  return async (page) => {
    await page
      .getByRole('group', { name: group })
      .getByRole('spinbutton', { name: /^month/ })
      .first()
      .focus();
    await page.keyboard.type(keys);
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
        segments: segmentsOf('Access ends'),
      },
      sentAs: 'ends',
      first: { act: enter('Access ends', '112320260800'), holds: text('2026-11-23T08:00') },
      second: { act: enter('Access ends', '112320260900'), holds: text('2026-11-23T09:00') },
      tear: overwrite('input[name=ends] >> nth=0', '2026-11-25T08:00'),
    },
    {
      control: 'segmented date, to twelve',
      field: { kind: 'datetime', locator: named('group', 'Access until'), segments: segmentsOf('Access until', 'halfDay') },
      sentAs: 'until',
      first: { act: enter('Access until', '112320261200am'), holds: text('2026-11-23T00:00') },
      second: { act: enter('Access until', '112320260800pm'), holds: text('2026-11-23T20:00') },
      tear: overwrite('input[name=until] >> nth=0', '2026-11-23T08:00'),
    },
  ],
};
