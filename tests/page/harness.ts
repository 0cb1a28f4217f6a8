import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { expect } from 'vitest';
import { canonicalReadings } from '../../lib/core/compare/canonical-readings.ts';
import type { PageReport, Press } from '../../lib/core/compare/page-report.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import type { FromPage, PageBrief, ToPage } from '../../lib/wire/page-link.ts';
import { findBrowser } from '../setup/browser.ts';
import { approvedFor, EXECUTION, readProfile } from './practice.ts';
import { roomScript } from './room-bundle.ts';

export const ORIGIN = 'http://console.range.localhost:4701';

/** One browser for a file of tests, with the room's script built once. */
export type Stage = Readonly<{
  open: (options: OpenOptions) => Promise<Room>;
  /** A page that somebody serves, with the room on every document of it; each document is briefed by the test. */
  visit: (url: string, options: Readonly<{ profile: Profile; canOpenClosedRoots?: boolean }>) => Promise<Room>;
  /** Closes the pages of one test. */
  clear: () => Promise<void>;
  close: () => Promise<void>;
}>;

export type OpenOptions = Readonly<{
  html: string;
  path?: string;
  profile?: Profile;
  canOpenClosedRoots?: boolean;
  /** The brief that the room is given at once; null = none. */
  brief?: Partial<PageBrief> | null;
  /** Headers that the console sends beside its type. */
  headers?: Readonly<Record<string, string>>;
  /** Other pages of the console, by path. */
  pages?: Readonly<Record<string, string>>;
}>;

/** One console page with the page room on it. */
export type Room = Readonly<{
  page: Page;
  /** Bodies that reached the console, in order. */
  posts: readonly string[];
  deliver: (message: ToPage) => Promise<void>;
  brief: (change?: Partial<PageBrief>) => Promise<void>;
  /** A look made now. */
  look: () => Promise<PageReport>;
  sent: <T extends FromPage['type']>(type: T) => Promise<readonly Extract<FromPage, { type: T }>[]>;
  presses: () => Promise<readonly Press[]>;
  /** Green for what the page holds now, painted long enough ago. */
  arm: (change?: Readonly<{ release?: string; canonical?: string; untilMs?: number; agoMs?: number }>) => Promise<void>;
  /** The worker opens the network for one press. */
  openWindow: (control: 'step' | 'back' | 'draft' | 'abandon' | 'revoke') => Promise<void>;
  passMs: (ms: number) => Promise<void>;
  /** From here on the document's clock goes by `passMs` alone: what lasts a moment is not over because the machine was busy. */
  standStill: () => Promise<void>;
  frame: () => Promise<void>;
}>;

/** Stops the clock of the document that is open. */
export async function stopClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = Date.now();
    Date.now = () => now;
  });
}

/** Expects something to come true soon: a busy machine takes its time. */
export function soon<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 15_000 });
}

export async function openStage(): Promise<Stage> {
  const found = await findBrowser();
  if (!found.isFound) throw new Error(found.advice);
  const [script, browser] = await Promise.all([
    roomScript(),
    chromium.launch({ executablePath: found.browser.path, args: ['--no-sandbox'] }),
  ]);
  const context = await browser.newContext();
  const slots: Slot[] = [];
  const visits: BrowserContext[] = [];
  return {
    open: async (options) => {
      const slot = slots.find((one) => !one.isTaken) ?? (await newSlot(context, script));
      if (!slots.includes(slot)) slots.push(slot);
      return openRoom(slot, options);
    },
    visit: async (url, { profile, canOpenClosedRoots = false }) => {
      const visitors = await browser.newContext();
      visits.push(visitors);
      const page = await visitors.newPage();
      await page.addInitScript(`window.canOpenClosedRoots = ${canOpenClosedRoots};`);
      await page.addInitScript(`if (window === window.top) { ${script} }`);
      await page.goto(url);
      return roomOn(page, { profile, posts: [] });
    },
    clear: async () => {
      for (const visit of visits.splice(0)) await visit.close();
      for (const slot of slots) {
        slot.isTaken = false;
        await slot.page.goto('about:blank');
      }
    },
    close: () => browser.close(),
  };
}

/** A tab that is used again by the next test: opening one takes far longer than loading a page. */
type Slot = { readonly page: Page; isTaken: boolean; options: OpenOptions; posts: string[] };

async function newSlot(context: BrowserContext, script: string): Promise<Slot> {
  const page = await context.newPage();
  const slot: Slot = { page, isTaken: false, options: { html: '' }, posts: [] };
  await page.route('**/*', async (route) => {
    const request = route.request();
    const { options } = slot;
    if (request.method() === 'POST') slot.posts.push(request.postData() ?? '');
    const { pathname } = new URL(request.url());
    const body = options.pages?.[pathname] ?? (request.method() === 'POST' ? '<!doctype html><h1>Sent</h1>' : options.html);
    await route.fulfill({ status: 200, headers: { ...options.headers, 'content-type': 'text/html; charset=utf-8' }, body });
  });
  await page.addInitScript(`window.canOpenClosedRoots = location.search === '${OPENING}';`);
  // The content script is in the top document alone, and so is the room here.
  await page.addInitScript(`if (window === window.top) { ${script} }`);
  return slot;
}

/** In the address of a page whose closed roots the room may open. */
const OPENING = '?opening';

async function openRoom(slot: Slot, options: OpenOptions): Promise<Room> {
  const profile = options.profile ?? readProfile('range-server');
  slot.isTaken = true;
  slot.options = options;
  slot.posts = [];
  await slot.page.goto(`${ORIGIN}${options.path ?? '/restore'}${options.canOpenClosedRoots === true ? OPENING : ''}`);
  const room = roomOn(slot.page, { profile, posts: slot.posts });
  if (options.brief !== null) await room.brief(options.brief);
  return room;
}

function roomOn(page: Page, { profile, posts }: Readonly<{ profile: Profile; posts: readonly string[] }>): Room {
  let last: PageBrief = {
    profile,
    execution: EXECUTION,
    elsewhere: null,
    approved: approvedFor(profile),
    zones: [],
    isPlaced: false,
    mayStep: true,
    armed: null,
  };
  const deliver = (message: ToPage) => page.evaluate((one) => window.room.deliver(one), message);
  const brief = (change: Partial<PageBrief> = {}) => {
    last = { ...last, ...change };
    return deliver({ type: 'brief', brief: last });
  };
  const sent: Room['sent'] = async (type) => {
    const all = await page.evaluate(() => window.room.sent);
    return all.filter((one): one is Extract<FromPage, { type: typeof type }> => one.type === type);
  };
  const look = async () => {
    await deliver({ type: 'read-now', request: 'look' });
    const seen = (await sent('seen')).at(-1);
    if (seen === undefined) throw new Error('the room did not look');
    return seen.report;
  };
  const passMs = (ms: number) => page.evaluate((more) => window.room.passMs(more), ms);
  const frame = () =>
    page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
  return {
    page,
    posts,
    deliver,
    brief,
    look,
    sent,
    presses: async () => (await sent('press')).map((one) => one.press),
    passMs,
    standStill: () => stopClock(page),
    frame,
    arm: async ({ release = 'release-1', canonical, untilMs, agoMs = 400 } = {}) => {
      const report = await look();
      const armed = {
        release,
        document: report.document,
        canonical: canonical ?? canonicalReadings(report.readings),
        untilMs: untilMs ?? Date.now() + 3_600_000,
      };
      await brief({ armed });
      await frame();
      await passMs(agoMs);
    },
    openWindow: (control) => deliver({ type: 'window', control, isOpen: true, untilMs: Date.now() + 3_600_000 }),
  };
}
