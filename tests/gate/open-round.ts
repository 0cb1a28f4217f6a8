import type { Enforcement } from '../../lib/core/execution/view.ts';
import { type HandBrowser, openBrowser } from '../hand/browser.ts';
import type { Page } from '../hand/page.ts';
import { seePanel } from '../hand/panel.ts';
import type { Playable } from '../setup/ready.ts';
import { beginningWith, consolePages } from './console/pages.ts';
import { type GateConsole, startGateConsole } from './console/server.ts';
import { giveUp, originsAround } from './guarded.ts';
import type { TabAct } from './neighbour.ts';
import { AFTER, type Consoles, type OpenWay, type Stand } from './open-way.ts';
import type { Played } from './round.ts';
import { fillIn, middleOf, openShortStage } from './short-stage.ts';

const CONSOLES: readonly Consoles[] = ['beside-steps', 'apart-from-steps'];
const PATIENCE_MS = 600;
/** Long enough for the gate to open for a step or an exit meanwhile. */
const PRESS_MS = 250;
const STATE_TIMEOUT_MS = 15_000;
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
const TOLD_MS = 12_000;
const GIVE_UP_TIMES_MAX = 5;
const AT_WORK: readonly string[] = ['preflight', 'filling', 'held', 'rechecking', 'armed', 'halted'];
const LOOK_EVERY_MS = 20;
const SETTLED_MS = 1_000;
/** A page in the middle of a load may not answer its closing; it is left behind, and the next way has its own. */
const CLOSE_TIMEOUT_MS = 1_000;
const END_TIMEOUT_MS = 15_000;
const COMMIT_MS = 4_000;
/** Longer than the gate is open for a step or an exit. */
const HELD_MS = 3_800;
/** Without the extension nobody approved anything: any end will do. */
const ENDS = '2099-01-01T00:00';

type Ready = Pick<Playable, 'name' | 'executablePath' | 'extension'> & Readonly<{ neighbour: string }>;

/** What the plays of one browser have in common. `early`: the script that the console's next page begins with. */
type Place = Readonly<{
  gate: GateConsole;
  browser: HandBrowser;
  isGuarded: boolean;
  early: { text: string };
  /** The console's page, with the form filled in as approved, and the gate armed where that is asked for. */
  begin: (isArmed: boolean) => Promise<Page>;
  untilArmed: (page: Page) => Promise<void>;
  /** What arrives without a release stops the execution, and security is called. Without the extension nobody waits for that. */
  isTold: () => Promise<boolean>;
  end: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** Every open way once: without the extension (null), or with all its layers. */
export async function playOpen(ready: Ready, enforcement: Enforcement | null, ways: readonly OpenWay[]): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const consoles of CONSOLES) {
    const those = ways.filter((way) => way.consoles === consoles);
    if (those.length === 0) continue;
    const place =
      enforcement === null ? await unguarded(ready, consoles) : await guarded(ready, { enforcement, consoles, count: those.length });
    try {
      await place.browser.addNeighbour(ready.neighbour);
      for (const way of those) played.push(await playOne(place, way));
    } finally {
      await place.close();
    }
  }
  return played;
}

async function playOne(place: Place, way: OpenWay): Promise<Played> {
  const { gate, early, begin, end } = place;
  const beganAtMs = Date.now();
  let trouble: string | null = null;
  gate.clear();
  early.text = way.early ?? '';
  try {
    const page = await begin(way.isArmed === true);
    await way.play(standAt(place, { page, way }));
  } catch (error) {
    trouble = error instanceof Error ? (error.message.split('\n')[0] ?? 'it failed') : 'it failed';
  }
  const commits = await committed(gate, (way.released ?? 0) + 1, PATIENCE_MS);
  const afterMs = gate.commits().flatMap(({ url }) => new URL(url, gate.origin).searchParams.get(AFTER) ?? []);
  const reached = commits > (way.released ?? 0);
  if (reached && !(await place.isTold())) trouble = 'it arrived, and nobody was told';
  await Promise.race([end(), pause(END_TIMEOUT_MS)]);
  const tookMs = Date.now() - beganAtMs;
  return { id: way.id, reached, tookMs, commits, trouble, afterMs: afterMs.length === 0 ? null : Math.max(...afterMs.map(Number)) };
}

function standAt({ gate, browser, isGuarded, untilArmed }: Place, { page, way }: Readonly<{ page: Page; way: OpenWay }>): Stand {
  const run = (text: string, on = page) => on.evaluate((own) => void new Function(own)(), text);
  const down = async (css: string) => {
    const { x, y } = await middleOf(page, css);
    await page.mouse.move(x, y);
    await page.mouse.down();
  };
  return {
    page,
    at: gate.at(way.id),
    run,
    press: async (css, on = page) => {
      const { x, y } = await middleOf(on, css);
      await on.mouse.click(x, y, { delay: PRESS_MS });
    },
    holdDown: async (css) => {
      await down(css);
      await (isGuarded ? pause(HELD_MS) : committed(gate, 1, HELD_MS));
      await page.mouse.move(1, 1);
      await page.mouse.up();
    },
    holdUntilArmed: async (css) => {
      await down(css);
      await untilArmed(page);
      await page.mouse.up();
    },
    tabAfter: (act) =>
      tabAfter(act, { gate, browser, page, tell: (on) => run(`dispatchEvent(new CustomEvent('neighbour', { detail: '${act}' }))`, on) }),
    commits: async (wanted) => void (await committed(gate, wanted + (way.released ?? 0), isGuarded ? PATIENCE_MS * 2 : COMMIT_MS)),
  };
}

