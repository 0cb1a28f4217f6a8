import type { Cell } from './bench.ts';

export const MARKS = ['reads', 'notices', 'catches'] as const;

/** One control of one kit. */
export type Row = Readonly<{ kit: string; control: string }> & Cell;

const HEADINGS: Readonly<Record<(typeof MARKS)[number], string>> = { reads: 'read', notices: 'noticed', catches: 'caught' };

export function headingLine(): string {
  return line(
    'kit',
    'control',
    MARKS.map((mark) => HEADINGS[mark]),
  );
}

/** One control, and below it for each thing that did not hold what was seen instead. */
export function rowLines(row: Row): readonly string[] {
  const marks = MARKS.map((mark) => (row[mark] === null ? 'ok' : 'NO'));
  const failed = MARKS.flatMap((mark) => (row[mark] === null ? [] : [`    not ${HEADINGS[mark]}: ${row[mark]}`]));
  return [line(row.kit, row.control, marks), ...failed];
}

/** The same as JSON: of each thing whether it held, and where it did not, what was seen instead. */
export function tableJson(rows: readonly Row[], browser: string): string {
  const told = rows.map((row) => ({
    kit: row.kit,
    control: row.control,
    ...Object.fromEntries(
      MARKS.map((mark) => [HEADINGS[mark], row[mark] === null ? { isHeld: true } : { isHeld: false, seen: row[mark] }]),
    ),
  }));
  return `${JSON.stringify({ v: 2, browser, rows: told }, null, 2)}\n`;
}

function line(kit: string, control: string, marks: readonly string[]): string {
  return `${kit.padEnd(14)} ${control.padEnd(22)} ${marks.map((mark) => mark.padEnd(9)).join('')}`.trimEnd();
}
