import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { consolePage, END_FIELD, reviewPage, SCOPE_FIELDS, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Room, type Stage, soon } from './harness.ts';
import { benchProfile, named } from './one-field.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const TENANT = consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS });
const changedBy = async (room: Room, at = 0) => (await room.look()).readings[at]?.changedBy;
/** Past the moment in which a console may still draw its screen. */
const settle = async (room: Room) => {
  await room.look();
  await room.passMs(1_000);
  await room.look();
};

/** How often a page is looked at that seems to stand still. */
const LOOK_EVERY_MS = 250;
const LOOKS = 8;

describe('reports', () => {
  it('come by themselves, once for each change, and never twice for the same', async () => {
    const room = await stage.open({ html: TENANT });
    // A hand that rests is typing no more, and that is told, too.
    await room.standStill();
    await room.frame();
    expect(await room.sent('report')).toHaveLength(1);
    await room.page.getByLabel('Tenant ID').focus();
    await room.frame();
    await room.page.keyboard.press('t');
    await room.frame();
    const reports = await room.sent('report');
    expect(reports.at(-1)?.report.readings[0]?.look).toEqual({ isReadable: true, value: { kind: 'text', text: 't' } });
    await room.frame();
    await room.frame();
    expect(await room.sent('report')).toHaveLength(reports.length);
  });

  it('do not chase what a page changes only because its form was asked', async () => {
    const script = `<script>window.asked = 0; document.querySelector('form').addEventListener('formdata', () => {
      window.asked += 1;
      document.querySelector('h1').dataset.asked = String(window.asked);
    });</script>`;
    const html = TENANT.replace('<div>', '<x-kit></x-kit><div>').replace('</body>', `${script}</body>`);
    const room = await stage.open({ html });
    await settle(room);
    const asked = () => room.page.evaluate(() => ({ count: Number(Reflect.get(window, 'asked')), atMs: performance.now() }));
    const before = await asked();
    await soon(async () => (await asked()).count - before.count).toBeGreaterThanOrEqual(LOOKS);
    const after = await asked();
    // By the time that really passed: one look in each of its parts, and one more at either end.
    expect(after.count - before.count).toBeLessThanOrEqual((after.atMs - before.atMs) / LOOK_EVERY_MS + 2);
  });

  it('come within the frame of the keystroke', async () => {
    const room = await stage.open({ html: TENANT });
    await room.page.getByLabel('Tenant ID').focus();
    await room.frame();
    const frames = await room.page.evaluate(async () => {
      const control = document.querySelector('input[name=tenant_id]');
      const shown = () => window.room.states.at(-1)?.rows[0]?.seen;
      return new Promise<unknown>((resolve) => {
        control?.addEventListener('input', () => requestAnimationFrame(() => resolve(shown())), { once: true });
        document.execCommand('insertText', false, 'x');
      });
    });
    expect(frames).toBe('x');
  });

  it('come after a change that fires no event at all', async () => {
    const room = await stage.open({ html: TENANT });
    await room.frame();
    await room.page.evaluate(() => {
      const control = document.querySelector<HTMLInputElement>('input[name=tenant_id]');
      if (control) control.value = 'set';
    });
    await soon(async () => (await room.sent('report')).at(-1)?.report.readings[0]?.look).toEqual({
      isReadable: true,
      value: { kind: 'text', text: 'set' },
    });
  });

  it('come when a single-page console turns to another screen', async () => {
    const room = await stage.open({ html: TENANT });
    await room.page.evaluate((next) => {
      history.pushState(null, '', '/restore/4');
      const main = document.querySelector('main');
      if (main) main.innerHTML = next;
    }, `<h1>Expiration</h1><form>${END_FIELD}</form>`);
    await soon(async () => (await room.sent('report')).at(-1)?.report.screen).toBe('expiration');
  });

  it('come after a change inside an open shadow root', async () => {
    const html = consolePage({
      title: 'Tenant verification',
      fields: `<div id="host"><template shadowrootmode="open">${TENANT_FIELDS}</template></div>`,
    });
    const room = await stage.open({ html });
    await room.page.evaluate(() => {
      const label = document.querySelector('#host')?.shadowRoot?.querySelector('label');
      if (label) label.textContent = 'Customer ID';
    });
    await soon(async () => (await room.sent('report')).at(-1)?.report.drift).toEqual([
      '“Tenant ID” is gone, and “Customer ID” is new',
      '“Customer ID” is new and required',
    ]);
  });

  it('come again in the next minute where a duration stands on the screen: it comes to another end then', async () => {
    const profile = benchProfile({
      kind: 'text',
      locator: named('textbox'),
      compare: 'instant',
      packet: 'window.end',
      zone: { fixed: 'UTC' },
    });
    const told = async (value: string) => {
      const room = await stage.open({
        html: consolePage({ title: 'Bench', fields: `<label>It <input value="${value}"></label>` }),
        profile,
      });
      await room.standStill();
      await settle(room);
      await room.frame();
      const before = await room.sent('report');
      await room.passMs(60_000);
      await room.page.evaluate(() => document.body.setAttribute('data-touched', ''));
      await room.frame();
      await room.frame();
      return (await room.sent('report')).length - before.length;
    };
    expect(await told('4 h')).toBe(1);
    expect(await told('2026-11-23T08:00')).toBe(0);
  });

  it('come again with the next brief of a worker that was away', async () => {
    const room = await stage.open({ html: TENANT, brief: null });
    await room.standStill();
    await room.brief();
    await room.frame();
    await room.brief();
    expect(await room.sent('report')).toHaveLength(1);
    await room.passMs(3_000);
    await room.brief();
    expect(await room.sent('report')).toHaveLength(2);
  });

  it('are answers to the worker too', async () => {
    const room = await stage.open({ html: TENANT });
    await room.deliver({ type: 'read-now', request: 'now-1' });
    expect((await room.sent('seen')).map((one) => [one.request, one.report.screen])).toEqual([['now-1', 'tenant']]);
  });
});

