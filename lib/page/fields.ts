/** Form controls through captured prototype getters: what they hold, whose form they are in, and their labels. */
import { attribute, isElement, nameOfTag } from './dom.ts';

function property(owner: object, name: string): (node: object) => unknown {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get;
  return (node) => (get === undefined ? undefined : Reflect.apply(get, node, []));
}

const inputValue = property(HTMLInputElement.prototype, 'value');
const inputType = property(HTMLInputElement.prototype, 'type');
const inputChecked = property(HTMLInputElement.prototype, 'checked');
const inputMixed = property(HTMLInputElement.prototype, 'indeterminate');
const areaValue = property(HTMLTextAreaElement.prototype, 'value');
const inputFiles = property(HTMLInputElement.prototype, 'files');
const selectedOptions = property(HTMLSelectElement.prototype, 'selectedOptions');
const selectOptions = property(HTMLSelectElement.prototype, 'options');
const selectMultiple = property(HTMLSelectElement.prototype, 'multiple');
const optionValue = property(HTMLOptionElement.prototype, 'value');
/** What a list shows for it: its `label`, where it has one. */
const optionText = property(HTMLOptionElement.prototype, 'label');
const buttonType = property(HTMLButtonElement.prototype, 'type');
const outputValue = property(HTMLOutputElement.prototype, 'value');
const labelControl = property(HTMLLabelElement.prototype, 'control');
const formElements = property(HTMLFormElement.prototype, 'elements');
const collectionLength = property(HTMLCollection.prototype, 'length');
const collectionItem = HTMLCollection.prototype.item;
const elementMatches = Element.prototype.matches;

const FORM_OWNERS: Readonly<Record<string, (node: object) => unknown>> = {
  input: property(HTMLInputElement.prototype, 'form'),
  textarea: property(HTMLTextAreaElement.prototype, 'form'),
  select: property(HTMLSelectElement.prototype, 'form'),
  button: property(HTMLButtonElement.prototype, 'form'),
  output: property(HTMLOutputElement.prototype, 'form'),
  fieldset: property(HTMLFieldSetElement.prototype, 'form'),
};

/** Elements of a live collection, without trusting that the page left its names alone. */
function items(collection: unknown): readonly Element[] {
  if (typeof collection !== 'object' || collection === null) return [];
  const length = Number(collectionLength(collection));
  const found: Element[] = [];
  for (let at = 0; at < length; at += 1) {
    const item: unknown = Reflect.apply(collectionItem, collection, [at]);
    if (isElement(item)) found.push(item);
  }
  return found;
}

/** `text`, `checkbox`, `datetime-local`, …: as the browser understands it; empty for anything but an input. */
export function typeOfInput(element: Element): string {
  return nameOfTag(element) === 'input' ? String(inputType(element)) : '';
}

export function isNativeControl(element: Element): boolean {
  return /^(?:input|textarea|select)$/.test(nameOfTag(element));
}

/** The raw value of a text-like control, output, option or button. */
export function rawValueOf(element: Element): string {
  switch (nameOfTag(element)) {
    case 'input':
      return String(inputValue(element));
    case 'textarea':
      return String(areaValue(element));
    case 'output':
      return String(outputValue(element));
    case 'option':
      return String(optionValue(element));
    default:
      return attribute(element, 'value') ?? '';
  }
}

/** The files that were chosen in a file field; none for any other control. */
export function filesIn(element: Element): readonly File[] {
  const list = nameOfTag(element) === 'input' ? inputFiles(element) : null;
  return isFileList(list) ? [...list] : [];
}

/** The list of a frame's field is not an instance of this window's class. */
function isFileList(value: unknown): value is FileList {
  return Object.prototype.toString.call(value) === '[object FileList]';
}

export function isChecked(element: Element): boolean {
  return inputChecked(element) === true;
}

export function isMixed(element: Element): boolean {
  return inputMixed(element) === true;
}

/** Nothing of it is sent (HTML, "constructing the entry list"). What ARIA says of a control changes nothing in that. */
export function isBarred(element: Element): boolean {
  return Reflect.apply(elementMatches, element, [':disabled, datalist *']) === true;
}

/** Nobody can use it, whether or not it is sent. */
export function isDisabled(element: Element): boolean {
  return isBarred(element) || attribute(element, 'aria-disabled') === 'true';
}

export type Choice = Readonly<{ value: string; text: string }>;

export function chosenIn(select: Element): readonly Choice[] {
  return items(selectedOptions(select))
    .filter((option) => !isOptionDisabled(option))
    .map(choice);
}

export function choicesIn(select: Element): readonly Choice[] {
  return items(selectOptions(select)).map(choice);
}

export function isMultiple(select: Element): boolean {
  return selectMultiple(select) === true;
}

function choice(option: Element): Choice {
  return { value: String(optionValue(option)), text: String(optionText(option)).replace(/\s+/g, ' ').trim() };
}

function isOptionDisabled(option: Element): boolean {
  return Reflect.apply(elementMatches, option, [':disabled']) === true;
}

/** Whether pressing it sends its form: a submit button or an image. */
export function isSubmitter(element: Element): boolean {
  const name = nameOfTag(element);
  if (name === 'button') return buttonType(element) === 'submit';
  return name === 'input' && (typeOfInput(element) === 'submit' || typeOfInput(element) === 'image');
}

/** The form that a native control belongs to, `form=` attribute included. */
export function formOf(element: Element): Element | null {
  const owner = FORM_OWNERS[nameOfTag(element)]?.(element);
  return isElement(owner) ? owner : null;
}

/** Everything listed that belongs to a form, in tree order; form-associated custom elements included. */
export function elementsOf(form: Element): readonly Element[] {
  return items(formElements(form));
}

export function controlOfLabel(label: Element): Element | null {
  if (nameOfTag(label) !== 'label') return null;
  const control = labelControl(label);
  return isElement(control) ? control : null;
}
