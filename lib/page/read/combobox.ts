import type { FieldSpec } from '../../core/profile/profile.ts';
import { allInside, attribute, isRendered, matches, nameOfTag, parentOf } from '../dom.ts';
import { chosenIn, elementsOf, isNativeControl, rawValueOf } from '../fields.ts';
import type { Finder } from '../find.ts';
import { isControlRole, roleOf } from '../role.ts';
import { visibleText } from '../visible-text.ts';
import { type Held, manyOf, oneOf, type Shown } from './agree.ts';
import { readSelect } from './choice.ts';
import { formAround, namesOf } from './entries.ts';
import { nativeIn } from './inner.ts';
import type { ReadContext, Reader } from './look.ts';

/** How far above a combobox its kit may keep the control that holds the value. */
const WRAPPER_DEPTH_MAX = 4;

/**
 * A list built of anything: the text that it shows, held against what its form sends for it, else against the native
 * control that its kit keeps beside it. What is typed and not picked is not chosen.
 */
export const readCombobox: Reader = (element, context) => {
  const { spec } = context;
  if (nativeIn(element, 'select') !== null) return readSelect(element, context);
  return spec.compare === 'set' ? readMany(element, context) : readOne(element, context);
};

/** Items that were entered one by one, each of which stands there by itself. */
export const readTags: Reader = (element, context) => readMany(element, context);

const readOne: Reader = (element, context) => {
  const { held, shown } = both(element, context);
  return oneOf(shown.text, held, context.spec);
};

const readMany: Reader = (element, context) => {
  const { held, shown } = both(element, context);
  return manyOf(shown, held, context.spec);
};

function both(element: Element, context: ReadContext): Readonly<{ held: Held; shown: Shown }> {
  const { finder, spec } = context;
  const sent = sentFor(element, context);
  const wrapper = wrapperOf(element, finder);
  const twins = wrapper === null || sent !== null ? [] : twinsIn(wrapper, element);
  const held = sent ?? (twins.length > 0 ? heldBy(twins) : null);
  return { held, shown: { text: shownBy(element, wrapper ?? element), items: itemsAt(spec, finder) } };
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

function shownBy(element: Element, wrapper: Element): string {
  const typed = isNativeControl(element) ? rawValueOf(element) : '';
  if (typed !== '') return typed;
  const around = isNativeControl(element) ? wrapper : element;
  return visibleText(around, (inner) => inner !== around && matches(inner, NOT_CHOSEN));
}
