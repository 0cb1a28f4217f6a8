import type { HandBrowser } from '../hand/browser.ts';
import type { Page } from '../hand/page.ts';
import type { GateConsole } from './console/server.ts';
import type { Way } from './way.ts';

/**
 * What became of one way in one round. `tookMs`: from when its page was asked for to the console's database. `afterMs`: how long
 * after what opened the gate the last of its commits was sent, where the way tells that.
 */
export type Played = Readonly<{
  id: string;
  reached: boolean;
  tookMs: number;
  commits: number;
  trouble: string | null;
  afterMs?: number | null;
}>;

/** How long a way may take: without the extension until it arrives; with it, as long as it took there and something over. */
export type Patience = (way: Way) => number;

const TOGETHER = 6;
const OPEN_TIMEOUT_MS = 8_000;
const CLOSE_TIMEOUT_MS = 1_500;

/**
 * Plays every way, each on a page of its own. Ways with a hand in them are played alone and in front, the others some at a
 * time. Whatever they opened is closed again after each.
 */
export async function playAll(
  browser: HandBrowser,
  { gate, ways, patience }: Readonly<{ gate: GateConsole; ways: readonly Way[]; patience: Patience }>,
): Promise<readonly Played[]> {
  const kept = new Set(browser.context().pages());
  const played: Played[] = [];
  for (const batch of batches(ways)) {
    played.push(...(await Promise.all(batch.map((way) => playOne(browser, { gate, way, patienceMs: patience(way) })))));
    await closeAllBut(kept, browser);
  }
  // A way that was slow counts still: what arrived at the end is what counts.
  return played.map((one) => ({ ...one, commits: gate.commits().filter(({ way }) => way === one.id).length })).map(withLate);
}

/** A page that a way has made busy may not answer its closing; it is left behind, and the next way has its own. */
async function closeAllBut(kept: ReadonlySet<Page>, browser: HandBrowser): Promise<void> {
  const open = browser
    .context()
    .pages()
    .filter((page) => !kept.has(page));
  const closing = Promise.allSettled(open.map((page) => page.close()));
  await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS))]);
}

function withLate(one: Played): Played {
  return { ...one, reached: one.commits > 0 };
}

function batches(ways: readonly Way[]): readonly (readonly Way[])[] {
  const alone = ways.filter((way) => way.hand !== undefined || way.send !== undefined);
  const others = ways.filter((way) => !alone.includes(way));
  const groups: Way[][] = alone.map((way) => [way]);
  for (let from = 0; from < others.length; from += TOGETHER) groups.push(others.slice(from, from + TOGETHER));
  return groups;
}

type One = Readonly<{ gate: GateConsole; way: Way; patienceMs: number }>;

async function playOne(browser: HandBrowser, { gate, way, patienceMs }: One): Promise<Played> {
  const at = gate.at(way.id);
  const beganAtMs = Date.now();
  let trouble: string | null = null;
  const act = async () => {
    if (way.send !== undefined) return way.send(at);
    const page = await browser.context().newPage();
    await open(page, way.isElsewhere === true ? at.file('').replace(at.origin, at.elsewhere) : at.file(''));
    if (way.hand === undefined) return;
    await page.bringToFront();
    await way.hand(page, at, browser);
  };
  const acting = act().catch((error: unknown) => {
    trouble = error instanceof Error ? (error.message.split('\n')[0] ?? 'it failed') : 'it failed';
  });
  await Promise.race([acting, gate.commitOf(way.id, OPEN_TIMEOUT_MS)]);
  // On a busy machine a page may be there, and its scripts have not run yet.
  if (way.hand === undefined && way.send === undefined) await gate.begun(way.id, OPEN_TIMEOUT_MS);
  const commit = await gate.commitOf(way.id, patienceMs);
  const openedAtMs = gate.openedAtMs(way.id);
  if (way.send === undefined && openedAtMs === null) trouble = 'its page was never asked for';
  const tookMs = (commit?.atMs ?? Date.now()) - (openedAtMs ?? beganAtMs);
  return { id: way.id, reached: commit !== null, tookMs, commits: 0, trouble };
}

/** A page that goes on at once to somewhere else is open all the same; so is one whose navigation the gate stopped. */
async function open(page: Page, url: string): Promise<void> {
  try {
    await page.goto(url, { timeout: OPEN_TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
