import { type Act, type Kit, named, overwrite, text, twin, type } from '../sample.ts';

const pickDay = (day: string): Act => {
  return async (page) => {
    await page.locator('input[name=other] + input').click();
    await page.locator(`.flatpickr-day[aria-label="${day}"]`).filter({ visible: true }).click();
  };
};

export const FLATPICKR: Kit = {
  name: 'flatpickr',
  folder: 'many',
  page: 'many/flatpickr.jsx',
  samples: [
    {
      control: 'date-time',
      field: { kind: 'datetime', locator: named('textbox', 'Access ends') },
      sentAs: 'ends',
      first: { act: type('Access ends', '2026-11-23 08:00\n'), holds: text('2026-11-23 08:00') },
      second: { act: type('Access ends', '2026-11-24 09:00\n'), holds: text('2026-11-24 09:00') },
      tear: twin('ends', '2026-11-25 08:00'),
    },
    {
      control: 'date-time, shown apart',
      field: { kind: 'datetime', locator: { css: 'input[name=other] + input' } },
      sentAs: 'other',
      first: { act: pickDay('November 23, 2026'), holds: text('2026-11-23 12:00') },
      second: { act: pickDay('November 24, 2026'), holds: text('2026-11-24 12:00') },
      tear: overwrite('input[name=other] + input', '30 November 2026 12:00'),
    },
  ],
};
