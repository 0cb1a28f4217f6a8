import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attack } from '../gate/attacking.ts';
import { ATTACKS, LAST_ATTACKS } from '../gate/attacks.ts';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { inChromium } from '../hand/chromium.ts';
import { at } from '../hand/control.ts';
import { readyToPlay } from '../setup/ready.ts';

const TIMEOUT_MS = 300_000;
/** Entries that only a person may bring about, in a page of the extension or by a press that counts. */
const DECIDED = [
  'acknowledged',
  'resumed',
  'taken-over',
  'handed-over',
  'abandoned',
  'halt-asked',
  'gate-opening',
  'armed',
  'consumed',
  'pressed',
];
/** As long as nothing is known to be wrong the work goes on; else it is held or halted. */
const SAFE = ['filling', 'held', 'halted'];

let stage: ShortStage;

beforeEach(async () => {
  const ready = await readyToPlay();
  if (!ready.isReady) throw new Error(ready.says);
  stage = await openShortStage({ ...ready, enforcement: 'best-effort', ways: [], cases: 2, sends: 'forms' });
}, TIMEOUT_MS);

afterEach(() => stage.close());

const decided = async () => (await stage.journal()).filter((entry) => DECIDED.includes(String(at(entry, '/kind')))).length;

/** What the toolbar says, where no page can reach. */
function toolbarTitle(): Promise<string> {
  return inChromium(stage.watch.page()).evaluate(() => {
    type Chrome = Readonly<{ action: Readonly<{ getTitle: (details: object) => Promise<string> }> }>;
    const chrome: Chrome = Reflect.get(globalThis, 'chrome');
    return chrome.action.getTitle({});
  });
}

/** What toolbar and popup say where they do not say the same; empty where they do. */
async function toldApart(): Promise<string> {
  const title = await toolbarTitle();
  const word = (await stage.watch.page().locator('[role="status"][data-state]').first().textContent()) ?? '';
  const says = title.replace('Countersign: ', '');
  const isOfPanel = says === 'the panel on the page cannot be seen' && (await saidOfPanel()) !== '';
  const isSame = title.startsWith('Countersign: ') && (isOfPanel || word.includes(says));
  return isSame ? '' : `the toolbar says “${title}”, the popup “${word}”`;
}

/** What the popup says of the panel; empty where it says nothing. */
async function saidOfPanel(): Promise<string> {
  const said = await stage.watch.page().getByText('The panel on the page cannot be seen or used').allInnerTexts();
  return said.join(' ');
}

describe('against the panel', () => {
  it(
    `${ATTACKS.length + LAST_ATTACKS.length} attacks arm nothing, decide nothing, get nothing, and the toolbar and the popup go on telling the truth`,
    async () => {
      const page = await stage.begin();
      expect(ATTACKS.length + LAST_ATTACKS.length).toBeGreaterThanOrEqual(20);
      const before = await decided();
      const tabs = stage.browser.context().pages().length;
      const wrong: string[] = [];
      for (const one of [...ATTACKS, ...LAST_ATTACKS]) {
        if (await attack(page, one, stage.browser.address(''))) wrong.push(`${one.name}: it got hold of something inside`);
        if (one.says !== undefined) await expect.poll(saidOfPanel, { message: one.name }).toContain(one.says);
        // They are two surfaces, and told one after the other.
        await expect.poll(toldApart, { message: one.name }).toBe('');
        const { state } = stage.watch.now();
        if (!SAFE.includes(state)) wrong.push(`${one.name}: the gate is ${state}`);
        if ((await decided()) !== before) wrong.push(`${one.name}: something was decided`);
        for (const other of stage.browser.context().pages().slice(tabs)) await other.close();
        await page.goto(`${stage.gate.origin}/grant/new`);
      }
      expect(wrong).toEqual([]);
      expect(stage.gate.commits()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'a page that keeps taking it out is told of by the toolbar and the popup, and the true press is still held',
    async () => {
      const page = await stage.begin();
      const [, again] = ATTACKS;
      if (again !== undefined) await attack(page, again, stage.browser.address(''));
      await expect.poll(toolbarTitle).toBe('Countersign: the panel on the page cannot be seen');
      expect(await saidOfPanel()).toContain('the page took it out');
      await stage.fill(page);
      await stage.pressSubmit(page);
      await stage.watch.until(({ state }) => state === 'armed', 20_000);
      expect(stage.watch.now().state).toBe('armed');
      expect(stage.gate.commits()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'is never over the console’s submit: where it stood before, a true press reaches the console',
    async () => {
      const page = await stage.begin();
      await inChromium(page).evaluate(() =>
        document.querySelector('#b')?.setAttribute('style', 'position: fixed; right: 80px; top: 120px'),
      );
      await stage.fill(page);
      await stage.pressSubmit(page);
      await stage.watch.until(({ state }) => state === 'armed', 20_000);
      expect(stage.watch.now().state).toBe('armed');
    },
    TIMEOUT_MS,
  );
});
