import type { Enforcement } from '../../lib/core/execution/view.ts';
import { type HandBrowser, openBrowser } from '../hand/browser.ts';
import { at, type Control, controlAt, type PatchOperation } from '../hand/control.ts';
import { allowAgain, allowAndSignIn, press, signIn } from '../hand/extension-pages.ts';
import { journalLines } from '../hand/journal.ts';
import type { Page, Place } from '../hand/page.ts';
import { FAST } from '../hand/screens.ts';
import { type PopupWatch, watchPopup } from '../hand/sight.ts';
import { jcsDigest } from '../range/digests.ts';
import { startRange } from '../range/range.ts';
import type { BrowserName } from '../setup/browser.ts';
import { beginningWith, consolePages, type GateGrant, type Sending } from './console/pages.ts';
import { gateProfile } from './console/profile.ts';
import { type GateConsole, startGateConsole } from './console/server.ts';
import { askWorker, guard, originsAround } from './guarded.ts';
import type { Way } from './way.ts';

/**
 * A short walk: a console with one screen, the range's systems around it, and one browser. One case after another is
 * begun, filled in with real input and pressed, in seconds.
 */
export type ShortStage = Readonly<{
  gate: GateConsole;
  control: Control;
  browser: HandBrowser;
  watch: PopupWatch;
  /** Asks for the next case; its preflight has begun. */
  start: () => Promise<void>;
  /** The case that was asked for last. */
  caseId: () => string;
  /** Begins the next case; ends when the form may be filled in. Returns the console's tab. */
  begin: () => Promise<Page>;
  /** Types and ticks what was approved. */
  fill: (page: Page) => Promise<void>;
  /** One press on the button that commits. */
  pressSubmit: (page: Page) => Promise<void>;
  /** Fills in, presses, and waits until the gate is armed. */
  arm: (page: Page) => Promise<void>;
  send: (how: Sending) => void;
  /** The console takes this long to answer a commit. */
  answerAfter: (ms: number) => void;
  /** Whether IAM shows what the console grants from now on. */
  showGrants: (isShown: boolean) => void;
  /** What a right commit holds, as a form sends it. */
  rightBody: () => Promise<string>;
  /** Takes back what was granted, closes the console's tabs, and leaves nothing of this case in the way of the next. */
  next: () => Promise<void>;
  signInAgain: () => Promise<void>;
  journal: () => Promise<readonly unknown[]>;
  close: () => Promise<void>;
}>;

export type ShortOptions = Readonly<{
  name?: BrowserName;
  executablePath: string;
  extension: string;
  enforcement: Enforcement;
  /** Policy really installs the extension, under this id. */
  byPolicy?: string;
  ways: readonly Way[];
  /** How many cases are ready to be begun. */
  cases: number;
  /** What the console's profile says of its commit, beside what it says anyway. */
  sends: Sends;
  /** A script of the console that runs before everything else in its page. */
  early?: () => string;
}>;

/**
 * The commit is sent by forms alone; by scripts as well, and by a worker of theirs; from a new tab; or by a form that has a step and an
 * exit beside it, at one address with it or each at its own (`apart-or-scripts`: there by scripts as well).
 */
type Sends = 'forms' | 'scripts' | 'new-tab' | 'beside-steps' | 'apart-from-steps' | 'apart-or-scripts';

const ACCOUNT = 'lead-01';
export const SEED = 'CASE-1042';
/** The control port takes a thousand operations at a time. */
const CASES_AT_ONCE = 200;
const STATE_TIMEOUT_MS = 20_000;
const SEEN_TIMEOUT_MS = 3_000;
const LOOK_EVERY_MS = 100;
const AUTHORITIES = ['incident-command', 'security', 'customer-account'] as const;

