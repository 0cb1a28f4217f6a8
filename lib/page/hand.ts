import type { FieldId, Look, Reading, ScreenId } from '../core/compare/reading.ts';
import type { FieldKind } from '../core/profile/profile.ts';
import { attribute, holds, isAttributeSet, isElement, isRendered, matches, nameOfTag, parentOf, styleOf } from './dom.ts';
import { isNativeControl, rawValueOf, typeOfInput } from './fields.ts';
import { nativeIn } from './read/inner.ts';
import { isChoiceRole, isControlRole, roleOf } from './role.ts';

/** Who changed a field last, and whether a hand is at work: asked at every look. */
export type Hand = Readonly<{
  whoChanged(seen: Seen): Reading['changedBy'];
  isTyping(): boolean;
}>;

export type Seen = Readonly<{ screen: ScreenId; field: FieldId; kind: FieldKind; look: Look; control: Element | null }>;

/** Where nobody works on the page: what stands there is looked at, and no hand counts. */
export const NO_HAND: Hand = { whoChanged: () => 'nobody', isTyping: () => false };

export type HandInput = Readonly<{
  window: Window;
  nowMs: () => number;
  /** The control in focus, through shadow roots and frames. */
  focused: () => Element | null;
  signal: AbortSignal;
}>;

/** A hand that paused this long is no longer typing. */
const TYPING_MS = 1_500;
/** What kits draw after a pick comes within this time of the pick. */
const PICK_MS = 400;
/** How far around the box of a transfer list its buttons stand. */
const TRANSFER_DEPTH_MAX = 3;
const NEVER = Number.NEGATIVE_INFINITY;
/** What the console itself fills in while it draws a screen, before any hand was on it. */
const SETTLE_MS = 500;

type Known = { key: string; by: Reading['changedBy']; firstMs: number; looked: number };

/** Follows trusted input on the page. `listenOn` adds what its window does not hear of: a frame, or a closed root. */
export function createHand(input: HandInput): Hand & Readonly<{ listenOn(target: EventTarget): void }> {
  const { nowMs } = input;
  const touches = createTouches(input);
  let screen: ScreenId | null = null;
  let known = new Map<FieldId, Known>();

  return {
    listenOn: touches.listenOn,
    whoChanged(seen) {
      if (seen.screen !== screen) {
        screen = seen.screen;
        known = new Map();
      }
      const now = nowMs();
      const key = keyOf(seen.look);
      const looked = touches.count();
      const before = known.get(seen.field);
      if (before === undefined) {
        known.set(seen.field, { key, by: 'nobody', firstMs: now, looked });
        return 'nobody';
      }
      if (before.key !== key) {
        const isSettling = before.by === 'nobody' && now - before.firstMs <= SETTLE_MS;
        if (seen.control !== null && touches.isByHand(seen.control, seen.kind, before.looked)) before.by = 'hand';
        else if (!isSettling && !(seen.kind === 'file' && before.key === STILL_READ)) before.by = 'page';
        before.key = key;
      }
      before.looked = looked;
      return before.by;
    },
    isTyping() {
      if (nowMs() - touches.lastMs() > TYPING_MS) return false;
      const focused = input.focused();
      const role = focused === null ? null : roleOf(focused);
      return isControlRole(role) && role !== 'button';
    },
  };
}

/** How a file is known while its digest is not: what it becomes is no change of its own. */
const STILL_READ = JSON.stringify('control-unreadable');

function keyOf(look: Look): string {
  return JSON.stringify(look.isReadable ? look.value : look.reason.code);
}

type Touch = Readonly<{ atMs: number; count: number }>;
type Touches = Readonly<{
  /** Whether a hand made the control hold what it holds; `looked` is the count at the last look. */
  isByHand(control: Element, kind: FieldKind, looked: number): boolean;
  count(): number;
  lastMs(): number;
  listenOn(target: EventTarget): void;
}>;

/** Trusted events that a hand makes. A script can make none of them. */
const TOUCHES = ['input', 'change', 'keydown', 'pointerdown', 'pointerup', 'click', 'paste', 'drop', 'compositionend'] as const;

