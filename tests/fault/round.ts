import type { Enforcement } from '../../lib/core/execution/view.ts';
import { askWorker, giveUp } from '../gate/guarded.ts';
import type { ShortStage } from '../gate/short-stage.ts';
import type { Death } from '../hand/browser.ts';
import { at } from '../hand/control.ts';
import { anotherPage, FIRED, startFiring, stillOpen } from './firing.ts';
import { faultsOf, type Seen } from './judging.ts';
import { type Dying, isToReturn, type Kill, OPEN, type Shown, type State, shownBy, statesAfter } from './kills.ts';
import { goesOn, ownOf, reach, timeOf } from './reach.ts';

/**
 * What one kill came to. `isCounted`: the death was seen, what died answers again, and the journal's last line before it shows the
 * state that was meant. `passedMs`: when commits that the page fired came through, counted from the death. `kept`: so many of the lines
 * that were read right before the death are there after it. `open`: what a page of the console could still send at the end.
 */
export type Fallen = Readonly<{
  kill: Kill;
  enforcement: Enforcement;
  isCounted: boolean;
  death: Death;
  shown: Shown;
  ended: string;
  fired: number;
  passedMs: readonly number[];
  kept: number;
  lost: number;
  open: readonly string[];
  faults: readonly string[];
}>;

export type RoundOptions = Readonly<{ stage: ShortStage; enforcement: Enforcement; firingMs: number }>;

/** A gate that is closed is fired at for no longer than this. */
const CLOSED_FIRING_MS_MAX = 10_000;
const RESTORED_TIMEOUT_MS = 30_000;
/** Opening a page may hang as long as that on a busy machine; then it is tried once more. */
const BACK_TIMEOUT_MS = 75_000;
/** After the last shot nothing may still be on its way. */
const SETTLED_MS = 1_000;
/** What could not be taken up at once is taken up at the next alarm, half a minute later, and that may happen more than once. */
const LEFT_TIMEOUT_MS = 150_000;
const LOOK_EVERY_MS = 500;
/** So much of what the extension says is told where it does not come to its end. */
const TOLD_MAX = 4_000;
const READ_EVERY_MS = 20;
/** The page that commits is replaced by the console's answer. */
const ON_ITS_WAY: ReadonlySet<State> = new Set(['committing', 'confirming']);
/** With them popup and extension go on as they are. */
const OUTLIVED: ReadonlySet<Dying> = new Set(['worker', 'tab']);

export async function playKill(one: Kill, { stage, enforcement, firingMs }: RoundOptions): Promise<Fallen> {
  const { gate, watch, browser } = stage;
  const seenFrom = watch.sights().length;
  const own = await reach(one.state, stage);
  const body = await stage.rightBody();
  const sentBefore = gate.commits().length;
  const reading = await keepReading(stage);
  const diedAtMs = Date.now();
  const death = one.victim === 'tab' ? await browser.endTab(own) : await browser.kill(one.victim);
  reading.end();
  const seenBefore = watch.sights().filter(({ atMs }, index) => index >= seenFrom && atMs <= diedAtMs);
  // The page fires as soon as nobody watches over it. In place of one that died another one does.
  const isFiring = one.victim !== 'browser' && !ON_ITS_WAY.has(one.state);
  const page = isFiring && one.victim === 'tab' ? await anotherPage(stage) : own;
  const forMs = OPEN.has(one.shows) ? firingMs : Math.min(firingMs, CLOSED_FIRING_MS_MAX);
  if (isFiring) await startFiring(page, body, forMs);
  await goesOn(stage);
  const isThere = OUTLIVED.has(one.victim) || (await comesBack(stage));
  if (one.victim === 'browser') await stage.signInAgain();
  if (isFiring) await new Promise((resolve) => setTimeout(resolve, forMs + SETTLED_MS));
  if (!isThere) await startAnew(stage);
  const isAwake = await answersAgain(stage);
  const shown = shownBy(beforeDeath(ownOf(await stage.journal()), diedAtMs), diedAtMs);
  // What was seen before the death says nothing of what came of it, unless the popup outlived it.
  const stale = new Set(OUTLIVED.has(one.victim) ? [] : seenBefore);
  await watch.until((sight) => !stale.has(sight) && statesAfter(one.victim, shown).includes(sight.state), RESTORED_TIMEOUT_MS);
  const seen: Seen = {
    kill: one,
    enforcement,
    diedAtMs,
    shown,
    ended: watch.now().state,
    told: seenBefore.map(({ state }) => state),
    arrived: gate.commits().slice(sentBefore),
    isThere,
    isReturned: !isToReturn(one.victim, shown) || (await claimIsHeld(stage)),
    open: await stillOpen(stage, isFiring && isThere ? page : null, body),
    ...(await afterwards(stage, reading.lines())),
  };
  await leave(stage);
  return {
    ...seen,
    isCounted: death.isSeen && isAwake && shown === one.shows,
    death,
    fired: isFiring ? FIRED : 0,
    passedMs: seen.arrived.map(({ atMs }) => atMs - diedAtMs),
    kept: ownOf(reading.lines()).length - seen.lost,
    faults: faultsOf(seen),
  };
}

