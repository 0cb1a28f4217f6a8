import { isOver } from './operator.ts';
import { guardedPage } from './panel.ts';
import { type Seat, sitDown } from './seat.ts';

const OFFER_TIMEOUT_MS = 15_000;

/**
 * A browser that was closed has lost the console's page, and what was typed with it: a person goes back to the console by the popup
 * and begins the form anew. False where nothing was lost, or nothing can go on.
 */
export async function comeBack(seat: Seat): Promise<boolean> {
  const { desk, hands, isUnguarded } = seat;
  await desk.moments.done();
  if (hands === null || isUnguarded || !hands.operator.page().isClosed() || isOver(desk.watch.now())) return false;
  const way = desk.watch.page().getByRole('button', { name: 'Go to console', exact: true }).first();
  const isOffered = await way.waitFor({ timeout: OFFER_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
  if (!isOffered || isOver(desk.watch.now())) return false;
  await way.click({ delay: desk.pace.pressMs, timeout: OFFER_TIMEOUT_MS });
  const page = await guardedPage(desk.browser, desk.consoleOrigin);
  if (page === null) {
    desk.trouble('the popup led back to no page of the console');
    return false;
  }
  desk.say('came back to the console, and begins the form anew');
  sitDown(seat, page);
  return true;
}
