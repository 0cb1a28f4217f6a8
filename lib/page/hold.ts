import type { PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { FromPage, PageBrief, ToPage } from '../wire/page-link.ts';
import { isElement } from './dom.ts';
import { formOf, isSubmitter } from './fields.ts';
import { type HoldState, judge, newHoldState } from './hold-state.ts';
import { createPressRecords, createTabbing, isEnterKey, isPressKey, stopEvent } from './press-record.ts';
import type { Sight } from './report.ts';
import { createSending } from './sending.ts';
import { createSettling } from './settling.ts';
import { defaultButtonOf, methodOf, type Spot, spotIn, spotOf } from './spot.ts';
import { navigationOf } from './watch.ts';

export type HoldInput = Readonly<{
  window: Window;
  nowMs: () => number;
  /** A new look with nothing remembered; null as long as there is no profile to look by. */
  lookAfresh: () => Sight | null;
  /** The last look, with names brought up to date. */
  lastLook: () => Sight | null;
  send: (message: FromPage) => void;
  onStopped: (control: PressControl, by: StoppedBy) => void;
  signal: AbortSignal;
}>;

export type Hold = Readonly<{
  setBrief(brief: PageBrief, sight: Sight | null): void;
  setPainted(painted: Readonly<{ release: string; atMs: number }>): void;
  setWindow(message: Extract<ToPage, { type: 'window' }>): void;
  /** The worker is out of reach, or something came between: nothing that needs its word passes before it speaks again. */
  close(): void;
  /** Holds presses in a frame or in a shadow root as well. Events of a closed root are heard nowhere else. */
  guard(target: EventTarget, isUnheard: boolean): void;
}>;

const BEGINNINGS = ['pointerdown', 'mousedown', 'touchstart', 'keydown'] as const;
const FOLLOWING = ['pointerup', 'mouseup', 'touchend', 'keypress', 'keyup', 'dblclick', 'auxclick', 'contextmenu'] as const;

/** What a page room holds: presses on the profile's controls, by whatever way they come. It never makes an event itself. */
export function createHold(input: HoldInput): Hold {
  const { nowMs, signal } = input;
  const state = newHoldState();
  const records = createPressRecords(nowMs);
  const tabbing = createTabbing(nowMs);
  const settling = createSettling({ ...input, state });
  const sending = createSending({ ...input, ...settling, state });

  const { find, findDefault } = finding(state, input.lastLook);

  const listeners: Listeners = {
    onBeginning(event) {
      tabbing.hear(event);
      if (event.type === 'keydown' && !isPressKey(event)) return;
      const press = records.of(event);
      const own = find(event);
      const spot = own ?? findDefault(event);
      if (spot === null) return;
      press.isFromField = own === null;
      if (spot.control === 'commit') settling.settle(event, spot, press);
      else if (press.isRepeat) stopEvent(event);
      else if (press.isTrusted) settling.intend(spot);
    },
    onFollowing(event) {
      const press = records.of(event);
      const spot = find(event);
      if (spot?.control !== 'commit') return;
      if (press.stoppedBy !== null || judge(state, spot, press, { ms: nowMs(), report: null }) !== null) stopEvent(event);
    },
    onClick(event) {
      if (state.brief === null) return holdUnknown(event);
      const spot = find(event);
      if (spot === null) return;
      const press = records.of(event);
      if (settling.settle(event, spot, press)) sending.allow(spot, press);
      if (event.isTrusted) records.end();
    },
    onFocus(event) {
      if (!tabbing.isByHand(event)) return;
      const spot = find(event);
      if (spot !== null) settling.intend(spot);
    },
    onSubmit: (event) => sending.onSubmit(event, records.of(event)),
    onFormData: sending.onFormData,
    onNavigate: (event) => sending.onNavigate(event, records.of(event)),
  };
  const guard = (target: EventTarget, isUnheard: boolean) => listen(target, isUnheard, listeners, signal);
  guard(input.window, true);

  return {
    guard,
    setBrief(next, sight) {
      const isNewRelease = next.armed !== null && next.armed.release !== state.brief?.armed?.release;
      // A release for another document is none for this one: nothing here is the look that belongs to it.
      if (isNewRelease) state.armedSight = sight?.report.document === next.armed?.document ? (sight?.report ?? null) : null;
      if (next.armed === null) state.painted = null;
      state.brief = next;
    },
    setPainted(painted) {
      state.painted = painted;
    },
    setWindow({ control, isOpen, untilMs }) {
      state.windows.set(control, { isOpen, untilMs, isUsed: false });
    },
    close() {
      sending.forget();
      state.windows.clear();
      state.painted = null;
      if (state.brief !== null) state.brief = { ...state.brief, armed: null, mayStep: false };
    },
  };
}

type Finding = Readonly<Record<'find' | 'findDefault', (event: Event) => Spot | null>>;

function finding(state: HoldState, lastLook: () => Sight | null): Finding {
  return {
    find(event) {
      const sight = lastLook();
      if (state.brief === null || sight === null) return null;
      return spotIn(event.composedPath(), state.brief.profile, sight.finder, sight.lookalikes);
    },
    /** Enter in a field presses the form's default button. */
    findDefault(event) {
      const sight = lastLook();
      const [target] = event.composedPath();
      if (state.brief === null || sight === null || !isEnterKey(event) || !isElement(target)) return null;
      const button = defaultButtonOf(target, sight.finder);
      return button === null ? null : spotOf(button, state.brief.profile, sight.finder, sight.lookalikes);
    },
  };
}

type Listeners = Readonly<
  Record<'onBeginning' | 'onFollowing' | 'onClick' | 'onFocus' | 'onSubmit' | 'onFormData' | 'onNavigate', (event: Event) => void>
>;

function listen(target: EventTarget, isUnheard: boolean, listeners: Listeners, signal: AbortSignal): void {
  const options = { capture: true, passive: false, signal };
  target.addEventListener('submit', listeners.onSubmit, options);
  target.addEventListener('formdata', listeners.onFormData, options);
  if (!isUnheard) return;
  for (const type of BEGINNINGS) target.addEventListener(type, listeners.onBeginning, options);
  for (const type of FOLLOWING) target.addEventListener(type, listeners.onFollowing, options);
  target.addEventListener('click', listeners.onClick, options);
  target.addEventListener('focusin', listeners.onFocus, options);
  navigationOf(target)?.addEventListener('navigate', listeners.onNavigate, { signal });
}

/** Before there is a profile, nobody knows which button commits: none that sends a form is let through. */
function holdUnknown(event: Event): void {
  const button = event.composedPath().find((one) => isElement(one) && isSubmitter(one));
  const form = isElement(button) ? formOf(button) : null;
  if (form !== null && isElement(button) && methodOf(form, button) === 'POST') stopEvent(event);
}
