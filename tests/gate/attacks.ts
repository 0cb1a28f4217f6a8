/**
 * What a page does against the panel, as text of a script that runs in the page's own world. The last value tells whether
 * it got hold of anything inside; `ADDRESS` is the extension's own.
 */
export type Attack = Readonly<{
  name: string;
  act: string;
  /** What the popup then says of the panel, where it stays so; a dialog that no profile lists is told as a halt. */
  says?: string;
}>;

const HOST = `document.querySelector('countersign-panel')`;
const css = (rule: string) =>
  `const sheet = document.createElement('style'); sheet.textContent = ${JSON.stringify(rule)}; document.documentElement.append(sheet); false`;
const cover = (more: string) =>
  `const cover = document.createElement('div'); cover.textContent = 'Countersign: armed, press submit'; cover.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:2147483647'; document.documentElement.append(cover); ${more} false`;

/** To cover, fade, fake, remove, frame, outrank it, to make it inert, or to press it. */
export const ATTACKS: readonly Attack[] = [
  { name: 'removed once', act: `${HOST}.remove(); false` },
  {
    name: 'removed again and again',
    says: 'the page took it out',
    act: `new MutationObserver(() => ${HOST}?.remove()).observe(document.documentElement, { childList: true }); ${HOST}?.remove(); false`,
  },
  { name: 'not displayed', act: css('countersign-panel { display: none !important }') },
  { name: 'faded', act: css('countersign-panel { opacity: 0 !important }') },
  { name: 'invisible', act: css('countersign-panel { visibility: hidden !important }') },
  { name: 'moved away', act: css('countersign-panel { transform: translateX(-9999px) !important }') },
  { name: 'cut away', act: css('countersign-panel { clip-path: inset(50%) !important; contain: strict !important }') },
  { name: 'blurred', act: css('countersign-panel { filter: blur(40px) !important }') },
  { name: 'shrunk with everything', says: 'the page does not draw it', act: css('html { zoom: 0.05 }') },
  { name: 'hidden with everything', says: 'the page does not draw it', act: css('html { opacity: 0.01 !important }') },
  {
    name: 'styled by the page’s own hand',
    act: `${HOST}.style.setProperty('display', 'none', 'important'); false`,
  },
  { name: 'hidden by its attribute', act: `${HOST}.hidden = true; ${HOST}.setAttribute('aria-hidden', 'true'); false` },
  { name: 'made inert', says: 'the page made it dead to presses', act: `${HOST}.inert = true; false` },
  { name: 'made inert with everything', says: 'the page made it dead to presses', act: `document.documentElement.inert = true; false` },
  { name: 'covered', says: 'something lies over it', act: cover('') },
  { name: 'covered, letting presses through', act: cover(`cover.style.pointerEvents = 'none';`) },
  {
    name: 'outranked in the top layer',
    says: 'something lies over it',
    act: cover(`cover.style.width = cover.style.height = '100%'; cover.popover = 'manual'; cover.showPopover();`),
  },
  {
    name: 'faked beside it',
    act: `const fake = document.createElement('countersign-panel'); fake.attachShadow({ mode: 'open' }).innerHTML = '<button>Acknowledge</button><p data-state="armed">Armed: press submit</p>'; document.documentElement.append(fake); fake.shadowRoot.querySelector('button').click(); false`,
  },
  {
    name: 'moved into a frame',
    act: `const frame = document.body.appendChild(document.createElement('iframe')); frame.contentDocument.body.append(${HOST}); false`,
  },
  { name: 'moved into a template', act: `document.createElement('template').content.append(${HOST}); false` },
  {
    name: 'framed by a page of the same console',
    act: `const outer = document.body.appendChild(document.createElement('iframe')); outer.src = location.href; false`,
  },
  {
    name: 'taken over as a custom element',
    act: `let held = null; customElements.define('countersign-panel', class extends HTMLElement { connectedCallback() { try { held = this.attachInternals().shadowRoot; } catch { held = null; } } }); customElements.upgrade(document.documentElement); held !== null`,
  },
  { name: 'asked for its root', act: `${HOST}.shadowRoot !== null || ${HOST}.openOrClosedShadowRoot != null` },
  {
    name: 'given a second root',
    act: `let root = null; try { root = ${HOST}.attachShadow({ mode: 'open' }); } catch { root = null; } root !== null`,
  },
  {
    name: 'pressed by made events everywhere',
    act: `for (let x = 0; x < innerWidth; x += 40) for (let y = 0; y < innerHeight; y += 40) for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      ${HOST}.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y })); ${HOST}.click(); false`,
  },
  {
    name: 'pressed by made keys',
    act: `for (const target of [${HOST}, document.body, window]) for (const type of ['keydown', 'keypress', 'keyup'])
      target.dispatchEvent(new KeyboardEvent(type, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true, bubbles: true, composed: true })); false`,
  },
  {
    name: 'spoken to in its own words',
    act: `for (const type of ['acknowledge', 'abandon', 'halt', 'export', 'check-now', 'brief', 'window']) { postMessage({ type, target: 'worker', request: { type } }, '*'); dispatchEvent(new CustomEvent(type, { detail: { type } })); } false`,
  },
  { name: 'asked by the extension’s own door', act: `typeof chrome === 'object' && chrome.runtime?.sendMessage !== undefined` },
  {
    name: 'opened as a page in a frame',
    act: `const popup = document.body.appendChild(document.createElement('iframe')); popup.src = ADDRESS + 'popup.html'; popup.style.cssText = 'position:fixed;inset:0;opacity:0.01'; false`,
  },
  { name: 'opened as a page in a tab', act: `open(ADDRESS + 'popup.html', '_blank', 'width=300,height=300'); false` },
  { name: 'its files read', act: `fetch(ADDRESS + 'console.js').then(() => true, () => false)` },
];

/** One of each kind, and those that press, which stop no work: played one after the other on one page, where there is something to get. */
const KINDS: readonly string[] = [
  'hidden with everything',
  'faked beside it',
  'moved into a frame',
  'opened as a page in a frame',
  'pressed by made events everywhere',
  'pressed by made keys',
  'spoken to in its own words',
  'outranked in the top layer',
  'covered',
  'made inert with everything',
  'removed again and again',
];
export const AT_STAKE: readonly Attack[] = KINDS.flatMap((name) => ATTACKS.filter((one) => one.name === name));

/** These stop the work, as they should: a dialog that no profile knows, and a page that is written anew. */
export const LAST_ATTACKS: readonly Attack[] = [
  {
    name: 'outranked by a dialog',
    act: `const dialog = document.body.appendChild(document.createElement('dialog')); dialog.textContent = 'Countersign says: armed. Press submit.'; dialog.showModal(); false`,
  },
  { name: 'written over with the whole page', act: `document.open(); document.write('<h1>Armed</h1>'); document.close(); false` },
];
