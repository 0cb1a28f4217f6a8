import { allIn, allInside, attribute, matches, openShadowRoot, parentOf } from '../dom.ts';
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

/**
 * A list or a table that draws only what is in sight says how long it is, or by -1 that nobody knows (ARIA 1.2): what is not on the
 * page may be chosen as well.
 */
export function isPartOfMore(items: readonly Element[], list: Element): boolean {
  const isMore = (said: string, here: number) => Number(said) < 0 || Number(said) > here;
  return items.some((item) => {
    for (let at: Element | null = item; at !== null; at = at === list ? null : parentOf(at)) {
      const size = at === list ? null : attribute(at, 'aria-setsize');
      if (size !== null) return isMore(size, items.length);
      const rows = attribute(at, 'aria-rowcount');
      if (rows !== null) return isMore(rows, allInside(at, 'tr, [role=row]').length);
    }
    return false;
  });
}
