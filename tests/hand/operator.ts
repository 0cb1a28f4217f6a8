import type { HandBrowser } from './browser.ts';
import type { ButtonName, ConsoleField, ConsoleScreen } from './console-map.ts';
import { fieldNamed, SCREENS } from './console-map.ts';
import type { Moments } from './moments.ts';
import type { Context, Page } from './page.ts';
import { asksOnceMore, seePanel } from './panel.ts';
import type { Pace } from './screens.ts';
import { enter, headlineOf, pressButton, screenShown, typeRaw, waitForScreen, waitToLeave } from './screens.ts';
import type { PopupWatch, Sight } from './sight.ts';
import type { Entries } from './values.ts';

/** Everything that the operator has before them. */
export type Desk = Readonly<{
  browser: HandBrowser;
  watch: PopupWatch;
  moments: Moments;
  pace: Pace;
  /** What the packet says for every field. */
  approved: Entries;
  consoleOrigin: string;
  consoleStart: string;
  caseId: string;
  say: (line: string) => void;
  /** Notes what the hand could not do. */
  trouble: (line: string) => void;
}>;

/** The operator at the console's page: filling screens and going from one to the next. */
export type Operator = Readonly<{
  page: () => Page;
  /** Goes on by default until a screen shows; false when the console did not go along. */
  goTo: (screen: ConsoleScreen) => Promise<boolean>;
  fill: (screen: ConsoleScreen, other: Entries) => Promise<void>;
  typeInto: (screen: ConsoleScreen, raw: Readonly<Record<string, string>>) => Promise<void>;
  /** Fills what is not filled yet on this screen and presses Next. */
  next: () => Promise<boolean>;
  press: (name: ButtonName) => Promise<void>;
  /** Goes on to the screen with the submit button, filling everything on the way. */
  goToSubmit: () => Promise<boolean>;
}>;

const SCREEN_TIMEOUT_MS = 10_000;
/** Somebody who sees that nothing happened presses again about then. A step that was let through stays open a little longer. */
const LEAVE_TIMEOUT_MS = 1_500;
const LOOK_MS = 2_000;
/** How much longer a person waits after each press of the same button. */
const PATIENCE_MS = [0, 8_000, 8_000] as const;
const STEPS_MAX = 30;

/** `acknowledge`: reads the warnings in the popup and says why they may go on; false where there is none. */
export function operatorAt(desk: Desk, page: () => Page, acknowledge: () => Promise<boolean>): Operator {
  const filled = new Set<string>();
  const fill = async (screen: ConsoleScreen, other: Entries) => {
    // A new screen is read before it is touched: what the console put there by itself is seen first.
    if (!filled.has(screen.id)) await desk.watch.until(isOver, desk.pace.lookMs);
    filled.add(screen.id);
    for (const field of screen.fields) await enterOne(desk, page(), field, other[field.id] ?? desk.approved[field.id] ?? '');
    desk.say(`filled: ${screen.heading}`);
  };
  const typeInto: Operator['typeInto'] = async (screen, raw) => {
    if (!filled.has(screen.id)) await fill(screen, {});
    for (const [name, text] of Object.entries(raw)) {
      const field = fieldNamed(screen, name);
      if (field !== null) await attempt(desk, `type into ${field.label}`, () => typeRaw(page(), field, text, desk.pace));
    }
  };
  const press = async (name: ButtonName) => {
    await attempt(desk, `press ${name}`, async () => {
      await page().bringToFront();
      await pressButton(page(), name, desk.pace);
    });
  };
  const leave = async (screen: ConsoleScreen, name: ButtonName): Promise<boolean> => {
    // A person looks before pressing: what they typed last may not have been read yet.
    await desk.watch.until((sight) => !isStopped(sight), LOOK_MS);
    if (desk.watch.now().state === 'held' && (await acknowledge())) await desk.watch.until((sight) => !isStopped(sight), LOOK_MS);
    // A press may come before the extension has opened the way; where nothing holds it back, the console is only slow.
    for (const patienceMs of PATIENCE_MS) {
      await press(name);
      const left = waitToLeave(page(), screen, LEAVE_TIMEOUT_MS);
      const isAsked = patienceMs === 0 && (await Promise.race([left.then(() => false), asksOnceMore(desk.browser, page())]));
      if (isAsked) await press(name);
      if (await (isAsked ? waitToLeave(page(), screen, LEAVE_TIMEOUT_MS) : left)) return true;
      await desk.moments.settled();
      if (isOver(desk.watch.now())) return false;
      if (patienceMs > 0 && isStopped(desk.watch.now())) return false;
      if (patienceMs > 0 && (await waitToLeave(page(), screen, patienceMs))) return true;
    }
    const panel = page().isClosed() ? null : await seePanel(desk.browser, page());
    desk.trouble(`could not leave ${screen.heading}: the panel says ${panel?.words ?? 'nothing'}`);
    return false;
  };
  const hereNow = () => screenBefore(desk, page());
  const next = async (): Promise<boolean> => {
    const here = await hereNow();
    if (here === null) return false;
    if (!filled.has(here.id)) await fill(here, {});
    await desk.moments.settled();
    return leave(here, 'next');
  };
  const goTo = async (target: ConsoleScreen): Promise<boolean> => {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      const here = await hereNow();
      if (here === null || isOver(desk.watch.now())) return false;
      if (here.id === target.id) return true;
      const isLeft = SCREENS.indexOf(here) > SCREENS.indexOf(target) ? await leave(here, 'back') : await next();
      if (!isLeft) return false;
    }
    return false;
  };
  const goToSubmit = async (): Promise<boolean> => {
    for (let step = 0; step < STEPS_MAX; step += 1) {
      const here = await hereNow();
      if (here === null || isOver(desk.watch.now())) return false;
      if (!filled.has(here.id)) await fill(here, {});
      if (await hasSubmit(page())) return true;
      if (!(await next())) return false;
    }
    return false;
  };
  return { page, goTo, fill, typeInto, next, press, goToSubmit };
}

