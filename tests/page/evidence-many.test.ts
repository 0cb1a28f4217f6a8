import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '../gallery/open.ts';

const START_MS = 90_000;
let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
}, START_MS);
afterAll(() => gallery.close());

const list = (page: Page) => page.getByRole('navigation', { name: 'Executions' });
const rows = (page: Page) => list(page).getByRole('listitem');

describe('ten thousand executions', () => {
  it('are drawn portion by portion, as somebody scrolls down', async () => {
    const page = await gallery.show('evidence-many', { viewport: { width: 1280, height: 800 } });
    const first = await rows(page).count();
    expect(first).toBeGreaterThan(20);
    expect(first).toBeLessThan(300);
    await rows(page).last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(first);
    expect(await rows(page).count()).toBeLessThan(600);
    await page.close();
  });

  it('are found by any word, the oldest one too, and counted', async () => {
    const page = await gallery.show('evidence-many', { viewport: { width: 1280, height: 800 } });
    await page.getByRole('searchbox').fill('BG-9999');
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(await list(page).getByRole('status').textContent()).toBe('1 of 10000 shown');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: /^Abandoned/ }).click();
    await expect.poll(() => list(page).getByRole('status').textContent()).toBe('1429 of 10000 shown');
    await page.close();
  });
});
