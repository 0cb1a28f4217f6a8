import type { BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '../gallery/open.ts';
import { brokenReferences, controlsShown, cutOffSideways, textsShown } from './surfaces.ts';

/** WCAG 2.2: 1.4.3 for text, 2.5.8 for targets, 1.4.10 for a window of 320. */
const CONTRAST_MIN = 4.5;
const TEXT_PX_MIN = 12;
const TARGET_PX_MIN = 24;
const START_MS = 90_000;
const TOUR_MS = 180_000;

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
}, START_MS);
afterAll(() => gallery.close());

/** Walks through every specimen in one window, and gathers what is wrong in each. */
async function tour(
  options: BrowserContextOptions,
  wrongIn: (page: Page, name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const names = await gallery.names();
  expect(names.length).toBeGreaterThan(40);
  const page = await gallery.show(names[0] ?? '', options);
  const wrong: string[] = [];
  for (const name of names) {
    await page.goto(`http://gallery.localhost/?show=${name}`);
    wrong.push(...(await wrongIn(page, name)).map((one) => `${name}: ${one}`));
  }
  await page.close();
  return wrong;
}

async function weakTexts(page: Page, name: string): Promise<readonly string[]> {
  const texts = await page.evaluate(textsShown);
  // The report is a document of its own, in a frame.
  if (texts.length === 0) return name === 'report' ? [] : ['no text at all'];
  return texts
    .filter(({ sizePx, contrast }) => sizePx < TEXT_PX_MIN || contrast < CONTRAST_MIN)
    .map(({ text, sizePx, contrast }) => `"${text}" ${sizePx} px, ${contrast.toFixed(2)}:1`);
}

async function weakControls(page: Page): Promise<readonly string[]> {
  const controls = await page.evaluate(controlsShown);
  const small = controls.filter(({ width, height }) => width < TARGET_PX_MIN || height < TARGET_PX_MIN);
  const nameless = controls.filter(({ name }) => name === '');
  return [
    ...small.map(({ what, width, height }) => `small: ${what} ${width} x ${height}`),
    ...nameless.map(({ what }) => `no name: ${what}`),
    ...(await page.evaluate(brokenReferences)),
  ];
}

describe('every surface in every state', () => {
  it(
    'is readable in light, with controls that are named, large enough, and referred to rightly',
    async () => {
      const wrong = await tour({ colorScheme: 'light' }, async (page, name) => [
        ...(await weakTexts(page, name)),
        ...(await weakControls(page)),
      ]);
      expect(wrong).toEqual([]);
    },
    TOUR_MS,
  );

  it(
    'is readable in dark: no text under 12 px, none under 4.5:1',
    async () => {
      expect(await tour({ colorScheme: 'dark' }, weakTexts)).toEqual([]);
    },
    TOUR_MS,
  );

  it(
    'needs no sideways scrolling in a window of 320, cuts nothing off, and says nothing to the console there',
    async () => {
      const said: string[] = [];
      const wrong = await tour({ viewport: { width: 320, height: 640 } }, async (page, name) => {
        page.once('pageerror', (error) => said.push(`${name}: ${error.message}`));
        page.once('console', (message) => said.push(`${name}: ${message.text()}`));
        // The sheet is paper of a fixed width, and the boards are for the gallery alone.
        if (/^(sheet|sheet-layout|gates|signs)$/.test(name)) return [];
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        return [...(width > 320 ? [`${width} px wide`] : []), ...(await page.evaluate(cutOffSideways))];
      });
      expect({ wrong, said }).toEqual({ wrong: [], said: [] });
    },
    TOUR_MS,
  );

  it('moves nothing for somebody who asked for less motion', async () => {
    const page = await gallery.show('overlay-held', { reducedMotion: 'reduce' });
    const moving = await page
      .locator('countersign-panel .button, countersign-panel summary .icon')
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).transitionDuration).filter((duration) => duration !== '0s' && duration !== '0ms'),
      );
    expect(moving).toEqual([]);
    await page.close();
  });
});
