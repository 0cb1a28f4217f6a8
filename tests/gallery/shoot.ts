import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { BrowserContextOptions } from '@playwright/test';
import { openGallery } from './open.ts';

type Way = Readonly<{ name: string; fits: (specimen: string) => boolean; options: BrowserContextOptions }>;

const isOverlay = (specimen: string) => specimen.startsWith('overlay');
const isPopup = (specimen: string) => specimen.startsWith('popup');
const isPage = (specimen: string) => !isOverlay(specimen) && !isPopup(specimen);
const POPUP_SIZE = { width: 400, height: 600 };

/** How each specimen is looked at. Zoom of 200 % is half the window at two device pixels for one. */
const WAYS: readonly Way[] = [
  { name: 'light', fits: (one) => !isPopup(one), options: { colorScheme: 'light' } },
  { name: 'dark', fits: (one) => !isPopup(one), options: { colorScheme: 'dark' } },
  { name: 'light', fits: isPopup, options: { colorScheme: 'light', viewport: POPUP_SIZE } },
  { name: 'dark', fits: isPopup, options: { colorScheme: 'dark', viewport: POPUP_SIZE } },
  { name: 'narrow', fits: isPage, options: { colorScheme: 'light', viewport: { width: 360, height: 740 } } },
  { name: 'narrow', fits: isOverlay, options: { colorScheme: 'light', viewport: { width: 360, height: 740 } } },
  { name: 'zoom', fits: () => true, options: { colorScheme: 'light', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  { name: 'forced', fits: () => true, options: { colorScheme: 'dark', forcedColors: 'active', viewport: { width: 1000, height: 760 } } },
];

/** `node tests/gallery/shoot.ts FOLDER [PART OF A NAME]`: one picture for each specimen and way. */
async function shoot(folder: string, only: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const gallery = await openGallery();
  try {
    for (const name of (await gallery.names()).filter((one) => one.includes(only))) {
      for (const way of WAYS.filter(({ fits }) => fits(name))) {
        const page = await gallery.show(name, way.options);
        await page.screenshot({ path: join(folder, `${name}.${way.name}.png`), fullPage: !isOverlay(name) && !isPopup(name) });
        await page.close();
      }
    }
  } finally {
    await gallery.close();
  }
}

await shoot(argv[2] ?? 'gallery-pictures', argv[3] ?? '');
