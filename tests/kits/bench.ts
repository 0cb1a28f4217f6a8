import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { canonicalReadings } from '../../lib/core/compare/canonical-readings.ts';
import type { Effective, Reading } from '../../lib/core/compare/reading.ts';
import type { FieldSpec, Profile } from '../../lib/core/profile/profile.ts';
import { EXECUTION, readProfile } from '../page/practice.ts';
import { roomScript } from '../page/room-bundle.ts';
import type { KitPage } from './pages.ts';
import type { Sample } from './sample.ts';

/** One control of one kit, judged three times. Null = it held; else what was seen instead. */
export type Cell = Readonly<{ reads: string | null; notices: string | null; catches: string | null }>;

export type Bench = Readonly<{ judge: (kit: KitPage, sample: Sample) => Promise<Cell>; close: () => Promise<void> }>;

const ORIGIN = 'http://console.range.localhost:4701';
/** A change that nobody asked about must be told within this time: a hand is quick. */
const NOTICE_MS = 1_500;
/** Kits draw what was picked a little later. */
const DRAWN_MS = 3_000;
const READY_MS = 15_000;
/** A person sees first what became of the last press. A list that is opened again while its kit still closes it stays out of sight. */
const SEEN_MS = 400;
const ACT_MS = 5_000;
const FIELD = 'field';

export async function openBench(executablePath: string): Promise<Bench> {
  const [script, browser] = await Promise.all([roomScript(), chromium.launch({ executablePath, args: ['--no-sandbox'] })]);
  return {
    judge: async (kit, sample) => {
      const table = await openTable(browser, kit, script);
      try {
        return await judge(table, sample);
      } finally {
        await table.page.context().close();
      }
    },
    close: () => browser.close(),
  };
}

/** A kit's page with the real page room in it. */
type Table = Readonly<{ page: Page; ask: Ask }>;
/** Calls a function in the world that the page room runs in. */
type Ask = <A, R>(run: (argument: A) => R, argument: A) => Promise<R>;

/** Extensions have a world of their own: what a kit's page replaces in its own, such as whole DOM interfaces, is not replaced there. */
const WORLD = 'countersign';

async function openTable(browser: Browser, kit: KitPage, script: string): Promise<Table> {
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  page.setDefaultTimeout(ACT_MS);
  const ask = await openRoom(await page.context().newCDPSession(page), script);
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = kit.files.get(pathname);
    await route.fulfill(
      file === undefined ? { status: 404, body: '' } : { status: 200, contentType: file.contentType, body: Buffer.from(file.bytes) },
    );
  });
  await page.goto(`${ORIGIN}/`, { timeout: READY_MS });
  await page.waitForFunction(() => document.querySelector('#fields > *') !== null, undefined, { timeout: READY_MS });
  return { page, ask };
}

async function openRoom(session: CDPSession, script: string): Promise<Ask> {
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  let world: number | null = null;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === WORLD && context.auxData?.frameId === frameTree.frame.id) world = context.id;
  });
  await session.send('Runtime.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `if (window === window.top) { ${script} }`,
    worldName: WORLD,
  });
  return async (run, argument) => {
    if (world === null) throw new Error('the page room did not start');
    const expression = `(${run})(${JSON.stringify(argument)})`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: world, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}

async function judge(table: Table, sample: Sample): Promise<Cell> {
  await brief(table, profileFor(sample));
  const reads = await entered(table, sample.first);
  const before = await table.ask(() => window.room.sent.length, null);
  const second = await entered(table, sample.second);
  const notices = second ?? (await noticed(table, sample, before));
  const catches = second === null ? await torn(table, sample) : second;
  return { reads: reads ?? second, notices, catches };
}

async function entered(table: Table, { act, holds }: Sample['first']): Promise<string | null> {
  await table.page.waitForTimeout(SEEN_MS);
  try {
    await act(table.page);
  } catch (error) {
    return `the hand could not enter it: ${firstLine(error)}`;
  }
  return until(async () => differing(await look(table.ask), holds));
}

