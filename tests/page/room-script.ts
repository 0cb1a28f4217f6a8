import type { Profile } from '../../lib/core/profile/profile.ts';
import { tellOfDialogs } from '../../lib/page/browser-dialogs.ts';
import { overPage } from '../../lib/page/over-page.ts';
import { startPageRoom } from '../../lib/page/page-room.ts';
import type { PanelState } from '../../lib/page/panel-state.ts';
import type { FromPage, ToPage } from '../../lib/wire/page-link.ts';

/** What a test drives the room by. Bundled and run before the page's own scripts, in the page's world. */
export type TestRoom = Readonly<{
  sent: FromPage[];
  states: PanelState[];
  deliver: (message: ToPage) => void;
  lose: (isForGood: boolean) => void;
  /** The page is none of a console's. */
  end: () => void;
  /** Moves the room's clock, so that no test has to wait. */
  passMs: (ms: number) => void;
  /** The profile of the last brief, for tests that change one part of it. */
  profile: () => Profile | null;
}>;

declare global {
  interface Window {
    room: TestRoom;
    /** Set by a test before the page loads: closed roots can be opened, as an extension can. */
    canOpenClosedRoots?: boolean;
    /** Set by a test before the page loads: the panel stands at the right of the window, and takes presses. */
    drawsPanel?: boolean;
  }
}

const closedRoots = new WeakMap<Element, ShadowRoot>();
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function attachShadow(options: ShadowRootInit): ShadowRoot {
  const root = attach.call(this, options);
  if (options.mode === 'closed') closedRoots.set(this, root);
  return root;
};

const listeners: ((message: ToPage) => void)[] = [];
const lostListeners: ((isForGood: boolean) => void)[] = [];
const sent: FromPage[] = [];
const states: PanelState[] = [];
const life = new AbortController();
const PANEL_CSS = 'aside { position: fixed; inset: 10px 10px 10px auto; width: 340px; background: white; pointer-events: auto; }';
let aheadMs = 0;
let profile: Profile | null = null;

const { host, place } = overPage('countersign-panel', PANEL_CSS, life.signal);
const drawn = () => {
  if (window.drawsPanel === true && place.firstElementChild === null) place.append(document.createElement('aside'));
  return place.firstElementChild;
};

tellOfDialogs(window);
startPageRoom({
  document,
  window,
  documentId: 'document-1',
  link: {
    send: (message) => void sent.push(message),
    onMessage: (listener) => void listeners.push(listener),
    onLost: (listener) => void lostListeners.push(listener),
  },
  overlay: { host, render: (state) => void states.push(state), box: () => drawn()?.getBoundingClientRect() ?? null },
  clock: { nowMs: () => Date.now() + aheadMs },
  openRoot: (element) => (window.canOpenClosedRoots === true ? (closedRoots.get(element) ?? null) : null),
  signal: life.signal,
});

window.room = {
  sent,
  states,
  deliver: (message) => {
    if (message.type === 'brief') profile = message.brief.profile;
    for (const listener of listeners) listener(message);
  },
  lose: (isForGood) => {
    for (const listener of lostListeners) listener(isForGood);
  },
  end: () => life.abort(),
  passMs: (ms) => {
    aheadMs += ms;
  },
  profile: () => profile,
};
