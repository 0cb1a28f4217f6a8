import type { Page } from '../hand/page.ts';

export const PARALLEL = 50;
const SETTLED_MS = 1_500;

/** The page's own script sends many commits at once, while the gate is armed. */
export async function burst(page: Page, body: string): Promise<void> {
  await page.evaluate(
    ([text, count]) => {
      for (let at = 0; at < count; at += 1)
        void fetch('/grant', { method: 'POST', body: new URLSearchParams(text) }).catch(() => undefined);
    },
    [body, PARALLEL] as const,
  );
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
}
