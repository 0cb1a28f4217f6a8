import { isRendered, nameOfTag } from '../dom.ts';
import { choicesIn } from '../fields.ts';
import { isIn } from '../fingerprint.ts';
import { roleOf } from '../role.ts';
import { visibleText } from '../visible-text.ts';
import { itemsAt, sentFor } from './combobox.ts';
import { itemOf, optionCalled } from './item.ts';
import { alone, contradicts, type ReadContext, type Reader, setLook } from './look.ts';

/**
 * The box of a transfer list that holds what was chosen: everything in it counts, whether or not it is marked. A form
 * sends of it what its page makes of it at the end, so a value that is sent already must be one of those.
 */
export const readTransfer: Reader = (element, context) => {
  const { spec } = context;
  const items = nameOfTag(element) === 'select' ? choicesIn(element).map((choice) => itemOf(choice, spec)) : drawnItems(element, context);
  const known = items.filter((one) => one !== null);
  const shown = known.join(', ');
  if (known.length < items.length) return alone(contradicts(spec, shown));
  const sent = sentFor(element, context)?.choices.filter(({ value }) => value !== '') ?? [];
  const isStray = sent.some((choice) => !known.includes(itemOf(choice, spec) ?? ''));
  return alone(isStray ? contradicts(spec, shown) : setLook(known, spec));
};

/** Options, or items of a list, of a box that a kit draws itself. */
function drawnItems(element: Element, { spec, finder }: ReadContext): readonly (string | null)[] {
  const texts = itemsAt(spec, finder) ?? [];
  if (spec.items !== undefined) return texts.map((text) => optionCalled(text, spec) ?? text);
  const inside = (role: string) => finder.withRole(role).filter((one) => isRendered(one) && isIn(element, one, finder));
  const options = inside('option');
  const found = options.length > 0 ? options : inside('listitem');
  return found.filter((one) => roleOf(one) !== null).map((one) => optionCalled(visibleText(one), spec) ?? visibleText(one));
}