type Tab = Readonly<{ gate: GateConsole; browser: HandBrowser; page: Page; tell: (on: Page) => Promise<void> }>;

/** The console's form in the tab that this leads to, in front. */
async function tabAfter(act: TabAct, { gate, browser, page, tell }: Tab): Promise<Page> {
  const before = browser.context().pages();
  if (act === 'duplicate' || act === 'move') await tell(page);
  if (act === 'discard' || act === 'restore') {
    const other = await browser.context().newPage();
    await other.goto(`${gate.origin}/grants`);
    if (act === 'restore') await page.close();
    await tell(act === 'restore' ? other : page);
  }
  await pause(SETTLED_MS);
  for (const untilMs = Date.now() + STATE_TIMEOUT_MS; ; await pause(LOOK_EVERY_MS)) {
    const forms = browser
      .context()
      .pages()
      .filter((one) => !one.isClosed() && one.url().startsWith(`${gate.origin}/grant/new`));
    const found = forms.find((one) => !before.includes(one)) ?? (act === 'duplicate' || act === 'restore' ? undefined : forms[0]);
    if (found !== undefined) {
      await found.bringToFront();
      await found.locator('#b').waitFor({ timeout: STATE_TIMEOUT_MS });
      return found;
    }
    if (Date.now() > untilMs) throw new Error(`no tab was there after ${act}`);
  }
}

/** How many commits are there, once there are so many, or the time is over. A step and an exit are none. */
async function committed(gate: GateConsole, wanted: number, withinMs: number): Promise<number> {
  for (const untilMs = Date.now() + withinMs; ; ) {
    const count = gate.commits().filter(({ body }) => /action(=|"\r\n\r\n)submit\b/.test(body)).length;
    if (count >= wanted || Date.now() > untilMs) return count;
    await pause(LOOK_EVERY_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function unguarded({ name, executablePath, extension, neighbour: _ }: Ready, consoles: Consoles): Promise<Place> {
  const early = { text: '' };
  const pages = beginningWith(
    consolePages(
      () => consoles,
      async () => undefined,
    ),
    () => early.text,
  );
  const gate = await startGateConsole({ ways: [], pages, port: 0 });
  const browser = await openBrowser({ name, executablePath, extension, origins: originsAround(gate.origin), isHeadless: true });
  return {
    gate,
    browser,
    isGuarded: false,
    early,
    begin: async () => {
      const page = await browser.context().newPage();
      await page.goto(`${gate.origin}/grant/new`);
      await fillIn(page, ENDS);
      return page;
    },
    untilArmed: async () => undefined,
    isTold: async () => true,
    end: async () => {
      const open = browser.context().pages();
      const closing = Promise.allSettled(open.map((page) => (page.url().startsWith(gate.origin) ? page.close() : null)));
      await Promise.race([closing, pause(CLOSE_TIMEOUT_MS)]);
    },
    close: async () => {
      await browser.close();
      await gate.stop();
    },
  };
}

type Guarding = Readonly<{ enforcement: Enforcement; consoles: Consoles; count: number }>;

async function guarded({ name, executablePath, extension }: Ready, { enforcement, consoles, count }: Guarding): Promise<Place> {
  const early = { text: '' };
  const own = { name, executablePath, extension, enforcement, ways: [], cases: count, sends: consoles, early: () => early.text } as const;
  const stage = await openShortStage(own);
  stage.send(consoles);
  const { gate, browser, watch } = stage;
  /** The popup may be green well before the panel, and a press counts from what was seen on the page. */
  const untilArmed = async (page: Page) => {
    const seen = await watch.until(({ state }) => state === 'armed', STATE_TIMEOUT_MS);
    if (seen === null) throw new Error(`the gate was not armed, it is ${watch.now().state} ${watch.now().reasons.join(' ')}`);
    for (const untilMs = Date.now() + STATE_TIMEOUT_MS; (await seePanel(browser, page))?.state !== 'armed'; )
      if (Date.now() > untilMs) throw new Error('the panel did not become green');
    await watch.until(({ state }) => state !== 'armed', REACTION_MS);
  };
  return {
    gate,
    browser,
    isGuarded: true,
    early,
    begin: async (isArmed) => {
      const page = await stage.begin();
      if (isArmed) {
        await stage.arm(page);
        await untilArmed(page);
      } else {
        await stage.fill(page);
        await watch.until(({ state }) => state === 'filling', STATE_TIMEOUT_MS);
      }
      return page;
    },
    untilArmed,
    isTold: async () => (await watch.until(({ isEscalated }) => isEscalated, TOLD_MS)) !== null,
    end: async () => {
      await stage.next();
      // What was just checked or armed may still be on its way somewhere.
      for (let times = 0; times < GIVE_UP_TIMES_MAX && AT_WORK.includes(watch.now().state); times += 1) {
        await giveUp(watch.page());
        await watch.until(({ state }) => !AT_WORK.includes(state), PATIENCE_MS);
      }
    },
    close: stage.close,
  };
}
