import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FieldKind, Profile } from '../../lib/core/profile/profile.ts';
import { COMMIT_BUTTONS, consolePage, REVIEW_VALUES, reviewFields, reviewPage } from './fixtures/console-page.ts';
import { type OpenOptions, openStage, type Room, type Stage, soon } from './harness.ts';
import { readProfile } from './practice.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

/** What is sent goes into a frame, so that the page stays and can be pressed again. */
const STAYING = reviewPage({ beside: '<iframe name="sink" srcdoc="<p>sink</p>"></iframe>' }).replace('<form ', '<form target="sink" ');
const withScript = (script: string, html = STAYING) => html.replace('</body>', `<script>${script}</script></body>`);

const open = (options: Partial<OpenOptions> = {}): Promise<Room> => stage.open({ html: STAYING, ...options });
const submit = (room: Room) => room.page.getByRole('button', { name: 'Submit restoration', exact: true });
const outcome = async (room: Room) => (await room.presses()).map((one) => [one.control, one.isPassed, one.stoppedBy]);

async function expectHeld(room: Room): Promise<void> {
  await room.frame();
  await room.frame();
  expect(room.posts).toEqual([]);
}

const WAYS: readonly (readonly [string, (room: Room) => Promise<unknown>])[] = [
  ['a click', (room) => submit(room).click()],
  ['Enter on the button', (room) => submit(room).press('Enter')],
  ['the space bar', (room) => submit(room).press(' ')],
  ['Enter in a field', (room) => room.page.locator('#typed').press('Enter')],
  ['a label', (room) => room.page.locator('#for-submit').click()],
  ['a button outside the form', (room) => room.page.getByRole('button', { name: 'Submit restoration' }).last().click()],
  [
    'click() by a script',
    (room) =>
      submit(room)
        .first()
        .evaluate((button: HTMLElement) => button.click()),
  ],
  ['an event by a script', (room) => submit(room).first().dispatchEvent('click')],
  [
    'requestSubmit(button)',
    (room) =>
      submit(room)
        .first()
        .evaluate((button: HTMLButtonElement) => button.form?.requestSubmit(button)),
  ],
  ['requestSubmit()', (room) => room.page.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit())],
  ['submit()', (room) => room.page.locator('form').evaluate((form: HTMLFormElement) => form.submit())],
  [
    'a form that a script made',
    (room) =>
      room.page.evaluate(() => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = '/restore';
        form.innerHTML = '<input name="action" value="submit">';
        document.body.append(form);
        HTMLFormElement.prototype.submit.call(form);
      }),
  ],
];

describe('without a release', () => {
  it.each(WAYS.filter(([name]) => name !== 'a button outside the form'))('%s commits nothing, and is told', async (name, press) => {
    const fields = `${reviewFields()}<input type="hidden" name="action" value="submit"><p><input id="typed" aria-label="Typed"></p><label id="for-submit" for="go">Submit restoration</label>`;
    const buttons = COMMIT_BUTTONS.replace('<button type="submit" name="action" value="submit">', '<button id="go" type="submit">');
    const room = await open({ html: reviewPage({ fields, buttons }) });
    await press(room);
    // A form that a script sends is only asked about when the browser sends it, in a later task.
    await soon(async () => (await room.presses()).length).toBe(1);
    await expectHeld(room);
    const told = await room.presses();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ control: 'commit', isPassed: false, stoppedBy: 'no-release', release: null });
    expect(told[0]?.isFromField).toBe(name === 'Enter in a field');
  });

  it('a button outside the form commits nothing, and is told', async () => {
    const html = reviewPage({
      fields: `${reviewFields()}`,
      buttons: '',
      beside: '<button form="f" name="action" value="submit">Submit restoration</button>',
    }).replace('<form ', '<form id="f" ');
    const room = await open({ html });
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });

  it('the page itself never hears of the press', async () => {
    const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup', 'submit'];
    const script = `window.heard = []; for (const type of ${JSON.stringify(types)}) window.addEventListener(type, (e) => { if (e.type !== 'keydown' || e.key === 'Enter') window.heard.push(e.type); }, true);`;
    const room = await open({ html: withScript(script) });
    await submit(room).click();
    await submit(room).press('Enter');
    expect(await room.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
  });

  it('and without an execution it says that there is none', async () => {
    const room = await open({ brief: { execution: null } });
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-execution']]);
  });

  it('and before the worker has said anything, no form is sent at all', async () => {
    const room = await open({ html: reviewPage(), brief: null });
    await submit(room).click();
    await room.page.getByRole('button', { name: 'Save draft' }).click();
    await room.page.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
    await room.page.locator('form').evaluate((form: HTMLFormElement) => form.submit());
    await expectHeld(room);
    expect(await room.presses()).toEqual([]);
  });

  it('a press in a closed shadow root is held where the browser opens it', async () => {
    const form = `<form method="post" action="/restore"><button name="action" value="submit">Submit restoration</button></form>`;
    const script = `customElements.define('x-form', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'closed' }).innerHTML = '${form}'; } });`;
    const html = withScript(script, reviewPage({ buttons: '', beside: '<x-form style="display:block"></x-form>' }));
    const room = await open({ html, canOpenClosedRoots: true });
    await room.look();
    const box = await room.page.locator('x-form').boundingBox();
    await room.page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });

  it('a form in an open shadow root is held as well', async () => {
    const form = `<form method="post" action="/restore"><input name="action" value="submit"></form>`;
    const html = reviewPage({ buttons: '', beside: `<div id="host"><template shadowrootmode="open">${form}</template></div>` });
    const room = await open({ html });
    await room.look();
    await room.page.evaluate(() => document.querySelector('#host')?.shadowRoot?.querySelector('form')?.requestSubmit());
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });
});

