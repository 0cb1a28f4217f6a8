import { expect } from 'vitest';
import type { ShortStage } from '../gate/short-stage.ts';
import type { Page } from '../hand/page.ts';

export const PARALLEL = 50;

/** The page's own script sends many commits at once, while the gate is armed. Afterwards each has arrived and is answered, or never will. */
export async function burst(page: Page, body: string): Promise<void> {
  await page.evaluate(
    async ([text, count]) => {
      const one = () => fetch('/grant', { method: 'POST', body: new URLSearchParams(text) });
      await Promise.allSettled(Array.from({ length: count }, one));
    },
    [body, PARALLEL] as const,
  );
}

/** After one release the burst's right body arrives once; after the next, of another body none does. */
export async function oneArrives({ begin, arm, next, gate, rightBody, watch }: ShortStage, outcomeMs: number): Promise<void> {
  const right = await rightBody();
  const page = await begin();
  await arm(page);
  await burst(page, right);
  expect(gate.commits().map(({ body }) => body)).toEqual([right]);
  expect(await watch.until(({ state }) => ['confirmed', 'unknown'].includes(state), outcomeMs)).not.toBeNull();
  await next();
  const again = await begin();
  await arm(again);
  await burst(again, right.replace('tenant.admin.restore', 'all-tenants'));
  expect(gate.commits()).toEqual([]);
}
