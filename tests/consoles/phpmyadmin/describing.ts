import type { Page } from '@playwright/test';
import { type BuilderHand, describeInChromium } from '../../hand/building.ts';
import { inChromium } from '../../hand/chromium.ts';
import type { Playable } from '../../setup/ready.ts';
import { type Entered, type RealConsole, type Seen, seenTo } from '../console.ts';
import { inFreshBrowser } from '../fresh-browser.ts';

const SHOWN_TIMEOUT_MS = 20_000;
/** A page of it has sent everything that it sends by itself. */
const QUIET_MS = 4_000;
/** What its page sends by itself is asked about one after the other. */
const ASKED_MAX = 10;
const COMMIT = 'POST /index.php?route=/table/replace';
const PRACTICE: Entered = { tenant: 'tnt_PRACT1', user: 'practice', scope: ['tenant.admin.read'], ends: '2030-01-02T03:04:00' };

/** Describes it with the builder up to the press that commits, which has to be known by its query, and may not arrive. */
export async function describeInsert(real: RealConsole, ready: Playable): Promise<readonly Seen[]> {
  const before = JSON.stringify(await real.rows());
  return inFreshBrowser(real.origin, ready, async (browser) => {
    const desk = inChromium(await browser.context().newPage());
    await real.hand.signIn(desk);
    await desk.close();
    const there = await describeInChromium(browser, real.startUrl);
    const named = await nameAll(there);
    const { asked, isRefused } = await pressSubmit(there, real);
    const after = JSON.stringify(await real.rows());
    return [
      seenTo(
        `the builder asks what its page sends by itself: ${named.length} times`,
        named.length > 0 && !named.includes(COMMIT),
        named.join(', '),
      ),
      seenTo('the builder knows the submit by its query, and that it can be guarded', asked === COMMIT && !isRefused, `${asked}`),
      seenTo('the practice press: nothing new is in the console’s database', after === before, after),
    ];
  });
}

async function pressSubmit({ builder, console: page }: BuilderHand<Page>, { hand }: RealConsole) {
  await page.bringToFront();
  await hand.fill(page, PRACTICE);
  await page.locator(hand.submit).click();
  await builder.bringToFront();
  const asked = await stoppedIn(builder, SHOWN_TIMEOUT_MS);
  await builder.getByRole('button', { name: 'The submit', exact: true }).click();
  await builder.getByText('That is the submit.').waitFor({ state: 'attached', timeout: SHOWN_TIMEOUT_MS });
  return { asked, isRefused: (await builder.getByRole('heading', { name: 'Not guardable here' }).count()) > 0 };
}

/** Says of each request that the page makes by itself that it changes nothing, and loads the page anew, until none is stopped. */
async function nameAll({ builder, console: page }: BuilderHand<Page>): Promise<readonly string[]> {
  const named: string[] = [];
  while (named.length < ASKED_MAX) {
    await builder.bringToFront();
    const asked = await stoppedIn(builder, QUIET_MS);
    if (asked === null) return named;
    named.push(asked);
    const region = builder.getByRole('region', { name: 'What was that?' });
    await region.getByRole('button', { name: 'Changes nothing', exact: true }).click();
    await region.waitFor({ state: 'hidden', timeout: SHOWN_TIMEOUT_MS });
    await page.reload();
  }
  throw new Error(`it still sends something: ${named.join(', ')}`);
}

/** The request that the builder asks about, as it calls it; null when it asks about none in time. */
async function stoppedIn(builder: Page, timeout: number): Promise<string | null> {
  const request = builder.getByRole('region', { name: 'What was that?' }).locator('.stopped .code');
  return request.waitFor({ timeout }).then(
    () => request.textContent(),
    () => null,
  );
}