export async function openShortStage(options: ShortOptions): Promise<ShortStage> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    await Promise.allSettled(opened.map((end) => end()));
  };
  try {
    return await openAll(options, { opened, close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function openAll(
  options: ShortOptions,
  { opened, close }: Readonly<{ opened: (() => Promise<void>)[]; close: () => Promise<void> }>,
): Promise<ShortStage> {
  const range = await startRange();
  opened.push(range.stop);
  const control = controlAt(range.control.url, range.control.secret);
  let sending: Sending = 'navigation';
  let answerAfterMs = 0;
  let areGrantsShown = true;
  const pages = consolePages(
    () => sending,
    async (grant) => {
      if (areGrantsShown) await control.patch([{ op: 'add', path: '/iam/grants/-', value: inIam(grant) }]);
      await new Promise((resolve) => setTimeout(resolve, answerAfterMs));
    },
  );
  const gate = await startGateConsole({ ways: options.ways, pages: beginningWith(pages, options.early), port: 0 });
  opened.push(gate.stop);
  const profile = saying(gateProfile(gate.origin), options.sends);
  const cases = Array.from({ length: options.cases }, (_, index) => `CASE-${2_001 + index}`);
  const policy = { op: 'add', path: '/iam/policy/consoleProfiles', value: [{ id: 'gate-console', digest: jcsDigest(profile) }] };
  await control.reset('server', [policy]);
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE)
    await control.patch(cases.slice(from, from + CASES_AT_ONCE).flatMap(copyOf));
  const { name = 'chromium', executablePath, extension, enforcement, byPolicy } = options;
  const own = { name, executablePath, extension, enforcement, origins: originsAround(gate.origin), isHeadless: true } as const;
  const browser = await openBrowser(byPolicy === undefined ? own : { ...own, byPolicy });
  opened.push(browser.close);
  await guard(browser, gate.origin, { layer: 'all', enforcement, profile });
  await signInAt(browser);
  const watch = await watchPopup(browser);
  return {
    gate,
    control,
    browser,
    watch,
    ...walking({ gate, control, browser, watch, cases }),
    send: (how) => {
      sending = how;
    },
    answerAfter: (ms) => {
      answerAfterMs = ms;
    },
    showGrants: (isShown) => {
      areGrantsShown = isShown;
    },
    signInAgain: async () => {
      await allowAgain(browser, FAST);
      await signIn(browser.context(), () => press(watch.page(), 'Sign in', FAST), ACCOUNT, FAST);
    },
    journal: () => journalLines(watch.page()),
    close,
  };
}

type Around = Pick<ShortStage, 'gate' | 'control' | 'browser' | 'watch'> & Readonly<{ cases: string[] }>;

/** What the operator does, case after case. */
function walking({
  gate,
  control,
  browser,
  watch,
  cases,
}: Around): Pick<ShortStage, 'start' | 'caseId' | 'begin' | 'fill' | 'pressSubmit' | 'arm' | 'rightBody' | 'next'> {
  let caseId = '';
  const waitFor = async (states: readonly string[]) => {
    const seen = await watch.until(({ state }) => states.includes(state), STATE_TIMEOUT_MS);
    const { state, reasons } = watch.now();
    if (seen === null) throw new Error(`waited for ${states.join(' or ')}, but the gate is ${state} ${reasons.join(' ')}`);
  };
  const endOf = async () => String(at(await control.world(), `/cases/${SEED}/packet/window/end`)).slice(0, 16);
  const fill = async (page: Page) => fillIn(page, await endOf());
  const start = async () => {
    const next = cases.shift();
    if (next === undefined) throw new Error('no case is left');
    caseId = next;
    await begun(watch.page(), caseId);
  };
  const begin = async () => {
    await start();
    await waitFor(['filling', 'held']);
    const page = await consoleTab(browser, `${gate.origin}/grant/new`);
    await page.waitForURL((url) => url.pathname === '/grant/new', { timeout: STATE_TIMEOUT_MS, waitUntil: 'commit' });
    await page.locator('#b').waitFor({ timeout: STATE_TIMEOUT_MS });
    return page;
  };
  const arm = async (page: Page) => {
    await fill(page);
    await waitFor(['filling']);
    await pressSubmit(page);
    await waitFor(['armed']);
  };
  const rightBody = async () =>
    new URLSearchParams({ tenant: 'tnt_7Q2K94', scope: 'tenant.admin.restore', ends: await endOf(), action: 'submit' }).toString();
  const next = async () => {
    await control.patch([{ op: 'replace', path: '/iam/grants', value: [] }]);
    for (const page of browser.context().pages()) if (page.url().startsWith(gate.origin)) await page.close();
    gate.clear();
  };
  return { start, caseId: () => caseId, begin, fill, pressSubmit, arm, rightBody, next };
}

/** One press on the button that commits. */
async function pressSubmit(page: Page): Promise<void> {
  const { x, y } = await middleOf(page, '#b');
  await page.mouse.click(x, y, { delay: FAST.pressMs });
}

/** Where the hand presses, in a page that is brought to the front for it. */
export async function middleOf(page: Page, css: string): Promise<Place> {
  await page.bringToFront();
  await page.locator(css).first().waitFor({ timeout: SEEN_TIMEOUT_MS });
  const box = await page.locator(css).first().boundingBox();
  if (box === null) throw new Error(`${css} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Types and ticks what was approved, in the console's form. `ends`: a minute of UTC, such as `2099-01-01T00:00`. */
export async function fillIn(page: Page, ends: string): Promise<void> {
  await page.bringToFront();
  await page.locator('input[name=tenant]').click({});
  await page.keyboard.type('tnt_7Q2K94', { delay: FAST.keyMs });
  await page.locator('input[name=scope]').first().click({});
  await page.locator('input[name=ends]').click({});
  await page.keyboard.type(ends, { delay: FAST.keyMs });
}

/** What came before may still be closing: then it is asked for again. */
export async function begun(popup: Page, caseId: string): Promise<void> {
  const untilMs = Date.now() + STATE_TIMEOUT_MS;
  for (;;) {
    const answer = await askWorker(popup, { type: 'start', caseId });
    if (at(answer, '/ok') === true) return;
    if (Date.now() > untilMs) throw new Error(`${caseId} did not begin: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** The tab that the extension opens for the console, at this address. */
export async function consoleTab(browser: HandBrowser, address: string): Promise<Page> {
  const untilMs = Date.now() + STATE_TIMEOUT_MS;
  for (;;) {
    const found = browser
      .context()
      .pages()
      .find((page) => page.url().startsWith(address));
    if (found !== undefined) return found;
    if (Date.now() > untilMs) throw new Error('the console was not opened');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export async function signInAt(browser: HandBrowser): Promise<void> {
  const page = await browser.context().newPage();
  await page.goto(browser.address('onboarding.html'));
  await allowAndSignIn(browser, page, ACCOUNT, FAST);
}

/** The seed's case once more under another number: its approvals speak of that one. */
export function copyOf(caseId: string): readonly PatchOperation[] {
  return [
    { op: 'copy', from: `/cases/${SEED}`, path: `/cases/${caseId}` },
    ...AUTHORITIES.map((one) => ({ op: 'replace', path: `/cases/${caseId}/approvals/${one}/case`, value: caseId })),
  ];
}

const DRAFT_CONTROL = '{"role":"button","name":{"en":"Save draft"},"isRequired":false,"options":[]}';
const WITH_NEXT = [DRAFT_CONTROL, `${DRAFT_CONTROL},${DRAFT_CONTROL.replace('Save draft', 'Next')}`] as const;

/** In the profile's text, where the commit is the only request that says how it is sent. */
const BY_SCRIPTS = [
  ['"by":"navigation"', '"by":null'],
  ['"hasServiceWorker":false', '"hasServiceWorker":true'],
] as const;
const APART = [
  WITH_NEXT,
  ['"url":"/grant","bodyKey":{"action":"next"}', '"url":"/grant/next","bodyKey":null'],
  ['"url":"/grant","bodyKey":{"action":"save-draft"}', '"url":"/grant/draft","bodyKey":null'],
] as const;
const SAYS: Readonly<Record<Sends, readonly (readonly [string, string])[]>> = {
  forms: [],
  scripts: BY_SCRIPTS,
  'new-tab': [['"by":"navigation"', '"by":"navigation","opens":"new-tab"']],
  'beside-steps': [WITH_NEXT],
  'apart-from-steps': APART,
  'apart-or-scripts': [...BY_SCRIPTS, ...APART],
};

function saying(profile: object, sends: Sends): object {
  return JSON.parse(SAYS[sends].reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(profile)));
}

/** A grant as IAM keeps it. */
function inIam({ reference, scope, ends, key }: GateGrant): object {
  return {
    id: reference,
    tenant: 'tnt_7Q2K94',
    subject: 'admin-77',
    objectId: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
    privileges: scope,
    startsAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    endsAt: ends,
    state: 'active',
    kind: 'break-glass',
    reference,
    idempotencyKey: key,
  };
}