/** The screen that the console shows; null, and said so, where it shows something else that nobody expects. */
async function screenBefore({ watch, trouble }: Desk, page: Page): Promise<ConsoleScreen | null> {
  const here = await waitForScreen(page, SCREEN_TIMEOUT_MS);
  if (here === null && !isOver(watch.now())) trouble(`instead of a screen of the form there is ${await headlineOf(page)}`);
  return here;
}

/** Whether the extension has stopped this for good or for now. */
export function isStopped(sight: Sight): boolean {
  return isOver(sight) || (sight.state === 'held' && sight.reasons.length > 0);
}

/** Whether nothing that the hand does in the console can go on. */
export function isOver({ state }: Sight): boolean {
  return ['halted', 'unknown', 'confirmed', 'rejected', 'abandoned', 'taken-over'].includes(state);
}

/** The first of the console's pages that opens from now on. */
export function consolePage(context: Context, origin: string, timeoutMs: number): Promise<Page | null> {
  const isConsole = (page: Page) => page.url().startsWith(`${origin}/`);
  const open = context.pages().find(isConsole);
  if (open !== undefined) return Promise.resolve(open);
  return new Promise((resolve) => {
    const end = (page: Page | null) => {
      clearTimeout(timer);
      context.off('page', take);
      resolve(page);
    };
    const take = (page: Page) => {
      void page
        .waitForURL((url) => url.origin === origin, { timeout: timeoutMs, waitUntil: 'commit' })
        .then(
          () => end(page),
          () => null,
        );
    };
    const timer = setTimeout(() => end(null), timeoutMs);
    context.on('page', take);
  });
}

async function enterOne(desk: Desk, page: Page, field: ConsoleField, entry: Entries[string]): Promise<void> {
  // A person leaves an optional field alone when there is nothing to say.
  if (entry === '' && field.id === 'note') return;
  await attempt(desk, `fill ${field.label}`, () => enter(page, field, entry ?? '', desk.pace));
}

/** A person who cannot do one thing goes on with the next, and says so. */
async function attempt(desk: Desk, what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    desk.trouble(`could not ${what}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
  }
}

async function hasSubmit(page: Page): Promise<boolean> {
  const screen = await screenShown(page);
  return screen !== null && (await page.getByRole('button', { name: 'Submit restoration', exact: true }).count()) > 0;
}
