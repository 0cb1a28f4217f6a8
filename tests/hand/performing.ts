import { revoke } from './afterwards.ts';
import { openByAddress } from './beginning.ts';
import { BUTTONS, fieldNamed, SCREENS } from './console-map.ts';
import { press } from './extension-pages.ts';
import { momentsAt } from './moments.ts';
import type { Desk, Operator } from './operator.ts';
import { isOver } from './operator.ts';
import { asksOnceMore } from './panel.ts';
import type { Decision, OperatorStep } from './plan.ts';
import { screenOf } from './screens.ts';
import { begin, type Hands, handsOf, type Seat, sitDown } from './seat.ts';
import type { Entries } from './values.ts';

const WAIT_TIMEOUT_MS = 60_000;
const EXIT_READ_TIMEOUT_MS = 20_000;
const CALM_MS = 700;
/** What only holds may still latch: the extension looks twice before it believes a danger, and a busy page answers late. */
const HELD_CALM_MS = 3_000;
const CALM_TIMEOUT_MS = 12_000;

/** Does one step of the list; false when the console or the guard did not go along. */
export async function perform(seat: Seat, step: OperatorStep, isDouble: boolean): Promise<boolean> {
  const { desk, seenBefore } = seat;
  seat.seenBefore = desk.watch.sights().length;
  if ('wait' in step) {
    const isSeen = await waitFor(desk, step.wait, seenBefore);
    if (!isSeen) seat.missed.push(step.wait);
    return isSeen;
  }
  if ('popup' in step) return pressInPopup(seat, step.popup);
  if ('decide' in step) return decide(seat, step.decide);
  if ('open' in step) return openBeside(seat);
  const hands = await handsOf(seat);
  if (hands === null) return false;
  const { operator, secondTab } = hands;
  if ('in' in step) return secondTab(step);
  if ('screen' in step) {
    const screen = screenOf(step.screen);
    if (!(await operator.goTo(screen))) return false;
    if ('fill' in step) await operator.fill(screen, byFieldId(step.screen, step.fill));
    else if ('type' in step) await operator.typeInto(screen, step.type);
    return true;
  }
  if ('keys' in step) {
    desk.say(`pressing ${step.keys}`);
    await operator.page().keyboard.press(step.keys, { delay: desk.pace.pressMs });
    return true;
  }
  if ('history' in step) {
    desk.say(`the browser goes ${step.history}`);
    await operator.page().evaluate(HISTORY[step.history]);
    await calm(desk);
    return true;
  }
  if ('script' in step) {
    desk.say('a script of the console presses the button that goes on');
    await operator.page().evaluate(pressOnward);
    await calm(desk);
    return true;
  }
  return isOver(desk.watch.now()) && step.press !== 'revoke'
    ? pressAnyway(desk, hands, step.press)
    : pressHere(seat, hands, step.press, isDouble);
}

/** Whoever was let into no console opens it by its address all the same. */
async function openBeside(seat: Seat): Promise<boolean> {
  if (seat.hands === null) sitDown(seat, await openByAddress(seat.desk), { isUnguarded: true });
  return true;
}

const HISTORY = { back: () => history.back(), forward: () => history.forward(), reload: () => location.reload() } as const;

type Pressed = Extract<OperatorStep, { press: unknown }>['press'];

async function pressHere(
  { desk }: Seat,
  { operator, submitting }: Hands,
  press: NonNullable<Pressed>,
  isDouble: boolean,
): Promise<boolean> {
  if (press === 'next') return operator.next();
  if (press === 'submit') {
    if (!(await operator.goToSubmit())) return false;
    await submitting.pressOnce({ isDouble });
    return true;
  }
  if (press === 'recheck') return recheck(desk, operator);
  if (press === 'revoke') return revoke(desk, operator.page());
  await operator.press(press);
  if (press !== 'save-draft' && press !== 'abandon') return true;
  if (await asksOnceMore(desk.browser, operator.page())) await operator.press(press);
  await exitRead(desk);
  return true;
}

/** Tries to get past a halt: the button where it is to be seen, else the one that goes on. */
async function pressAnyway(desk: Desk, { operator }: Hands, press: NonNullable<Pressed>): Promise<boolean> {
  if (press === 'recheck' || press === 'revoke') return false;
  const isSubmitThere = (await operator.page().getByRole('button', { name: BUTTONS.submit, exact: true }).count()) > 0;
  await operator.press(press === 'submit' && !isSubmitThere ? 'next' : press);
  await calm(desk);
  return true;
}

