import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findBrowser } from '../setup/browser.ts';
import { say } from '../setup/root.ts';
import { type Bench, openBench } from './bench.ts';
import { bringPackages, buildPage } from './pages.ts';
import type { Kit } from './sample.ts';
import { ANTD } from './samples/antd.ts';
import { CARBON } from './samples/carbon.ts';
import { FLATPICKR } from './samples/flatpickr.ts';
import { FLUENT } from './samples/fluent.ts';
import { HEADLESS } from './samples/headless.ts';
import { LIGHTNING, LIGHTNING_NATIVE } from './samples/lightning.ts';
import { MUI } from './samples/mui.ts';
import { MUI_X } from './samples/mui-x.ts';
import { NATIVE } from './samples/native.ts';
import { PATTERNFLY } from './samples/patternfly.ts';
import { RADIX } from './samples/radix.ts';
import { REACT_ARIA } from './samples/react-aria.ts';
import { REACT_SELECT } from './samples/react-select.ts';
import { SELECT2 } from './samples/select2.ts';
import { SHOELACE } from './samples/shoelace.ts';
import { TOM_SELECT } from './samples/tom-select.ts';
import { UI5 } from './samples/ui5.ts';
import { headingLine, MARKS, type Row, rowLines, tableJson } from './table.ts';

const USAGE = 'npm run kits [-- [--few] [--only KIT]… [--json FILE]]';
const KITS: readonly Kit[] = [
  NATIVE,
  MUI,
  MUI_X,
  REACT_SELECT,
  SHOELACE,
  ANTD,
  PATTERNFLY,
  CARBON,
  FLUENT,
  RADIX,
  HEADLESS,
  REACT_ARIA,
  SELECT2,
  TOM_SELECT,
  FLATPICKR,
  UI5,
  LIGHTNING,
  LIGHTNING_NATIVE,
];
/** This share of the cells must hold; a reason why one does not is still a cell that does not. */
const SHARE_MIN = 0.9;

/** Plays every control of every kit in Chromium, with the real page room, and prints what held. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  const { kits, json } = options;
  const browser = await findBrowser();
  if (!browser.isFound) {
    say(browser.advice);
    return 1;
  }
  for (const folder of new Set(kits.flatMap((kit) => kit.folder ?? []))) {
    if (!(await bringPackages(folder))) return 1;
  }
  const bench = await openBench(browser.browser.path);
  try {
    const rows: Row[] = [];
    console.log(headingLine());
    for (const kit of kits) rows.push(...(await playKit(bench, kit)));
    if (json !== null) await writeFile(json, tableJson(rows, browser.browser.version));
    return verdict(rows);
  } finally {
    await bench.close();
  }
}

async function playKit(bench: Bench, kit: Kit): Promise<readonly Row[]> {
  const page = await buildPage(kit);
  const rows: Row[] = [];
  for (const sample of kit.samples) {
    const row = { kit: kit.name, control: sample.control, ...(await bench.judge(page, sample)) };
    rows.push(row);
    for (const line of rowLines(row)) console.log(line);
  }
  return rows;
}

function verdict(rows: readonly Row[]): number {
  const cells = rows.flatMap((row) => MARKS.map((mark) => row[mark]));
  const held = cells.filter((cell) => cell === null).length;
  const share = cells.length === 0 ? 0 : held / cells.length;
  const kits = new Set(rows.map((row) => row.kit)).size;
  console.log(`\n${kits} kits, ${rows.length} controls: ${held} of ${cells.length} cells held (${(share * 100).toFixed(1)} %)`);
  const isGood = share >= SHARE_MIN;
  console.log(isGood ? `\n${rows.length} passed, 0 failed` : `\n0 passed, ${cells.length - held} failed`);
  return isGood ? 0 : 1;
}

function readOptions(args: readonly string[]): Readonly<{ kits: readonly Kit[]; json: string | null }> | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { few: { type: 'boolean' }, only: { type: 'string', multiple: true }, json: { type: 'string' } },
    });
    const named = values.only ?? [];
    const unknown = named.find((name) => !KITS.some((kit) => kit.name === name));
    if (unknown !== undefined) return `There is no kit ${unknown}. There are: ${KITS.map((kit) => kit.name).join(', ')}.`;
    const kits = KITS.filter(
      (kit) => (values.few !== true || kit.folder === 'few' || kit.folder === null) && (named.length === 0 || named.includes(kit.name)),
    );
    return { kits, json: values.json ?? null };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message}\n${USAGE}`;
    throw error;
  }
}
