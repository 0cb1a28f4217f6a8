import type { FieldSpec } from '../../core/profile/profile.ts';
import { allInside, attribute, isRendered, matches, nameOfTag, parentOf } from '../dom.ts';
import { chosenIn, isNativeControl, rawValueOf } from '../fields.ts';
import type { Finder } from '../find.ts';
import { isControlRole, roleOf } from '../role.ts';
import { visibleText } from '../visible-text.ts';
import { itemOf, readSelect } from './choice.ts';
import { nativeIn } from './inner.ts';
import { alone, contradicts, type Read, type Reader, readAs, setLook, textLook } from './look.ts';

/** How far above a combobox its kit may keep the control that holds the value. */
const WRAPPER_DEPTH_MAX = 4;

/**
 * A list built of anything: the text that it shows, held against the native control that its kit keeps beside it. What
 * is typed and not picked is not chosen.
 */
export const readCombobox: Reader = (element, spec, finder) => {
  if (nativeIn(element, 'select') !== null) return readSelect(element, spec, finder);
  const wrapper = wrapperOf(element, finder);
  const twins = wrapper === null ? [] : twinsIn(wrapper, element);
  const shown = shownBy(element, wrapper ?? element);
  if (twins.length === 0) return readAs(textLook(shown, spec), element, [shown]);
  return held(twins, shown, spec);
};

function held(twins: readonly Element[], shown: string, spec: FieldSpec): Read {
  const values = twins.flatMap((one) => (nameOfTag(one) === 'select' ? chosenIn(one).map((choice) => choice.value) : [rawValueOf(one)]));
  const chosen = values.filter((one) => one !== '');
  const parts = twins.map((control) => ({
    control,
    sent: nameOfTag(control) === 'select' ? chosenIn(control).map((choice) => choice.value) : [rawValueOf(control)],
    isBox: false,
  }));
  if (spec.compare === 'set') return { look: setLook(chosen, spec), parts };
  const [value] = chosen;
  if (chosen.length > 1) return alone(contradicts(spec, shown));
  if (value === undefined) return { look: textLook('', spec), parts };
  const item = shown === '' ? null : itemOf({ value, text: shown }, spec);
  return item === null ? alone(contradicts(spec, shown)) : { look: textLook(item, spec), parts };
}

/** The nearest box around it that also holds a control out of sight, and no other control that a person could use. */
function wrapperOf(element: Element, finder: Finder): Element | null {
  let at = parentOf(element);
  for (let depth = 0; at !== null && depth < WRAPPER_DEPTH_MAX; depth += 1, at = parentOf(at)) {
    if (matches(at, 'form, fieldset, body, main, [role=group]') || hasOtherControl(at, element, finder)) return null;
    if (twinsIn(at, element).length > 0) return at;
  }
  return null;
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

function shownBy(element: Element, wrapper: Element): string {
  const typed = isNativeControl(element) ? rawValueOf(element) : '';
  if (typed !== '') return typed;
  return visibleText(isNativeControl(element) ? wrapper : element, (inner) =>
    matches(inner, 'label, button, [role=listbox], [role=option], [role=button], [aria-hidden=true]'),
  );
}