describe('with a release', () => {
  it('one press passes, and its canonical text is the one that was armed', async () => {
    const room = await open();
    await room.arm();
    await submit(room).click();
    await soon(() => room.posts.length).toBe(1);
    const [press] = await room.presses();
    expect(press).toMatchObject({
      control: 'commit',
      isPassed: true,
      isTrusted: true,
      isRepeat: false,
      stoppedBy: null,
      release: 'release-1',
    });
    const [seen] = await room.sent('seen');
    expect(press?.report.readings.map((one) => one.look)).toEqual(seen?.report.readings.map((one) => one.look));
    expect(new URLSearchParams(room.posts[0]).get('action')).toBe('submit');
  });

  it.each(WAYS.slice(1, 3))('%s passes too', async (_, press) => {
    const room = await open();
    await room.arm();
    await press(room);
    await soon(() => room.posts.length).toBe(1);
    await soon(() => outcome(room)).toEqual([['commit', true, null]]);
  });

  it('a second press does not pass, and neither does a double click', async () => {
    const room = await open();
    await room.arm();
    await submit(room).dblclick();
    await submit(room).click();
    await soon(() => room.posts.length).toBe(1);
    await room.frame();
    expect(room.posts).toHaveLength(1);
    await soon(() => outcome(room)).toEqual([
      ['commit', true, null],
      ['commit', false, 'no-release'],
      ['commit', false, 'no-release'],
    ]);
  });

  it('a script cannot use the press that passed for a second form', async () => {
    const script = `document.querySelector('form').addEventListener('submit', (e) => document.querySelector('iframe').addEventListener('load', () => HTMLFormElement.prototype.submit.call(e.target)));`;
    const fields = `${reviewFields()}<input type="hidden" name="action" value="submit">`;
    const html = withScript(script, STAYING.replace(reviewFields(), fields)).replace(
      '<button type="submit" name="action" value="submit">',
      '<button type="submit">',
    );
    const room = await open({ html });
    await room.arm();
    await submit(room).click();
    await soon(async () => (await room.presses()).length).toBe(2);
    await room.frame();
    expect(room.posts).toHaveLength(1);
    expect(await outcome(room)).toEqual([
      ['commit', true, null],
      ['commit', false, 'no-release'],
    ]);
  });

  it.each(WAYS.filter(([name]) => name.includes('script')).slice(0, 2))('%s is not a person’s press', async (_, press) => {
    const room = await open();
    await room.arm();
    await press(room);
    await expectHeld(room);
    const [told] = await room.presses();
    expect(told).toMatchObject({ isTrusted: false, isPassed: false, stoppedBy: 'not-counted' });
  });

  const BESIDE = `<p><textarea aria-label="Note"></textarea></p><form><label>Search <input></label><input></form>`;
  const sendsAtKeys = (more = '') =>
    withScript(
      `document.addEventListener('keydown', () => setTimeout(() => {
      const form = document.querySelector('form[method=post]');
      form.requestSubmit(form.querySelector('[value=submit]'));
    }));`,
      STAYING.replace('</main>', `</main>${BESIDE}`).replace('<div>', `${more}<div>`),
    );

  it.each([
    ['the space bar in a text beside it', 'Note', ' '],
    ['a letter in a text beside it', 'Note', 'a'],
    ['Enter in a text beside it', 'Note', 'Enter'],
    ['Enter in a field of another form', 'Search', 'Enter'],
    ['Enter in a text of several lines of its form', 'Reason', 'Enter'],
    ['the space bar in a field of its form', 'Typed', ' '],
  ])('a script cannot take %s for a press', async (_, field, key) => {
    const more = '<p><label>Typed <input></label><label>Reason <textarea></textarea></label></p>';
    const room = await open({ html: sendsAtKeys(more) });
    await room.arm();
    await room.page.getByLabel(field).press(key);
    await soon(async () => (await room.presses()).length).toBe(1);
    await expectHeld(room);
    const [told] = await room.presses();
    expect(told).toMatchObject({ isTrusted: false, isPassed: false, stoppedBy: 'no-release' });
  });

  it('a press within 300 ms of green does not count, and the next one does', async () => {
    const room = await open();
    await room.standStill();
    await room.arm({ agoMs: 299 });
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'not-counted']]);
    await room.passMs(2_000);
    await submit(room).click();
    await soon(() => room.posts.length).toBe(1);
  });

  it('a press that began before green does not count, although it ended after it', async () => {
    const room = await open();
    await submit(room).hover();
    await room.page.mouse.down();
    await room.arm();
    await room.page.mouse.up();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });

  it('a key that is held down does not count', async () => {
    const room = await open();
    await submit(room).focus();
    await room.page.keyboard.down('Enter');
    await room.arm();
    await room.page.keyboard.down('Enter');
    await room.page.keyboard.down('Enter');
    await room.page.keyboard.up('Enter');
    await expectHeld(room);
    const told = await room.presses();
    expect(told.map((one) => [one.isRepeat, one.stoppedBy])).toEqual([
      [false, 'no-release'],
      [true, 'not-counted'],
    ]);
  });

  it('after its deadline it is none', async () => {
    const room = await open();
    await room.arm({ untilMs: Date.now() + 60_000 });
    await room.passMs(61_000);
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });

  it.each([
    ['is out of reach', false],
    ['is gone for good', true],
  ] as const)('and when the worker %s it is none, and is not shown', async (_, isForGood) => {
    const room = await open();
    await room.arm();
    await room.page.evaluate((one) => window.room.lose(one), isForGood);
    expect(await room.page.evaluate(() => window.room.states.at(-1))).toMatchObject({ brief: null, isCutOff: isForGood });
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'no-release']]);
  });

  it('counts again once the worker has said it again, and it was seen again', async () => {
    const room = await open();
    await room.arm();
    await room.page.evaluate(() => window.room.lose(false));
    await room.arm();
    expect(await room.page.evaluate(() => window.room.states.at(-1)?.brief?.armed?.release)).toBe('release-1');
    await submit(room).click();
    await expect.poll(() => room.posts).toHaveLength(1);
  });
});

