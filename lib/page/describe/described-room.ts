import type { PointingAt } from '../../core/profile/picked.ts';
import type { Locator, Profile } from '../../core/profile/profile.ts';
import { unreachable } from '../../core/reason.ts';
import type { FromDescribed, ToDescribed } from '../../wire/describe-link.ts';
import { isElement, isRendered, nameOfTag } from '../dom.ts';
import { createFinder, type Finder } from '../find.ts';
import { createMemory } from '../memory.ts';
import { createTabbing, isPressKey } from '../press-record.ts';
import { isChoiceRole, isControlRole, roleOf } from '../role.ts';
import { ancestorsOf, type OpenRoot } from '../tree.ts';
import { visibleText } from '../visible-text.ts';
import { fieldOf, languageOf, regionOf, seenScreen } from './draft-screen.ts';
import { hearFrames } from './frames-heard.ts';
import { whenOther } from './other-view.ts';
import { type LiveReading, pickControl, pickText, readingOf } from './pick.ts';
import { type Aim, createPointing } from './pointing.ts';
import { lastButton, stopForm, unenteredAround } from './practice.ts';
import { waysToControl } from './propose.ts';
import { socketIn } from './socket-seen.ts';
import { createTrying } from './trying.ts';

/** What is drawn over the page of a console that is being described. */
export type PointerState = Readonly<{
  pointing: PointingAt | null;
  aim: Readonly<{ box: Aim['box']; name: string; at: number; of: number; reading: LiveReading }> | null;
  /** Something was stopped just now. */
  hasStopped: boolean;
  tried: Readonly<{ matching: number; of: number }> | null;
}>;

export type DescribedLink = Readonly<{
  send: (message: FromDescribed) => void;
  onMessage: (listener: (message: ToDescribed) => void) => void;
}>;

export type DescribedOptions = Readonly<{
  document: Document;
  window: Window;
  link: DescribedLink;
  overlay: Readonly<{ host: Element; render: (state: PointerState) => void }>;
  openRoot: OpenRoot;
  nowMs: () => number;
  signal: AbortSignal;
}>;

/** A hand that stays near a button is told of once in this time. */
const NEARING_MS = 1_000;

type Room = {
  state: PointerState;
  passing: Readonly<{ requests: Profile['requests']; untilMs: number }>;
  beside: Locator | null;
};

