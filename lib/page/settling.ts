import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import type { PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { FromPage } from '../wire/page-link.ts';
import { type HoldState, judge, useUp, windowNeededBy } from './hold-state.ts';
import { LEAVING_MS } from './passing.ts';
import { type PressRecord, stopEvent } from './press-record.ts';
import type { Sight } from './report.ts';
import type { Spot } from './spot.ts';

export type SettlingInput = Readonly<{
  state: HoldState;
  nowMs: () => number;
  lookAfresh: () => Sight | null;
  send: (message: FromPage) => void;
  onStopped: (control: PressControl, by: StoppedBy) => void;
}>;

export type Settling = Readonly<{
  /** Stops an event of a press, or lets it through; true when the press as a whole went through. */
  settle(event: Event, spot: Spot, press: PressRecord): boolean;
  tell(spot: Pick<Spot, 'control'>, press: PressRecord, stoppedBy: StoppedBy | null, sight: Sight | null): void;
  /** What was let through is known to stay so: the worker is told now. */
  tellPassed(): void;
  /** Asks the worker to open the network for the press that this pointer or key begins. */
  intend(spot: Spot): void;
}>;

/** A form that was put together goes to another page within this time, or it never does. */
const NAVIGATE_MS = 150;
/** An intent for the same control is not sent again within this time. */
const INTENT_MS = 250;

export function createSettling(input: SettlingInput): Settling {
  const { state, nowMs } = input;
  const { tell, tellPassed, tellAfterwards } = telling(input);

  /** Stops first and reads then, wherever the end is known without reading. A reading that fails stops as well. */
  const settle: Settling['settle'] = (event, spot, press) => {
    const known = press.stoppedBy ?? judge(state, spot, press, { ms: nowMs(), report: null });
    if (known !== null) stopEvent(event);
    const isFinal = event.type === 'click' || event.type === 'submit';
    const isFirst = event.type === 'pointerdown' || event.type === 'keydown';
    if (known === null && !isFinal && !isFirst) return false;
    const sight = readOrStop(event);
    const stop = known ?? judge(state, spot, press, { ms: nowMs(), report: sight?.report ?? null }) ?? stopOfExit(spot, sight);
    if (stop !== null) {
      stopEvent(event);
      press.stoppedBy = stop;
      tell(spot, press, stop, sight);
      return false;
    }
    if (!isFinal) return false;
    useUp(state, spot);
    if (spot.control === 'commit') tellAfterwards(spot, press, sight);
    else tell(spot, press, null, sight);
    return true;
  };

  const readOrStop = (event: Event): Sight | null => {
    try {
      return input.lookAfresh();
    } catch (error) {
      stopEvent(event);
      throw error;
    }
  };

  return { settle, tell, tellPassed, intend: intending(input) };
}

type Telling = Pick<Settling, 'tell' | 'tellPassed'> &
  Readonly<{ tellAfterwards: (spot: Spot, press: PressRecord, sight: Sight | null) => void }>;

/** What the worker is told of presses, each once, in the order in which they came. */
function telling(input: SettlingInput): Telling {
  const { state } = input;
  /** A press that was let through, and is not told yet: it is told before whatever comes after it. */
  let passed: (() => void) | null = null;
  const tellPassed = () => {
    const first = passed;
    passed = null;
    first?.();
  };

  const tell: Settling['tell'] = (spot, press, stoppedBy, sight) => {
    tellPassed();
    if (stoppedBy !== null) input.onStopped(spot.control, stoppedBy);
    if (press.isTold || sight === null) return;
    press.isTold = true;
    const { isTrusted, isRepeat, isFromField, atMs: beganAtMs } = press;
    const { report } = sight;
    const release = state.brief?.armed?.release ?? null;
    const canonical = canonicalReadings(report.readings);
    const told = {
      control: spot.control,
      isTrusted,
      isRepeat,
      isFromField,
      beganAtMs,
      isPassed: stoppedBy === null,
      canonical,
      release,
      stoppedBy,
      report,
    };
    input.send({ type: 'press', press: told });
  };

  /**
   * What the browser makes of this press follows, and may still be stopped: a form that it sends is put together in this
   * task and goes to another page in the next. Where a script sends, nothing more comes.
   */
  const tellAfterwards = (spot: Spot, press: PressRecord, sight: Sight | null) => {
    passed = () => {
      if (press.stoppedBy === null) tell(spot, press, null, sight);
    };
    setTimeout(() => {
      if (press.sends === null || press.sends.defaultPrevented) tellPassed();
      else setTimeout(tellPassed, NAVIGATE_MS);
    });
  };
  return { tell, tellPassed, tellAfterwards };
}

/** A way out that says it does more than leave is none. */
function stopOfExit({ control }: Spot, sight: Sight | null): StoppedBy | null {
  const isUnsafe = sight?.report.unsafeExits?.some((kind) => kind === control) === true;
  return isUnsafe ? 'step-closed' : null;
}

function intending({ state, nowMs, lookAfresh, send }: SettlingInput): Settling['intend'] {
  let intent: Readonly<{ control: string; atMs: number }> | null = null;
  return (spot) => {
    const control = windowNeededBy(spot);
    if (control === null) return;
    const isRecent = intent !== null && intent.control === control && nowMs() - intent.atMs < INTENT_MS;
    const window = state.windows.get(control);
    const isStillOpen = window?.isOpen === true && !window.isUsed && nowMs() + INTENT_MS + LEAVING_MS < window.untilMs;
    if (isRecent || isStillOpen) return;
    const sight = lookAfresh();
    if (sight === null) return;
    intent = { control, atMs: nowMs() };
    send({ type: 'intent', control, report: sight.report });
  };
}
