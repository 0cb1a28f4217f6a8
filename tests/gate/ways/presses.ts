import type { Page } from '../../hand/page.ts';
import { COMMIT_NAME, commitForm, script, type Way } from '../way.ts';

const WAIT = { timeout: 3_000 } as const;

/** A button whose place is known where nobody can ask for it, and a point inside it. */
const CORNER_BUTTON = `<button id="b" style="position:fixed;left:0;top:0;width:200px;height:100px">${COMMIT_NAME}</button>`;
const CORNER = 50;

/** Where the hand presses. What is held back tells the test tool nothing, so that the pointer itself is moved there. */
async function press(page: Page, css = '#b', times = 1): Promise<void> {
  await page.locator(css).first().waitFor(WAIT);
  const box = await page.locator(css).first().boundingBox();
  if (box === null) throw new Error(`${css} is not to be seen`);
  for (let time = 0; time < times; time += 1) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, {});
}

const pressed = (id: string, initiator: string, rest: Pick<Way, 'page'> & Partial<Way>): Way => ({
  id,
  initiator,
  transport: 'form, urlencoded',
  target: 'commit',
  hand: (page) => press(page),
  ...rest,
});

/** A person presses something. */
export const PRESSES: readonly Way[] = [
  pressed('click', 'click on the button', { page: (at) => commitForm(at) }),
  pressed('double-click', 'double click on the button', {
    page: (at) => commitForm(at),
    hand: (page) => press(page, '#b', 2),
  }),
  pressed('enter-in-field', 'Enter in a field', {
    page: (at) => commitForm(at),
    hand: async (page) => {
      await press(page, 'input[name=tenant]');
      await page.keyboard.press('Enter');
    },
  }),
  pressed('enter-on-button', 'Enter on the button', {
    page: (at) => commitForm(at, { inside: `<button id="b" autofocus>${COMMIT_NAME}</button>` }),
    hand: (page) => page.keyboard.press('Enter'),
  }),
  pressed('space-on-button', 'Space on the button', {
    page: (at) => commitForm(at, { inside: `<button id="b" autofocus>${COMMIT_NAME}</button>` }),
    hand: (page) => page.keyboard.press(' '),
  }),
  pressed('label', 'click on the button’s label', {
    page: (at) => `${commitForm(at)}<label for="b" id="l">Go on</label>`,
    hand: (page) => press(page, '#l'),
  }),
  pressed('access-key', 'access key of the button', {
    page: (at) => commitForm(at, { inside: `<button id="b" accesskey="g">${COMMIT_NAME}</button>` }),
    hand: (page, _, { pressAccessKey }) => pressAccessKey(page, 'g'),
  }),
  pressed('image-button', 'click on an image button', {
    page: (at) => commitForm(at, { inside: `<input type="image" id="b" alt="${COMMIT_NAME}" width="40" height="20">` }),
  }),
  pressed('input-button', 'click on an input of type submit', {
    page: (at) => commitForm(at, { inside: `<input type="submit" id="b" value="${COMMIT_NAME}">` }),
  }),
  pressed('button-outside', 'click on a button outside of its form', {
    page: (at) => `${commitForm(at, { inside: '' })}<button id="b" form="f">${COMMIT_NAME}</button>`,
  }),
  pressed('form-action', 'click on a button with formaction', {
    page: (at) =>
      commitForm(at, { action: at.file('nowhere'), inside: `<button id="b" formaction="${at.commit}">${COMMIT_NAME}</button>` }),
  }),
  pressed('form-method', 'click on a button with formmethod', {
    page: (at) =>
      commitForm(at, { attributes: 'method="get"', inside: `<button id="b" formmethod="post">${COMMIT_NAME}</button>` }).replace(
        'method="post"',
        '',
      ),
  }),
  pressed('form-enctype', 'click on a button with formenctype', {
    transport: 'form, multipart',
    page: (at) => commitForm(at, { inside: `<button id="b" formenctype="multipart/form-data">${COMMIT_NAME}</button>` }),
  }),
  pressed('form-target', 'click on a button with formtarget', {
    transport: 'form, new tab',
    page: (at) => commitForm(at, { inside: `<button id="b" formtarget="_blank">${COMMIT_NAME}</button>` }),
  }),
  pressed('other-name', 'click on a button that no profile names', {
    page: (at) => commitForm(at, { inside: '<button id="b">Continue</button>' }),
  }),
  pressed('closed-root', 'click in a closed shadow root', {
    page: (at) =>
      `<div id="h"></div>${script(`document.getElementById('h').attachShadow({ mode: 'closed' }).innerHTML = ${JSON.stringify(commitForm(at, { inside: CORNER_BUTTON }))};`)}`,
    hand: (page) => page.mouse.click(CORNER, CORNER, {}),
  }),
  pressed('declarative-root', 'click in a declarative shadow root', {
    page: (at) => `<div id="h"><template shadowrootmode="closed">${commitForm(at, { inside: CORNER_BUTTON })}</template></div>`,
    hand: (page) => page.mouse.click(CORNER, CORNER, {}),
  }),
  pressed('custom-element', 'click on a form-associated custom element', {
    page: (at) =>
      commitForm(at, { inside: `<x-go id="b" role="button">${COMMIT_NAME}</x-go>` }) +
      script(`customElements.define('x-go', class extends HTMLElement {
        static formAssociated = true;
        constructor() { super(); const own = this.attachInternals(); this.addEventListener('click', () => own.form.requestSubmit()); }
      });`),
  }),
  pressed('javascript-link', 'click on a javascript: link', {
    page: (at) => `${commitForm(at)}<a id="a" href="javascript:document.getElementById('f').submit()">Go on</a>`,
    hand: (page) => press(page, '#a'),
  }),
  pressed('events-stopped', 'click, with all events stopped by the page', {
    page: (at) =>
      script(`for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'submit', 'navigate'])
        { addEventListener(type, (event) => event.stopImmediatePropagation(), true); navigation.addEventListener(type, (event) => event.stopImmediatePropagation(), true); }`) +
      commitForm(at),
  }),
  pressed('prototypes-patched', 'click, with the events’ prototypes patched', {
    page: (at) =>
      script(`Event.prototype.preventDefault = () => {}; Event.prototype.stopImmediatePropagation = () => {};
        Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true }); EventTarget.prototype.addEventListener = () => {};`) +
      commitForm(at),
  }),
  pressed('press-on-cover', 'click on what covers the button', {
    page: (at) =>
      `${commitForm(at)}<div id="c" style="position:fixed;inset:0"></div>${script(
        `document.getElementById('c').onclick = () => document.getElementById('f').requestSubmit();`,
      )}`,
    hand: (page) => press(page, '#c'),
  }),
  pressed('pointer-down', 'pointer going down', {
    page: (at) => `${commitForm(at)}${script(`document.getElementById('b').onpointerdown = () => document.getElementById('f').submit();`)}`,
  }),
  pressed('form-replaced', 'click on a button that is moved under another form by it', {
    page: (at) =>
      `<form id="g" method="get" action="${at.file('nowhere')}"><button id="b">Search</button></form>${commitForm(at, { inside: '' })}${script(
        `document.getElementById('b').addEventListener('pointerup', (event) => event.target.setAttribute('form', 'f'));`,
      )}`,
  }),
  pressed('ping', 'click on a link with ping', {
    transport: 'ping',
    page: (at) => `<a id="a" href="${at.file('nowhere')}" ping="${at.commit}">Help</a>`,
    hand: (page) => press(page, '#a'),
    absent: { firefox: { because: 'browser', says: 'it sends no pings' } },
  }),
  pressed('back-to-kept-page', 'Back to a page that the browser had kept', {
    transport: 'fetch',
    page: (at) =>
      script(
        `addEventListener('pageshow', (event) => { if (event.persisted) fetch(${JSON.stringify(at.commit)}, { method: 'POST', body: ${JSON.stringify(at.body)} }); });`,
      ) + `<a id="a" href="${at.file('back')}">On</a>`,
    files: { back: () => ({ type: 'text/html', body: '<p>Back in a moment</p><script>setTimeout(() => history.back(), 150)</script>' }) },
    hand: (page) => press(page, '#a'),
  }),
];
