import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { MarkName } from '../../components/ui/mark-shapes.ts';
import { findBrowser } from '../setup/browser.ts';
import { BAR_PAINTS, iconSvg } from './icon-svg.ts';

const SIZES = [16, 32, 48, 128] as const;
const AIR_FROM_PX = 128;
const PNG_FOLDER = fileURLToPath(new URL('../../public/icon/', import.meta.url));
const SVG_FOLDER = fileURLToPath(new URL('./svg/', import.meta.url));

/** `node tests/icons/draw.ts`: draws the toolbar's icons anew, as SVG and as PNG, when the mark changed. */
async function draw(): Promise<void> {
  await mkdir(PNG_FOLDER, { recursive: true });
  await mkdir(SVG_FOLDER, { recursive: true });
  const found = await findBrowser();
  if (!found.isFound) throw new Error(found.advice);
  const browser = await chromium.launch({ executablePath: found.browser.path });
  try {
    const page = await browser.newPage();
    for (const name of Object.keys(BAR_PAINTS).filter(isMark)) {
      await writeFile(`${SVG_FOLDER}${name}.svg`, iconSvg(name, false));
      for (const size of SIZES) {
        await page.setViewportSize({ width: size, height: size });
        const svg = iconSvg(name, size >= AIR_FROM_PX).replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
        await page.setContent(`<body style="margin:0;background:none">${svg}`);
        await page.screenshot({ path: `${PNG_FOLDER}${name}-${size}.png`, omitBackground: true });
      }
    }
  } finally {
    await browser.close();
  }
}

function isMark(name: string): name is MarkName {
  return Object.hasOwn(BAR_PAINTS, name);
}

await draw();
