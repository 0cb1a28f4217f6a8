import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelTrouble } from '../../lib/core/compare/page-report.ts';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Room, type Stage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const HTML = consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS });
const HOST = `document.querySelector('countersign-panel')`;
/** Longer than what may pass by itself. */
const LONG_MS = 2_000;
const LOOKS = 3;
/** Looks this far apart see what lies over it, and that it does not stay. */
const PASSING_MS = 600;

/** The console's page with the panel drawn on it. */
async function opened(html = HTML): Promise<Room> {
  const room = await stage.open({ html });
  await room.page.evaluate(() => {
    window.drawsPanel = true;
  });
  await looks(room);
  return room;
}

/** Some looks, so far apart that nothing of it is of a moment. */
async function looks(room: Room, everyMs = LONG_MS): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    await room.passMs(everyMs);
    await room.page.evaluate(() => document.body.dispatchEvent(new Event('change', { bubbles: true })));
    await room.frame();
  }
}

async function told(room: Room): Promise<readonly (PanelTrouble | null)[]> {
  return (await room.sent('panel')).map(({ trouble }) => trouble);
}

const css = (rule: string) => `document.head.insertAdjacentHTML('beforeend', '<style>${rule}</style>')`;
const cover = (style: string) =>
  `document.documentElement.insertAdjacentHTML('beforeend', '<div id="cover" style="position: fixed; background: white; z-index: 2147483647; ${style}"></div>')`;

describe('the panel on the page', () => {
  it.each<readonly [string, string, PanelTrouble]>([
    [
      'is taken out again and again',
      `new MutationObserver(() => ${HOST}?.remove()).observe(document.documentElement, { childList: true }); ${HOST}.remove()`,
      'out',
    ],
    ['is faded with everything', css('html { opacity: 0.01 }'), 'not-drawn'],
    ['is not displayed', `${HOST}.style.setProperty('display', 'none', 'important')`, 'not-drawn'],
    [
      'is put where nothing is drawn',
      `document.body.insertAdjacentHTML('beforeend', '<div id="x" style="content-visibility: hidden"></div>'); document.querySelector('#x').append(${HOST})`,
      'not-drawn',
    ],
    ['is moved away with everything', css('html { transform: translateX(200vw) }'), 'not-drawn'],
    ['is shrunk with everything', css('html { zoom: 0.05 }'), 'not-drawn'],
    ['is made inert', `${HOST}.inert = true`, 'dead'],
    ['is made inert with everything', 'document.documentElement.inert = true', 'dead'],
    ['is covered', cover('inset: 0'), 'covered'],
    [
      'is covered from the top layer',
      `${cover('inset: 0; width: 100%; height: 100%')}; document.querySelector('#cover').popover = 'manual'; document.querySelector('#cover').showPopover()`,
      'covered',
    ],
  ])('is told of when it %s', async (_, act, trouble) => {
    const room = await opened();
    expect(await told(room)).toEqual([]);
    await room.page.evaluate(`{ ${act} }`);
    await looks(room);
    expect(await told(room)).toEqual([trouble]);
  });

  it('is told of once more when it can be seen again, and after the worker was out of reach', async () => {
    const room = await opened();
    await room.page.evaluate(cover('inset: 0'));
    await looks(room);
    await room.page.evaluate(() => window.room.lose(false));
    await room.brief();
    await looks(room);
    await room.page.evaluate(() => document.querySelector('#cover')?.remove());
    await looks(room);
    expect(await told(room)).toEqual(['covered', 'covered', null]);
  });

  it('is put back at once out of a frame that it was moved into, and there is nothing to tell', async () => {
    const room = await opened();
    await room.page.evaluate(`document.body.appendChild(document.createElement('iframe')).contentDocument.body.append(${HOST})`);
    await looks(room);
    expect(await room.page.evaluate(`${HOST}?.parentNode === document.documentElement`)).toBe(true);
    expect(await told(room)).toEqual([]);
  });

  it.each<readonly [string, string]>([
    ['is taken out once, and is back', `${HOST}.remove()`],
    [
      'is styled by the page’s sheet',
      css('countersign-panel { display: none !important; opacity: 0 !important; visibility: hidden !important }'),
    ],
    ['stands beside a page that is scrolled', `document.body.style.height = '5000px'; scrollTo(0, 3000)`],
    ['stands over a page at twice its size', css('html { zoom: 2 }')],
    ['has a message of the page over a part of it', cover('right: 0; top: 0; width: 300px; height: 90px')],
    ['has the page’s own veil under it', cover('inset: 0; z-index: 9999')],
    [
      'has a dialog of the console over it',
      `document.body.insertAdjacentHTML('beforeend', '<dialog style="width: 100vw; height: 100vh; max-width: none; max-height: none">Sure?</dialog>'); document.querySelector('dialog').showModal()`,
    ],
    [
      'has a dialog over it that stands in a part of the page',
      `const part = document.body.appendChild(document.createElement('x-part')); part.attachShadow({ mode: 'open' }).innerHTML = '<dialog>Sure?</dialog>'; part.shadowRoot.querySelector('dialog').showModal()`,
    ],
  ])('is not told of when it %s', async (_, act) => {
    const room = await opened();
    await room.page.evaluate(`{ ${act} }`);
    await looks(room);
    expect(await told(room)).toEqual([]);
  });

  it('is not told of in a narrow window, nor in one that is too low for anything', async () => {
    const room = await opened();
    const size = room.page.viewportSize();
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 360, height: 80 },
    ]) {
      await room.page.setViewportSize(viewport);
      await looks(room);
    }
    if (size !== null) await room.page.setViewportSize(size);
    expect(await told(room)).toEqual([]);
  });

  it('is not told of for what passes by itself', async () => {
    const room = await opened();
    await room.standStill();
    await room.page.evaluate(cover('inset: 0'));
    await looks(room, PASSING_MS);
    await room.page.evaluate(() => document.querySelector('#cover')?.remove());
    await looks(room);
    expect(await told(room)).toEqual([]);
  });
});
