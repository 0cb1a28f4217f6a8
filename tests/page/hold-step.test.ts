import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { consolePage, STEP_BUTTONS, TENANT_FIELDS } from './fixtures/console-page.ts';
import { type OpenOptions, openStage, type Room, type Stage, soon } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const TENANT = consolePage({
  title: 'Tenant verification',
  fields: TENANT_FIELDS.replaceAll('required', ''),
  beside: '<iframe name="sink" srcdoc="<p>sink</p>"></iframe>',
}).replace('<form ', '<form target="sink" ');
const open = (options: Partial<OpenOptions> = {}): Promise<Room> => stage.open({ html: TENANT, ...options });
const button = (room: Room, name: string) => room.page.getByRole('button', { name, exact: true });
const outcome = async (room: Room) => (await room.presses()).map((one) => [one.control, one.isPassed, one.stoppedBy]);
const intents = async (room: Room) => (await room.sent('intent')).map((one) => one.control);

describe('a step', () => {
  it('is held as long as the network is closed, nothing typed is lost, and it is asked for at the pointer-down', async () => {
    const room = await open();
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt_1');
    await button(room, 'Next').hover();
    await room.page.mouse.down();
    expect(await intents(room)).toEqual(['step']);
    expect(await room.presses()).toEqual([]);
    await room.page.mouse.up();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await outcome(room)).toEqual([['step', false, 'not-open-yet']]);
    expect(await room.page.getByLabel('Tenant ID').inputValue()).toBe('tnt_1');
  });

  it('passes once the window that it asked for is open, with the readings of that very press', async () => {
    const room = await open();
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt_1');
    await button(room, 'Next').hover();
    await room.page.mouse.down();
    await room.openWindow('step');
    await room.page.mouse.up();
    await soon(() => room.posts.length).toBe(1);
    const [press] = await room.presses();
    expect(press).toMatchObject({ control: 'step', isPassed: true, stoppedBy: null });
    expect(press?.report.readings[0]?.look).toEqual({ isReadable: true, value: { kind: 'text', text: 'tnt_1' } });
  });

  it('uses its window up: the next one is held again', async () => {
    const room = await open();
    await room.openWindow('step');
    await button(room, 'Next').click();
    await button(room, 'Next').click();
    await soon(() => room.posts.length).toBe(1);
    expect(await outcome(room)).toEqual([
      ['step', true, null],
      ['step', false, 'step-closed'],
    ]);
  });

  it.each([
    ['the window is over', 'not-open-yet', async (room: Room) => room.passMs(4_000_000)],
    ['steps may not be asked for', 'step-closed', async (room: Room) => room.brief({ mayStep: false })],
    [
      'the worker refused it to a press before',
      'not-open-yet',
      async (room: Room) => room.deliver({ type: 'window', control: 'step', isOpen: false, untilMs: 0 }),
    ],
    [
      'the worker refuses it',
      'step-closed',
      async (room: Room) => room.deliver({ type: 'window', control: 'step', isOpen: false, untilMs: Date.now() + 3_600_000 }),
    ],
    ['the worker is out of reach', 'step-closed', async (room: Room) => room.page.evaluate(() => window.room.lose(true))],
    [
      'only another window is open',
      'not-open-yet',
      async (room: Room) => {
        await room.deliver({ type: 'window', control: 'step', isOpen: false, untilMs: 0 });
        await room.openWindow('draft');
      },
    ],
  ] as const)('is held when %s', async (_, stop, change) => {
    const room = await open();
    await room.openWindow('step');
    await change(room);
    await button(room, 'Next').click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await outcome(room)).toEqual([['step', false, stop]]);
  });

  it('is held without an execution, whatever window is open', async () => {
    const room = await open({ brief: { execution: null } });
    await room.openWindow('step');
    await button(room, 'Next').click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await outcome(room)).toEqual([['step', false, 'no-execution']]);
  });

  it('by a script is no press, even through an open window', async () => {
    const room = await open();
    await room.openWindow('step');
    await button(room, 'Next').evaluate((one: HTMLElement) => one.click());
    await button(room, 'Next').evaluate((one: HTMLButtonElement) => one.form?.requestSubmit(one));
    await room.page.locator('form').evaluate((form: HTMLFormElement) => form.submit());
    await soon(async () => (await room.presses()).length).toBe(3);
    await room.frame();
    expect(room.posts).toEqual([]);
    expect((await room.presses()).every((one) => !one.isPassed && !one.isTrusted)).toBe(true);
  });

  it('by Enter in a field is asked for and held first, and passes then', async () => {
    const room = await open();
    await room.page.getByLabel('Tenant ID').press('Enter');
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await intents(room)).toEqual(['step']);
    await room.openWindow('step');
    await room.page.getByLabel('Tenant ID').press('Enter');
    await soon(() => room.posts.length).toBe(1);
    expect(await outcome(room)).toEqual([
      ['step', false, 'not-open-yet'],
      ['step', true, null],
    ]);
  });

  const SENDING = TENANT.replace('<div>', '<x-field></x-field><div>').replace(
    '</body>',
    `<script>customElements.define('x-field', class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<label>Typed <input></label>';
        this.shadowRoot.querySelector('input').addEventListener('keydown', (e) => {
          if (e.key === 'Enter') this.closest('form').requestSubmit(this.closest('form').querySelector('button'));
        });
      } });</script></body>`,
  );

  it('by Enter passes where the page listens for it and sends by itself', async () => {
    const room = await open({ html: SENDING });
    await room.page.getByLabel('Typed').press('Enter');
    await room.frame();
    expect(room.posts).toEqual([]);
    await room.openWindow('step');
    await room.page.getByLabel('Typed').press('Enter');
    await soon(() => room.posts.length).toBe(1);
    expect((await outcome(room)).at(-1)).toEqual(['step', true, null]);
  });

  it('by Enter is a person’s, too, where the page was busy and hears of the key late', async () => {
    const room = await open({ html: SENDING });
    await room.page.getByLabel('Typed').focus();
    await room.openWindow('step');
    const busy = room.page.evaluate(() => {
      for (const endMs = performance.now() + 600; performance.now() < endMs; );
    });
    await room.page.keyboard.press('Enter');
    await busy;
    await soon(() => outcome(room)).toEqual([['step', true, null]]);
    await soon(() => room.posts.length).toBe(1);
  });

  it('is asked for when the keyboard brings the focus to it, and not when a script does', async () => {
    const room = await open();
    await button(room, 'Next').evaluate((one: HTMLElement) => one.focus());
    expect(await intents(room)).toEqual([]);
    await room.page.getByLabel('Administrator e-mail').focus();
    await room.standStill();
    await room.page.keyboard.press('Tab');
    expect(await button(room, 'Next').evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await intents(room)).toEqual(['step']);
  });

  it.each([
    ['while somebody types', 'input', 'a'],
    ['at the very key that moves the focus', 'keydown', 'Tab'],
    ['behind the focus that a key moved', 'focusin', 'Tab'],
    ['in place of the move that a key would make', 'prevented', 'Tab'],
  ])('is not asked for when a script gives it the focus %s', async (_, on, key) => {
    const room = await open();
    await room.page.getByLabel('Tenant ID').focus();
    await room.page.evaluate((how) => {
      document.addEventListener(how === 'prevented' ? 'keydown' : how, (event) => {
        if (event.target instanceof HTMLButtonElement) return;
        if (how === 'prevented') event.preventDefault();
        document.querySelector<HTMLElement>('[value=next]')?.focus();
        Reflect.set(window, 'hasGiven', true);
      });
    }, on);
    await room.page.keyboard.press(key);
    await room.frame();
    expect(await room.page.evaluate(() => Reflect.get(window, 'hasGiven'))).toBe(true);
    expect(await intents(room)).not.toContain('step');
  });
});

