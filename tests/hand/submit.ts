import { BUTTONS } from './console-map.ts';
import type { Desk } from './operator.ts';
import { isOver } from './operator.ts';
import type { Page, Place } from './page.ts';
import { seePanel } from './panel.ts';
import type { Sight } from './sight.ts';

/** The hand at the submit button. */
export type Submitting = Readonly<{
  /** One press; with `isDouble`, a button that bounces: the second press comes while the first is on its way. */
  pressOnce: (options: Readonly<{ isDouble: boolean }>) => Promise<void>;
  /** Goes on as a person does: green means press again, a warning is acknowledged and checked again. */
  finish: () => Promise<void>;
  /** Waits for the outcome of what was sent; at once where nothing was sent. */
  outcome: () => Promise<void>;
}>;

/** A person needs this long to see green and press. It is longer than the 300 ms that a press must wait. */
const REACTION_MS = 450;
/** After something happened while armed, the person is slow enough for the guard to notice. */
const SLOW_REACTION_MS = 2_600;
/** A busy machine takes this long to show that a press was heard. */
const CHECK_BEGINS_MS = 8_000;
const CHECK_ENDS_MS = 45_000;
/** A press that does not count is told of; one that nothing is heard of is on its way, and takes this long on a busy machine. */
const PRESS_TAKEN_MS = 6_000;
const OUTCOME_TIMEOUT_MS = 110_000;
const PANEL_WORDS_MAX = 90;
/** A busy machine draws the panel this much later than the popup. */
const PANEL_LATE_MS = 3_000;
const LOOK_EVERY_MS = 100;
/** How often in all a person reads a warning, or goes for the submit, before they leave it. */
const ROUNDS_MAX = 6;
const IN_FLIGHT: readonly string[] = ['committing', 'confirming'];

export function submittingAt(desk: Desk, page: () => Page, acknowledge: () => Promise<boolean>): Submitting {
  const { watch, moments, pace } = desk;
  let place: Place | null = null;
  let isSent = false;
  let pressedAtMs = 0;

  const pressHere = async () => {
    if (place !== null) await page().mouse.click(place.x, place.y, { delay: pace.pressMs });
  };
  const find = async () => {
    await page().bringToFront();
    const button = page().getByRole('button', { name: BUTTONS.submit, exact: true }).first();
    await button.scrollIntoViewIfNeeded({ timeout: CHECK_BEGINS_MS });
    const box = await button.boundingBox();
    place = box === null ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    if (place === null) desk.trouble('could not press submit: it is not to be seen');
  };
  const pressArmed = async (isDouble: boolean) => {
    const isSlow = await moments.settled();
    if (watch.now().state !== 'armed') return;
    await seeGreen(desk, page());
    await watch.until(({ state }) => state !== 'armed', isSlow ? SLOW_REACTION_MS : REACTION_MS);
    await moments.before('press');
    if (watch.now().state !== 'armed') return;
    await find();
    isSent = true;
    pressedAtMs = Date.now();
    desk.say(isDouble ? 'green: pressing submit, and again while it is on its way' : 'green: pressing submit');
    if (isDouble && place !== null) await desk.browser.pressTwice(page(), place);
    else await pressHere();
  };
  const pressForCheck = async () => {
    await moments.before('rechecking');
    if (page().isClosed()) return;
    await find();
    const before = watch.now().state;
    desk.say('pressing submit: the check begins');
    await pressHere();
    // The popup may be drawn once more as it was before it shows that the check began.
    await watch.until(({ state }) => state !== before, CHECK_BEGINS_MS);
    await watch.until(({ state }) => state !== 'rechecking', CHECK_ENDS_MS);
  };
  const pressOnce = async ({ isDouble }: Readonly<{ isDouble: boolean }>) => {
    if (watch.now().state === 'armed') await pressArmed(isDouble);
    else await pressForCheck();
  };
  const finish = async () => {
    // A warning may also come up once it is green: it is read, and everything is checked again.
    for (let round = 0; round < ROUNDS_MAX && !isSent; round += 1) {
      if (watch.now().state === 'armed') await pressArmed(false);
      else if (watch.now().state === 'held' && (await acknowledge())) await pressForCheck();
      else break;
    }
    const isTold = ({ state, atMs, reasons }: Sight) => state !== 'armed' || (atMs > pressedAtMs && reasons.length > 0);
    await watch.until(isTold, PRESS_TAKEN_MS);
    if (watch.now().state !== 'armed') return;
    desk.say('still armed: pressing submit once more');
    await pressHere();
    await watch.until(({ state }) => state !== 'armed', PRESS_TAKEN_MS);
  };
  const outcome = async () => {
    const isOnItsWay = ({ state }: Sight) => IN_FLIGHT.includes(state) || state === 'armed';
    if (!isSent && !IN_FLIGHT.includes(watch.now().state)) return;
    const end = await watch.until((sight) => isOver(sight) || !isOnItsWay(sight), OUTCOME_TIMEOUT_MS);
    if (end === null) desk.trouble(`no outcome came; the gate stayed ${watch.now().state}`);
  };
  return { pressOnce, finish, outcome };
}

/**
 * A person presses when the panel beside the submit is green. Popup and panel are drawn from one truth: where they go on to differ,
 * somebody is being misled.
 */
async function seeGreen(desk: Desk, page: Page): Promise<void> {
  const untilMs = Date.now() + PANEL_LATE_MS;
  for (;;) {
    const panel = await seePanel(desk.browser, page);
    const popup = desk.watch.now().state;
    if (panel?.state === popup) return desk.say(`panel and popup agree: ${panel.words.slice(0, PANEL_WORDS_MAX)}`);
    if (Date.now() > untilMs) return desk.trouble(`the panel shows ${panel?.state ?? 'nothing'} while the popup shows ${popup}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
