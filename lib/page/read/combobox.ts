import type { FieldSpec } from '../../core/profile/profile.ts';
import { fold } from '../../core/profile/words.ts';
import { allInside, attribute, holds, isInside, isRendered, matches, nameOfTag, parentOf } from '../dom.ts';
import { chosenIn, elementsOf, isMultiple, isNativeControl, rawValueOf } from '../fields.ts';
import type { Finder } from '../find.ts';
import { isIn } from '../fingerprint.ts';
import { isControlRole, roleOf } from '../role.ts';
import { visibleText } from '../visible-text.ts';
import { type Held, manyOf, oneOf, type Shown } from './agree.ts';
import { readSelect } from './choice.ts';
import { formAround, namesOf } from './entries.ts';
import { isPartOfMore, nativeIn } from './inner.ts';
import { wordsForItem } from './item.ts';
import { alone, contradicts, type ReadContext, type Reader, unreadable } from './look.ts';

/** How far above a combobox its kit may keep the control that holds the value. */
const WRAPPER_DEPTH_MAX = 4;

/**
 * A list built of anything: the text that it shows, held against what its form sends for it, else against the native
 * control that its kit keeps beside it. What is typed and not picked is not chosen.
 */
export const readCombobox: Reader = (element, context) => {
  const { spec } = context;
  const list = nativeIn(element, 'select');
  if (list !== null)
    return isBelied(list, element, spec) ? alone(contradicts(spec, shownBy(element, element, spec))) : readSelect(element, context);
  if (roleOf(element) === 'listbox') return readOpen(element, context);
  return spec.compare === 'set' ? readMany(element, context) : readOne(element, context);
};

/** A combobox of plain elements may keep its native list out of sight, and shows then itself what is chosen in it. */
function isBelied(list: Element, element: Element, spec: FieldSpec): boolean {
  const isDrawn = list !== element && roleOf(element) === 'combobox' && !nameOfTag(element).includes('-') && isOutOfSight(list);
  const [only] = chosenIn(list).filter(({ value }) => value !== '');
  const shown = fold(isDrawn && !isMultiple(list) ? shownBy(element, element, spec) : '');
  if (only === undefined || shown === '') return false;
  return ![only.text, ...wordsForItem(only.value, spec)].some((one) => one !== '' && shown.includes(fold(one)));
}

/** Items that were entered one by one, each of which stands there by itself. */
export const readTags: Reader = (element, context) => readMany(element, context);

const readOne: Reader = (element, context) => {
  const { held, shown } = both(element, context);
  return oneOf(shown.text, held, context.spec);
};

/** What is being typed hides nothing of what was entered before. */
const readMany: Reader = (element, context) => {
  const { held, shown, entered, box } = both(element, context);
  const { spec } = context;
  if (held === null && isCutShort(shown, box, context)) return alone(unreadable(spec, 'it shows only some of what is chosen'));
  if (held === null) return manyOf({ ...shown, text: entered === null ? shown.text : `${entered}\n${shown.text}` }, held, spec);
  const read = manyOf(shown, held, spec);
  return read.look.isReadable || entered === null ? read : manyOf({ ...shown, text: entered }, held, spec);
};

/** A list that a kit draws and leaves open: which of its options say that they are chosen, those out of sight too. */
const readOpen: Reader = (element, context) => {
  const { spec, finder } = context;
  const options = finder.withRole('option').filter((one) => isIn(element, one, finder));
  if (isPartOfMore(options, element)) return alone(unreadable(spec, 'it has more choices than the page holds'));
  const said = (one: Element) => [attribute(one, 'aria-selected'), attribute(one, 'aria-checked')];
  const items = options.filter((one) => said(one).includes('true')).map((one) => finder.nameOf(one));
  const { held } = both(element, context);
  if (options.some((one) => said(one).includes('true') && said(one).includes('false'))) return alone(contradicts(spec, items.join(', ')));
  const text = items.join(', ');
  return spec.compare === 'set' ? manyOf({ text, items }, held, spec) : oneOf(text, held, spec);
};

type Both = Readonly<{
  held: Held;
  shown: Shown;
  /** What stands beside a text that is typed, where that may be what was entered before. */
  entered: string | null;
  /** What all of it stands in. */
  box: Element;
}>;

function both(element: Element, context: ReadContext): Both {
  const { finder, spec } = context;
  const sent = sentFor(element, context);
  const wrapper = wrapperOf(element, finder);
  const twins = wrapper === null || sent !== null ? [] : twinsIn(wrapper, element);
  const held = sent ?? (twins.length > 0 ? heldBy(twins) : null);
  const box = wrapper ?? element;
  const isTyped = isNativeControl(element) && rawValueOf(element) !== '';
  const mayHold = roleOf(element) === 'combobox' || allInside(box, 'button, [role=button]').some(isRendered);
  const entered = isTyped && mayHold ? textIn(box) : null;
  return { held, shown: { text: shownBy(element, box, spec), items: itemsAt(spec, finder) }, entered, box };
}