/**
 * The page of a console that is being described: it shows what is pointed at, tells how that is built, and lets no form go
 * that the person has not named. What the page holds and says stays here.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure, wired once: what is pointed at, stopped and tried share one page.
export function startDescribedRoom(options: DescribedOptions): void {
  const { document, window, link, overlay, signal } = options;
  const memory = createMemory(document, options.openRoot, overlay.host);
  const room: Room = {
    state: { pointing: null, aim: null, hasStopped: false, tried: null },
    passing: { requests: [], untilMs: 0 },
    beside: null,
  };
  const finder = (): Finder => {
    memory.forgetAll();
    return createFinder(memory.index(), memory.names);
  };
  const language = () => languageOf(document);
  const show = (change: Partial<PointerState>) => {
    room.state = { ...room.state, ...change };
    overlay.render(room.state);
  };
  const pointing = createPointing({
    window,
    finder,
    signal,
    onAim: (aim) => show({ aim: aim === null ? null : { ...shownOf(aim, room.state.pointing, finder(), language()), ...aim } }),
    onPick: (element, at) => {
      show({ pointing: null, aim: null });
      const now = finder();
      link.send({
        type: 'picked',
        picked:
          at === 'field' ? pickControl(element, now, { language: language(), beside: room.beside }) : pickText(element, now, language()),
      });
    },
    onGiveUp: () => {
      show({ pointing: null, aim: null });
      link.send({ type: 'gave-up' });
    },
  });
  let lastSeen = '';
  const look = (isAsked = true) => {
    const now = finder();
    frames.hear();
    const told = { screen: seenScreen(now, language()), opaque: now.tree.opaque.filter(isRendered).length };
    const seen = JSON.stringify(told);
    if (isAsked || seen !== lastSeen) link.send({ type: 'screen', ...told });
    lastSeen = seen;
  };
  const trying = createTrying({
    window,
    memory,
    nowMs: options.nowMs,
    signal,
    tell: (tried) => {
      show({ tried: { matching: tried.fields.filter(({ verdict }) => verdict === 'match').length, of: tried.fields.length } });
      link.send({ type: 'tried', tried });
    },
  });
  const button = lastButton(options.nowMs);
  const onSubmit = (event: Event) =>
    stopForm(event, {
      finder,
      language,
      nowMs: options.nowMs,
      passing: () => room.passing,
      pressed: button.last,
      onStopped: (form) => {
        show({ hasStopped: true });
        link.send({ type: 'stopped', form });
      },
    });
  const onPress = (event: Event) => {
    tabbing.hear(event);
    if (pointing.isOn() || !event.isTrusted || (event.type === 'keydown' && !isPressKey(event))) return;
    const now = finder();
    const control = controlPressed(event, now);
    if (control === null || (event.type === 'change' && !isPicked(control))) return;
    button.hear(control);
    show({ hasStopped: false });
    link.send({
      type: 'pressed',
      press: {
        name: now.nameOf(control).slice(0, 256),
        role: roleOf(control) ?? '',
        ways: waysToControl(control, now, language()),
        atMs: options.nowMs(),
        unentered: unenteredAround(control),
      },
    });
  };
  let nearedMs = 0;
  const onNearing = (event: Event) => {
    const isAgain = options.nowMs() - nearedMs <= NEARING_MS;
    if (isAgain || pointing.isOn() || !tabbing.isByHand(event) || room.passing.requests.length === 0) return;
    const now = finder();
    const control = controlPressed(event, now);
    if (control === null || roleOf(control) !== 'button') return;
    nearedMs = options.nowMs();
    link.send({ type: 'nearing', ways: waysToControl(control, now, language()) });
  };
  const onViolation = (event: Event) => {
    const url = socketIn(event);
    if (url !== null) link.send({ type: 'socket', url, atMs: options.nowMs() });
  };
  const capture = { capture: true, signal };
  const tabbing = createTabbing(options.nowMs);
  const listenOn = (target: EventTarget) => {
    pointing.listenOn(target);
    for (const type of ['pointerover', 'focusin']) target.addEventListener(type, onNearing, capture);
    for (const type of ['pointerdown', 'keydown', 'change']) target.addEventListener(type, onPress, capture);
    // After the page's own scripts: a form that they send in their own way is none that the browser sends.
    target.addEventListener('submit', onSubmit, { signal });
    target.addEventListener('securitypolicyviolation', onViolation, capture);
  };
  listenOn(window);
  const frames = hearFrames({ document, tree: () => finder().tree, listenOn, signal });
  for (const type of ['scroll', 'resize']) window.addEventListener(type, pointing.redraw, capture);

  whenOther(document, signal, () => {
    if (!pointing.isOn() && lastSeen !== '') look(false);
    trying.look();
  });

  link.onMessage((message) => {
    switch (message.type) {
      case 'point':
        room.beside = message.beside;
        pointing.begin(message.at);
        return show({ pointing: message.at, hasStopped: false });
      case 'rest':
        pointing.end();
        return show({ pointing: null, aim: null });
      case 'look':
        return look();
      case 'may-pass':
        room.passing = { ...room.passing, requests: message.requests };
        return;
      case 'open':
        room.passing = { ...room.passing, untilMs: message.untilMs };
        return;
      case 'try':
        return trying.begin(message.trial);
      default:
        return unreachable(message);
    }
  });
  show({});
  whenDrawn(document, signal, () => {
    link.send({ type: 'here', pathname: window.location.pathname });
  });
}

/** The name, and the reading as it would be compared: on the page alone, where the value stands anyway. */
function shownOf(
  aim: Aim,
  at: PointerState['pointing'],
  finder: Finder,
  language: string,
): Readonly<{ name: string; reading: LiveReading }> {
  if (at !== 'field') {
    const text = visibleText(aim.element);
    return { name: 'Text', reading: text === '' ? { isReadable: false, because: 'It says nothing.' } : { isReadable: true, shown: text } };
  }
  const control = regionOf(finder).found.find(({ element }) => element === aim.element);
  const name = finder.nameOf(aim.element);
  const role = roleOf(aim.element) ?? '';
  if (control === undefined || role === 'button') return { name: `${role} “${name}”`, reading: { isReadable: true, shown: '' } };
  return { name: `${role} “${name}”`, reading: readingOf(aim.element, fieldOf(control, finder, language), { finder, language }) };
}

/** The control that a press is on: the innermost around what was hit. Links and options count, because they may send too. */
function controlPressed(event: Event, finder: Finder): Element | null {
  const [target] = event.composedPath();
  if (!isElement(target)) return null;
  for (const one of [target, ...ancestorsOf(target, finder.tree)]) {
    const role = roleOf(one);
    if (isControlRole(role) || role === 'link' || role === 'option' || role === 'menuitem' || role === 'tab') return one;
  }
  return null;
}

/** A pick takes effect at once; what was typed is only told of when the field is left. */
function isPicked(control: Element): boolean {
  return isChoiceRole(roleOf(control)) || nameOfTag(control) === 'select';
}

/** Pages are told of once they are there to be looked at. */
function whenDrawn(document: Document, signal: AbortSignal, run: () => void): void {
  if (document.readyState !== 'loading') run();
  else document.addEventListener('DOMContentLoaded', run, { once: true, signal });
}
