import { revoke, stayToTheEnd } from './afterwards.ts';
import { fieldNamed } from './console-map.ts';
import { askForCase, offerOf, press, startCase } from './extension-pages.ts';
import { journalLines, refusalsIn } from './journal.ts';
import type { Desk, Operator } from './operator.ts';
import { consolePage, isOver, operatorAt } from './operator.ts';
import type { Page } from './page.ts';
import { guardedPage, reasonsRead, refusalRead, seePanel } from './panel.ts';
import type { OperatorStep, Plan, Played } from './plan.ts';
import { screenOf } from './screens.ts';
import { type SecondTab, secondTabOf } from './second-tab.ts';
import type { Sight } from './sight.ts';
import type { Submitting } from './submit.ts';
import { submittingAt } from './submit.ts';
import type { Entries } from './values.ts';
import { type Warnings, warningsAt } from './warnings.ts';

const START_TIMEOUT_MS = 45_000;
const CONSOLE_TIMEOUT_MS = 10_000;
const WAIT_TIMEOUT_MS = 60_000;
const EXIT_READ_TIMEOUT_MS = 20_000;
const HEARD_TIMEOUT_MS = 40_000;
const CALM_MS = 700;
/** What only holds may still latch: the extension looks twice before it believes a danger, and a busy page answers late. */
const HELD_CALM_MS = 3_000;
const CALM_TIMEOUT_MS = 12_000;
/** A list with one of these presses, or with keys, says itself what is sent; one that ends in a wait says how it ends. */
const SENDS: readonly string[] = ['submit', 'save-draft', 'abandon'];

/** Plays one execution from the popup to its end, by default as a careful person does, else as the plan says. */
export async function play(desk: Desk, plan: Plan): Promise<Played> {
  const startedAtMs = performance.now();
  const troubles: string[] = [];
  const trouble = (line: string) => {
    troubles.push(line);
    desk.say(line);
  };
  const noting: Desk = { ...desk, trouble };
  noting.watch.onSight(noting.moments.see);
  const { acknowledged, warnedAt, unguarded, refused } = await act(noting, plan);
  await noting.moments.settled();
  await heard(noting);
  await calm(noting);
  const last = await lastSight(noting, unguarded, refused);
  return {
    state: last.state,
    reasons: last.reasons,
    refusals: refusalsIn(await journalLines(noting.watch.page())),
    acknowledged,
    warnedAt,
    isEscalated: noting.watch.sights().some(({ isEscalated }) => isEscalated),
    stage: last.stage,
    troubles,
    tookMs: performance.now() - startedAtMs,
  };
}

/** The operator with everything in hand. */
type Acting = Readonly<{ desk: Desk; operator: Operator; submitting: Submitting; secondTab: SecondTab }>;

/** `unguarded`: the console's page, where it was opened without an execution. `refused`: why the start itself was. */
type Acted = Readonly<{
  acknowledged: readonly string[];
  warnedAt: string | null;
  unguarded: Page | null;
  refused: readonly string[];
}>;

async function act(desk: Desk, plan: Plan): Promise<Acted> {
  const [first, ...others] = plan.operator;
  const opensItself = first !== undefined && 'open' in first;
  const warnings = warningsAt(desk);
  const page = opensItself ? await openByAddress(desk) : await start(desk, warnings);
  const acted = (): Acted => ({
    acknowledged: warnings.acknowledged(),
    warnedAt: warnings.warnedAt(),
    unguarded: null,
    refused: [],
  });
  if (page === null || Array.isArray(page)) return { ...acted(), refused: page ?? [] };
  const submitting = submittingAt(desk, () => page, warnings.acknowledge);
  const operator = operatorAt(desk, () => page, warnings.acknowledge);
  const steps = opensItself ? others : plan.operator;
  const acting: Acting = { desk, operator, submitting, secondTab: secondTabOf(desk, operator.page) };
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined || (isOver(desk.watch.now()) && !mayFollow(step))) break;
    const isDouble = isSubmit(step) && isSubmit(steps[index + 1]) && desk.watch.now().state === 'armed';
    if (!(await perform(acting, step, isDouble))) break;
    if (isDouble) index += 1;
  }
  const last = steps.at(-1);
  const saysTheEnd =
    (last !== undefined && 'wait' in last) ||
    steps.some((step) => 'keys' in step || ('press' in step && !('in' in step) && SENDS.includes(step.press)));
  if (!saysTheEnd && !opensItself && !isOver(desk.watch.now()) && (await operator.goToSubmit())) {
    if (desk.watch.now().state !== 'armed') await submitting.pressOnce({ isDouble: false });
    await submitting.finish();
  } else if (isSubmit(last)) {
    await submitting.finish();
  }
  await submitting.outcome();
  await stayToTheEnd(desk, warnings.acknowledge);
  return { ...acted(), unguarded: opensItself ? page : null };
}

/** Steps that make sense after an end: acts in the popup, waiting for the end itself, and ending what was granted. */
function mayFollow(step: OperatorStep): boolean {
  return 'popup' in step || 'wait' in step || ('press' in step && !('in' in step) && step.press === 'revoke');
}

