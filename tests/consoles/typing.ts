import type { Page } from '@playwright/test';
import { FAST } from '../hand/screens.ts';

/** Types in place of what a field held. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text, { delay: FAST.keyMs });
}
