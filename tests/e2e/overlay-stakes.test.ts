import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attack } from '../gate/attacking.ts';
import { AT_STAKE } from '../gate/attacks.ts';
import { askWorker } from '../gate/guarded.ts';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { inChromium } from '../hand/chromium.ts';
import { at } from '../hand/control.ts';
import { acknowledgeWarnings, press } from '../hand/extension-pages.ts';
import type { Page } from '../hand/page.ts';
import { FAST } from '../hand/screens.ts';
import { readyToPlay } from '../setup/ready.ts';

const TIMEOUT_MS = 240_000;
const STATE_TIMEOUT_MS = 40_000;
const NOTE = 'A person said so.';
/** What only a person may bring about, in a page of the extension or by a press that counts. */
const DECIDED = [
  'acknowledged',
  'check-asked',
  'consumed',
  'gate-opening',
  'armed',
  'pressed',
  'resumed',
  'taken-over',
  'abandoned',
  'reconciled',
];

let stage: ShortStage;
const downloads: string[] = [];

beforeEach(async () => {
  const ready = await readyToPlay();
  if (!ready.isReady) throw new Error(ready.says);
  stage = await openShortStage({ ...ready, enforcement: 'best-effort', ways: [], cases: 2, sends: 'forms' });
  downloads.length = 0;
  const heed = (page: Page) => void inChromium(page).on('download', (file) => downloads.push(file.suggestedFilename()));
  for (const page of stage.browser.context().pages()) heed(page);
  inChromium(stage.watch.page()).context().on('page', heed);
}, TIMEOUT_MS);

afterEach(() => stage.close());

/** All that was decided up to now: by the journal, by the case system, by the console, and by what was saved. */
async function decided(): Promise<Readonly<Record<string, unknown>>> {
  const entries = await stage.journal();
  const kinds = DECIDED.map((kind) => [kind, entries.filter((entry) => at(entry, '/kind') === kind).length] as const);
  const cases = at(await stage.control.world(), '/cases');
  const claims =
    typeof cases === 'object' && cases !== null
      ? Object.entries(cases).map(([id, one]) => [id, at(one, '/claim/holder'), at(one, '/claim/epoch')])
      : [];
  return { ...Object.fromEntries(kinds), claims, downloads: [...downloads], commits: stage.gate.commits().length };
}

async function until(states: readonly string[]): Promise<void> {
  const seen = await stage.watch.until(({ state }) => states.includes(state), STATE_TIMEOUT_MS);
  if (seen === null) throw new Error(`waited for ${states.join(' or ')}, but the gate is ${stage.watch.now().state}`);
}

async function formOf(page: Page, query = ''): Promise<void> {
  await page.goto(`${stage.gate.origin}/grant/new${query}`);
  await page.locator('#b').waitFor({ timeout: STATE_TIMEOUT_MS });
}

/** Fills in, and presses; what was taken back by leaving the form may be checked anew. */
async function arm(page: Page): Promise<void> {
  await formOf(page);
  await stage.fill(page);
  const isRight = await stage.watch.until(({ reasons }) => reasons.every((one) => one === 'reading-changed'), STATE_TIMEOUT_MS);
  if (isRight === null) throw new Error(`it is held: ${stage.watch.now().reasons.join(' ')}`);
  await stage.pressSubmit(page);
  await until(['armed']);
}

/** The execution at work, as the extension's own pages name it. */
async function view(): Promise<Readonly<{ execution: unknown; caseId: unknown }>> {
  const state = await askWorker(stage.watch.page(), { type: 'state' });
  return { execution: at(state, '/value/body/view/execution'), caseId: at(state, '/value/body/view/caseId') };
}

async function halt(): Promise<void> {
  await askWorker(stage.watch.page(), { type: 'halt', execution: (await view()).execution, note: NOTE });
  await until(['halted']);
}

