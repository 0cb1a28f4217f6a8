import { allInside, attribute, hostOf, isInside, nameOfTag, parentOf } from '../dom.ts';
import { chosenIn, elementsOf, filesIn, formOf, isBarred, isChecked, isSubmitter, rawValueOf, typeOfInput } from '../fields.ts';

/** What a form would send, name by name, in order. */
export type Entries = ReadonlyMap<string, readonly string[]>;

const FormDataOfPage = FormData;
const forEachEntry = FormData.prototype.forEach;

/**
 * What a form would send now. Native controls are read one by one; only a form with custom elements in it is asked
 * whole, because `ElementInternals`, or what their kit adds when it is asked, shows their values nowhere else (and asking
 * fires a `formdata` event).
 */
export function entriesOf(form: Element): Entries {
  const elements = elementsOf(form);
  return holdsBuilt(form) || elements.some(isWrapped) ? askedOf(form, null) : readFrom(elements);
}

/** A text that the browser breaks into lines as it is drawn, and sends so. */
function isWrapped(element: Element): boolean {
  return nameOfTag(element) === 'textarea' && attribute(element, 'wrap')?.toLowerCase() === 'hard';
}

function holdsBuilt(form: Element): boolean {
  return allInside(form, '*').some((element) => nameOfTag(element).includes('-'));
}

/** What a form would send if this button were pressed, exactly as the browser would put it together. */
export function entriesWith(form: Element, submitter: Element | null): Entries {
  return askedOf(form, submitter);
}

function askedOf(form: Element, submitter: Element | null): Entries {
  if (!isForm(form)) return new Map();
  const button = submitter !== null && isSubmitter(submitter) && formOf(submitter) === form ? submitter : null;
  isAskingNow = true;
  try {
    return entriesIn(new FormDataOfPage(form, isHtml(button) ? button : null));
  } finally {
    isAskingNow = false;
  }
}

let isAskingNow = false;

/** Whether the `formdata` event that fires now comes from a question of ours, and not from a form that is being sent. */
export function isAsking(): boolean {
  return isAskingNow;
}

function isForm(element: Element): element is HTMLFormElement {
  return nameOfTag(element) === 'form';
}

/** Form controls are HTML elements; those of a frame are not instances of this window's class. */
function isHtml(element: Element | null): element is HTMLElement {
  return element !== null;
}

/** The entries of a body that the browser already put together. A file is told by its name alone. */
export function entriesIn(data: FormData): Entries {
  const entries = new Map<string, string[]>();
  forEachEntry.call(data, (value, name) => add(entries, name, typeof value === 'string' ? value : value.name));
  return entries;
}

function readFrom(elements: readonly Element[]): Entries {
  const entries = new Map<string, string[]>();
  for (const element of elements) {
    const name = attribute(element, 'name') ?? '';
    if (name === '' || isBarred(element)) continue;
    for (const value of sentBy(element)) add(entries, name, value);
  }
  return entries;
}

function sentBy(element: Element): readonly string[] {
  switch (nameOfTag(element)) {
    case 'input':
      return sentByInput(element);
    case 'textarea':
      return [rawValueOf(element)];
    case 'select':
      return chosenIn(element).map((choice) => choice.value);
    default:
      return [];
  }
}

function sentByInput(element: Element): readonly string[] {
  switch (typeOfInput(element)) {
    case 'checkbox':
    case 'radio':
      return isChecked(element) ? [rawValueOf(element)] : [];
    case 'button':
    case 'submit':
    case 'reset':
    case 'image':
      return [];
    case 'file':
      return namesOfFiles(element);
    default:
      return [rawValueOf(element)];
  }
}

/** A file is told by its name; a field without one is sent as an empty name (HTML, "constructing the entry list"). */
function namesOfFiles(element: Element): readonly string[] {
  const files = filesIn(element);
  return files.length === 0 ? [''] : files.map((file) => file.name);
}

function add(entries: Map<string, string[]>, name: string, value: string): void {
  const text = value.replace(/\r\n?/g, '\n');
  const known = entries.get(name);
  if (known) known.push(text);
  else entries.set(name, [text]);
}

/** The form that a control's value goes into: its own, or the one of the custom element that it is built into. */
export function formAround(element: Element): Element | null {
  const own = formOf(element);
  if (own !== null) return own;
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (nameOfTag(at) === 'form') return at;
  }
  return null;
}

/** The names under which a control may be sent: its own, and those of the custom elements around it, up to the form. */
export function namesOf(element: Element, form: Element | null): readonly string[] {
  const names: string[] = [];
  const push = (one: Element) => {
    const name = attribute(one, 'name');
    if (name !== null && name !== '' && !names.includes(name)) names.push(name);
  };
  if (form === null || formOf(element) === form || nameOfTag(element).includes('-')) push(element);
  for (let host = hostOf(element); host !== null && (form === null || isInside(host, form)); host = hostOf(host)) push(host);
  return names;
}
