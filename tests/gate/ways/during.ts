import type { TabAct } from '../neighbour.ts';
import type { OpenWay, Stand } from '../open-way.ts';
import type { Absence } from '../way.ts';
import { sendingForm } from './dressed.ts';

const COMMIT_MS = 8_000;

const BURST =
  'Where there is no blocking listener a release is bounded to one tab, one address, one method and some seconds, and not to one request or its body: a script of the console’s page can send another one through it, in a frame. It carries the release’s key, so that a console which keeps it grants once; it is seen, the outcome is unknown, and security is called. With the blocking listener it is stopped: policy installs the extension (ExtensionInstallForcelist).';

const during = (id: string, initiator: string, rest: Pick<OpenWay, 'play'> & Partial<OpenWay>): OpenWay => ({
  id,
  initiator,
  transport: 'form, urlencoded',
  target: 'commit',
  consoles: 'beside-steps',
  ...rest,
});

const WIDER = `document.querySelectorAll('input[name=scope]')[1].checked = true;`;
const FILLED = `document.querySelector('[name=tenant]').value = 'tnt_7Q2K94'; document.querySelector('[name=ends]').value = '2099-01-01T00:00';
  document.querySelector('[name=scope]').checked = true;`;
const LYING = `Event.prototype.preventDefault = () => {}; Event.prototype.stopImmediatePropagation = () => {};
  Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true });
  Object.defineProperty(HTMLInputElement.prototype, 'checked', { get() { return this.value === 'tenant.admin.restore'; }, set(is) { this.toggleAttribute('checked', is); } });
  window.FormData = class extends FormData { getAll() { return ['tenant.admin.restore']; } };`;
const WIDER_THOUGH_LYING = `document.querySelectorAll('input[name=scope]')[1].defaultChecked = true;`;

/** Arms nothing itself: the gate is armed, and the operator presses. */
const pressed = async ({ press, commits }: Stand, before: () => Promise<void>) => {
  await before();
  await press('#b');
  await commits(1);
};

const changed = (at: string, listener: string): OpenWay =>
  during(`changed-at-${at}`, 'the operator’s own press, released', {
    transport: `form, whose scope a ${at} listener widens`,
    isArmed: true,
    play: (stand) => pressed(stand, () => stand.run(listener)),
  });

const ASLEEP: Absence = { because: 'test', says: 'the test tool loses a tab that is put to sleep' };

/** What the copy does not bring along is filled in. A tab that is only moved is still the execution's, so that it is moved before green. */
const tab = (act: TabAct, initiator: string): OpenWay =>
  during(`tab-${act}`, initiator, {
    isArmed: act !== 'move',
    ...(act === 'discard' ? { absent: { chromium: ASLEEP, firefox: ASLEEP } } : {}),
    play: async ({ tabAfter, run, press, commits }) => {
      const page = await tabAfter(act);
      await run(FILLED, page);
      await press('#b', page);
      await commits(1);
    },
  });

/** Something in between: a check that goes on, an armed gate, a press that was let through, a tab that becomes another. */
export const DURING: readonly OpenWay[] = [
  during('press-during-check', 'a press while the check goes on', {
    play: async ({ press, commits }) => {
      await press('#b');
      await press('#b');
      await commits(1);
    },
  }),
  during('press-before-green', 'a press that began before green', {
    play: async ({ holdUntilArmed, commits }) => {
      await holdUntilArmed('#b');
      await commits(1);
    },
  }),
  changed('pointerdown', `addEventListener('pointerdown', () => { ${WIDER} }, true);`),
  changed('click', `document.getElementById('b').addEventListener('click', () => { ${WIDER} });`),
  changed('submit', `document.getElementById('f').addEventListener('submit', () => { ${WIDER} });`),
  changed(
    'formdata',
    `document.getElementById('f').addEventListener('formdata', (event) => event.formData.append('scope', 'all-tenants'));`,
  ),
  during('prototypes-before', 'the operator’s own press, with prototypes patched before all else', {
    transport: 'form, whose scope is widened',
    early: LYING,
    isArmed: true,
    play: (stand) => pressed(stand, () => stand.run(WIDER_THOUGH_LYING)),
  }),
  during('prototypes-after', 'the operator’s own press, with prototypes patched once the gate is armed', {
    transport: 'form, whose scope is widened',
    isArmed: true,
    play: (stand) => pressed(stand, () => stand.run(`${LYING} ${WIDER_THOUGH_LYING}`)),
  }),
  during('armed-fetch', 'a script, while the gate is armed', {
    transport: 'fetch, another body',
    isArmed: true,
    play: async ({ run, at, commits }) => {
      await run(`fetch(${JSON.stringify(at.commit)}, { method: 'POST', body: new URLSearchParams(${JSON.stringify(at.body)}) });`);
      await commits(1);
    },
  }),
  during('armed-frame', 'a script, while the gate is armed', {
    transport: 'a second form into a frame, another body',
    isArmed: true,
    bestEffort: BURST,
    play: async ({ run, at, commits }) => {
      await run(sendingForm(at, 'there'));
      await commits(1);
    },
  }),
  during('second-in-press', 'a script, as the released press sends its form', {
    transport: 'a second form into a frame',
    isArmed: true,
    released: 1,
    bestEffort: BURST,
    play: async ({ run, at, press, commits }) => {
      await run(`document.getElementById('f').addEventListener('submit', () => { ${sendingForm(at, 'there')} });`);
      await press('#b');
      await commits(2);
    },
  }),
  during('reload-of-answer', 'a reload of the page that the commit led to', {
    isArmed: true,
    released: 1,
    absent: { firefox: { because: 'test', says: 'the browser asks whether to send it again, and the test tool says no' } },
    play: async ({ page, run, press, commits }) => {
      await press('#b');
      await commits(1);
      await page.locator('[data-testid=reference]').waitFor({ timeout: COMMIT_MS });
      await run('setTimeout(() => location.reload())');
      await commits(2);
    },
  }),
  tab('duplicate', 'a press in a copy of the tab'),
  tab('move', 'a press in a tab that was moved to another window'),
  tab('discard', 'a press in a tab that was put to sleep and woken'),
  tab('restore', 'a press in a tab that was closed and restored'),
  during('panel-removed', 'a script, once it has removed the panel', {
    play: async ({ run, commits }) => {
      await run(
        `document.querySelector('countersign-panel')?.remove(); document.getElementById('f').requestSubmit(document.getElementById('b'));`,
      );
      await commits(1);
    },
  }),
  during('panel-covered', 'a press on what covers page and panel', {
    play: async ({ run, press, commits }) => {
      await run(`const cover = document.documentElement.appendChild(Object.assign(document.createElement('div'), { id: 'cover', popover: 'manual' }));
        cover.style.cssText = 'position:fixed;inset:0;width:100%;height:100%'; cover.showPopover();
        cover.onclick = () => document.getElementById('f').requestSubmit(document.getElementById('b'));`);
      await press('#cover');
      await commits(1);
    },
  }),
];