/** Told unasked, as a change by hand. */
async function noticed({ ask }: Table, { second }: Sample, from: number): Promise<string | null> {
  const told = () => ask((at) => window.room.sent.slice(at).flatMap((one) => (one.type === 'report' ? one.report.readings : [])), from);
  const wrong = await until(async () => {
    const readings = await told();
    return readings.some((one) => differing(one, second.holds) === null) ? null : 'no report had it';
  }, NOTICE_MS);
  if (wrong !== null) return wrong;
  const last = (await told()).at(-1);
  return last?.changedBy === 'hand' ? null : `it counted as changed by ${last?.changedBy ?? 'nobody'}`;
}

async function torn({ page, ask }: Table, { tear }: Sample): Promise<string | null> {
  try {
    await tear(page);
  } catch (error) {
    return `it could not be torn: ${firstLine(error)}`;
  }
  return until(async () => {
    const seen = await look(ask);
    if (seen === undefined) return 'there was no reading';
    if (seen.look.isReadable) return `it was read as ${JSON.stringify(seen.look.value)}`;
    return seen.look.reason.code === 'reading-contradicts-itself' ? null : saidOf(seen);
  }, NOTICE_MS);
}

/** Asks again until nothing is wrong any more, or the time is over; what was wrong last is the answer. */
async function until(ask: () => Promise<string | null>, forMs = DRAWN_MS): Promise<string | null> {
  const endMs = performance.now() + forMs;
  for (;;) {
    const wrong = await ask();
    if (wrong === null || performance.now() > endMs) return wrong;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function differing(seen: Reading | undefined, holds: Effective): string | null {
  if (seen === undefined) return 'there was no reading';
  if (!seen.look.isReadable) return saidOf(seen);
  const wanted: Reading = { ...seen, look: { isReadable: true, value: holds } };
  return canonicalReadings([seen]) === canonicalReadings([wanted]) ? null : `it was read as ${JSON.stringify(seen.look.value)}`;
}

function saidOf({ look: seen }: Reading): string {
  return seen.isReadable ? '' : `${seen.reason.code}${seen.reason.details?.detail === undefined ? '' : `, ${seen.reason.details.detail}`}`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

async function look(ask: Ask): Promise<Reading | undefined> {
  return ask(() => {
    window.room.deliver({ type: 'read-now', request: 'look' });
    const seen = window.room.sent.filter((one) => one.type === 'seen').at(-1);
    return seen?.type === 'seen' ? seen.report.readings[0] : undefined;
  }, null);
}

async function brief({ ask }: Table, profile: Profile): Promise<void> {
  await ask((one) => window.room.deliver({ type: 'brief', brief: one }), {
    profile,
    execution: EXECUTION,
    elsewhere: null,
    approved: { [FIELD]: '' },
    zones: [],
    isPlaced: false,
    mayStep: true,
    armed: null,
  });
}

/** The range's profile with one screen that holds one field, and one form that sends it. */
function profileFor({ field, sentAs }: Sample): Profile {
  const base = readProfile('range-server');
  const spec: FieldSpec = {
    id: FIELD,
    label: 'The field',
    approved: { packet: 'tenant.id' },
    compare: 'identifier',
    isRequired: true,
    options: [],
    zone: null,
    evidence: { isShown: false, pattern: '', hides: 'value' },
    ...field,
  };
  const commits = base.requests.filter((one) => one.class === 'commit');
  const requests = commits.map((one) => ({ ...one, body: { encoding: 'urlencoded', fields: { [FIELD]: sentAs }, others: [] } as const }));
  const screen = {
    id: 'bench',
    title: 'Bench',
    recognise: { heading: { en: 'Bench' } },
    fields: [spec],
    controls: [],
    region: { role: 'main' },
    isCheckpoint: false,
  };
  return { ...base, requests, screens: [screen] };
}