it('a page that is none of a console’s is let go: nothing there is held, looked at or told any more', async () => {
  const room = await open();
  await room.page.evaluate(() => window.room.end());
  const before = await room.page.evaluate(() => window.room.sent.length);
  await submit(room).click();
  await expect.poll(() => room.posts).toHaveLength(1);
  expect(await room.page.evaluate(() => window.room.sent.length)).toBe(before);
});

describe('a press under a release is stopped', () => {
  const change = (on: string) =>
    `document.addEventListener('${on}', () => { document.querySelector('[data-testid=review-incident]').textContent = 'INC-1'; }, true);`;

  it('when the page changed a value at the beginning of the press', async () => {
    const room = await open({ html: withScript(change('pointerdown')) });
    await room.arm();
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'readings-changed']]);
  });

  it('when the page changes a value in the very task of the press', async () => {
    const room = await open({ html: withScript(change('click')) });
    await room.arm();
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'readings-changed']]);
  });

  it('when a value comes to be there twice in the very task of the press', async () => {
    const twice = `const said = document.querySelector('[data-testid=review-incident]'); said.after(said.cloneNode(true));`;
    const room = await open({ html: withScript(`document.addEventListener('click', () => { ${twice} }, true);`) });
    await room.arm();
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'readings-changed']]);
    const [press] = await room.presses();
    const incident = press?.report.readings.find((one) => one.field === 'incident.id');
    expect(incident?.look).toMatchObject({ isReadable: false, reason: { code: 'locator-ambiguous', details: { count: '2' } } });
  });

  it('when other values were armed than are there', async () => {
    const room = await open();
    await room.arm({ canonical: 'something else' });
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'readings-changed']]);
  });

  it.each([
    ['a dialog came up', `document.body.insertAdjacentHTML('beforeend', '<div role="dialog">also for all</div>')`],
    ['the header names another tenant', `document.querySelector('[data-testid=current-tenant]').textContent = 'Other (tnt_7Q2K9A)'`],
    ['a look-alike came up', `document.querySelector('form').insertAdjacentHTML('beforeend', '<button>Submit restorations</button>')`],
    [
      'a new control came up',
      `document.querySelector('form').insertAdjacentHTML('beforeend', '<label><input type=checkbox> Everything</label>')`,
    ],
    [
      'a value came to be there twice',
      `const said = document.querySelector('[data-testid=review-incident]'); said.after(said.cloneNode(true))`,
    ],
  ])('when %s since the check', async (_, script) => {
    const room = await open();
    await room.arm();
    await room.page.evaluate(script);
    await submit(room).first().click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'readings-changed']]);
  });

  it('when the form would send another value than the review says', async () => {
    const html = STAYING.replace('name="incident" value="INC-20931"', 'name="incident" value="INC-1"');
    const room = await open({ html });
    await room.arm();
    await submit(room).click();
    await expectHeld(room);
    expect(await outcome(room)).toEqual([['commit', false, 'body-differs']]);
  });

  it.each([
    ['every time', ''],
    ['once', ', { once: true }'],
  ])('when the page adds a value while the form is put together, %s', async (_, once) => {
    const add = `(f) => f.formData.append('scope[]', 'tenant.admin.read')`;
    const script = `document.addEventListener('submit', (e) => e.target.addEventListener('formdata', ${add}${once}));`;
    const room = await open({ html: withScript(script) });
    await room.arm();
    await submit(room).click();
    // What is added once is only seen in what the browser sends, in a later task.
    await soon(async () => (await outcome(room)).at(-1)).toEqual(['commit', false, 'body-differs']);
    await expectHeld(room);
  });

  it.each([
    ['the form', (html: string) => html.replace('target="sink"', 'target="_blank"')],
    ['its button', (html: string) => html.replaceAll('value="submit"', 'value="submit" formtarget="result"')],
    ['the page', (html: string) => html.replace('target="sink"', '').replace('<form ', '<base target="_blank"><form ')],
  ])('when %s sends it into another tab, where nothing would watch it', async (_, aimed) => {
    const room = await open({ html: aimed(STAYING) });
    await room.arm();
    await submit(room).click();
    await expectHeld(room);
    expect((await outcome(room)).at(-1)).toEqual(['commit', false, 'opens-elsewhere']);
  });

  it('when it lands on a look-alike', async () => {
    const room = await open({
      html: reviewPage({ buttons: `${COMMIT_BUTTONS}<button name="action" value="submit-all">Submit restorations</button>` }),
    });
    await room.arm();
    await room.page.getByRole('button', { name: 'Submit restorations' }).click();
    await expectHeld(room);
    const [told] = await room.presses();
    expect(told).toMatchObject({ control: 'commit', isPassed: false });
    expect(told?.report.lookalikes).toEqual(['“Submit restoration”']);
  });
});

