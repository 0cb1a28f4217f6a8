import { FAULTS, isFaultName } from '../range/consoles/faults.ts';
import { movedToNow } from '../range/reset.ts';
import type { HandBrowser } from './browser.ts';
import type { Control } from './control.ts';
import { spoil } from './evidence-faults.ts';
import { allowAgain, press, signIn } from './extension-pages.ts';
import { guardedPage } from './panel.ts';
import type { During } from './plan.ts';
import type { Pace } from './screens.ts';
import type { PopupWatch } from './sight.ts';

/** Where things happen, and to whom: `account` is who signs in again after a death. */
export type Around = Readonly<{
  control: Control;
  browser: HandBrowser;
  watch: PopupWatch;
  account: string;
  pace: Pace;
  say: (line: string) => void;
  resetAtMs: number;
  consoleOrigin: string;
}>;

/** Lets one thing happen around the operator. */
export async function happen(around: Around, one: During): Promise<void> {
  const { control, browser, say, resetAtMs, consoleOrigin } = around;
  const parts = [
    one.patch.length > 0 ? 'the world changes' : null,
    one.console,
    one.kill === null ? null : `the ${one.kill} dies`,
    one.extension === null ? null : `the extension: ${one.extension}`,
  ];
  say(`at ${one.at}: ${parts.filter((part) => part !== null).join(', ')}`);
  // Work that is broken off was begun: there is something to break off once the console is open.
  if (one.at === 'filling' && (one.kill !== null || one.extension !== null)) await guardedPage(browser, consoleOrigin);
  if (one.patch.length > 0) await control.patch(movedToNow([...one.patch], resetAtMs));
  if (one.console !== null) await goWrong(around, one.console);
  if (one.extension !== null) await befall(around, one.extension);
  if (one.kill !== null) await die(around, one.kill);
}

/** How long an open page of the console may take to hear of a script and to run it. */
const SCRIPT_TIMEOUT_MS = 10_000;

/** A script of the console comes into the page that is open; nobody goes on before it has run, however slow the machine. */
async function goWrong({ control, browser, say, consoleOrigin }: Around, fault: string): Promise<void> {
  const open = browser
    .context()
    .pages()
    .filter((page) => page.url().startsWith(`${consoleOrigin}/`));
  await control.fault(fault);
  if (!isFaultName(fault) || FAULTS[fault].from !== 'script') return;
  for (const page of open) {
    // A page that is left meanwhile gives no answer; the next one brings the script along.
    const hasRun = await page.evaluate(scriptRun, { path: `/assets/faults/${fault}.ts`, timeoutMs: SCRIPT_TIMEOUT_MS }).catch(() => true);
    if (!hasRun) say(`an open page of the console did not load ${fault}`);
  }
}

/** Runs in the console's page. Importing a module that the page loads itself waits for it, and does not run it again. */
async function scriptRun({ path, timeoutMs }: Readonly<{ path: string; timeoutMs: number }>): Promise<boolean> {
  const LOOK_EVERY_MS = 50;
  for (const untilMs = performance.now() + timeoutMs; performance.now() < untilMs; ) {
    if (document.querySelector(`script[src="${path}"]`) !== null) return import(path).then(() => true);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

async function befall({ browser, watch, account, pace }: Around, what: NonNullable<During['extension']>): Promise<void> {
  if (what === 'access-withdrawn') return browser.withdrawAccess();
  if (what !== 'switched-off') return spoil(watch.page(), what);
  await browser.switchOffAndOn();
  await watch.reopen();
  await signIn(browser.context(), () => press(watch.page(), 'Sign in', pace), account, pace);
}

async function die({ browser, watch, account, pace }: Around, victim: NonNullable<During['kill']>): Promise<void> {
  await browser.kill(victim);
  if (victim === 'worker') return;
  if (victim === 'browser') await allowAgain(browser, pace);
  await watch.reopen();
  if (victim === 'browser') await signIn(browser.context(), () => press(watch.page(), 'Sign in', pace), account, pace);
}
