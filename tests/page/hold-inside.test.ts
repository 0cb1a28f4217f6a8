import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMIT_BUTTONS, consolePage, reviewFields, reviewPage, SCOPE_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Room, type Stage, soon } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

describe('a press', () => {
  const submitOf = (room: Room) => room.page.getByRole('button', { name: 'Submit restoration', exact: true });
  const held = async (room: Room) => {
    await room.frame();
    await room.page.waitForTimeout(400);
    return room.posts;
  };

  it.each(['object data'])('is held in a page inside the page: %s', async (tag) => {
    const inner = '<form method="post" action="/restore"><button name="action" value="submit">Submit restoration</button></form>';
    const html = reviewPage({
      buttons: '',
      beside: `<${tag}="/inner" type="text/html" style="width:400px;height:200px"></${tag.split(' ')[0]}>`,
    });
    const room = await stage.open({ html, pages: { '/inner': inner } });
    await soon(() => room.page.frame({ url: '**/inner' })?.getByRole('button').isVisible()).toBe(true);
    await room.look();
    const box = await room.page.locator(tag.split(' ')[0] ?? '').boundingBox();
    await room.page.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + 18);
    expect(await held(room)).toEqual([]);
    expect((await room.presses()).map((one) => one.stoppedBy)).toEqual(['no-release']);
  });

  it.each([1, 2, 3, 4])('on a step does not become a commit on its way: %i', async (evil) => {
    const script = `<iframe name="sink" srcdoc="<p>sink</p>"></iframe><script>let n = 0; document.querySelector('form').addEventListener('formdata', (e) => { n += 1; if (n === ${evil}) e.formData.set('action', 'submit'); });</script>`;
    const html = consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS, beside: script });
    const room = await stage.open({ html: html.replace('<form ', '<form target="sink" ') });
    await room.openWindow('step');
    await room.page.getByRole('button', { name: 'Next' }).click();
    const posts = await held(room);
    expect(posts.filter((one) => one.includes('action=submit'))).toEqual([]);
  });

  describe('by the keyboard, in a frame,', () => {
    const INNER = '<form method="post" action="/restore"><button name="action" value="submit">Submit restoration</button></form>';
    const framed = async (inner = INNER) => {
      const html = reviewPage({ buttons: '', beside: '<iframe name="inner" src="/inner"></iframe>' });
      const room = await stage.open({ html, pages: { '/inner': inner } });
      await room.page.frameLocator('iframe').getByRole('button').focus();
      await room.look();
      return room;
    };
    const told = async (room: Room) => (await room.presses()).map((one) => [one.isRepeat, one.isPassed, one.stoppedBy]);

    it('is told where it is held', async () => {
      const room = await framed();
      await room.page.keyboard.press('Enter');
      expect(await held(room)).toEqual([]);
      expect(await told(room)).toEqual([[false, false, 'no-release']]);
    });

    it('counts only once for as long as the key is held', async () => {
      const room = await framed();
      await room.page.keyboard.down('Enter');
      await room.arm();
      await room.page.keyboard.down('Enter');
      await room.page.keyboard.up('Enter');
      expect(await held(room)).toEqual([]);
      expect(await told(room)).toEqual([
        [false, false, 'no-release'],
        [true, false, 'not-counted'],
      ]);
    });

    it('is told when it only sends a form, as Enter in a field', async () => {
      const room = await framed(INNER.replace('<button', '<input aria-label="Typed"><button'));
      await room.page.frameLocator('iframe').getByLabel('Typed').press('Enter');
      expect(await held(room)).toEqual([]);
      expect(await told(room)).toEqual([[false, false, 'no-release']]);
    });

    it('is as old as it is, although the frame came later than the page', async () => {
      const inner = `<form method="post" action="/restore" target="sink">${reviewFields()}${COMMIT_BUTTONS}</form><iframe name="sink" srcdoc="<p>sink</p>"></iframe>`;
      const room = await stage.open({ html: reviewPage({ fields: '', buttons: '' }), pages: { '/inner': inner } });
      await room.page.waitForTimeout(1_500);
      await room.page.evaluate(() => {
        const frame = document.createElement('iframe');
        frame.src = '/inner';
        frame.style.height = '900px';
        document.querySelector('main')?.append(frame);
      });
      const framed = room.page.frameLocator('main > iframe');
      const button = framed.getByRole('button', { name: 'Submit restoration' });
      // What is sent goes into the last of its parts.
      await framed.frameLocator('iframe').getByText('sink').waitFor();
      expect((await room.look()).drift).toEqual([]);
      await room.arm();
      await button.click();
      await soon(() => room.posts.length).toBe(1);
    });
  });

  it.each([1, 2, 3, 4, 5])('on the commit sends nothing else behind a question of the page’s own: %i', async (evil) => {
    const script = `<iframe name="sink" srcdoc="<p>sink</p>"></iframe><script>let n = 0; const form = document.querySelector('form');
      form.addEventListener('formdata', (e) => { n += 1; if (n === ${evil} + window.before) e.formData.set('scope[]', 'all-tenants'); });
      form.addEventListener('submit', () => new FormData(form));</script>`;
    const room = await stage.open({ html: reviewPage({ beside: script }).replace('<form ', '<form target="sink" ') });
    await room.arm();
    await room.page.evaluate(() => Reflect.set(window, 'before', 0));
    await submitOf(room).click();
    const posts = await held(room);
    expect(posts.filter((one) => one.includes('all-tenants'))).toEqual([]);
  });

  it.each([
    ['an event', 'form.dispatchEvent(new Event("submit"))'],
    ['a form', 'queueMicrotask(() => form.requestSubmit())'],
  ])('on the commit sends nothing else behind another one that a script makes: %s', async (_, script) => {
    const beside = `<iframe name="sink" srcdoc="<p>sink</p>"></iframe><script>let n = 0; const form = document.querySelector('form');
      form.addEventListener('formdata', (e) => { n += 1; if (n === 2) { e.formData.set('scope[]', 'all-tenants'); ${script}; } });</script>`;
    const room = await stage.open({ html: reviewPage({ beside }).replace('<form ', '<form target="sink" ') });
    await room.arm();
    await submitOf(room).click();
    expect((await held(room)).filter((one) => one.includes('all-tenants'))).toEqual([]);
  });

  it('of a label by a script is no hand', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Temporary privilege scope', fields: SCOPE_FIELDS }) });
    await room.look();
    await room.passMs(2_000);
    await room.look();
    await room.page.evaluate(() => document.querySelector<HTMLElement>('label[for=s3]')?.click());
    const report = await room.look();
    const scope = report.readings.find((one) => one.field === 'scope');
    expect(scope?.changedBy).toBe('page');
  });
});
