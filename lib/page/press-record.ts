import type { StoppedBy } from '../core/compare/page-report.ts';
import { isElement, nowAt } from './dom.ts';

/** One press from its beginning to its click, however many events it is made of. */
export type PressRecord = {
  readonly atMs: number;
  readonly isTrusted: boolean;
  readonly isRepeat: boolean;
  readonly by: 'pointer' | 'key' | 'click';
  /** It began as Enter in a field, and not on the button that this presses. */
  isFromField: boolean;
  /** Why it was stopped at its beginning: whatever follows of it is stopped too, and told once. */
  stoppedBy: StoppedBy | null;
  isTold: boolean;
  /** The `submit` event that this press led to. */
  sends: Event | null;
  /** When the finger or key went up; the click comes right behind it. */
  releasedMs: number | null;
};

/** A click later than this after the release is another press, such as an assistive tool's. */
const CLICK_MS = 1_000;

/** Nothing of the event reaches the page, and it has no effect. */
export function stopEvent(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

export type PressRecords = Readonly<{
  /** The press that this event begins or goes on with. */
  of(event: Event): PressRecord;
  /** The press is over: the next click without a beginning stands for itself. */
  end(): void;
  /** Takes note of how the hand works; asked for every beginning, also of keys that press nothing. */
  hear(event: Event): void;
  isByKeyboard(): boolean;
}>;

/** The event of a frame is not an instance of this window's class. */
function isKey(event: Event): event is KeyboardEvent {
  return 'key' in event && 'repeat' in event;
}

/** Keys that press what is in focus, or send a form. */
export function isPressKey(event: Event): boolean {
  return isEnterKey(event) || (isKey(event) && event.key === ' ');
}

export function isEnterKey(event: Event): boolean {
  return isKey(event) && event.key === 'Enter';
}

/**
 * Which press an event belongs to. A press begins when its first event was made, not when it was delivered: a page that
 * was busy does not make an early press late. What a script made is a press of its own and never touches a person's.
 */
export function createPressRecords(nowMs: () => number): PressRecords {
  let current: PressRecord | null = null;
  let isByKeyboard = false;
  const fresh = (event: Event, by: PressRecord['by']): PressRecord => ({
    atMs: nowMs() - ageOf(event),
    isTrusted: event.isTrusted,
    isRepeat: isKey(event) && event.repeat,
    by,
    isFromField: false,
    stoppedBy: null,
    isTold: false,
    sends: null,
    releasedMs: null,
  });
  const begin = (event: Event, by: PressRecord['by']): PressRecord => {
    current = fresh(event, by);
    return current;
  };
  return {
    of(event) {
      const by = event.type.startsWith('key') ? 'key' : event.type === 'click' || event.type === 'submit' ? 'click' : 'pointer';
      if (!event.isTrusted) return fresh(event, by);
      if (event.type === 'pointerdown') return begin(event, by);
      if (event.type === 'keydown') return isRepeatOf(event, current) ? repeated(event) : begin(event, by);
      if (current !== null && by === 'click' && current.releasedMs !== null && nowMs() - current.releasedMs > CLICK_MS) current = null;
      if (current === null) return by === 'click' ? fresh(event, by) : begin(event, by);
      if (event.type === 'pointerup' || event.type === 'keyup') current.releasedMs = nowMs();
      return current;
    },
    end() {
      current = null;
    },
    hear(event) {
      if (event.isTrusted) isByKeyboard = event.type === 'keydown';
    },
    isByKeyboard: () => isByKeyboard,
  };

  /** A key that is held makes one press that does not count, told once. */
  function repeated(event: Event): PressRecord {
    const before = current;
    current = { ...fresh(event, 'key'), isTold: before?.isRepeat === true && before.isTold };
    return current;
  }
}

/** How long ago it was made, by the clock that it was timed by. */
function ageOf(event: Event): number {
  const [target] = event.composedPath();
  return Math.max(0, (isElement(target) ? nowAt(target) : performance.now()) - event.timeStamp);
}

function isRepeatOf(event: Event, current: PressRecord | null): boolean {
  return isKey(event) && event.repeat && current?.by === 'key';
}
