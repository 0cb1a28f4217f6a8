import { type Browser, chromium, type Page } from '@playwright/test';
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
const ACT_MS = 5_000;
const FIELD = 'field';

export async function openBench(executablePath: string): Promise<Bench> {
  const [script, browser] = await Promise.all([roomScript(), chromium.launch({ executablePath, args: ['--no-sandbox'] })]);
  return {
    judge: async (kit, sample) => {
      const page = await openPage(browser, kit, script);
      try {
        return await judge(page, sample);
      } finally {
        await page.context().close();
      }
    },
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser, kit: KitPage, script: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1100, height: 900 } })).newPage();
  page.setDefaultTimeout(ACT_MS);
  await page.addInitScript(`if (window === window.top) { ${script} }`);
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = kit.files.get(pathname);
    await route.fulfill(
      file === undefined ? { status: 404, body: '' } : { status: 200, contentType: file.contentType, body: Buffer.from(file.bytes) },
    );
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => document.querySelector('#fields > *') !== null, undefined, { timeout: READY_MS });
  return page;
}

async function judge(page: Page, sample: Sample): Promise<Cell> {
  await brief(page, profileFor(sample));
  const reads = await entered(page, sample.first);
  const before = await page.evaluate(() => window.room.sent.length);
  const second = await entered(page, sample.second);
  const notices = second ?? (await noticed(page, sample, before));
  const catches = second === null ? await torn(page, sample) : second;
  return { reads: reads ?? second, notices, catches };
}

async function entered(page: Page, { act, holds }: Sample['first']): Promise<string | null> {
  try {
    await act(page);
  } catch (error) {
    return `the hand could not enter it: ${firstLine(error)}`;
  }
  return until(async () => differing(await look(page), holds));
}

/** Told unasked, as a change by hand. */
async function noticed(page: Page, { second }: Sample, from: number): Promise<string | null> {
  const told = () =>
    page.evaluate((at) => window.room.sent.slice(at).flatMap((one) => (one.type === 'report' ? one.report.readings : [])), from);
  const wrong = await until(async () => {
    const readings = await told();
    return readings.some((one) => differing(one, second.holds) === null) ? null : 'no report had it';
  }, NOTICE_MS);
  if (wrong !== null) return wrong;
  const last = (await told()).at(-1);
  return last?.changedBy === 'hand' ? null : `it counted as changed by ${last?.changedBy ?? 'nobody'}`;
}

async function torn(page: Page, { tear }: Sample): Promise<string | null> {
  try {
    await tear(page);
  } catch (error) {
    return `it could not be torn: ${firstLine(error)}`;
  }
  return until(async () => {
    const seen = await look(page);
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

async function look(page: Page): Promise<Reading | undefined> {
  return page.evaluate(() => {
    window.room.deliver({ type: 'read-now', request: 'look' });
    const seen = window.room.sent.filter((one) => one.type === 'seen').at(-1);
    return seen?.type === 'seen' ? seen.report.readings[0] : undefined;
  });
}

async function brief(page: Page, profile: Profile): Promise<void> {
  await page.evaluate((one) => window.room.deliver({ type: 'brief', brief: one }), {
    profile,
    execution: EXECUTION,
    elsewhere: null,
    approved: { [FIELD]: '' },
    zone: null,
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
