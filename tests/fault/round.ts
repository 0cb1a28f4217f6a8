import { askWorker, giveUp } from '../gate/guarded.ts';
import type { ShortStage } from '../gate/short-stage.ts';
import { at } from '../hand/control.ts';
import type { Page } from '../hand/page.ts';
import type { Kill, State } from './kills.ts';

/**
 * What one kill came to. `isCounted`: the processes died, and the journal's last line before it shows the state that was
 * meant. `passedMs`: when commits that the page fired came through, counted from the death.
 */
export type Fallen = Readonly<{
  kill: Kill;
  isCounted: boolean;
  pids: readonly number[];
  lastState: string;
  ended: string;
  fired: number;
  passedMs: readonly number[];
  faults: readonly string[];
}>;

export type RoundOptions = Readonly<{ stage: ShortStage; enforcement: string; firingMs: number }>;

const FIRED = 100;
const SLOW_MS = 1_500;
const STATE_TIMEOUT_MS = 25_000;
const RESTORED_TIMEOUT_MS = 30_000;
/** After the last shot nothing may still be on its way. */
const SETTLED_MS = 1_000;
const LEFT_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 500;

export async function playKill(one: Kill, { stage, firingMs }: RoundOptions): Promise<Fallen> {
  const { gate, watch, browser, control } = stage;
  const page = await stage.begin();
  await reach(one.state, stage, page);
  const before = await stage.journal();
  const sentBefore = gate.commits().length;
  const body = await stage.rightBody();
  const diedAtMs = Date.now();
  const pids = await browser.kill(one.victim);
  // What was seen before the death says nothing of what came of it.
  const seenBefore = new Set(one.victim === 'worker' ? [] : watch.sights());
  // The page fires as soon as nobody watches over it.
  const isFiring = one.victim !== 'browser' && one.state !== 'committing';
  if (isFiring) await startFiring(page, body, firingMs);
  await control.patch([{ op: 'replace', path: '/systems/tenant/delayMs', value: 0 }]);
  const isThere = one.victim === 'worker' || (await comesBack(stage));
  if (one.victim === 'browser') await stage.signInAgain();
  if (isFiring) await new Promise((resolve) => setTimeout(resolve, firingMs + SETTLED_MS));
  if (!isThere) await startAnew(stage);
  await watch.until((sight) => !seenBefore.has(sight) && one.after.includes(sight.state), RESTORED_TIMEOUT_MS);
  const ended = watch.now().state;
  const after = await stage.journal();
  // An execution that came before may still be writing down how it ends.
  const inTime = after.toSorted((one, other) => timeOf(one) - timeOf(other));
  const own = at(
    inTime.findLast((entry) => at(entry, '/kind') === 'opened'),
    '/execution',
  );
  const last = inTime.findLast(
    (entry) => at(entry, '/execution') === own && timeOf(entry) <= diedAtMs && at(entry, '/body/after/phase') !== undefined,
  );
  const lastState = String(at(last, '/body/after/phase') ?? '');
  const arrived = gate.commits().slice(sentBefore);
  const faults = [
    ...(isThere ? [] : ['the browser put the whole extension out, rules and all']),
    ...(one.after.includes(ended) ? [] : [`after the restart it is ${ended}, not ${one.after.join(' or ')}`]),
    ...(one.isOpen || arrived.length === 0 ? [] : [`${arrived.length} commits arrived with the gate closed`]),
    ...(isPrefix(before, after) ? [] : ['lines of the journal are gone']),
    ...(new Set(arrived.map(({ key }) => key)).size > 1 ? ['commits arrived under more than one key'] : []),
  ];
  await leave(stage);
  return {
    kill: one,
    isCounted: one.phases.includes(lastState) && (one.victim === 'worker' || pids.length > 0),
    pids,
    lastState,
    ended,
    fired: isFiring ? FIRED : 0,
    passedMs: arrived.map(({ atMs }) => atMs - diedAtMs),
    faults,
  };
}

/** Whether the extension's own pages open again: a browser may put an extension out whose process died. */
async function comesBack({ watch }: ShortStage): Promise<boolean> {
  try {
    await watch.reopen();
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

/** As a person would in the end: the browser is started again. */
async function startAnew({ browser, watch, signInAgain }: ShortStage): Promise<void> {
  await browser.kill('browser');
  await watch.reopen();
  await signInAgain();
}

/** Brings the execution into a state, and makes what is passing stay for a moment. */
async function reach(state: State, stage: ShortStage, page: Page): Promise<void> {
  const { watch, control } = stage;
  const until = async (...wanted: readonly string[]) => {
    const seen = await watch.until((sight) => wanted.includes(sight.state), STATE_TIMEOUT_MS);
    if (seen === null) throw new Error(`waited for ${wanted.join(' or ')}, but the gate is ${watch.now().state}`);
  };
  if (state === 'armed' || state === 'committing') await stage.arm(page);
  else await stage.fill(page);
  if (state === 'filling') await until('filling');
  if (state === 'rechecking') {
    await until('filling');
    await control.patch([{ op: 'replace', path: '/systems/tenant/delayMs', value: SLOW_MS }]);
    await stage.pressSubmit(page);
    await until('rechecking');
  }
  if (state === 'committing') {
    stage.answerAfter(SLOW_MS);
    await watch.until((sight) => sight.state !== 'armed', 450);
    await stage.pressSubmit(page);
    await until('committing', 'confirming');
  }
}

/** Runs in the page: a hundred commits, spread over the time. */
async function startFiring(page: Page, body: string, forMs: number): Promise<void> {
  await page.evaluate(
    ([text, count, ms]: readonly [string, number, number]) => {
      for (let shot = 0; shot < count; shot += 1) {
        const send = () => void fetch('/grant', { method: 'POST', body: new URLSearchParams(text) }).catch(() => undefined);
        setTimeout(send, (shot * ms) / count);
      }
    },
    [body, FIRED, forMs],
  );
}

function timeOf(entry: unknown): number {
  return Date.parse(String(at(entry, '/at')));
}

function isPrefix(before: readonly unknown[], after: readonly unknown[]): boolean {
  const kept = new Set(after.map((entry) => JSON.stringify(entry)));
  return before.every((entry) => kept.has(JSON.stringify(entry)));
}

/**
 * What is still open is halted, left and given up, as a person would, and its bundle is made: the next case begins with
 * nothing of this one at work. A worker that is only just taking it up again is asked once more.
 */
async function leave(stage: ShortStage): Promise<void> {
  stage.answerAfter(0);
  await stage.next();
  const popup = stage.watch.page();
  const executions = new Set((await stage.journal()).map((entry) => at(entry, '/execution')));
  for (
    const untilMs = Date.now() + LEFT_TIMEOUT_MS;
    Date.now() < untilMs;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  ) {
    await giveUp(popup);
    const rows = at(await askWorker(popup, { type: 'evidence-list' }), '/value');
    const closed = Array.isArray(rows) ? rows.filter((row) => at(row, '/isExportable') === true) : [];
    if (closed.filter((row) => executions.has(at(row, '/execution'))).length === executions.size) return;
  }
  throw new Error('what was left behind did not come to its end');
}
