import { join } from 'node:path';
import type { Page as ChromiumPage } from '@playwright/test';
import { guard, originsAround } from '../gate/guarded.ts';
import { begun, consoleTab, copyOf, SEED, signInAt } from '../gate/short-stage.ts';
import { type HandBrowser, openBrowser } from '../hand/browser.ts';
import { inChromium } from '../hand/chromium.ts';
import { at, type Control, controlAt } from '../hand/control.ts';
import { journalLines } from '../hand/journal.ts';
import { FAST } from '../hand/screens.ts';
import { type PopupWatch, watchPopup } from '../hand/sight.ts';
import { jcsDigest } from '../range/digests.ts';
import { startRange } from '../range/range.ts';
import type { Playable } from '../setup/ready.ts';
import { ROOT } from '../setup/root.ts';
import { type Asked, type Entered, type GrantRow, type RealConsole, type Seen, seenTo } from './console.ts';

type Stage = Readonly<{ console: RealConsole; control: Control; browser: HandBrowser; watch: PopupWatch }>;

const STATE_TIMEOUT_MS = 30_000;
const OUTCOME_TIMEOUT_MS = 45_000;
const SETTLED_MS = 2_500;
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
const IAM_EVERY_MS = 200;
const WRONG_CASE = 'CASE-3001';
const RIGHT_CASE = 'CASE-3002';

/** Plays two cases on a console, one as approved and one with a wrong tenant, and tells what was seen. */
export async function guardConsole(console: RealConsole, ready: Asked): Promise<readonly Seen[]> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const stage = await openAt(console, ready, ends);
    const approved = await approvedIn(stage.control);
    const rightly = await playRightly(stage, approved);
    // The second case is another day's: what the first one granted has ended.
    await stage.control.patch([{ op: 'replace', path: '/iam/grants', value: [] }]);
    const wrongly = await playWrongly(stage, approved, ready.isPictured);
    if (console.others === undefined) return [...rightly, ...wrongly];
    const others = await console.others(inChromium(await stage.browser.context().newPage()));
    return [...rightly, ...wrongly, ...others];
  } finally {
    await Promise.allSettled(ends.toReversed().map((end) => end()));
  }
}

/** The range's systems around the console, a browser that guards it, and both signed in. IAM hears of what the console grants. */
async function openAt(real: RealConsole, { executablePath, extension }: Playable, ends: (() => Promise<void>)[]): Promise<Stage> {
  const range = await startRange();
  ends.push(range.stop);
  const control = controlAt(range.control.url, range.control.secret);
  const { origin, profile } = real;
  const policy = [{ id: at(profile, '/id'), digest: jcsDigest(profile) }];
  await control.reset('server', [{ op: 'add', path: '/iam/policy/consoleProfiles', value: policy }]);
  await control.patch([...copyOf(WRONG_CASE), ...copyOf(RIGHT_CASE)]);
  const enforcement = 'one-shot';
  const origins = originsAround(origin);
  const browser = await openBrowser({ name: 'chromium', executablePath, extension, enforcement, origins, isHeadless: true });
  ends.push(browser.close);
  await guard(browser, origin, { layer: 'all', enforcement, profile });
  await signInAt(browser);
  const desk = await browser.context().newPage();
  await real.hand.signIn(inChromium(desk));
  await desk.close();
  const watch = await watchPopup(browser);
  ends.push(tellIam(real, control));
  return { console: real, control, browser, watch };
}

/** IAM shows what the console's database has, a moment later. Gives what ends that. */
function tellIam(real: RealConsole, control: Control): () => Promise<void> {
  const life = new AbortController();
  const telling = (async () => {
    for (let told = 0; !life.signal.aborted; await new Promise((resolve) => setTimeout(resolve, IAM_EVERY_MS))) {
      const rows = await real.rows();
      if (rows.length === told) continue;
      told = rows.length;
      await control.patch([{ op: 'replace', path: '/iam/grants', value: rows.map(inIam) }]);
    }
  })();
  return async () => {
    life.abort();
    await telling;
  };
}

