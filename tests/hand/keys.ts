import type { Page } from './page.ts';

const STEPS_MAX = 150;

/** Goes on with Tab, or back, until what has the focus is called that. */
export async function goByKeys(page: Page, name: string, way: 'on' | 'back' = 'on'): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
    if ((await page.evaluate(focused)) === name) return;
  }
  throw new Error(`no key leads to ${name}`);
}

/** Presses what is called that with Enter. */
export async function pressByKeys(page: Page, name: string, way: 'on' | 'back' = 'on'): Promise<void> {
  await goByKeys(page, name, way);
  await page.keyboard.press('Enter');
}

/** Types into what is called that, or the first letters of one of its choices, and leaves it. */
export async function writeByKeys(page: Page, name: string, text: string): Promise<void> {
  await goByKeys(page, name);
  await page.keyboard.type(text, { delay: 5 });
  await page.keyboard.press('Tab');
}

function focused(): string {
  const at = document.activeElement;
  const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? [...(at.labels ?? [])] : [];
  const words = at?.getAttribute('aria-label') ?? labels[0]?.textContent ?? at?.textContent ?? '';
  return words.replace(/\s+/g, ' ').trim();
}
