import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ATTACKS, type Attack, LAST_ATTACKS } from '../gate/attacks.ts';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { inChromium } from '../hand/chromium.ts';
import { at } from '../hand/control.ts';
import type { Page } from '../hand/page.ts';
import { readyToPlay } from '../setup/ready.ts';

const TIMEOUT_MS = 180_000;
/** An attack may need a moment, and the panel puts itself back within one. */
const SETTLED_MS = 250;
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
  const isSame = title.startsWith('Countersign: ') && word.includes(title.replace('Countersign: ', ''));
  return isSame ? '' : `the toolbar says “${title}”, the popup “${word}”`;
}

async function attack(page: Page, { act }: Attack): Promise<boolean> {
  const address = stage.browser.address('');
  const got = await inChromium(page).evaluate<unknown>(`{ const ADDRESS = ${JSON.stringify(address)}; ${act} }`);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  return got === true;
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
        if (await attack(page, one)) wrong.push(`${one.name}: it got hold of something inside`);
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
      if (again !== undefined) await attack(page, again);
      await stage.fill(page);
      await stage.pressSubmit(page);
      await stage.watch.until(({ state }) => state === 'armed', 20_000);
      expect(stage.watch.now().state).toBe('armed');
      await expect.poll(toolbarTitle).toContain('Armed');
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
