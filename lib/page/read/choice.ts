import { saysEndless } from '../../core/compare/end-time.ts';
import { optionSentAs } from '../../core/compare/parts.ts';
import { fold, labelOf } from '../../core/profile/words.ts';
import { attribute } from '../dom.ts';
import {
  type Choice,
  choicesIn,
  chosenIn,
  formOf,
  isChecked,
  isMixed,
  isMultiple,
  isNativeControl,
  rawValueOf,
  typeOfInput,
} from '../fields.ts';
import type { Finder } from '../find.ts';
import { isChoiceRole, roleOf } from '../role.ts';
import { ancestorsOf } from '../tree.ts';
import { formAround, namesOf } from './entries.ts';
import { isPartOfMore, nativeIn } from './inner.ts';
import { itemOf, optionCalled } from './item.ts';
import {
  alone,
  ambiguous,
  contradicts,
  type Part,
  type Read,
  type ReadContext,
  type Reader,
  readAs,
  setLook,
  textLook,
  unreadable,
} from './look.ts';

/** Whether a box, radio or switch is on; null where it says neither, or says both. */
type State = Readonly<{
  is: 'on' | 'off' | 'mixed' | 'torn';
  part: Part;
  /** What a kit draws of a choice may know its value nowhere but in its code: it is then sent as what it stands for. */
  isValueUnknown: boolean;
}>;

/** A checkbox or switch: `on` or `off`. */
export const readBox: Reader = (element, context) => {
  const { spec } = context;
  const state = stateOf(element, context);
  if (state === null) return alone(unreadable(spec, 'it is not a checkbox or switch'));
  if (state.is === 'torn') return alone(contradicts(spec, 'on and off'));
  if (state.is === 'mixed') return alone(unreadable(spec, 'it is neither on nor off'));
  return { look: textLook(state.is, spec), parts: [state.part] };
};

/** Several boxes or switches under one name: the items that are on, hidden and disabled ones included. */
export const readBoxSet: Reader = (element, context) => {
  const { spec, finder } = context;
  const members = membersOf(element, finder);
  if (members.length === 0) return alone(unreadable(spec, 'it holds nothing to choose'));
  const twice = members.find((one) => members.filter((other) => finder.nameOf(other) === finder.nameOf(one)).length > 1);
  if (twice) return alone(ambiguous(spec, members.filter((other) => finder.nameOf(other) === finder.nameOf(twice)).length));
  if (isPartOfMore(members, element)) return alone(unreadable(spec, 'it has more choices than the page holds'));
  return setOf(members, context);
};

/** One of several radios: the group itself, or any of its radios. */
export const readRadios: Reader = (element, context) => {
  const { spec, finder } = context;
  const read = setOf(membersOf(element, finder), context);
  if (!read.look.isReadable || read.look.value.kind !== 'set') return read;
  const { items } = read.look.value;
  if (items.length > 1) return { ...read, look: contradicts(spec, items.join(', ')) };
  return { ...read, look: textLook(items[0] ?? '', spec) };
};

/** What is known by its name alone cannot be told from another one of that name. */
const ALIKE = 'two of its choices are called alike';

function setOf(members: readonly Element[], context: ReadContext): Read {
  const { spec, finder } = context;
  const items: string[] = [];
  const parts: Part[] = [];
  const off: string[] = [];
  for (const member of members) {
    const state = stateOf(member, context);
    if (state === null || state.is === 'mixed') return alone(unreadable(spec, `${labelOf(finder.nameOf(member))} is neither on nor off`));
    if (state.is === 'torn') return alone(contradicts(spec, `“${finder.nameOf(member)}” as on and off`));
    const item = itemOf({ value: state.part.sent[0] ?? rawValueOf(state.part.control), text: finder.nameOf(member) }, spec);
    if (item === null) return alone(contradicts(spec, finder.nameOf(member)));
    if (state.is === 'off') off.push(item);
    else if (!items.includes(item)) items.push(item);
    parts.push(state.isValueUnknown && state.is === 'on' ? { ...state.part, sent: [item] } : state.part);
  }
  if (items.some((one) => off.includes(one))) return alone(unreadable(spec, ALIKE));
  return { look: setLook(items, spec), parts };
}

/**
 * A native list: the chosen value, or all of them where several can be chosen. What sends no value is only its prompt ("Choose …"),
 * unless it says what that comes to.
 */
