import { askForCase, offerOf, startCase } from './extension-pages.ts';
import type { Desk } from './operator.ts';
import { consolePage, isOver } from './operator.ts';
import type { Page } from './page.ts';
import { guardedPage, reasonsRead, refusalRead } from './panel.ts';
import type { Sight } from './sight.ts';
import type { Warnings } from './warnings.ts';

/** How a person comes to the console's page that belongs to their execution. */

const START_TIMEOUT_MS = 45_000;
const CONSOLE_TIMEOUT_MS = 10_000;

/** Presses Start in the popup and waits for what preflight says. Null, or why it was refused, when entry did not begin. */
export async function start(desk: Desk, warnings: Warnings): Promise<Page | string[] | null> {
  const { watch, moments, browser } = desk;
  await moments.before('preflight');
  const offer = await offerOf(watch.page(), desk.caseId);
  if (offer === 'none') {
    desk.say('the popup offers nothing to start, and says why');
    return [...reasonsRead((await watch.page().locator('main').first().textContent()) ?? '')];
  }
  const opened = consolePage(browser.context(), desk.consoleOrigin, START_TIMEOUT_MS);
  await watch.page().bringToFront();
  if (offer === 'listed') await startCase(watch.page(), desk.caseId, desk.pace);
  else await askForCase(watch.page(), desk.caseId, desk.pace);
  desk.say(`${offer === 'listed' ? 'started' : 'asked for'} ${desk.caseId}: preflight`);
  const refusal = refusalRead(watch.page(), START_TIMEOUT_MS);
  const decided = await Promise.race([
    watch.until(isDecided, START_TIMEOUT_MS),
    refusal.then((codes) => (codes.length > 0 ? codes : null)),
  ]);
  if (decided !== null && !('state' in decided)) return [...decided];
  return entered(desk, warnings, decided, opened);
}

/** What the popup shows once a preflight has come to something. */
export function isDecided(sight: Sight): boolean {
  return sight.state !== 'preflight' && (sight.reasons.length > 0 || sight.state !== 'closed');
}

/** After a preflight: the console's page where entry began; null where it did not. */
export async function entered(desk: Desk, warnings: Warnings, decided: Sight | null, opened: Promise<Page | null>): Promise<Page | null> {
  const { watch, moments, browser } = desk;
  if (decided === null) desk.trouble(`preflight did not end; the gate is ${watch.now().state}`);
  if (decided === null || ['closed', 'preflight'].includes(decided.state)) return null;
  desk.say(`preflight: ${decided.state}${decided.reasons.map((code) => ` ${code}`).join('')}`);
  if (decided.state === 'held' && !(await isTakenOn(desk, warnings))) return null;
  const page = await Promise.race([opened, watch.until(isOver, CONSOLE_TIMEOUT_MS).then(() => null)]);
  const first = page ?? (await consolePage(browser.context(), desk.consoleOrigin, 0));
  await moments.settled();
  return first === null ? null : ((await guardedPage(browser, desk.consoleOrigin)) ?? first);
}

export async function openByAddress(desk: Desk): Promise<Page> {
  const page = await desk.browser.context().newPage();
  await page.goto(desk.consoleStart);
  desk.say('opened the console by its address, without an execution');
  return page;
}

/** A warning at preflight is acknowledged, as a person would who takes the case on. Then entry begins. */
async function isTakenOn({ watch }: Desk, warnings: Warnings): Promise<boolean> {
  if (!(await warnings.acknowledge())) return false;
  return (await watch.until(({ state }) => state === 'filling', CONSOLE_TIMEOUT_MS)) !== null;
}
