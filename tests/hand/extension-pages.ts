import type { HandBrowser } from './browser.ts';
import type { Context, Page } from './page.ts';
import type { Pace } from './screens.ts';

const STEP_TIMEOUT_MS = 15_000;
const ALLOW = 'Allow on this console';

/** First use: take the practice range, allow the console, sign in. Ends when the extension says who is signed in. */
export async function setUp(browser: HandBrowser, account: string, pace: Pace): Promise<void> {
  const page = await onboardingPage(browser);
  await press(page, 'Use the practice range', pace);
  await allowAndSignIn(browser, page, account, pace);
}

/** The rest of the first use, on the page of it, once it is known which console there is. Closes the page. */
export async function allowAndSignIn(browser: HandBrowser, page: Page, account: string, pace: Pace): Promise<void> {
  await press(page, ALLOW, pace);
  await signIn(browser.context(), () => press(page, 'Sign in', pace), account, pace);
  await page
    .getByRole('button', { name: 'Open Countersign' })
    .or(page.getByRole('link', { name: 'Open Countersign' }))
    .first()
    .waitFor({ timeout: STEP_TIMEOUT_MS });
  await page.close();
}

/** After the browser was started again an unpacked extension asks for the console once more. An installed one keeps what it was given. */
export async function allowAgain(browser: HandBrowser, pace: Pace): Promise<void> {
  const page = await onboardingPage(browser);
  await press(page, ALLOW, pace);
  await page.getByRole('button', { name: ALLOW, exact: true }).first().waitFor({ state: 'hidden', timeout: STEP_TIMEOUT_MS });
  await page.close();
}

/** Signs in through the window that the extension opens, as one of the range's accounts. */
export async function signIn(context: Context, ask: () => Promise<void>, account: string, pace: Pace): Promise<void> {
  const opened = context.waitForEvent('page', { timeout: STEP_TIMEOUT_MS });
  await ask();
  const window = await opened;
  const button = window.getByRole('button', { name: `Sign in as ${account}`, exact: true });
  await Promise.all([
    window.waitForEvent('close', { timeout: STEP_TIMEOUT_MS }),
    button.click({ delay: pace.pressMs, timeout: STEP_TIMEOUT_MS, noWaitAfter: true }),
  ]);
}

/** The extension opens its first page by itself when it is installed; a person who closed it opens it by its address. */
async function onboardingPage({ context, address: addressOf }: HandBrowser): Promise<Page> {
  const address = addressOf('onboarding.html');
  const page =
    context()
      .pages()
      .find((one) => one.url().startsWith(address)) ?? (await context().newPage());
  if (!page.url().startsWith(address)) await page.goto(address);
  await page.bringToFront();
  return page;
}

/** Presses a button of one of the extension's pages. */
export async function press(page: Page, name: string, pace: Pace): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click({ delay: pace.pressMs, timeout: STEP_TIMEOUT_MS });
}

/** Starts a case from the popup: the button stands in the card that names the case. */
export async function startCase(popup: Page, caseId: string, pace: Pace): Promise<void> {
  const card = popup.getByRole('group', { name: caseId }).or(popup.getByRole('article', { name: caseId }));
  await card.getByRole('button', { name: 'Start', exact: true }).first().click({ delay: pace.pressMs, timeout: STEP_TIMEOUT_MS });
}

/** How the popup lets a case be started: from its card, by its number, or not at all, because nothing can be read. */
export async function offerOf(popup: Page, caseId: string): Promise<'listed' | 'by-number' | 'none'> {
  const card = popup.getByRole('group', { name: caseId }).or(popup.getByRole('article', { name: caseId }));
  const byNumber = popup.getByRole('textbox', { name: CASE_NUMBER });
  const nothing = popup.getByRole('heading', { name: 'The case system' });
  await card.or(byNumber).or(nothing).first().waitFor({ timeout: STEP_TIMEOUT_MS });
  const start = card.getByRole('button', { name: 'Start', exact: true });
  if ((await start.count()) > 0 && (await start.first().isEnabled({ timeout: STEP_TIMEOUT_MS }))) return 'listed';
  return (await byNumber.count()) > 0 ? 'by-number' : 'none';
}

const CASE_NUMBER = 'Case number';

/** Asks for a case that is not listed, or is not offered, to be told why. */
export async function askForCase(popup: Page, caseId: string, pace: Pace): Promise<void> {
  const byNumber = popup.getByRole('textbox', { name: CASE_NUMBER });
  await byNumber.first().click({ delay: pace.pressMs, timeout: STEP_TIMEOUT_MS });
  await popup.keyboard.type(caseId, { delay: pace.keyMs });
  await press(popup, 'Read this case', pace);
}

const WARNINGS_MAX = 8;

/** Acknowledges every warning that the popup shows, with a reason in words. Returns how many there were. */
export async function acknowledgeWarnings(popup: Page, pace: Pace): Promise<number> {
  const boxes = popup.getByRole('textbox', { name: 'Reason' });
  let count = 0;
  for (let left = await boxes.count(); left > 0 && count < WARNINGS_MAX; left = await boxes.count()) {
    await boxes.first().click({ delay: pace.pressMs, timeout: STEP_TIMEOUT_MS });
    await popup.keyboard.type('Seen and understood for this restoration.', { delay: pace.keyMs });
    await press(popup, 'Acknowledge', pace);
    await boxes.nth(left - 1).waitFor({ state: 'hidden', timeout: STEP_TIMEOUT_MS });
    count += 1;
  }
  return count;
}