/** "+2", or a button "2 more", stands for items that a kit has no room for. */
function isCutShort({ text, items }: Shown, box: Element, { spec, finder }: ReadContext): boolean {
  if (items !== null && /\+\s?\d|\d more\b/i.test(text)) return true;
  const known = spec.items === undefined ? [] : finder.all(spec.items);
  const isOfItem = (button: Element) => known.some((item) => isInside(button, item) || isInside(item, button));
  const counting = allInside(box, 'button, [role=button]').filter((one) => /(?:^|[\s+(])\d{1,3}(?:$|[\s)])/.test(visibleText(one)));
  return counting.some((one) => !isOfItem(one));
}

/** The texts of the items, where the profile says where they stand. */
export function itemsAt({ items }: FieldSpec, finder: Finder): readonly string[] | null {
  return items === undefined
    ? null
    : finder
        .all(items)
        .filter(isRendered)
        .map((one) => visibleText(one));
}

/** What the form around it sends under the names that the profile, or the control, gives it. */
export function sentFor(element: Element, { entries, sentAs }: ReadContext): Held {
  const form = formAround(element);
  if (form === null) return null;
  const all = entries(form);
  const names = [...new Set([...sentAs, ...namesOf(element, form)])].filter((name) => all.has(name));
  if (names.length === 0) return null;
  const lists = elementsOf(form).filter((one) => nameOfTag(one) === 'select' && names.includes(attribute(one, 'name') ?? ''));
  const texts = new Map(lists.flatMap(chosenIn).map(({ value, text }) => [value, text]));
  const choices = names.flatMap((name) => all.get(name) ?? []).map((value) => ({ value, text: texts.get(value) ?? '' }));
  return { choices, parts: [] };
}

function heldBy(twins: readonly Element[]): Held {
  const parts = twins.map((control) => {
    const choices = nameOfTag(control) === 'select' ? chosenIn(control) : [{ value: rawValueOf(control), text: '' }];
    return { choices, part: { control, sent: choices.map((one) => one.value), isBox: false } };
  });
  return { choices: parts.flatMap((one) => one.choices), parts: parts.map((one) => one.part) };
}

/** The nearest box around it that also holds a control out of sight, and no other control that a person could use. */
function wrapperOf(element: Element, finder: Finder): Element | null {
  let widest: Element | null = null;
  let at = parentOf(element);
  for (let depth = 0; at !== null && depth < WRAPPER_DEPTH_MAX; depth += 1, at = parentOf(at)) {
    if (matches(at, 'form, fieldset, body, main, [role=group]') || hasOtherControl(at, element, finder)) return widest;
    if (twinsIn(at, element).length > 0) return at;
    widest = at;
  }
  return widest;
}

function hasOtherControl(wrapper: Element, element: Element, finder: Finder): boolean {
  return allInside(wrapper, '*').some((one) => {
    const role = roleOf(one);
    return (
      one !== element &&
      isControlRole(role) &&
      role !== 'button' &&
      role !== 'listbox' &&
      isRendered(one) &&
      finder.tree.elements.includes(one) &&
      !isOutOfSight(one)
    );
  });
}

function twinsIn(wrapper: Element, element: Element): readonly Element[] {
  return allInside(wrapper, 'input, select').filter((one) => one !== element && attribute(one, 'name') !== null && isOutOfSight(one));
}

function isOutOfSight(element: Element): boolean {
  return attribute(element, 'type') === 'hidden' || attribute(element, 'aria-hidden') === 'true' || !isRendered(element);
}

/** What stands in a control without being chosen: its name, its buttons, all that could be chosen, and native controls, which say themselves what they hold. */
const NOT_CHOSEN = 'label, legend, select, textarea, button, [role=listbox], [role=option], [role=button], [aria-hidden=true], [aria-live]';

/** How a kit says of what it shows that it only asks for a choice. */
const ASKING = '[data-placeholder=""], [data-placeholder=true], [data-placeholder-shown]';

function shownBy(element: Element, wrapper: Element, spec: FieldSpec): string {
  const typed = isNativeControl(element) ? rawValueOf(element) : '';
  if (typed !== '') return typed;
  const text = textIn(isNativeControl(element) ? wrapper : element);
  const isChoice = () => spec.options.some((option) => wordsForItem(option, spec).some((word) => fold(text).includes(fold(word))));
  return (matches(element, ASKING) || holds(element, ASKING)) && !isChoice() ? '' : text;
}

function textIn(box: Element): string {
  return visibleText(box, (inner) => inner !== box && matches(inner, NOT_CHOSEN));
}