export const readSelect: Reader = (element, { spec, sentAs }) => {
  const control = nativeIn(element, 'select');
  if (control === null) return alone(unreadable(spec, 'it is not a list'));
  const picked = chosenIn(control);
  const sent = picked.map((one) => one.value);
  const isMeant = (said: string) => optionCalled(said, spec) !== null || (spec.compare === 'instant' && saysEndless(said));
  const chosen = picked.filter(({ value, text }) => value !== '' || isMeant(text));
  const isSentItself = spec.compare === 'identifier' && spec.options.length === 0 && sentAs.includes(attribute(control, 'name') ?? '');
  const items = chosen.map((one) => {
    const item = itemOf(one, spec);
    // What the profile says is sent of an identifier is what its list holds, however a person calls it.
    return item !== null && isSentItself && optionSentAs(one.value, spec) === null ? one.value : item;
  });
  const torn = chosen.find((_, at) => items[at] === null);
  if (torn) return alone(contradicts(spec, torn.text));
  const isByName = ({ value }: Choice, at: number) => items[at] !== value && optionSentAs(value, spec) === null;
  const isAlike = (one: Choice) => choicesIn(control).some(({ value, text }) => value !== one.value && fold(text) === fold(one.text));
  if (chosen.filter(isByName).some(isAlike)) return alone(unreadable(spec, ALIKE));
  const known = items.filter((one) => one !== null);
  return readAs(isMultiple(control) || spec.compare === 'set' ? setLook(known, spec) : textLook(known[0] ?? '', spec), control, sent);
};

/** The boxes of a group. For a radio that stands by itself: all radios of its name and form. */
function membersOf(element: Element, finder: Finder): readonly Element[] {
  if (typeOfInput(element) === 'radio') {
    const name = attribute(element, 'name');
    const isOfGroup = (one: Element) => name !== null && attribute(one, 'name') === name && formOf(one) === formOf(element);
    return finder.withRole('radio').filter((one) => one === element || isOfGroup(one));
  }
  return finder.tree.elements.filter((one) => isChoiceRole(roleOf(one)) && isMemberOf(element, one, finder));
}

/** In the group, and not a part of another choice: a switch may be built of a box. */
function isMemberOf(group: Element, choice: Element, finder: Finder): boolean {
  for (const ancestor of ancestorsOf(choice, finder.tree)) {
    if (ancestor === group) return true;
    if (isChoiceRole(roleOf(ancestor))) return false;
  }
  return false;
}

function stateOf(element: Element, context: ReadContext): State | null {
  const native = nativeIn(element, 'input[type=checkbox], input[type=radio]');
  const said = saidState(element);
  if (native !== null && said === 'on' && isDecoration(native, context)) return drawn(element, 'on');
  // Of several radios one is on, so the others need not say that they are off. A box that says nothing may be either.
  const silent = roleOf(element) === 'radio' ? 'off' : 'mixed';
  if (native === null) return isChoiceRole(roleOf(element)) ? drawn(element, said ?? silent) : null;
  const is = isMixed(native) ? 'mixed' : isChecked(native) ? 'on' : 'off';
  const isValueUnknown = formOf(native) === null && attribute(native, 'value') === null;
  const isTorn = said !== null && native !== element && said !== is;
  return { is: isTorn ? 'torn' : is, part: part(native, is === 'on'), isValueUnknown };
}

function drawn(element: Element, is: 'on' | 'off' | 'mixed'): State {
  return { is, part: part(element, is === 'on'), isValueUnknown: attribute(element, 'value') === null };
}

/** An input that a custom element keeps for its looks never changes: the element itself is sent, under the same name. */
function isDecoration(native: Element, { entries }: ReadContext): boolean {
  const form = formOf(native) === null ? formAround(native) : null;
  if (form === null || isChecked(native) || isMixed(native)) return false;
  const sent = entries(form);
  return namesOf(native, form).some((name) => sent.get(name)?.some((value) => value !== '') === true);
}

/** What it says of itself in ARIA; null where it says nothing. A word that there is not is neither on nor off. */
function saidState(element: Element): 'on' | 'off' | 'mixed' | null {
  if (!isChoiceRole(roleOf(element))) return null;
  switch (attribute(element, 'aria-checked')?.trim().toLowerCase()) {
    case undefined:
      return null;
    case 'true':
      return 'on';
    case 'false':
      return 'off';
    default:
      return 'mixed';
  }
}

/** The browser sends a box that is on with its value, be it an empty one; only what a kit draws needs a word for it. */
function part(control: Element, isOn: boolean): Part {
  const value = rawValueOf(control);
  return { control, sent: isOn ? [isNativeControl(control) ? value : value || 'on'] : [], isBox: true };
}
