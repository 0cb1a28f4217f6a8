import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import type { PageReport, PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { FromPage, PageBrief, ToPage } from '../wire/page-link.ts';
import { isElement } from './dom.ts';
import { formOf, isSubmitter } from './fields.ts';
import { type GateWindow, isSameScreen, stopOf } from './passing.ts';
import { createPressRecords, isPressKey, type PressRecord, stopEvent } from './press-record.ts';
import type { Sight } from './report.ts';
import { createSending } from './sending.ts';
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
  setBrief(brief: PageBrief | null, sight: Sight | null): void;
  setPainted(painted: Readonly<{ release: string; atMs: number }>): void;
  setWindow(message: Extract<ToPage, { type: 'window' }>): void;
  /** The worker is out of reach: nothing that needs its word passes. */
  close(): void;
  /** Holds presses in a frame or in a shadow root as well. */
  guard(target: EventTarget, isClosedRoot: boolean): void;
}>;

const BEGINNINGS = ['pointerdown', 'mousedown', 'touchstart', 'keydown'] as const;
const FOLLOWING = ['pointerup', 'mouseup', 'touchend', 'keypress', 'keyup', 'dblclick', 'auxclick', 'contextmenu'] as const;
/** An intent for the same control is not sent again within this time. */
const INTENT_MS = 250;

