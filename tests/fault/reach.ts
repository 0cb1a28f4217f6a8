import { halt } from '../gate/guarded.ts';
import type { ShortStage } from '../gate/short-stage.ts';
import { at, type PatchOperation } from '../hand/control.ts';
import type { Page } from '../hand/page.ts';
import { type State, shownBy } from './kills.ts';

const STATE_TIMEOUT_MS = 25_000;
const LOOK_EVERY_MS = 50;
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
/** How long what passes by is made to stay. Nobody waits for an answer longer than five seconds. */
const SLOW_MS = 4_000;
/** Whatever is not slow has answered by then. */
const ANSWERED_MS = 2_000;
/** After it a check reads everything once more before the gate opens. */
const NOT_FRESH_MS = 3_400;
const OTHER_TENANT = 'tnt_7Q2K95';

/** The state was not come to, or passed by too quickly. */
export class NotReached extends Error {}

/** Brings the next case into a state, and makes what is passing stay for a moment. Returns a page of the console, or throws `NotReached`. */
export async function reach(state: State, stage: ShortStage): Promise<Page> {
  if (state === 'preflight') return reachPreflight(stage);
  const page = await stage.begin();
  await REACH[state](stage, page);
  return page;
}

/** Ends every delay that made a state stay. */
export async function goesOn({ control, answerAfter, showGrants }: ShortStage): Promise<void> {
  answerAfter(0);
  showGrants(true);
  await control.patch([...slow('tenant', 0), ...slow('case', 0), ...broken('case', null)]);
}

/** No tab of the console is open yet: a person opens one. */
async function reachPreflight(stage: ShortStage): Promise<Page> {
  const page = await stage.browser.context().newPage();
  await page.goto(`${stage.gate.origin}/grant/new`);
  await stage.control.patch(slow('tenant', SLOW_MS));
  await stage.start();
  await until(stage, 'preflight');
  return page;
}

const REACH: Readonly<Record<Exclude<State, 'preflight'>, (stage: ShortStage, page: Page) => Promise<void>>> = {
  filling: async (stage, page) => {
    await stage.fill(page);
    await until(stage, 'filling');
  },
  held: async (stage, page) => {
    await page.bringToFront();
    await page.locator('input[name=tenant]').click({});
    await page.keyboard.type(OTHER_TENANT, {});
    await page.locator('input[name=ends]').click({});
    await until(stage, 'held');
  },
  halted: async (stage, page) => {
    await stage.fill(page);
    await halt(stage.watch.page());
    await until(stage, 'halted');
  },
  'step open': async (stage, page) => {
    await stage.fill(page);
    await until(stage, 'filling');
    await pressAndHold(page, 'Next');
    await untilShown(stage, 'step open');
  },
  rechecking: (stage, page) => recheck(stage, page),
  'consume asked': async (stage, page) => {
    await recheck(stage, page);
    await stage.control.patch(slow('case', SLOW_MS));
    await untilShown(stage, 'consuming');
  },
  'consume answer lost': async (stage, page) => {
    await recheck(stage, page);
    await stage.control.patch(broken('case', 'drop'));
    await untilConsumed(stage);
  },
  consumed: async (stage, page) => {
    await recheck(stage, page);
    await stage.control.patch(slow('case', NOT_FRESH_MS));
    await untilShown(stage, 'consumed');
  },
  armed: (stage, page) => stage.arm(page),
  committing: async (stage, page) => {
    await stage.arm(page);
    stage.answerAfter(SLOW_MS);
    await commit(stage, page);
    await until(stage, 'committing');
  },
  confirming: async (stage, page) => {
    await stage.arm(page);
    stage.showGrants(false);
    await commit(stage, page);
    await until(stage, 'confirming');
  },
  unknown: async (stage, page) => {
    await stage.arm(page);
    await stage.browser.kill('worker');
    await until(stage, 'unknown');
  },
};

/** Pressed with everything right. Of all that is read the tenant record is the last to answer. */
async function recheck(stage: ShortStage, page: Page): Promise<void> {
  await stage.fill(page);
  await until(stage, 'filling');
  await stage.control.patch(slow('tenant', SLOW_MS));
  await stage.pressSubmit(page);
  await until(stage, 'rechecking');
  await new Promise((resolve) => setTimeout(resolve, ANSWERED_MS));
}

/** Armed, a press goes through; the console has what it sent. */
async function commit(stage: ShortStage, page: Page): Promise<void> {
  await stage.watch.until(({ state }) => state !== 'armed', REACTION_MS);
  await stage.pressSubmit(page);
  await untilTrue('the commit has arrived', async () => stage.gate.commits().length > 0);
}

async function pressAndHold(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  const box = await page.getByRole('button', { name, exact: true }).boundingBox();
  if (box === null) throw new Error(`${name} is not to be seen`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

async function until({ watch }: ShortStage, wanted: string): Promise<void> {
  const seen = await watch.until(({ state }) => state === wanted, STATE_TIMEOUT_MS);
  if (seen === null) throw new NotReached(`waited for ${wanted}, but the gate is ${watch.now().state} ${watch.now().reasons.join(' ')}`);
}

function untilShown(stage: ShortStage, wanted: string): Promise<void> {
  return untilTrue(`the journal shows ${wanted}`, async () => shownBy(await ownLines(stage), Date.now()) === wanted);
}

function untilConsumed({ control, caseId }: ShortStage): Promise<void> {
  return untilTrue('the claim is consumed', async () => at(await control.world(), `/cases/${caseId()}/claim/state`) === 'consumed');
}

async function untilTrue(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const untilMs = Date.now() + STATE_TIMEOUT_MS; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)))
    if (Date.now() > untilMs) throw new NotReached(`it did not come to this: ${what}`);
}

/** The lines of the execution that was opened last, in their order. An execution that came before may still be writing down how it ends. */
export async function ownLines({ journal }: ShortStage): Promise<readonly unknown[]> {
  return ownOf(await journal());
}

export function ownOf(lines: readonly unknown[]): readonly unknown[] {
  const opened = lines.filter((line) => at(line, '/kind') === 'opened').toSorted((one, other) => timeOf(one) - timeOf(other));
  const own = at(opened.at(-1), '/execution');
  return lines
    .filter((line) => at(line, '/execution') === own)
    .toSorted((one, other) => Number(at(one, '/seq')) - Number(at(other, '/seq')));
}

/** When a line was written, in ms since 1970. */
export function timeOf(line: unknown): number {
  return Date.parse(String(at(line, '/at')));
}

function slow(system: string, delayMs: number): readonly PatchOperation[] {
  return [{ op: 'replace', path: `/systems/${system}/delayMs`, value: delayMs }];
}

function broken(system: string, fault: string | null): readonly PatchOperation[] {
  return [{ op: 'replace', path: `/systems/${system}/fault`, value: fault }];
}