/** Runs in the console's page: clicks the button that goes on, wherever it stands, without any hand. */
function pressOnward(): void {
  const buttonsIn = (root: Document | ShadowRoot): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((one) => [
      ...(one.matches('button') ? [one] : []),
      ...(one.shadowRoot === null ? [] : buttonsIn(one.shadowRoot)),
    ]);
  const wanted = ['Next', 'Submit restoration'];
  buttonsIn(document)
    .find((one) => wanted.includes((one.textContent ?? '').trim()))
    ?.click();
}

/** Decides on the takeover page. Whoever goes on walks through the whole form again. */
async function decide(seat: Seat, what: Decision): Promise<boolean> {
  const page = await seat.takeover.decide(what);
  if (page === null) return what !== 'resume';
  const isAnew = page !== seat.hands?.operator.page();
  const { operator } = sitDown(seat, page);
  const [first] = SCREENS;
  return isAnew || first === undefined || operator.goTo(first);
}

/** After a way out the extension reads back what it left behind; a person waits for the word on it. */
async function exitRead(desk: Desk): Promise<void> {
  const halted = await desk.watch.until(({ state }) => state !== 'filling', CALM_TIMEOUT_MS);
  if (halted?.state !== 'halted') return;
  await desk.watch
    .page()
    .getByText('What is left behind is being read')
    .first()
    .waitFor({ state: 'hidden', timeout: EXIT_READ_TIMEOUT_MS });
}

export function isSubmit(step: OperatorStep | undefined): boolean {
  return step !== undefined && 'press' in step && !('in' in step) && step.press === 'submit';
}

async function recheck(desk: Desk, operator: Operator): Promise<boolean> {
  if (!(await operator.goToSubmit())) return false;
  await desk.moments.before('rechecking');
  await press(desk.watch.page(), 'Check now', desk.pace);
  await desk.watch.until(({ state }) => state === 'rechecking', CALM_TIMEOUT_MS);
  return (await desk.watch.until(({ state }) => state !== 'rechecking', WAIT_TIMEOUT_MS)) !== null;
}

async function pressInPopup(seat: Seat, what: 'start' | 'take-over' | 'export' | 'reconcile'): Promise<boolean> {
  const popup = seat.desk.watch.page();
  await popup.bringToFront();
  switch (what) {
    case 'start':
      await begin(seat);
      return true;
    case 'take-over':
      return seat.takeover.open();
    case 'reconcile':
      await seat.takeover.open();
      return decide(seat, 'reconcile');
    case 'export':
      await press(popup, 'Export bundle', seat.desk.pace);
      return true;
  }
}

/** What is soon over by itself may have been there while the step before was done: then it has come. */
const PASSING: readonly string[] = ['preflight', 'rechecking', 'committing', 'confirming'];

async function waitFor(desk: Desk, wanted: string, seenBefore: number): Promise<boolean> {
  if (
    PASSING.includes(wanted) &&
    desk.watch
      .sights()
      .slice(seenBefore)
      .some(({ state }) => state === wanted)
  )
    return true;
  if (wanted === 'reconciled') return toldOfReconciling(desk);
  const seen = await desk.watch.until(({ state }) => momentsAt(state).includes(wanted), WAIT_TIMEOUT_MS);
  await desk.moments.settled();
  if (seen === null) desk.trouble(`waited for ${wanted}, but the gate stayed ${desk.watch.now().state}`);
  return seen !== null;
}

/** Whoever pressed reads in their popup who settled it. */
async function toldOfReconciling(desk: Desk): Promise<boolean> {
  const told = desk.watch.page().getByText(' reconciled it.').first();
  const isTold = await told.waitFor({ timeout: WAIT_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
  if (!isTold) desk.trouble('nobody said here that it was reconciled');
  return isTold;
}

/** Waits until the gate has said nothing new for a while. */
export async function calm(desk: Desk): Promise<void> {
  const endMs = Date.now() + CALM_TIMEOUT_MS;
  while (Date.now() < endMs) {
    const known = desk.watch.sights().length;
    const calmMs = desk.watch.now().state === 'held' ? HELD_CALM_MS : CALM_MS;
    if ((await desk.watch.until(() => desk.watch.sights().length > known, calmMs)) === null) return;
  }
}

function byFieldId(screenName: string, fill: Entries): Entries {
  const screen = screenOf(screenName);
  return Object.fromEntries(Object.entries(fill).map(([name, entry]) => [fieldNamed(screen, name)?.id ?? name, entry]));
}