/** What a page room holds: presses on the profile's controls, by whatever way they come. It never makes an event itself. */
export function createHold(input: HoldInput): Hold {
  const { nowMs, signal } = input;
  const records = createPressRecords(nowMs);
  const windows = new Map<string, GateWindow>();
  let brief: PageBrief | null = null;
  let painted: Readonly<{ release: string; atMs: number }> | null = null;
  let armedSight: PageReport | null = null;
  let spent: string | null = null;
  let intent: Readonly<{ control: string; atMs: number }> | null = null;

  const judge = (spot: Spot, press: PressRecord, report: PageReport | null): StoppedBy | null => {
    const stop = stopOf({
      control: spot.control,
      isSending: spot.isSending,
      isTrusted: press.isTrusted,
      isRepeat: press.isRepeat,
      beganAtMs: press.atMs,
      nowMs: nowMs(),
      brief,
      painted,
      spent,
      window: windows.get(windowOf(spot.control)) ?? null,
      canonical: report === null ? (brief?.armed?.canonical ?? '') : canonicalReadings(report.readings),
      isSameScreen: report === null || isSameScreen(report, armedSight),
    });
    return stop ?? (spot.isLookalike ? 'no-release' : null);
  };

  const tell = (spot: Pick<Spot, 'control'>, press: PressRecord, stoppedBy: StoppedBy | null, sight: Sight | null) => {
    if (stoppedBy !== null) input.onStopped(spot.control, stoppedBy);
    if (press.isTold || sight === null) return;
    press.isTold = true;
    const { report } = sight;
    const release = brief?.armed?.release ?? null;
    const { isTrusted, isRepeat, atMs } = press;
    const canonical = canonicalReadings(report.readings);
    const told = {
      control: spot.control,
      isTrusted,
      isRepeat,
      beganAtMs: atMs,
      isPassed: stoppedBy === null,
      canonical,
      release,
      stoppedBy,
      report,
    };
    input.send({ type: 'press', press: told });
  };

  const sending = createSending({
    nowMs,
    brief: () => brief,
    armedSight: () => armedSight,
    lookAfresh: input.lookAfresh,
    lastLook: input.lastLook,
    tell,
  });

  /** Stops first and reads then, wherever the end is known without reading. A reading that fails stops as well. */
  const settle = (event: Event, spot: Spot, press: PressRecord, isFinal: boolean): void => {
    const known = press.isStopped ? 'not-counted' : judge(spot, press, null);
    if (known !== null) stopEvent(event);
    const isFirst = event.type === 'pointerdown' || event.type === 'keydown';
    if (known !== null || isFinal || isFirst) {
      const sight = readOrStop(event);
      const stop = known ?? judge(spot, press, sight?.report ?? null);
      if (stop !== null) {
        stopEvent(event);
        press.isStopped = true;
        tell(spot, press, stop, sight);
      } else if (isFinal) pass(spot, press, sight);
    }
  };

  const readOrStop = (event: Event): Sight | null => {
    try {
      return input.lookAfresh();
    } catch (error) {
      stopEvent(event);
      throw error;
    }
  };

  const pass = (spot: Spot, press: PressRecord, sight: Sight | null) => {
    const window = windows.get(windowOf(spot.control));
    if (window !== undefined) windows.set(windowOf(spot.control), { ...window, isUsed: true });
    if (spot.control === 'commit') spent = brief?.armed?.release ?? null;
    sending.allow(spot, press);
    tell(spot, press, null, sight);
  };

  const askFor = (spot: Spot) => {
    const control = windowOf(spot.control);
    if (control === 'commit' || (spot.control === 'back' && !spot.isSending)) return;
    const isRecent = intent !== null && intent.control === control && nowMs() - intent.atMs < INTENT_MS;
    const window = windows.get(control);
    const isStillOpen = window?.isOpen === true && !window.isUsed && nowMs() + INTENT_MS < window.untilMs;
    if (isRecent || isStillOpen) return;
    intent = { control, atMs: nowMs() };
    const sight = input.lookAfresh();
    if (sight !== null) input.send({ type: 'intent', control, report: sight.report });
  };

  const find = (event: Event): Spot | null => {
    const sight = input.lastLook();
    if (brief === null || sight === null) return null;
    return spotIn(event.composedPath(), brief.profile, sight.finder, sight.report.lookalikes);
  };

  const onBeginning = (event: Event) => {
    if (event.type === 'keydown' && !isPressKey(event)) return;
    const press = records.of(event);
    const spot = find(event) ?? (event.type === 'keydown' ? implicit(event) : null);
    if (spot === null) return;
    if (spot.control === 'commit') return settle(event, spot, press, false);
    if (press.isRepeat) return stopEvent(event);
    if (press.isTrusted) askFor(spot);
  };

  /** Enter in a field presses the form's default button. */
  const implicit = (event: Event): Spot | null => {
    const sight = input.lastLook();
    const [target] = event.composedPath();
    if (brief === null || sight === null || !(event instanceof KeyboardEvent) || event.key !== 'Enter' || !isElement(target)) return null;
    const button = defaultButtonOf(target, sight.finder);
    return button === null ? null : spotOf(button, brief.profile, sight.finder, sight.report.lookalikes);
  };

  const onFollowing = (event: Event) => {
    const spot = find(event);
    if (spot?.control !== 'commit') return;
    const press = records.of(event);
    if (press.isStopped || judge(spot, press, null) !== null) stopEvent(event);
  };

  const onClick = (event: Event) => {
    if (brief === null) return holdUnknown(event);
    const spot = find(event);
    if (spot !== null) settle(event, spot, records.of(event), true);
    if (spot !== null && event.isTrusted) records.end();
  };

  const onFocus = (event: Event) => {
    if (!event.isTrusted || !records.isByKeyboard()) return;
    const spot = find(event);
    if (spot !== null && spot.control !== 'commit') askFor(spot);
  };

  const guard = (target: EventTarget, isClosedRoot: boolean) => {
    const options = { capture: true, signal };
    target.addEventListener('submit', (event) => sending.onSubmit(event, records.of(event)), options);
    if (!isClosedRoot) return;
    for (const type of BEGINNINGS) target.addEventListener(type, onBeginning, { ...options, passive: false });
    for (const type of FOLLOWING) target.addEventListener(type, onFollowing, options);
    target.addEventListener('click', onClick, options);
    target.addEventListener('focusin', onFocus, options);
    navigationOf(target)?.addEventListener('navigate', (event) => sending.onNavigate(event, records.of(event)), { signal });
  };
  guard(input.window, true);

  return {
    guard,
    setBrief(next, sight) {
      const isNewRelease = next?.armed != null && next.armed.release !== brief?.armed?.release;
      if (isNewRelease) armedSight = sight?.report ?? null;
      if (next?.armed == null) painted = null;
      brief = next;
    },
    setPainted(next) {
      painted = next;
    },
    setWindow({ control, isOpen, untilMs }) {
      windows.set(control, { isOpen, untilMs, isUsed: false });
    },
    close() {
      windows.clear();
      painted = null;
      if (brief !== null) brief = { ...brief, armed: null, mayStep: false };
    },
  };
}

/** Before there is a profile, nobody knows which button commits: none that sends a form is let through. */
function holdUnknown(event: Event): void {
  const button = event.composedPath().find((one) => isElement(one) && isSubmitter(one));
  const form = isElement(button) ? formOf(button) : null;
  if (form !== null && isElement(button) && methodOf(form, button) === 'POST') stopEvent(event);
}

function windowOf(control: PressControl): 'step' | 'draft' | 'abandon' | 'revoke' | 'commit' {
  return control === 'back' ? 'step' : control;
}
