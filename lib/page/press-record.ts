import type { StoppedBy } from '../core/compare/page-report.ts';
import { isElement, nowAt } from './dom.ts';

/** One press from its beginning to its click, however many events it is made of. */
export type PressRecord = {
  /** When its first event was made. */
  readonly atMs: number;
  /** When that was delivered: on a busy page well after it was made. */
  readonly heardMs: number;
  readonly isTrusted: boolean;
  readonly isRepeat: boolean;
  readonly by: 'pointer' | 'key' | 'click';
  /** The key that it began with, and what that went to. */
  readonly key: string | null;
  readonly target: Element | null;
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
}>;

/** Which focus a person's Tab moved. What a script moves at that key, in its place or behind it, is moved by no hand. */
export type Tabbing = Readonly<{
  /** Asked for every beginning of a press, also of keys that press nothing. */
  hear(event: Event): void;
  /** Of what is no focus, whether it comes from a person at all. */
  isByHand(event: Event): boolean;
}>;

/** From Tab to the focus that it moves. */
const TAB_MS = 100;

export function createTabbing(nowMs: () => number): Tabbing {
  let last: { readonly key: Event; readonly atMs: number; focus: Event | null } | null = null;
  return {
    hear(event) {
      // Tab leaves the field that it was pressed in, which may have changed.
      if (event.isTrusted && event.type !== 'change')
        last = isKey(event) && event.key === 'Tab' ? { key: event, atMs: nowMs(), focus: null } : null;
    },
    /** The browser moves it once, when all have heard the key and nobody has forbidden it. */
    isByHand(event) {
      if (!event.isTrusted || event.type !== 'focusin') return event.isTrusted;
      if (last === null || last.key.eventPhase !== Event.NONE) return false;
      last.focus ??= event;
      return last.focus === event && !last.key.defaultPrevented && nowMs() - last.atMs <= TAB_MS;
    },
  };
}

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
  const fresh = (event: Event, by: PressRecord['by']): PressRecord => ({
    atMs: nowMs() - ageOf(event),
    heardMs: nowMs(),
    isTrusted: event.isTrusted,
    isRepeat: isKey(event) && event.repeat,
    by,
    key: isKey(event) ? event.key : null,
    target: targetOf(event),
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
  const target = targetOf(event);
  return Math.max(0, (target === null ? performance.now() : nowAt(target)) - event.timeStamp);
}

function targetOf(event: Event): Element | null {
  const [target] = event.composedPath();
  return isElement(target) ? target : null;
}

function isRepeatOf(event: Event, current: PressRecord | null): boolean {
  return isKey(event) && event.repeat && current?.by === 'key';
}
