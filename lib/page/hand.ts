import type { FieldId, Look, Reading, ScreenId } from '../core/compare/reading.ts';
import { isElement, nameOfTag } from './dom.ts';
import { isNativeControl, typeOfInput } from './fields.ts';
import { isControlRole, roleOf } from './role.ts';

/** Who changed a field last, and whether a hand is at work: asked at every look. */
export type Hand = Readonly<{
  whoChanged(seen: Readonly<{ screen: ScreenId; field: FieldId; look: Look; control: Element | null }>): Reading['changedBy'];
  isTyping(): boolean;
}>;

export type HandInput = Readonly<{
  window: Window;
  nowMs: () => number;
  /** The control in focus, through shadow roots and frames. */
  focused: () => Element | null;
  signal: AbortSignal;
}>;

/** A hand that paused this long is no longer typing. */
export const TYPING_MS = 1_500;
/** What kits draw after a pick comes within this time of the pick. */
const PICK_MS = 400;
/** What the console itself fills in while it draws a screen, before any hand was on it. */
const SETTLE_MS = 500;

type Known = { key: string; by: Reading['changedBy']; firstMs: number; looked: number };
type Touch = Readonly<{ atMs: number; count: number }>;

/** Trusted events that a hand makes. A script can make none of them. */
const TOUCHES = ['input', 'change', 'keydown', 'pointerdown', 'pointerup', 'click', 'paste', 'drop', 'compositionend'] as const;

/** Follows trusted input on the page. `listenOn` adds what its window does not hear of: a frame, or a closed root. */
export function createHand(input: HandInput): Hand & Readonly<{ listenOn(target: EventTarget): void }> {
  const { nowMs, signal } = input;
  const touched = new WeakMap<Element, Touch>();
  let count = 0;
  let pickedMs = Number.NEGATIVE_INFINITY;
  let inputMs = Number.NEGATIVE_INFINITY;
  let screen: ScreenId | null = null;
  let known = new Map<FieldId, Known>();

  const onTouch = (event: Event) => {
    if (!event.isTrusted) return;
    const path = event.composedPath().filter(isElement);
    const [target] = path;
    if (target === undefined) return;
    const now = nowMs();
    if (event.type !== 'click' && event.type !== 'pointerup') inputMs = now;
    if (path.some((element) => isPicked(element))) pickedMs = now;
    if (isTextLike(target) && !isTypedInput(event)) return;
    count += 1;
    for (const element of path) touched.set(element, { atMs: now, count });
  };
  const listenOn = (target: EventTarget) => {
    for (const type of TOUCHES) target.addEventListener(type, onTouch, { capture: true, passive: true, signal });
  };
  listenOn(input.window);

  /** A hand was on the control since the last look; what kits draw after a pick may come a little later. */
  const isByHand = (control: Element | null, looked: number): boolean => {
    if (control === null) return false;
    const touch = touched.get(control);
    if (touch !== undefined && touch.count > looked) return true;
    if (isNativeText(control)) return false;
    const lastMs = Math.max(touch?.atMs ?? Number.NEGATIVE_INFINITY, isNativeControl(control) ? Number.NEGATIVE_INFINITY : pickedMs);
    return nowMs() - lastMs <= PICK_MS;
  };

  return {
    listenOn,
    whoChanged(seen) {
      if (seen.screen !== screen) {
        screen = seen.screen;
        known = new Map();
      }
      const now = nowMs();
      const key = keyOf(seen.look);
      const before = known.get(seen.field);
      if (before === undefined) {
        known.set(seen.field, { key, by: 'nobody', firstMs: now, looked: count });
        return 'nobody';
      }
      if (before.key !== key) {
        const isSettling = before.by === 'nobody' && now - before.firstMs <= SETTLE_MS;
        if (isByHand(seen.control, before.looked)) before.by = 'hand';
        else if (!isSettling) before.by = 'page';
        before.key = key;
      }
      before.looked = count;
      return before.by;
    },
    isTyping() {
      if (nowMs() - inputMs > TYPING_MS) return false;
      const focused = input.focused();
      const role = focused === null ? null : roleOf(focused);
      return isControlRole(role) && role !== 'button';
    },
  };
}

function keyOf(look: Look): string {
  return JSON.stringify(look.isReadable ? look.value : look.reason.code);
}

/** Lists and calendars that a kit draws elsewhere on the page for a control that is not in the path of the press. */
function isPicked(element: Element): boolean {
  const role = roleOf(element);
  return role === 'option' || role === 'listbox' || role === 'menu' || role === 'gridcell' || role === 'treeitem';
}

/** Text that is typed, pasted or dropped says so; what a password manager fills in says nothing. */
function isTypedInput(event: Event): boolean {
  if (event.type !== 'input') return event.type === 'drop' || event.type === 'paste' || event.type === 'compositionend';
  return 'inputType' in event && typeof event.inputType === 'string' && event.inputType !== '';
}

function isTextLike(element: Element): boolean {
  return isNativeText(element) && typeOfInput(element) !== 'search';
}

function isNativeText(element: Element): boolean {
  if (!isNativeControl(element) || nameOfTag(element) === 'select') return false;
  return /^(?:|text|email|url|tel|search|password)$/.test(typeOfInput(element));
}
