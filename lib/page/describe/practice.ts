import { classifyRequest } from '../../core/profile/classify.ts';
import type { StoppedForm, Way } from '../../core/profile/picked.ts';
import type { Profile } from '../../core/profile/profile.ts';
import { attribute, isElement, nameOfTag } from '../dom.ts';
import { elementsOf, typeOfInput } from '../fields.ts';
import type { Finder } from '../find.ts';
import { stopEvent } from '../press-record.ts';
import { type Entries, entriesOf, entriesWith, formAround } from '../read/entries.ts';
import { roleOf } from '../role.ts';
import { addressOf, methodOf, opensElsewhere } from '../spot.ts';
import { waysToControl } from './propose.ts';

/** Names longer than this are no names of fields. */
const NAME_LENGTH_MAX = 256;
const NAMES_MAX = 200;
/** A form that leaves the page this shortly before the gate closes may come to a closed one, which costs the page. */
const MARGIN_MS = 700;

export type PracticeInput = Readonly<{
  finder: () => Finder;
  language: () => string;
  /** Requests that may pass by now, and until when the network gate is open for them. */
  passing: () => Readonly<{ requests: Profile['requests']; untilMs: number }>;
  nowMs: () => number;
  /** The button that was pressed just before; null where none was. */
  pressed: () => Element | null;
  onStopped: (form: StoppedForm) => void;
}>;

/**
 * A form that is about to be sent on a console that is being described: it is stopped, unless it is one that the person
 * has named as a step and the network gate is open for it. Nothing typed is lost, and what would have been sent is told by
 * its names alone. What the page's scripts have taken over is left to the network gate, which sees what they really send.
 */
export function stopForm(event: Event, input: PracticeInput): void {
  const form = event.target;
  if (!isElement(form) || nameOfTag(form) !== 'form' || event.defaultPrevented) return;
  const submitter = 'submitter' in event && isElement(event.submitter) ? event.submitter : null;
  const method = methodOf(form, submitter);
  if (method === 'DIALOG') return;
  const entries = entriesWith(form, submitter);
  const url = addressOf(form, submitter);
  const { requests, untilMs } = input.passing();
  const { spec } = classifyRequest({ requests }, { method, url, body: Object.fromEntries(entries) });
  // A form that only asks is closed by no rule of the network: it is let go once it was named, and not before.
  const isOpen = method === 'GET' || input.nowMs() <= untilMs - MARGIN_MS;
  if (spec !== null && (spec.class === 'free' || isOpen)) return;
  stopEvent(event);
  // A script that sends the form for a button of its own (`requestSubmit()`) does not say which.
  const button = submitter ?? input.pressed();
  input.onStopped({
    control: button === null ? null : nameOfControl(button, input),
    method,
    url,
    isBodyRead: isBodyRead(form, submitter),
    opensTab: opensElsewhere(form, submitter),
    names: namesIn(entries),
    button: buttonOf(submitter),
  });
}

/**
 * Whether the browser shows the extension what this form sends: multipart as well, as long as no file is in it. A type that
 * it does not know it sends as `application/x-www-form-urlencoded` (HTML, "form submission attributes").
 */
function isBodyRead(form: Element, submitter: Element | null): boolean {
  const said = (submitter === null ? null : attribute(submitter, 'formenctype')) ?? attribute(form, 'enctype') ?? '';
  const type = said.toLowerCase();
  if (type === 'multipart/form-data') return !elementsOf(form).some((element) => typeOfInput(element) === 'file');
  return type !== 'text/plain';
}

/** A form that is sent later than this after a press was not sent by it. */
const PRESS_MS = 5_000;

/** The button that was pressed last, as long as what is sent may come of it. */
export function lastButton(nowMs: () => number): Readonly<{ hear: (control: Element) => void; last: () => Element | null }> {
  let pressed: Readonly<{ control: Element; atMs: number }> | null = null;
  return {
    hear: (control) => {
      pressed = roleOf(control) === 'button' ? { control, atMs: nowMs() } : null;
    },
    last: () => (pressed !== null && nowMs() - pressed.atMs <= PRESS_MS ? pressed.control : null),
  };
}

/** The names that the form around a control sends, and that hold nothing which a person entered. */
export function unenteredAround(control: Element): readonly string[] {
  const form = formAround(control);
  if (form === null) return [];
  const controls = elementsOf(form).filter((element) => typeOfInput(element) !== 'hidden');
  const shown = new Set(controls.map((element) => attribute(element, 'name')));
  return namesIn(new Map([...entriesOf(form)].filter(([name, values]) => !shown.has(name) || values.every((value) => value === ''))));
}

function namesIn(entries: Entries): readonly string[] {
  return [...entries.keys()].filter((name) => name !== '' && name.length <= NAME_LENGTH_MAX).slice(0, NAMES_MAX);
}

function nameOfControl(element: Element, { finder, language }: PracticeInput): Readonly<{ name: string; ways: readonly Way[] }> {
  const now = finder();
  return { name: now.nameOf(element).slice(0, NAME_LENGTH_MAX), ways: waysToControl(element, now, language()) };
}

function buttonOf(submitter: Element | null): StoppedForm['button'] {
  const name = submitter === null ? null : attribute(submitter, 'name');
  const value = submitter === null ? null : attribute(submitter, 'value');
  return name === null || name === '' || value === null || value.length > NAME_LENGTH_MAX ? null : { name, value };
}
