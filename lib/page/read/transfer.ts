import type { FieldSpec } from '../../core/profile/profile.ts';
import { isRendered, nameOfTag } from '../dom.ts';
import { choicesIn } from '../fields.ts';
import { isIn } from '../fingerprint.ts';
import { visibleText } from '../visible-text.ts';
import { sentFor } from './combobox.ts';
import { isPartOfMore } from './inner.ts';
import { itemOf, optionCalled } from './item.ts';
import { alone, contradicts, type ReadContext, type Reader, setLook, unreadable } from './look.ts';

/**
 * The box of a transfer list that holds what was chosen: everything in it counts, whether or not it is marked. A form
 * sends of it what its page makes of it at the end, so a value that is sent already must be one of those.
 */
export const readTransfer: Reader = (element, context) => {
  const { spec } = context;
  const drawn = nameOfTag(element) === 'select' ? null : drawnIn(element, context);
  if (drawn !== null && isPartOfMore(drawn, element)) return alone(unreadable(spec, 'it has more items than the page holds'));
  const items = drawn === null ? choicesIn(element).map((choice) => itemOf(choice, spec)) : drawn.map((one) => itemShownBy(one, spec));
  const known = items.filter((one) => one !== null);
  const shown = known.join(', ');
  if (known.length < items.length) return alone(contradicts(spec, shown));
  const sent = sentFor(element, context)?.choices.filter(({ value }) => value !== '') ?? [];
  const isStray = sent.some((choice) => !known.includes(itemOf(choice, spec) ?? ''));
  return alone(isStray ? contradicts(spec, shown) : setLook(known, spec));
};

function itemShownBy(element: Element, spec: FieldSpec): string {
  const text = visibleText(element);
  return optionCalled(text, spec) ?? text;
}

/** Options, or items of a list, of a box that a kit draws itself. */
function drawnIn(element: Element, { spec, finder }: ReadContext): readonly Element[] {
  if (spec.items !== undefined) return finder.all(spec.items).filter(isRendered);
  const inside = (role: string) => finder.withRole(role).filter((one) => isRendered(one) && isIn(element, one, finder));
  const options = inside('option');
  return options.length > 0 ? options : inside('listitem');
}
