import type { PointingAt } from '../../core/profile/picked.ts';
import { boxIn } from '../box.ts';
import { isElement, isInside, isRendered } from '../dom.ts';
import { controlOfLabel } from '../fields.ts';
import type { Finder } from '../find.ts';
import type { Box } from '../panel-state.ts';
import { stopEvent } from '../press-record.ts';
import type { Tree } from '../tree.ts';
import { candidatesFor } from './pick.ts';

/** What is drawn over the page while somebody points: the box around what would be picked. Null = nothing is pointed at. */
export type Aim = Readonly<{
  element: Element;
  box: Box;
  at: number;
  of: number;
}>;

export type PointingInput = Readonly<{
  window: Window;
  finder: () => Finder;
  onAim: (aim: Aim | null) => void;
  onPick: (element: Element, at: PointingAt) => void;
  onGiveUp: () => void;
  signal: AbortSignal;
}>;

export type Pointing = Readonly<{
  begin: (at: PointingAt) => void;
  end: () => void;
  isOn: () => boolean;
  /** The page moved under the box. */
  redraw: () => void;
  /** Also hears what happens in a frame of the page. */
  listenOn: (target: EventTarget) => void;
}>;

/** Events that would do something on the page: while somebody points, none of them reaches it. */
const SWALLOWED = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'keyup',
  'keypress',
  'beforeinput',
  'submit',
];

/**
 * A person points at something on the page, by pointer or by keyboard. Nothing that they do reaches the page meanwhile: a
 * console that acts on a click does not act. Only trusted input counts, and only where our listeners come first.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one closure, because what is aimed at and what a key or click does with it is one thing.
export function createPointing(input: PointingInput): Pointing {
  let pointing: Readonly<{ at: PointingAt; candidates: readonly Element[]; tree: Tree }> | null = null;
  let aimed: Element | null = null;

  const draw = () => {
    const box = pointing === null || aimed === null ? null : boxIn(aimed, pointing.tree);
    if (pointing === null || aimed === null || box === null) return input.onAim(null);
    const at = pointing.candidates.indexOf(aimed) + 1;
    input.onAim({ element: aimed, box, at, of: pointing.candidates.length });
  };
  const aim = (element: Element | null) => {
    if (element === aimed) return;
    aimed = element;
    draw();
  };
  const end = () => {
    pointing = null;
    aimed = null;
    input.onAim(null);
  };
  const pick = () => {
    if (pointing === null || aimed === null) return;
    const [element, { at }] = [aimed, pointing];
    end();
    input.onPick(element, at);
  };
  const go = (by: number) => {
    if (pointing === null) return;
    const shown = pointing.candidates.filter(isRendered);
    if (shown.length === 0) return;
    const from = aimed === null ? (by > 0 ? -1 : 0) : shown.indexOf(aimed);
    const next = shown[(from + by + shown.length) % shown.length] ?? null;
    next?.scrollIntoView({ block: 'nearest' });
    aim(next);
  };
  const onKey = (event: Event) => {
    if (pointing === null || !isKey(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    stopEvent(event);
    if (!event.isTrusted) return;
    switch (event.key) {
      case 'Enter':
        return pick();
      case 'Escape':
        end();
        return input.onGiveUp();
      case 'Tab':
        return go(event.shiftKey ? -1 : 1);
      case 'ArrowDown':
      case 'ArrowRight':
        return go(1);
      case 'ArrowUp':
      case 'ArrowLeft':
        return go(-1);
      default:
        return;
    }
  };
  const onMove = (event: Event) => {
    if (pointing === null || !event.isTrusted) return;
    aim(candidateAt(event, pointing.candidates));
  };
  const swallow = (event: Event) => {
    if (pointing === null) return;
    stopEvent(event);
    if (event.type !== 'click' || !event.isTrusted) return;
    const under = candidateAt(event, pointing.candidates);
    if (under === null) return;
    aim(under);
    pick();
  };
  const listenOn = (target: EventTarget) => {
    const options = { capture: true, signal: input.signal };
    for (const type of SWALLOWED) target.addEventListener(type, swallow, options);
    target.addEventListener('keydown', onKey, options);
    target.addEventListener('pointermove', onMove, options);
  };
  return {
    begin: (at) => {
      const finder = input.finder();
      pointing = { at, candidates: candidatesFor(at, finder), tree: finder.tree };
      aimed = null;
      input.window.focus();
    },
    end,
    isOn: () => pointing !== null,
    redraw: draw,
    listenOn,
  };
}

/** Keys of a frame are no instances of this window's class. */
function isKey(event: Event): event is KeyboardEvent {
  return event.type === 'keydown' && 'key' in event;
}

/** The candidate under the pointer: the innermost one around what was hit, or the one that a label stands for. */
function candidateAt(event: Event, candidates: readonly Element[]): Element | null {
  const [target] = event.composedPath();
  if (!isElement(target)) return null;
  const around = candidates.filter((one) => isInside(target, one));
  const innermost = around.find((one) => !around.some((other) => other !== one && isInside(other, one)));
  if (innermost !== undefined) return innermost;
  const labelled = [...event.composedPath()].flatMap((one) => (isElement(one) ? [controlOfLabel(one)] : [])).find((one) => one !== null);
  return labelled === undefined ? null : (candidates.find((one) => one === labelled || isInside(labelled, one)) ?? null);
}