async function decideTo(to: 'abandon' | 'resume'): Promise<void> {
  const answer = await askWorker(stage.watch.page(), { type: 'decide', caseId: (await view()).caseId, to, note: NOTE });
  if (at(answer, '/ok') !== true) throw new Error(`not decided: ${JSON.stringify(answer)}`);
}

async function exportBundle(): Promise<void> {
  const popup = stage.watch.page();
  await popup.bringToFront();
  await popup.getByRole('button', { name: 'Export bundle' }).first().click({ timeout: STATE_TIMEOUT_MS });
  await expect.poll(() => downloads.length).toBeGreaterThan(0);
}

/** Something that a person could do just now, how it came to that, what they would do, and of which entries or facts that is seen. */
type Stake = Readonly<{
  name: string;
  reach: (page: Page) => Promise<void>;
  isThere: () => Promise<boolean>;
  really: (page: Page) => Promise<void>;
  shows: string;
}>;

const isState = (wanted: string) => async () => stage.watch.now().state === wanted;
const isOffered = async (name: string) => (await stage.watch.page().getByRole('button', { name, exact: true }).count()) > 0;

const STAKES: readonly Stake[] = [
  {
    name: 'a bundle to export',
    reach: async (page) => formOf(page),
    isThere: async () => (await stage.watch.page().getByRole('button', { name: 'Export bundle' }).count()) > 0,
    really: exportBundle,
    shows: 'downloads',
  },
  {
    name: 'a warning to acknowledge',
    reach: async (page) => {
      await formOf(page, '?notice');
      await until(['held']);
    },
    isThere: () => isOffered('Acknowledge'),
    really: async () => void (await acknowledgeWarnings(stage.watch.page(), FAST)),
    shows: 'acknowledged',
  },
  {
    name: 'a form that may be checked',
    reach: async (page) => {
      await formOf(page);
      await stage.fill(page);
      await stage.watch.page().getByRole('button', { name: 'Check now', exact: true }).waitFor({ timeout: STATE_TIMEOUT_MS });
    },
    isThere: () => isOffered('Check now'),
    really: async () => {
      await press(stage.watch.page(), 'Check now', FAST);
      await until(['armed', 'held', 'filling']);
    },
    shows: 'check-asked',
  },
  {
    name: 'an armed gate',
    reach: arm,
    isThere: isState('armed'),
    really: arm,
    shows: 'armed',
  },
  { name: 'a takeover', reach: halt, isThere: isState('halted'), really: () => decideTo('resume'), shows: 'resumed' },
];

describe('against the panel, while there is something to get', () => {
  it(
    `${AT_STAKE.length} attacks take nothing of it, and what a person takes is seen`,
    async () => {
      const first = await stage.begin();
      await halt();
      // A console that was left by closing its tab may be given up.
      await first.close();
      await expect.poll(() => decideTo('abandon').then(() => '', String)).toBe('');
      await stage.watch.page().getByRole('button', { name: 'Export bundle' }).first().waitFor({ timeout: STATE_TIMEOUT_MS });
      await stage.next();
      const page = await stage.begin();
      for (const { name, reach, isThere, really, shows } of STAKES) {
        const tabs = stage.browser.context().pages().length;
        for (const one of AT_STAKE) {
          // What an attack, or the time, took away is brought about once more.
          if (one === AT_STAKE[0] || !(await isThere())) await reach(page);
          await expect.poll(isThere, { message: name }).toBe(true);
          const before = await decided();
          expect(await attack(page, one, stage.browser.address('')), `${name}, ${one.name}`).toBe(false);
          expect(await decided(), `${name}, ${one.name}`).toEqual(before);
        }
        for (const other of stage.browser.context().pages().slice(tabs)) await other.close();
        // Were it done for real, it would have been seen.
        const before = await decided();
        await really(page);
        await expect.poll(async () => (await decided())[shows], { message: name }).not.toEqual(before[shows]);
      }
    },
    TIMEOUT_MS,
  );
});
