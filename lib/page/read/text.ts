import { attribute, nameOfTag } from '../dom.ts';
import { isNativeControl, rawValueOf, typeOfInput } from '../fields.ts';
import { visibleText } from '../visible-text.ts';
import { nativeIn } from './inner.ts';
import { alone, contradicts, linesOf, type Reader, readAs, setLook, textLook, unreadable } from './look.ts';
import { readAmount } from './segments.ts';

/** Input types that are not typed into. */
const NOT_TEXT = /^(?:checkbox|radio|file|image|button|submit|reset|color|range)$/;

/** One line or several of text, in a native control or an editable region. */
export const readText: Reader = (element, { spec }) => {
  const found = rawText(element);
  return found === null
    ? alone(unreadable(spec, 'it is not a text field'))
    : readAs(textLook(found.text, spec), found.control, [found.text]);
};

/** A text with one item on each line. */
export const readLines: Reader = (element, { spec }) => {
  const found = rawText(element);
  if (found === null) return alone(unreadable(spec, 'it is not a text field'));
  return readAs(setLook(linesOf(found.text), spec), found.control, [found.text]);
};

/** A number as it would be sent. What the browser does not take for a number is held as nothing. */
export const readNumber: Reader = (element, context) => {
  const { spec } = context;
  if (spec.segments !== undefined) return readAmount(spec.segments, context);
  const control = nativeIn(element, 'input');
  if (control !== null && /^(?:number|range|text|tel)$/.test(typeOfInput(control))) {
    return readAs(textLook(rawValueOf(control), spec), control, [rawValueOf(control)]);
  }
  const said = attribute(element, 'aria-valuenow');
  if (said === null) return alone(unreadable(spec, 'it is not a number field'));
  const shown = visibleText(element);
  const number = numberIn(shown);
  const isOther = number !== null && number !== Number(said);
  return isOther ? alone(contradicts(spec, shown)) : readAs(textLook(said, spec), element, [said]);
};

/** The one number in a text, which may stand among words, as in "1,000 hours"; null where there is none, or another one besides. */
function numberIn(text: string): number | null {
  const [only, ...others] = text.match(/[-−]?\d+(?:[.,’' ]\d+)*/g) ?? [];
  if (only === undefined || others.length > 0) return null;
  const plain = only.replace(/[.,’' ](?=\d{3}(?!\d))/g, '');
  return Number(plain.replace('−', '-').replace(',', '.'));
}

function rawText(element: Element): Readonly<{ control: Element; text: string }> | null {
  const control = nativeIn(element, 'input, textarea') ?? element;
  if (isNativeControl(control)) {
    if (nameOfTag(control) === 'select' || NOT_TEXT.test(typeOfInput(control))) return null;
    return { control, text: rawValueOf(control) };
  }
  return isEditable(control) ? { control, text: visibleText(control) } : null;
}

function isEditable(element: Element): boolean {
  const said = attribute(element, 'contenteditable');
  return said === '' || said === 'true' || said === 'plaintext-only';
}
