import type { Desk } from './operator.ts';
import { isStopped } from './operator.ts';
import type { Page } from './page.ts';
import type { OperatorStep } from './plan.ts';
import { pressButton, waitForScreen } from './screens.ts';

/** Does one step in the second tab, which is opened when it is first asked for; the first one is in front again afterwards. */
export type SecondTab = (step: Extract<OperatorStep, { in: 'second-tab' }>) => Promise<boolean>;

const SCREEN_TIMEOUT_MS = 10_000;
const STOPPED_TIMEOUT_MS = 6_000;

/** The same form once more, at the address where it stands in the first tab. */
export function secondTabOf(desk: Desk, first: () => Page): SecondTab {
  let opened: Promise<Page> | null = null;
  const open = async () => {
    const page = await desk.browser.context().newPage();
    await page.goto(first().url());
    await page.bringToFront();
    await waitForScreen(page, SCREEN_TIMEOUT_MS);
    desk.say('opened the form in a second tab');
    return page;
  };
  return async ({ press }) => {
    opened ??= open();
    const page = await opened;
    await page.bringToFront();
    if (press !== undefined) {
      desk.say(`pressing ${press} in the second tab`);
      await pressButton(page, press, desk.pace);
      await desk.watch.until(isStopped, STOPPED_TIMEOUT_MS);
    }
    await first().bringToFront();
    return true;
  };
}
