import type { Page } from '@playwright/test';
import { type BuilderHand, describeInChromium } from '../../hand/building.ts';
import { inChromium } from '../../hand/chromium.ts';
import type { Playable } from '../../setup/ready.ts';
import { type Seen, seenTo } from '../console.ts';
import { inFreshBrowser } from '../fresh-browser.ts';

const SHOWN_TIMEOUT_MS = 20_000;
/** The page of the accounts stands in a frame of Cockpit's own. */
const ACCOUNTS = '/users';

/** Looks at how Cockpit works unguarded, then describes it with the builder, which has to say that it cannot be guarded, and why. */
export async function refuseConsole(origin: string, ready: Playable): Promise<readonly Seen[]> {
  return inFreshBrowser(origin, ready, async (browser) => {
    const desk = inChromium(await browser.context().newPage());
    const worked = await workUnguarded(desk, origin);
    // Left open: its session ends with its last socket.
    return [worked, ...(await describeIt(await describeInChromium(browser, `${origin}${ACCOUNTS}`), origin))];
  });
}

/** A person comes to the form for a new account, and all that goes to the server on the way is one socket. */
async function workUnguarded(page: Page, origin: string): Promise<Seen> {
  const seen: string[] = [];
  page.on('websocket', (socket) => void seen.push(`socket ${new URL(socket.url()).pathname}`));
  page.on('request', (request) => {
    if (request.method() !== 'GET') seen.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(`${origin}${ACCOUNTS}`);
  const accounts = page.frameLocator('iframe[name$="users"]');
  await accounts.getByRole('button', { name: 'Create new account' }).click({ timeout: SHOWN_TIMEOUT_MS });
  await accounts.getByRole('dialog').waitFor({ timeout: SHOWN_TIMEOUT_MS });
  return seenTo(
    'its form for a new account opens, and all of it came over one WebSocket',
    seen.join() === 'socket /cockpit/socket',
    seen.join(),
  );
}

async function describeIt({ builder: options, console: page }: BuilderHand<Page>, origin: string): Promise<readonly Seen[]> {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void frames.push(String(payload))));
  const asked = options.getByRole('region', { name: 'What was that?' });
  const isAsked = await shows(asked.getByText('The page opens a WebSocket by itself'));
  const isNamed = await shows(asked.getByText(`ws://${new URL(origin).host}/cockpit/socket`));
  const hasFailed = await shows(page.getByText('Connection failed'));
  await options.bringToFront();
  await asked.getByRole('button', { name: 'The console works over it' }).click({ timeout: SHOWN_TIMEOUT_MS });
  const isRefused = await shows(options.getByRole('heading', { name: 'Not guardable here' }));
  const isReasoned = await shows(options.getByText('It works over a WebSocket: its page, by itself, was about to open one to'));
  const isHelped = await shows(options.getByText('What to do instead'));
  const carried = await Promise.all(['Export the profile', 'Keep it in this browser'].map((name) => canPress(options, name)));
  await page.bringToFront();
  await page.reload();
  await page.getByText('Connection failed').waitFor({ timeout: SHOWN_TIMEOUT_MS });
  await options.bringToFront();
  const isAskedAgain = await asked.isVisible();
  return [
    seenTo('the builder tells of the WebSocket at once, by its address', isAsked && isNamed, `asked ${isAsked}, named ${isNamed}`),
    seenTo('nothing comes over it while the console is described', hasFailed && frames.length === 0, `${frames.length} frames came`),
    seenTo('“Not guardable here” stands in the builder', isRefused, 'it does not'),
    seenTo('with what was seen, and what to do instead', isReasoned && isHelped, `seen ${isReasoned}, instead ${isHelped}`),
    seenTo('no profile of it can be exported or kept', !carried.includes(true), JSON.stringify(carried)),
    seenTo(
      'opened anew it stays closed, and is not asked about again',
      frames.length === 0 && !isAskedAgain,
      `${frames.length} frames came`,
    ),
  ];
}

async function shows(what: ReturnType<Page['getByText']>): Promise<boolean> {
  return what
    .first()
    .waitFor({ timeout: SHOWN_TIMEOUT_MS })
    .then(
      () => true,
      () => false,
    );
}

async function canPress(page: Page, name: string): Promise<boolean> {
  return (await page.getByRole('button', { name }).getAttribute('aria-disabled')) !== 'true';
}