describe('who changed a field', () => {
  it('is nobody at first, also when the console fills it in while it draws', async () => {
    const script = `<script>requestAnimationFrame(() => { document.querySelector('[name=tenant_id]').value = 'tnt_1'; });</script>`;
    const room = await stage.open({ html: TENANT.replace('</body>', `${script}</body>`), brief: null });
    await room.standStill();
    await room.brief();
    await room.frame();
    expect((await room.look()).readings[0]).toMatchObject({ changedBy: 'nobody', look: { value: { text: 'tnt_1' } } });
  });

  it('is the hand that types, pastes or clears', async () => {
    const room = await stage.open({ html: TENANT });
    await settle(room);
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt_1');
    expect(await changedBy(room)).toBe('hand');
    await room.page.keyboard.insertText('pasted');
    expect(await changedBy(room)).toBe('hand');
    await room.page.keyboard.press('Control+a');
    await room.page.keyboard.press('Delete');
    expect(await changedBy(room)).toBe('hand');
  });

  it('is the page when a script sets it, with events or without', async () => {
    const room = await stage.open({ html: TENANT });
    await settle(room);
    await room.page.locator('[name=tenant_id]').evaluate((one: HTMLInputElement) => {
      one.value = 'x';
    });
    expect(await changedBy(room)).toBe('page');
    await room.page.locator('[name=administrator_id]').evaluate((one: HTMLInputElement) => {
      one.value = 'x';
      one.dispatchEvent(new Event('input', { bubbles: true }));
      one.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(await changedBy(room, 1)).toBe('page');
  });

  it('is the page when it alters what was typed, right behind the hand', async () => {
    const script = `<script>document.querySelector('[name=tenant_id]').addEventListener('focusout', (e) => { e.target.value += '!'; });</script>`;
    const room = await stage.open({ html: TENANT.replace('</body>', `${script}</body>`) });
    await settle(room);
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt_1');
    await room.page.keyboard.press('Tab');
    const report = await room.look();
    expect(report.readings[0]).toMatchObject({ changedBy: 'page', look: { value: { text: 'tnt_1!' } } });
  });

  it('is the hand when the page only writes in its own way what was just typed', async () => {
    const script = `<script>document.querySelector('[name=tenant_id]').addEventListener('input', (e) => { e.target.value = e.target.value.toUpperCase(); });</script>`;
    const room = await stage.open({ html: TENANT.replace('</body>', `${script}</body>`) });
    await settle(room);
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt');
    expect((await room.look()).readings[0]).toMatchObject({ changedBy: 'hand', look: { value: { text: 'TNT' } } });
  });

  it('is the hand again once it corrects what the page did', async () => {
    const room = await stage.open({ html: TENANT });
    await settle(room);
    await room.page.locator('[name=tenant_id]').evaluate((one: HTMLInputElement) => {
      one.value = 'x';
    });
    expect(await changedBy(room)).toBe('page');
    await room.page.getByLabel('Tenant ID').press('End');
    await room.page.keyboard.type('y');
    expect(await changedBy(room)).toBe('hand');
  });

  it('is the hand for a box that is clicked, by its label too, and the page for one that a script turns', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS }) });
    await settle(room);
    await room.page.getByText('tenant.admin.restore').click();
    expect(await changedBy(room)).toBe('hand');
    await room.page.locator('#children').evaluate((one: HTMLElement) => one.click());
    expect(await changedBy(room, 1)).toBe('page');
  });

  it('is the hand for a date that is typed', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Expiration', fields: END_FIELD }) });
    await settle(room);
    await room.page.locator('#ends').focus();
    await room.page.keyboard.type('11232026');
    await room.page.keyboard.press('Tab');
    await room.page.keyboard.type('0800AM');
    expect((await room.look()).readings[0]).toMatchObject({ changedBy: 'hand', look: { value: { text: '2026-11-23T08:00' } } });
  });

  it('is the hand for a date whose parts are typed, where the page keeps the whole of it for its form', async () => {
    const parts = ['year', 'month', 'day'] as const;
    const drawn = parts.map((one) => `<span role="spinbutton" aria-label="${one}" contenteditable="true" style="padding: 9px"></span>`);
    const fields = `<div role="group" aria-label="It">${drawn.join('')}<input aria-hidden="true" tabindex="-1"></div>`;
    const segments = Object.fromEntries(parts.map((one) => [one, { role: 'spinbutton', name: { en: one } }]));
    const profile = benchProfile({ kind: 'datetime', locator: named('group'), segments });
    const room = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile });
    await settle(room);
    for (const [name, keys] of [
      ['year', '2026'],
      ['month', '11'],
      ['day', '23'],
    ] as const) {
      await room.page.getByRole('spinbutton', { name }).focus();
      await room.page.keyboard.type(keys);
    }
    expect((await room.look()).readings[0]).toMatchObject({ changedBy: 'hand', look: { value: { text: '2026-11-23' } } });
  });

  it('is the page where it alters what it keeps of such a date by itself', async () => {
    const fields =
      '<div role="group" aria-label="It"><span role="spinbutton" aria-label="year">2026</span><input aria-hidden="true" tabindex="-1"></div>';
    const segments = { date: { role: 'spinbutton', name: { en: 'year' } } };
    const profile = benchProfile({ kind: 'datetime', locator: named('group'), segments });
    const room = await stage.open({ html: consolePage({ title: 'Bench', fields }), profile });
    await settle(room);
    await room.page.locator('[role=spinbutton]').evaluate((one) => {
      one.textContent = '2027';
    });
    expect(await changedBy(room)).toBe('page');
  });
});

