import { inChromium } from '../hand/chromium.ts';
import type { Page } from '../hand/page.ts';
import type { Attack } from './attacks.ts';

/** An attack may need a moment, and the panel puts itself back within one. */
const SETTLED_MS = 250;

/** Lets a page do this against the panel; true where it got hold of something inside. `address`: the extension's own. */
export async function attack(page: Page, { act }: Attack, address: string): Promise<boolean> {
  const got = await inChromium(page).evaluate<unknown>(`{ const ADDRESS = ${JSON.stringify(address)}; ${act} }`);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  return got === true;
}