describe('a console that sends by script', () => {
  const SCRIPT = `document.querySelector('form').addEventListener('submit', (e) => { e.preventDefault(); fetch('/v1/restorations', { method: 'POST', body: 'by fetch' }); });`;
  const html = withScript(SCRIPT, consolePage({ title: 'Review', fields: reviewFields(), buttons: COMMIT_BUTTONS })).replace(
    'method="post" action="/restore"',
    '',
  );

  it('gets its press once there is a release, and not before', async () => {
    const room = await open({ html });
    await submit(room).click();
    await expectHeld(room);
    await room.arm();
    await submit(room).click();
    await soon(() => room.posts).toEqual(['by fetch']);
    await soon(() => outcome(room)).toEqual([
      ['commit', false, 'no-release'],
      ['commit', true, null],
    ]);
  });
});

describe('what a page marks only when its form is sent', () => {
  const marks = (value: string) =>
    withScript(`{
      const scope = document.querySelector('[name="scope[]"]');
      scope.disabled = true;
      document.addEventListener('submit', () => Object.assign(scope, { disabled: false, value: '${value}' }));
    }`);
  const withKind = (kind: FieldKind): Profile => {
    const base = readProfile('range-server');
    const screens = base.screens.map((screen) => ({
      ...screen,
      fields: screen.fields.map((field) => (field.id === 'scope' ? { ...field, kind } : field)),
    }));
    return { ...base, screens };
  };

  it.each<[string, FieldKind, string, string | null]>([
    ['passes for a transfer list, where it is what was approved', 'transfer', REVIEW_VALUES.scope, null],
    ['is stopped for a transfer list, where it is another value', 'transfer', 'all-tenants', 'body-differs'],
    ['is stopped for any other control, whose value stands there before', 'checkbox-set', REVIEW_VALUES.scope, 'body-differs'],
  ])('%s', async (_, kind, value, stop) => {
    const room = await open({ html: marks(value), profile: withKind(kind) });
    await room.arm();
    await submit(room).click();
    if (stop === null) await soon(() => room.posts.length).toBe(1);
    else await expectHeld(room);
    await soon(async () => (await outcome(room)).at(-1)).toEqual(['commit', stop === null, stop]);
  });
});