/** Presses Start in the popup and waits for what preflight says. Null, or why it was refused, when entry did not begin. */
async function start(desk: Desk, warnings: Warnings): Promise<Page | string[] | null> {
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
  const isDecided = (sight: Sight) => sight.state !== 'preflight' && (sight.reasons.length > 0 || sight.state !== 'closed');
  const refusal = refusalRead(watch.page(), START_TIMEOUT_MS);
  const decided = await Promise.race([
    watch.until(isDecided, START_TIMEOUT_MS),
    refusal.then((codes) => (codes.length > 0 ? codes : null)),
  ]);
  if (decided !== null && !('state' in decided)) return [...decided];
  if (decided === null) desk.trouble(`preflight did not end; the gate is ${watch.now().state}`);
  if (decided === null || ['closed', 'preflight'].includes(decided.state)) return null;
  desk.say(`preflight: ${decided.state}${decided.reasons.map((code) => ` ${code}`).join('')}`);
  if (decided.state === 'held' && !(await isTakenOn(desk, warnings))) return null;
  const page = await Promise.race([opened, watch.until(isOver, CONSOLE_TIMEOUT_MS).then(() => null)]);
  const first = page ?? (await consolePage(browser.context(), desk.consoleOrigin, 0));
  await moments.settled();
  return first === null ? null : ((await guardedPage(browser, desk.consoleOrigin)) ?? first);
}

/** Where the execution stands at the end; where there is none, what people read instead. */
async function lastSight(desk: Desk, unguarded: Page | null, refused: readonly string[]): Promise<Sight> {
  if (unguarded !== null) return seenWithoutExecution(desk, unguarded);
  const now = desk.watch.now();
  return refused.length > 0 && now.reasons.length === 0 ? { ...now, reasons: refused, stage: 'preflight' } : now;
}

/** Without an execution the popup has nothing to say about the console: the panel on its page says it. */
async function seenWithoutExecution({ browser }: Desk, page: Page): Promise<Sight> {
  const panel = await seePanel(browser, page);
  const reasons = panel === null ? [] : reasonsRead(panel.words);
  return { atMs: Date.now(), state: panel?.state ?? 'closed', reasons, isEscalated: false, stage: 'entry' };
}

async function openByAddress(desk: Desk): Promise<Page> {
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

/** Does one step of the list; false when the console or the guard did not go along. */
async function perform({ desk, operator, submitting, secondTab }: Acting, step: OperatorStep, isDouble: boolean): Promise<boolean> {
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
  if ('wait' in step) return waitFor(desk, step.wait);
  if ('popup' in step) return pressInPopup(desk, step.popup);
  if ('open' in step) return true;
  if ('in' in step) return secondTab(step);
  if ('history' in step) {
    desk.say(`the browser goes ${step.history}`);
    await operator.page().evaluate(step.history === 'back' ? () => history.back() : () => history.forward());
    await calm(desk);
    return true;
  }
  if (step.press === 'next') return operator.next();
  if (step.press === 'submit') {
    if (!(await operator.goToSubmit())) return false;
    await submitting.pressOnce({ isDouble });
    return true;
  }
  if (step.press === 'recheck') return recheck(desk, operator);
  if (step.press === 'revoke') return revoke(desk, operator.page());
  await operator.press(step.press);
  if (step.press === 'save-draft' || step.press === 'abandon') await exitRead(desk);
  return true;
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

function isSubmit(step: OperatorStep | undefined): boolean {
  return step !== undefined && 'press' in step && !('in' in step) && step.press === 'submit';
}

async function recheck(desk: Desk, operator: Operator): Promise<boolean> {
  if (!(await operator.goToSubmit())) return false;
  await desk.moments.before('rechecking');
  await press(desk.watch.page(), 'Check now', desk.pace);
  await desk.watch.until(({ state }) => state === 'rechecking', CALM_TIMEOUT_MS);
  return (await desk.watch.until(({ state }) => state !== 'rechecking', WAIT_TIMEOUT_MS)) !== null;
}

const POPUP_BUTTONS = { 'take-over': 'Take over', export: 'Export bundle', reconcile: 'Reconcile' } as const;

async function pressInPopup(desk: Desk, what: keyof typeof POPUP_BUTTONS): Promise<boolean> {
  await desk.watch.page().bringToFront();
  await press(desk.watch.page(), POPUP_BUTTONS[what], desk.pace);
  return true;
}

async function waitFor(desk: Desk, wanted: string): Promise<boolean> {
  const state = wanted === 'idle' ? 'closed' : wanted;
  const seen = await desk.watch.until((sight) => sight.state === state, WAIT_TIMEOUT_MS);
  await desk.moments.settled();
  if (seen === null) desk.trouble(`waited for ${wanted}, but the gate stayed ${desk.watch.now().state}`);
  return seen !== null;
}

/** Nobody leaves while security has not been reached: also where the popup was opened anew in between. */
async function heard({ watch }: Desk): Promise<void> {
  if (watch.sights().some(({ state }) => state === 'unknown')) await watch.until(({ isEscalated }) => isEscalated, HEARD_TIMEOUT_MS);
}

/** Waits until the gate has said nothing new for a while. */
async function calm(desk: Desk): Promise<void> {
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