describe('going back', () => {
  it('needs the window where it sends something', async () => {
    const room = await open();
    await button(room, 'Back').click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await intents(room)).toEqual(['back']);
    await room.openWindow('back');
    await button(room, 'Back').click();
    await soon(() => room.posts.length).toBe(1);
    expect(new URLSearchParams(room.posts[0]).get('action')).toBe('back');
    expect(await outcome(room)).toEqual([
      ['back', false, 'not-open-yet'],
      ['back', true, null],
    ]);
  });

  it('is free where it only turns a page, and is told', async () => {
    const html = TENANT.replace(
      '<button type="submit" name="action" value="back">',
      '<button type="button" onclick="window.turned = true">',
    );
    const room = await open({ html, brief: { mayStep: false } });
    await button(room, 'Back').click();
    expect(await room.page.evaluate(() => Reflect.get(window, 'turned'))).toBe(true);
    expect(await outcome(room)).toEqual([['back', true, null]]);
  });
});

describe('a way out', () => {
  it.each([
    ['draft', 'Save draft', 'save-draft'],
    ['abandon', 'Abandon', 'abandon'],
  ] as const)('%s passes through its own window, also when steps are closed', async (control, name, action) => {
    const room = await open({ brief: { mayStep: false } });
    await button(room, name).click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await intents(room)).toEqual([control]);
    await room.openWindow(control);
    await button(room, name).click();
    await soon(() => room.posts.length).toBe(1);
    expect(new URLSearchParams(room.posts[0]).get('action')).toBe(action);
    expect((await outcome(room)).at(-1)).toEqual([control, true, null]);
  });

  it('that says it does more than leave is told as unsafe, and is held', async () => {
    const buttons = STEP_BUTTONS.replace('value="save-draft"', 'value="save-draft" aria-describedby="more"');
    const html = TENANT.replace(STEP_BUTTONS, `${buttons}<p id="more">Saving a draft starts the restoration.</p>`);
    const room = await open({ html });
    expect((await room.look()).unsafeExits).toEqual(['draft']);
    await room.openWindow('draft');
    await button(room, 'Save draft').click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await outcome(room)).toEqual([['draft', false, 'step-closed']]);
  });

  it('of another kind than was let through is held', async () => {
    const script = `<script>document.addEventListener('click', (e) => { const b = e.target.closest('[value=save-draft]'); if (b) b.value = 'submit'; });</script>`;
    const room = await open({ html: TENANT.replace('</body>', `${script}</body>`) });
    await room.openWindow('draft');
    await button(room, 'Save draft').click();
    // The button is one of a draft still: that it sends a commit is only seen when the browser sends it, in a later task.
    await soon(async () => (await outcome(room)).at(-1)).toEqual(['commit', false, 'no-release']);
    await room.frame();
    expect(room.posts).toEqual([]);
  });
});

