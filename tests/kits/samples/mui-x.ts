import type { Locator, SegmentName, Segments } from '../../../lib/core/profile/profile.ts';
import { type Act, type Kit, named, overwrite, text } from '../sample.ts';

/** What draws the frame is called as the group is, and has no role of its own. */
const groupOf = (name: string): Locator => ({ ...named('group', name), css: '[role=group]' });
/** The kit calls each part by its name, in the page's language. */
const PARTS = { year: 'Year', month: 'Month', day: 'Day', hour: 'Hours', minute: 'Minutes' } as const;

const segmentsOf = (group: string, more: Readonly<Partial<Record<SegmentName, string>>> = {}): Segments =>
  Object.fromEntries(
    Object.entries({ ...PARTS, ...more }).map(([part, name]) => [part, { ...named('spinbutton', name), within: groupOf(group) }]),
  );
const enter = (group: string, from: string, keys: string): Act => {
  return async (page) => {
    await page.getByRole('group', { name: group }).getByRole('spinbutton', { name: from }).click();
    await page.keyboard.type(keys);
  };
};

export const MUI_X: Kit = {
  name: 'MUI X',
  folder: 'few',
  page: 'few/mui-x.jsx',
  samples: [
    {
      control: 'segmented date',
      field: { kind: 'datetime', locator: groupOf('Access ends'), segments: segmentsOf('Access ends') },
      sentAs: 'ends',
      first: { act: enter('Access ends', 'Year', '202611230800'), holds: text('2026-11-23T08:00') },
      second: { act: enter('Access ends', 'Year', '202611232100'), holds: text('2026-11-23T21:00') },
      tear: overwrite('input[name=ends]', '2026-11-25 21:00'),
    },
    {
      control: 'segmented date, to twelve',
      field: {
        kind: 'datetime',
        locator: groupOf('Access until'),
        segments: segmentsOf('Access until', { halfDay: 'Meridiem' }),
        dateOrder: 'MDY',
      },
      sentAs: 'until',
      first: { act: enter('Access until', 'Month', '112320261200AM'), holds: text('2026-11-23T00:00') },
      second: { act: enter('Access until', 'Month', '112320260800PM'), holds: text('2026-11-23T20:00') },
      tear: overwrite('input[name=until]', '11/23/2026 08:00 AM'),
    },
  ],
};
