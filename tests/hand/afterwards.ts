import type { Desk } from './operator.ts';
import type { Page } from './page.ts';

/** What a person does once the console has answered. */

const BUNDLE_TIMEOUT_MS = 12_000;
const REVOKED_TIMEOUT_MS = 60_000;
const FIND_TIMEOUT_MS = 20_000;

/** Waits until the evidence is there, and reads what is still said beside it: such a warning is acknowledged, too. */
export async function stayToTheEnd({ watch }: Desk, acknowledge: () => Promise<boolean>): Promise<void> {
  if (watch.now().state !== 'confirmed') return;
  await seen(watch.page(), 'Export bundle');
  if (watch.now().reasons.length > 0) await acknowledge();
}

/** Ends the grant in the console's list of grants, and waits for what IAM makes of it. */
export async function revoke(desk: Desk, page: Page): Promise<boolean> {
  if (!(await seen(desk.watch.page(), 'Export bundle'))) desk.trouble('the evidence was not finished before the grant was revoked');
  await page.bringToFront();
  await page.getByRole('link', { name: 'Emergency grants', exact: true }).first().click({ timeout: FIND_TIMEOUT_MS, noWaitAfter: true });
  const button = page.getByRole('button', { name: 'Revoke', exact: true }).first();
  await button.click({ delay: desk.pace.pressMs, timeout: FIND_TIMEOUT_MS, noWaitAfter: true });
  desk.say('revoked the grant in the console');
  const windows = desk.watch.page().locator('[aria-label="Open windows"]').first();
  const isOver = windows.waitFor({ state: 'hidden', timeout: REVOKED_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
  await Promise.race([desk.watch.until(({ isEscalated }) => isEscalated, REVOKED_TIMEOUT_MS), isOver]);
  return true;
}

function seen(popup: Page, name: string): Promise<boolean> {
  return popup
    .getByRole('button', { name, exact: true })
    .first()
    .waitFor({ timeout: BUNDLE_TIMEOUT_MS })
    .then(
      () => true,
      () => false,
    );
}