describe('a hand', () => {
  it('is typing while it is on a field and for a moment after, and not on a button', async () => {
    const room = await stage.open({ html: TENANT });
    expect((await room.look()).isTyping).toBe(false);
    await room.standStill();
    await room.page.getByLabel('Tenant ID').press('t');
    expect((await room.look()).isTyping).toBe(true);
    await room.passMs(700);
    expect((await room.look()).isTyping).toBe(true);
    await room.passMs(900);
    expect((await room.look()).isTyping).toBe(false);
    await room.page.getByRole('button', { name: 'Next' }).focus();
    await room.page.keyboard.press('Shift');
    expect((await room.look()).isTyping).toBe(false);
  });

  it('that a script pretends is none', async () => {
    const room = await stage.open({ html: TENANT });
    await room.page.locator('[name=tenant_id]').evaluate((one: HTMLInputElement) => {
      one.focus();
      one.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }));
    });
    expect((await room.look()).isTyping).toBe(false);
  });
});

describe('the panel', () => {
  it('is told of each field: what is approved, what is there, where it stands', async () => {
    const room = await stage.open({ html: TENANT });
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt_7Q2K9A');
    await room.frame();
    const state = await room.page.evaluate(() => window.room.states.at(-1));
    const box = await room.page.getByLabel('Tenant ID').boundingBox();
    expect(state).toMatchObject({ screenTitle: 'Tenant verification', stopped: null, isCutOff: false, commitBoxes: [] });
    expect(state?.rows).toHaveLength(3);
    expect(state?.rows[0]).toMatchObject({
      id: 'tenant.id',
      label: 'Tenant ID',
      verdict: 'mismatch',
      approved: 'tnt_7Q2K94',
      seen: 'tnt_7Q2K9A',
      isFocused: true,
      difference: { kind: 'text' },
      box,
    });
    expect(state?.rows[1]).toMatchObject({ verdict: 'empty', isFocused: false });
    expect(state?.focusBox).toEqual(box);
  });

  it('is told where the commit stands, which press was stopped, and that the worker is gone', async () => {
    const room = await stage.open({ html: reviewPage() });
    await room.page.getByRole('button', { name: 'Submit restoration' }).click();
    await room.frame();
    const state = await room.page.evaluate(() => window.room.states.at(-1));
    expect(state?.commitBoxes).toEqual([await room.page.getByRole('button', { name: 'Submit restoration' }).boundingBox()]);
    expect(state?.stopped).toMatchObject({ control: 'commit', by: 'no-release' });
    await room.page.evaluate(() => window.room.lose(true));
    expect(await room.page.evaluate(() => window.room.states.at(-1)?.isCutOff)).toBe(true);
  });

  it('says so where its profile was forgotten, and holds the submit until the page is loaded anew', async () => {
    const room = await stage.open({ html: reviewPage() });
    await room.page.evaluate(() => window.room.deliver({ type: 'forgotten', why: 'Load it anew.' }));
    await room.frame();
    const state = await room.page.evaluate(() => window.room.states.at(-1));
    expect(state?.brief).toMatchObject({
      execution: { gate: { now: 'Load it anew.' } },
      armed: null,
      mayStep: false,
      elsewhere: { why: 'Load it anew.', isSent: false },
    });
    await room.page.getByRole('button', { name: 'Submit restoration' }).click();
    await room.frame();
    expect(await room.page.evaluate(() => window.room.states.at(-1)?.stopped)).toMatchObject({ control: 'commit', by: 'no-release' });
  });

  it('goes on saying that a press was held until the screen changes, however long ago the worker was told of the page', async () => {
    const room = await stage.open({ html: reviewPage() });
    const held = () => room.page.evaluate(() => window.room.states.at(-1)?.stopped?.by ?? null);
    await room.page.getByRole('button', { name: 'Submit restoration' }).click();
    await room.frame();
    await room.passMs(3_000);
    await room.brief({ mayStep: false });
    expect(await held()).toBe('no-release');
    await room.page.locator('h1').evaluate((heading) => heading.replaceChildren('Expiration'));
    await soon(held).toBeNull();
  });

  it('follows its fields when the page scrolls', async () => {
    const room = await stage.open({ html: TENANT.replace('</main>', '<p style="height:4000px"></p></main>') });
    await room.frame();
    const toldOf = () => room.page.evaluate(() => window.room.states.at(-1)?.rows[0]?.box?.y);
    const before = await toldOf();
    await room.page.mouse.wheel(0, 100);
    await soon(() => room.page.evaluate(() => scrollY)).toBe(100);
    const { y } = (await room.page.getByLabel('Tenant ID').boundingBox()) ?? {};
    expect(y).not.toBe(before);
    await soon(toldOf).toBe(y);
  });
});