type Reading = Readonly<{ lines: () => readonly unknown[]; end: () => void }>;

/** Reads the journal again and again, until the reader dies or is told: what it read last was there right before. */
async function keepReading({ journal }: ShortStage): Promise<Reading> {
  let lines = await journal();
  let isOver = false;
  const read = async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
      const found = await journal();
      // Read in time, or by somebody who had already started anew.
      if (!isOver) lines = found;
    }
  };
  // A page that died reads no more, and may never say so.
  void read().catch(() => undefined);
  return {
    lines: () => lines,
    end: () => {
      isOver = true;
    },
  };
}

/** Those that were written before somebody started anew. */
function beforeDeath(own: readonly unknown[], diedAtMs: number): readonly unknown[] {
  const back = own.findIndex((line) => at(line, '/kind') === 'restarted' && timeOf(line) >= diedAtMs);
  return back < 0 ? own.filter((line) => timeOf(line) <= diedAtMs) : own.slice(0, back);
}

async function afterwards({ journal, control }: ShortStage, before: readonly unknown[]): Promise<Pick<Seen, 'own' | 'lost' | 'grants'>> {
  const after = await journal();
  const kept = new Set(after.map((line) => JSON.stringify(line)));
  const grants = at(await control.world(), '/iam/grants');
  return {
    own: ownOf(after),
    lost: before.filter((line) => !kept.has(JSON.stringify(line))).length,
    grants: Array.isArray(grants) ? grants.length : 0,
  };
}

/** Whether a worker answers: after a death that was seen, it is another one. */
function answersAgain({ watch }: ShortStage): Promise<boolean> {
  return inTime(async () => at(await askWorker(watch.page(), { type: 'state' }), '/ok') === true);
}

function claimIsHeld({ control, caseId }: ShortStage): Promise<boolean> {
  return inTime(async () => at(await control.world(), `/cases/${caseId()}/claim/state`) === 'held');
}

async function inTime(isSo: () => Promise<boolean>, timeoutMs = RESTORED_TIMEOUT_MS): Promise<boolean> {
  for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)))
    if (await isSo()) return true;
  return false;
}

/** Whether the extension's own pages open again, at once or a little later: a browser may put an extension out whose process died. */
function comesBack({ watch }: ShortStage): Promise<boolean> {
  return inTime(async () => {
    try {
      await watch.reopen();
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return false;
    }
  }, BACK_TIMEOUT_MS);
}

/** As a person would in the end: the browser is started again. */
async function startAnew({ browser, watch, signInAgain }: ShortStage): Promise<void> {
  await browser.kill('browser');
  await watch.reopen();
  await signInAgain();
}

/**
 * What is still open is halted, left and given up, as a person would, and its bundle is made: the next case begins with
 * nothing of this one at work. A worker that is only just taking it up again is asked once more.
 */
export async function leave(stage: ShortStage): Promise<void> {
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
  const { state, reasons } = stage.watch.now();
  const [asked, rows] = [await askWorker(popup, { type: 'state' }), await askWorker(popup, { type: 'evidence-list' })];
  const told = JSON.stringify({ shown: [state, ...reasons], asked, rows }).slice(0, TOLD_MAX);
  throw new Error(`what was left behind did not come to its end: ${told}`);
}