function createTouches({ window, nowMs, signal }: HandInput): Touches {
  const touched = new WeakMap<Element, Touch>();
  /** What a text control held right after a hand's input: as it was typed, and as the page's own handlers left it. */
  const typed = new WeakMap<Element, readonly string[]>();
  let count = 0;
  let lastMs = NEVER;
  let pickedMs = NEVER;

  const onTouch = (event: Event) => {
    const path = event.composedPath().filter(isElement);
    const [target] = path;
    if (!event.isTrusted || target === undefined) return;
    const now = nowMs();
    if (isTurnedByScript(event, target)) return;
    count += 1;
    if (event.type !== 'click' && event.type !== 'pointerup') lastMs = now;
    if (path.some(isPicked)) pickedMs = now;
    if (isTypedInto(target)) {
      if (isTyped(event)) typed.set(target, [rawValueOf(target)]);
    }
    for (const element of path) touched.set(element, { atMs: now, count });
  };
  const onTyped = (event: Event) => {
    const [target] = event.composedPath();
    if (event.isTrusted && isElement(target) && isTypedInto(target) && isTyped(event)) {
      typed.set(target, [...(typed.get(target) ?? []), rawValueOf(target)]);
    }
  };
  const listenOn = (target: EventTarget) => {
    for (const type of TOUCHES) target.addEventListener(type, onTouch, { capture: true, passive: true, signal });
    target.addEventListener('input', onTyped, { passive: true, signal });
  };
  listenOn(window);

  const holdsTyped = (text: Element) => typed.get(text)?.includes(rawValueOf(text)) === true;
  /** What moves items into a box stands beside the box. */
  const lastTouchAround = (control: Element): number => {
    let lastMs = touched.get(control)?.atMs ?? NEVER;
    let at = parentOf(control);
    for (let depth = 0; at !== null && depth < TRANSFER_DEPTH_MAX && !isForm(at); depth += 1, at = parentOf(at)) {
      lastMs = Math.max(lastMs, touched.get(at)?.atMs ?? NEVER);
    }
    return lastMs;
  };
  /** Kits turn a box over a moment after it was pressed, and some of them when its label is, by script. */
  const lastTouchOfBox = (control: Element): number => {
    const label = labelAround(control);
    return Math.max(touched.get(control)?.atMs ?? NEVER, label === null ? NEVER : (touched.get(label)?.atMs ?? NEVER));
  };
  const isJust = (atMs: number) => nowMs() - atMs <= PICK_MS;
  const isJustPicked = (touchedMs = NEVER) => isJust(Math.max(touchedMs, pickedMs));

  return {
    listenOn,
    count: () => count,
    lastMs: () => lastMs,
    isByHand(control, kind, looked) {
      const text = isTypedKind(kind) ? typedIn(control) : null;
      if (text !== null && (holdsTyped(text) || !isPickedKind(kind))) return holdsTyped(text);
      const touch = touched.get(control);
      if (touch !== undefined && touch.count > looked) return true;
      if (isChoiceRole(roleOf(control))) return isJust(lastTouchOfBox(control));
      if (isNativeControl(control) && !isPickedKind(kind) && !isReadOnly(control)) return false;
      return isJustPicked(kind === 'transfer' ? lastTouchAround(control) : touch?.atMs);
    },
  };
}

/** A layer over the page: some kits draw lists and calendars in one as plain boxes, which only their own script understands. */
function isPopup(element: Element): boolean {
  const parent = parentOf(element);
  if (parent === null || nameOfTag(parent) !== 'body' || holds(element, 'form, main')) return false;
  return /^(?:absolute|fixed)$/.test(styleOf(element).position) || holds(element, '[role=listbox]');
}

function isReadOnly(control: Element): boolean {
  return isAttributeSet(control, 'readonly');
}

/** The text that a hand types into. What a kit keeps in a box for its form, and from people, is none. */
function typedIn(control: Element): Element | null {
  const text = nativeIn(control, 'input, textarea');
  if (text === null || !isTypedInto(text) || !isRendered(text) || isReadOnly(text)) return null;
  return text !== control && attribute(text, 'aria-hidden') === 'true' ? null : text;
}

function labelAround(control: Element): Element | null {
  for (let at = parentOf(control); at !== null && !isForm(at); at = parentOf(at)) if (nameOfTag(at) === 'label') return at;
  return null;
}

function isTypedKind(kind: FieldKind): boolean {
  return kind === 'text' || kind === 'lines' || kind === 'number' || kind === 'datetime' || isPickedKind(kind);
}

/** Kinds whose value is more than the text of one input: a key or a pick turns what was typed into it. */
function isPickedKind(kind: FieldKind): boolean {
  return kind === 'combobox' || kind === 'tags' || kind === 'transfer';
}

function isForm(element: Element): boolean {
  return matches(element, 'form, main, body');
}

/** Lists and calendars that a kit draws elsewhere on the page for a control that is not in the path of the press. */
function isPicked(element: Element): boolean {
  if (isPopup(element)) return true;
  const role = roleOf(element);
  return role === 'option' || role === 'listbox' || role === 'menu' || role === 'gridcell' || role === 'treeitem';
}

/** Text that is typed, pasted, dropped or undone says so; what a password manager fills in says nothing. */
function isTyped(event: Event): boolean {
  if (event.type !== 'input') return false;
  const [target] = event.composedPath();
  const isSearch = isElement(target) && typeOfInput(target) === 'search';
  return isSearch || ('inputType' in event && typeof event.inputType === 'string' && event.inputType !== '');
}

/** `click()` by a script makes a box fire `input` and `change` that the browser calls trusted; its click is not. */
function isTurnedByScript(event: Event, target: Element): boolean {
  const isChange = event.type === 'input' || event.type === 'change';
  return isChange && /^(?:checkbox|radio)$/.test(typeOfInput(target));
}

function isTypedInto(element: Element): boolean {
  if (nameOfTag(element) === 'textarea') return true;
  return nameOfTag(element) === 'input' && /^(?:text|email|url|tel|search|password)$/.test(typeOfInput(element));
}
