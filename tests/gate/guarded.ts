import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { RequestType } from '../../lib/wire/messages.ts';
import type { HandBrowser } from '../hand/browser.ts';
import { at } from '../hand/control.ts';
import { press } from '../hand/extension-pages.ts';
import type { Page } from '../hand/page.ts';
import { FAST } from '../hand/screens.ts';
import { ROOT } from '../setup/root.ts';
import { gateProfile } from './console/profile.ts';

/** Which of the gate's layers stand. `page`: the hold in the page alone; `network`: the rules alone. */
export type Layer = 'page' | 'network' | 'all';

const CLOSED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;
const STAYS_GONE_MS = 1_500;

/** The range's deployment with the gate console's profile in it. */
function gateDeployment(profile: object): object {
  const range: object = JSON.parse(readFileSync(join(ROOT, 'public', 'deployments', 'range.json'), 'utf8'));
  return { ...range, profiles: [profile] };
}

/** Every origin that the extension asks for at once: those of the range, which it ships with, and the console's. */
export function originsAround(origin: string): readonly string[] {
  const shipped = ['range-server', 'range-spa'].map((name) => readFileSync(join(ROOT, 'public', 'profiles', `${name}.json`), 'utf8'));
  const texts = [...shipped, readFileSync(join(ROOT, 'public', 'deployments', 'range.json'), 'utf8')];
  const found = texts.flatMap((text) => [...text.matchAll(/"(http:\/\/[a-z.-]+:\d+)/g)].map(([, one]) => one ?? ''));
  return [...new Set([...found, origin])];
}

/** Puts the extension in, gives it the console, and waits until the console is closed. Ends with the layers that were asked for. */
export async function guard(
  browser: HandBrowser,
  origin: string,
  { layer, enforcement, profile = gateProfile(origin) }: Readonly<{ layer: Layer; enforcement: Enforcement; profile?: object }>,
): Promise<void> {
  await browser.freshExtension();
  const page = await browser.context().newPage();
  await page.goto(browser.address('onboarding.html'));
  const answer = await askWorker(page, { type: 'set-deployment', deployment: gateDeployment(profile) });
  if (!isGood(answer)) throw new Error(`the deployment was not taken: ${JSON.stringify(answer)}`);
  await page.goto(browser.address('onboarding.html'));
  await press(page, 'Allow on this console', FAST);
  await untilClosed(page, origin);
  const isBlocking = await page.evaluate(hasBlocking);
  if (isBlocking !== (enforcement === 'one-shot'))
    throw new Error('the browser gives the blocking listener where it should not, or not where it should');
  if (layer === 'page') await untilGone(page, dropRules);
  if (layer === 'network') await untilGone(page, dropScripts);
  await page.close();
}

type Asked = Readonly<{ type: RequestType; [part: string]: unknown }>;

/** Asks the worker as the extension's own pages do. */
export function askWorker(page: Page, request: Asked): Promise<unknown> {
  return page.evaluate(async (asked) => {
    type Chrome = Readonly<{ runtime: Readonly<{ sendMessage: (message: object) => Promise<unknown> }> }>;
    const chrome: Chrome = Reflect.get(globalThis, 'chrome');
    return chrome.runtime.sendMessage({ target: 'worker', request: asked });
  }, request);
}

const NOTE = 'The round is over.';

/** What is at work is halted, as an operator would. Returns its case. */
export async function halt(popup: Page): Promise<unknown> {
  const state = await askWorker(popup, { type: 'state' });
  await askWorker(popup, { type: 'halt', execution: at(state, '/value/body/view/execution'), note: NOTE });
  return at(state, '/value/body/view/caseId');
}

/** What is still at work is halted and given up, as an operator would once the console is left. */
export async function giveUp(popup: Page): Promise<void> {
  const caseId = await halt(popup);
  await askWorker(popup, { type: 'decide', caseId, to: 'abandon', note: NOTE });
}

function isGood(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}

async function untilClosed(page: Page, origin: string): Promise<void> {
  const untilMs = Date.now() + CLOSED_WITHIN_MS;
  const { port, hostname } = new URL(origin);
  while (!(await page.evaluate(isClosed, [`:${port}/`, hostname] as const))) {
    if (Date.now() > untilMs) throw new Error('the console was not closed in time');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Runs in a page of the extension. */
async function hasBlocking(): Promise<boolean> {
  type Chrome = Readonly<{ permissions: Readonly<{ contains: (asked: object) => Promise<boolean> }> }>;
  const chrome: Chrome = Reflect.get(globalThis, 'chrome');
  return chrome.permissions.contains({ permissions: ['webRequestBlocking'] });
}

/** Everything is put in place once more after host access was given: a layer is gone when it stays gone. */
async function untilGone(page: Page, drop: () => Promise<number>): Promise<void> {
  for (let lookedMs = 0; lookedMs < STAYS_GONE_MS; lookedMs += LOOK_EVERY_MS) {
    if ((await page.evaluate(drop)) > 0) lookedMs = 0;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

type Rule = Readonly<{ id: number; condition: Readonly<{ regexFilter?: string }> }>;
type Chrome = Readonly<{
  declarativeNetRequest: Readonly<{
    getDynamicRules: () => Promise<readonly Rule[]>;
    updateDynamicRules: (change: Readonly<{ removeRuleIds: readonly number[] }>) => Promise<void>;
  }>;
  scripting: Readonly<{
    getRegisteredContentScripts: () => Promise<readonly Readonly<{ id: string; matches?: readonly string[] }>[]>;
    unregisterContentScripts: () => Promise<void>;
  }>;
}>;

/** Runs in a page of the extension. */
async function isClosed([port, host]: readonly [string, string]): Promise<boolean> {
  const chrome: Chrome = Reflect.get(globalThis, 'chrome');
  const rules = await chrome.declarativeNetRequest.getDynamicRules();
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  return (
    rules.some(({ condition }) => condition.regexFilter?.includes(port)) &&
    scripts.some(({ matches }) => matches?.some((one) => one.includes(host)))
  );
}

/** Runs in a page of the extension. */
async function dropRules(): Promise<number> {
  const chrome: Chrome = Reflect.get(globalThis, 'chrome');
  const rules = await chrome.declarativeNetRequest.getDynamicRules();
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: rules.map(({ id }) => id) });
  return rules.length;
}

/** Runs in a page of the extension. */
async function dropScripts(): Promise<number> {
  const chrome: Chrome = Reflect.get(globalThis, 'chrome');
  const scripts = await chrome.scripting.getRegisteredContentScripts();
  if (scripts.length > 0) await chrome.scripting.unregisterContentScripts();
  return scripts.length;
}