describe('a revoke', () => {
  it('passes through its window, without an execution too', async () => {
    const html = consolePage({ title: 'Emergency grants' }).replace(
      '</main>',
      '<form method="post" action="/grants/BG-1/revoke" target="sink"><button>Revoke</button></form></main><iframe name="sink" srcdoc="<p>sink</p>"></iframe>',
    );
    const room = await open({ html, brief: { execution: null } });
    await button(room, 'Revoke').click();
    await room.frame();
    expect(room.posts).toEqual([]);
    expect(await intents(room)).toEqual(['revoke']);
    await room.openWindow('revoke');
    await button(room, 'Revoke').click();
    await soon(() => room.posts.length).toBe(1);
  });
});

describe('what the profile calls free', () => {
  it('passes always: a sign-in', async () => {
    const html = consolePage({ title: 'Sign in' }).replace(
      '</main>',
      '<form method="post" action="/signin" target="sink"><input name="account" value="lead-01"><button>Sign in</button></form></main><iframe name="sink" srcdoc="<p>sink</p>"></iframe>',
    );
    const room = await open({ html, brief: { execution: null } });
    await button(room, 'Sign in').click();
    await soon(() => room.posts).toEqual(['account=lead-01']);
    expect(await room.presses()).toEqual([]);
  });
});
