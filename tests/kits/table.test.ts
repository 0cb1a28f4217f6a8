import { expect, it } from 'vitest';
import { headingLine, type Row, rowLines, tableJson } from './table.ts';

const HELD: Row = { kit: 'native', control: 'date', reads: null, notices: null, catches: null };
const TORN: Row = { ...HELD, control: 'file', catches: 'it was read as "x"' };

it('the table says above each mark what it is of, and below a control what was seen instead', () => {
  expect([headingLine(), ...[HELD, TORN].flatMap(rowLines)]).toEqual([
    'kit            control                read     noticed  caught',
    'native         date                   ok       ok       ok',
    'native         file                   ok       ok       NO',
    '    not caught: it was read as "x"',
  ]);
});

it('the JSON says of each thing whether it held', () => {
  const held = { isHeld: true };
  expect(JSON.parse(tableJson([HELD, TORN], '149'))).toEqual({
    v: 2,
    browser: '149',
    rows: [
      { kit: 'native', control: 'date', read: held, noticed: held, caught: held },
      { kit: 'native', control: 'file', read: held, noticed: held, caught: { isHeld: false, seen: 'it was read as "x"' } },
    ],
  });
});
