import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openGallery } from '../gallery/open.ts';
import { readyToPlay } from '../setup/ready.ts';
import { ROOT, say } from '../setup/root.ts';
import { inChromium } from './chromium.ts';
import type { Desk } from './operator.ts';
import type { OperatorStep } from './plan.ts';
import { FAST } from './screens.ts';
import { openStage, type Piece, type Stage } from './stage.ts';

/** Takes the pictures of the documents from the real extension on the practice range: `npm run pictures`. */
const FOLDER = join(ROOT, 'docs');
const SIZE = { width: 1280, height: 800 };
const SETTLE_MS = 900;

type Picture = Readonly<{
  name: string;
  given: Piece['given'];
  operator: readonly OperatorStep[];
  isDark: boolean;
  /** What is photographed when the play has ended: the console, or one of our own pages. */
  of: 'console' | 'popup' | 'evidence' | 'report' | 'takeover';
}>;

/** Who goes on, in a browser of their own. */
const SUCCESSOR = 'lead-02';

const fault = (name: string): Piece['given'] => [{ op: 'replace', path: '/console/faults', value: [name] }];
const arm: readonly OperatorStep[] = [{ press: 'submit' }, { wait: 'armed' }];
/** Leaves the screen as the console filled it. */
const takeAsIs: OperatorStep = { screen: 'scope', fill: { scope: ['all-tenants'] } };

const PICTURES: readonly Picture[] = [
  {
    name: 'held',
    given: [],
    operator: [{ screen: 'tenant', type: { 'administrator.objectId': '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e7I' } }, { wait: 'held' }],
    isDark: false,
    of: 'console',
  },
  { name: 'armed', given: [], operator: arm, isDark: false, of: 'console' },
  { name: 'halted', given: fault('scope-all-tenants-default'), operator: [takeAsIs], isDark: true, of: 'console' },
  { name: 'unknown', given: fault('confirm-timeout'), operator: [], isDark: false, of: 'popup' },
  { name: 'popup', given: [], operator: [], isDark: false, of: 'popup' },
  { name: 'evidence', given: [], operator: [], isDark: false, of: 'evidence' },
  {
    name: 'takeover',
    given: fault('scope-all-tenants-default'),
    operator: [takeAsIs, { as: SUCCESSOR, popup: 'take-over' }],
    isDark: false,
    of: 'takeover',
  },
  { name: 'report', given: [], operator: [], isDark: false, of: 'report' },
];

/** Pages of which a play shows only a moment: drawn from the gallery, with a console that does not exist. */
const DRAWN = [
  { name: 'builder', specimen: 'builder-field', viewport: { width: 1100, height: 900 } },
  { name: 'builder-stopped', specimen: 'builder-stopped', viewport: { width: 1100, height: 900 } },
  { name: 'builder-not-guardable', specimen: 'builder-unguardable', viewport: { width: 1100, height: 740 } },
  { name: 'sheet', specimen: 'sheet', viewport: { width: 1016, height: 712 } },
  { name: 'sheet-layout', specimen: 'sheet-layout', viewport: { width: 1016, height: 940 } },
] as const;

const wanted = process.argv.slice(2);
const isWanted = ({ name }: Readonly<{ name: string }>) => wanted.length === 0 || wanted.includes(name);
const ready = await readyToPlay();
if (!ready.isReady) {
  say(ready.says);
  process.exit(1);
}
await mkdir(FOLDER, { recursive: true });
const drawn = DRAWN.filter(isWanted);
if (drawn.length > 0) await draw(drawn);
const played = PICTURES.filter(isWanted);
const stage = played.length === 0 ? null : await openStage({ ...ready, isHeadless: true });
try {
  for (const picture of played) if (stage !== null) await take(stage, picture);
} finally {
  await stage?.close();
}

async function draw(pictures: typeof drawn): Promise<void> {
  const gallery = await openGallery();
  try {
    for (const { name, specimen, viewport } of pictures) {
      const page = await gallery.show(specimen, { colorScheme: 'light', viewport });
      await writeFile(join(FOLDER, `${name}.png`), await page.screenshot());
      say(`docs/${name}.png`);
    }
  } finally {
    await gallery.close();
  }
}

async function take(stage: Stage, picture: Picture): Promise<void> {
  await stage.play({
    skin: 'server',
    given: picture.given,
    plan: { operator: picture.operator, during: [] },
    pace: FAST,
    say: () => undefined,
    after: async (desk, _, deskOf) => {
      const page = picture.of === 'takeover' ? await takeoverPage(deskOf(SUCCESSOR)) : await subject(desk, picture.of);
      await page.emulateMedia({ colorScheme: picture.isDark ? 'dark' : 'light' });
      await page.waitForTimeout(SETTLE_MS);
      await writeFile(join(FOLDER, `${picture.name}.png`), await page.screenshot());
      say(`docs/${picture.name}.png`);
    },
  });
}

async function takeoverPage({ browser }: Desk): Promise<Page> {
  const page = browser
    .context()
    .pages()
    .map(inChromium)
    .find((one) => one.url().includes('takeover.html'));
  if (page === undefined) throw new Error('the takeover page is not open');
  await page.bringToFront();
  await page.setViewportSize({ width: 1400, height: 1000 });
  return page;
}

async function subject(desk: Desk, of: Exclude<Picture['of'], 'takeover'>): Promise<Page> {
  const pages = desk.browser.context().pages().map(inChromium);
  if (of === 'console') {
    const page = pages.find((one) => one.url().startsWith(desk.consoleOrigin));
    if (page === undefined) throw new Error('the console is not open');
    await page.bringToFront();
    await page.setViewportSize(SIZE);
    return page;
  }
  const popup = inChromium(desk.watch.page());
  await popup.bringToFront();
  if (of === 'popup') {
    await popup.setViewportSize({ width: 400, height: 600 });
    return popup;
  }
  const button = popup.getByRole('button', { name: of === 'report' ? 'Open report' : 'Export bundle' }).first();
  const opened = desk.browser.context().waitForEvent('page', {});
  await button.click();
  const page = inChromium(await opened);
  await page.setViewportSize({ width: 1400, height: 1000 });
  if (of === 'report') await page.frameLocator('iframe').getByRole('heading').first().waitFor();
  else await page.getByRole('heading', { name: 'Captures' }).waitFor();
  return page;
}
