import { entered, isDecided } from './beginning.ts';
import { press } from './extension-pages.ts';
import type { Desk } from './operator.ts';
import { consolePage } from './operator.ts';
import type { Locator, Page } from './page.ts';
import type { Decision } from './plan.ts';
import type { Warnings } from './warnings.ts';

/** The hand at the takeover page. */
export type Takeover = Readonly<{
  /** Opens it from the popup; an execution that is still at work is halted first. */
  open: () => Promise<boolean>;
  /** Decides there, with a reason in words. The console's page to go on in; null where nothing goes on. */
  decide: (what: Decision) => Promise<Page | null>;
  /** What a person reads on it. */
  words: () => Promise<string>;
}>;

const OPEN_TIMEOUT_MS = 15_000;
const READ_EVERY_MS = 1_500;
const READS_MAX = 12;
const HALT_TIMEOUT_MS = 10_000;
const DECIDED_TIMEOUT_MS = 45_000;
const BUTTONS: Readonly<Record<Decision, readonly string[]>> = {
  resume: ['Resume', 'Take over and resume'],
  abandon: ['Abandon'],
  reconcile: ['Reconcile'],
};
const ON_ITS_WAY: readonly string[] = ['filling', 'held', 'rechecking', 'armed'];
const REASON = 'Agreed with the duty desk by telephone.';

export function takeoverAt(desk: Desk, warnings: Warnings): Takeover {
  const { watch, browser, pace } = desk;
  let page: Page | null = null;
  const open = async () => {
    await watch.page().bringToFront();
    if (ON_ITS_WAY.includes(watch.now().state)) {
      await press(watch.page(), 'Halt now', pace);
      await watch.until(({ state }) => state === 'halted', HALT_TIMEOUT_MS);
    }
    const offer = await offered(desk);
    if (offer === null) {
      desk.trouble('the popup offers no takeover');
      return false;
    }
    const opened = browser.context().waitForEvent('page', { timeout: OPEN_TIMEOUT_MS });
    await Promise.all([opened, offer.click({ delay: pace.pressMs, timeout: OPEN_TIMEOUT_MS })]);
    page = await opened;
    const decide = page.getByRole('heading', { name: 'Decide', exact: true });
    await decide.or(page.locator('.takeover .alone')).first().waitFor({ timeout: OPEN_TIMEOUT_MS });
    desk.say(`the takeover page says: ${(await words()).slice(0, 120)}`);
    return true;
  };
  const words = async () => ((await page?.locator('.left-behind > header, .alone').first().textContent()) ?? '').replace(/\s+/g, ' ');
  const decide = async (what: Decision) => {
    if (page === null) await open();
    if (page === null) return null;
    await page.bringToFront();
    await page.getByRole('textbox', { name: 'Reason' }).first().click({ delay: pace.pressMs, timeout: OPEN_TIMEOUT_MS });
    await page.keyboard.type(REASON, { delay: pace.keyMs });
    const before = watch.now();
    const moved = watch.until((sight) => sight !== before && isDecided(sight), DECIDED_TIMEOUT_MS);
    const opened = consolePage(browser.context(), desk.consoleOrigin, DECIDED_TIMEOUT_MS);
    const [usual, other = usual] = BUTTONS[what].map((name) => page?.getByRole('button', { name, exact: true }));
    if (usual === undefined || other === undefined) return null;
    await usual.or(other).first().click({ delay: pace.pressMs, timeout: OPEN_TIMEOUT_MS });
    desk.say(`decided on the takeover page: ${what}`);
    if (what === 'reconcile') {
      const said = page.getByText('Reconciled.').or(page.locator('.takeover .note.fix')).first();
      await said.waitFor({ timeout: DECIDED_TIMEOUT_MS });
      desk.say(`the takeover page says: ${((await said.textContent()) ?? '').slice(0, 120)}`);
      return null;
    }
    const decided = await moved;
    // The case is free again once its end was told: then the evidence is there, too.
    if (what === 'abandon')
      await watch.page().getByRole('button', { name: 'Export bundle', exact: true }).first().waitFor({ timeout: OPEN_TIMEOUT_MS });
    return what === 'resume' ? entered(desk, warnings, decided, opened) : null;
  };
  return { open, decide, words };
}

/** The popup's way to the takeover page. What somebody else left is there once their browser has handed it to the case. */
async function offered({ watch, pace }: Desk): Promise<Locator | null> {
  const button = (name: string) => watch.page().getByRole('button', { name, exact: true });
  const offer = button('Take over').or(button('Resume or abandon')).or(button('Reconcile')).or(button('See what is known')).first();
  for (let attempt = 0; attempt < READS_MAX; attempt += 1) {
    const isThere = await offer.waitFor({ timeout: READ_EVERY_MS }).then(
      () => true,
      () => false,
    );
    if (isThere) return offer;
    if ((await button('Read again').count()) > 0) await press(watch.page(), 'Read again', pace);
  }
  return null;
}