async function playWrongly(stage: Stage, approved: Entered, isPictured: boolean): Promise<readonly Seen[]> {
  const { console: real, watch } = stage;
  const before = JSON.stringify(await real.rows());
  const page = await begin(stage, WRONG_CASE);
  await fill(page, real, { ...approved, tenant: 'tnt_9ZZZ99' });
  await press(page, real);
  await watch.until(({ state }) => state === 'armed', SETTLED_MS);
  const { state, reasons } = watch.now();
  const isHeld = state === 'held' && reasons.join() === 'field-mismatch';
  if (isPictured) await page.screenshot({ path: join(ROOT, 'docs', real.picture) });
  await press(page, real);
  await watch.until((sight) => sight.state === 'committing', SETTLED_MS);
  const after = JSON.stringify(await real.rows());
  return [
    seenTo('another tenant is entered: the press is held, for that alone', isHeld, `the gate was ${state} ${reasons.join(' ')}`),
    seenTo('another tenant is entered: nothing new is in the console’s database', after === before, after),
  ];
}

async function playRightly(stage: Stage, approved: Entered): Promise<readonly Seen[]> {
  const { console: real, watch } = stage;
  const page = await begin(stage, RIGHT_CASE);
  await fill(page, real, approved);
  await press(page, real);
  await reached(stage, ['armed']);
  const before = await real.rows();
  await watch.until(({ state }) => state !== 'armed', REACTION_MS);
  await press(page, real);
  await watch.until(({ state }) => ['confirmed', 'rejected', 'unknown', 'halted'].includes(state), OUTCOME_TIMEOUT_MS);
  const { state, reasons } = watch.now();
  const rows = await real.rows();
  // Its address may still be the one on which entry begins: the next case opens its own.
  await page.close();
  const isRight = rows.length === 1 && rows.every((row) => isAs(row, approved));
  return [
    seenTo('as approved: the first press sends nothing', before.length === 0, JSON.stringify(before)),
    seenTo('as approved: the row is there exactly once, and right', isRight, JSON.stringify(rows)),
    seenTo('as approved: confirmed by console and IAM', state === 'confirmed', `it was ${state} ${reasons.join(' ')}`),
  ];
}

async function begin(stage: Stage, caseId: string): Promise<ChromiumPage> {
  const { watch, browser, console: real } = stage;
  await begun(watch.page(), caseId);
  const page = inChromium(await consoleTab(browser, real.startUrl));
  page.setDefaultTimeout(STATE_TIMEOUT_MS);
  await real.hand.whenThere(page);
  await reached(stage, [real.begins]);
  return page;
}

async function fill(page: ChromiumPage, { hand }: RealConsole, entered: Entered): Promise<void> {
  await page.bringToFront();
  await hand.fill(page, entered);
}

/** What the packet says, as the hand enters it. */
async function approvedIn(control: Control): Promise<Entered> {
  const packet = at(await control.world(), `/cases/${SEED}/packet`);
  return {
    tenant: String(at(packet, '/tenant/id')),
    user: String(at(packet, '/administrator/subject')),
    scope: ['tenant.admin.restore'],
    ends: `${String(at(packet, '/window/end')).slice(0, 16)}:00`,
  };
}

async function reached({ watch }: Stage, states: readonly string[]): Promise<void> {
  const seen = await watch.until(({ state }) => states.includes(state), STATE_TIMEOUT_MS);
  if (seen !== null) return;
  const { state, reasons } = watch.now();
  const lines = await journalLines(watch.page());
  const last = JSON.stringify(lines.slice(-3));
  throw new Error(`waited for ${states.join(' or ')}, but the gate is ${state} ${reasons.join(' ')}: ${last}`);
}

/** Wherever the submit stands: what covers it there gets the press. */
async function press(page: ChromiumPage, { hand }: RealConsole): Promise<void> {
  await page.bringToFront();
  const button = page.locator(hand.submit);
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error('the submit is not to be seen');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: FAST.pressMs });
}

function isAs(row: GrantRow, wanted: Entered): boolean {
  const isScope = row.scope.join() === wanted.scope.join();
  return row.tenant === wanted.tenant && row.user === wanted.user && isScope && row.ends === wanted.ends;
}

/** A row of the console as IAM keeps it. */
function inIam({ id, tenant, user, scope, ends }: GrantRow): object {
  return {
    id: `GRANT-${id}`,
    tenant,
    subject: user,
    objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
    privileges: scope,
    startsAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    endsAt: `${ends}Z`,
    state: 'active',
    kind: 'break-glass',
    reference: `GRANT-${id}`,
    idempotencyKey: null,
  };
}
