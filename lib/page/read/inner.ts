import { allIn, allInside, matches, openShadowRoot } from '../dom.ts';
import { typeOfInput } from '../fields.ts';

/**
 * The one native control that an element is, or is built of: a custom element keeps it in its open shadow root, a kit
 * inside a wrapper. Two of them are not one, and hidden inputs do not count.
 */
export function nativeIn(element: Element, selector: string): Element | null {
  const [only, ...others] = controlsIn(element, selector);
  return only !== undefined && others.length === 0 ? only : null;
}

export function controlsIn(element: Element, selector: string): readonly Element[] {
  if (matches(element, selector)) return [element];
  const shadow = openShadowRoot(element);
  const inside = shadow === null ? allInside(element, selector) : allIn(shadow, selector);
  return inside.filter((one) => typeOfInput(one) !== 'hidden');
}
