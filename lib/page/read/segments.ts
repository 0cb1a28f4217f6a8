import { joinedTime, optionSentAs, type ValuePart } from '../../core/compare/parts.ts';
import { monthCalled, parseDuration } from '../../core/compare/written-time.ts';
import type { Locator, SegmentName, Segments } from '../../core/profile/profile.ts';
import { attribute, nameOfTag } from '../dom.ts';
import { type Choice, chosenIn, isNativeControl, rawValueOf } from '../fields.ts';
import { visibleText } from '../visible-text.ts';
import { sentFor } from './combobox.ts';
import { formAround, namesOf } from './entries.ts';
import { controlsIn } from './inner.ts';
import { itemOf } from './item.ts';
import { alone, ambiguous, contradicts, type Part, type Read, type ReadContext, textLook, unusable } from './look.ts';

type Segment = ValuePart & Readonly<{ parts: readonly Part[] }>;
type Found = Readonly<{ isFound: true; segments: ReadonlyMap<SegmentName, Segment> }> | Readonly<{ isFound: false; read: Read }>;

const PART_NAMES: Readonly<Record<SegmentName, string>> = {
  date: 'date',
  time: 'time',
  year: 'year',
  month: 'month',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  halfDay: 'AM or PM',
  amount: 'amount',
  unit: 'unit',
};

/** A date with its time that is entered in several controls, as one text. */
export function readSegments(element: Element, segments: Segments, context: ReadContext): Read {
  const { spec } = context;
  const found = find(segments, context);
  if (!found.isFound) return found.read;
  const parts = [...found.segments.values()].flatMap((one) => one.parts);
  const text = joinedTime(found.segments);
  if (text === '') return { look: textLook('', spec), parts };
  if (text === null) return alone(unusable(spec, 'a part of it is not a number'));
  const isSentItself = parts.some(({ control }) => namesOf(control, formAround(control)).length > 0);
  const values = isSentItself ? [] : (sentFor(element, context)?.choices ?? []).flatMap(({ value }) => (value === '' ? [] : [value]));
  if (values.length === 0) return { look: textLook(text, spec), parts };
  const whole = wholeOf(text, values);
  return alone(whole === null ? contradicts(spec, text) : textLook(whole, spec));
}

/**
 * Segments that are not sent themselves are sent as one value, which their page keeps somewhere else. A zone or seconds that
 * stand behind it are a part of the time; null where it is another one.
 */
function wholeOf(text: string, values: readonly string[]): string | null {
  const whole = values.map((value) => value.replace(' ', 'T').replace(/(z|[+-]\d{2}:\d{2})(?:\[[^\]]*\])+$/i, '$1'));
  if (!whole.every((one) => one.startsWith(text))) return null;
  return whole.find((one) => !/^(?::00(?:\.0+)?)?$/.test(one.slice(text.length))) ?? text;
}

/** An amount with its unit, as "4 hours": the unit in the profile's own words, where it has some. */
export function readAmount(segments: Segments, context: ReadContext): Read {
  const { spec } = context;
  const found = find(segments, context);
  if (!found.isFound) return found.read;
  const amount = found.segments.get('amount');
  const unit = found.segments.get('unit');
  if (amount === undefined || unit === undefined) return alone(unusable(spec, 'the profile does not say where its unit stands'));
  const parts = [...amount.parts, ...unit.parts];
  if (amount.value === '') return { look: textLook('', spec), parts };
  const word = itemOf({ value: optionSentAs(unit.value, spec) === null ? '' : unit.value, text: unit.text }, spec);
  const [shown, held] = [parseDuration(`1 ${unit.text}`), parseDuration(`1 ${unit.value}`)];
  const isOther = shown !== null && held !== null && shown !== held;
  if (word === null || isOther) return alone(contradicts(spec, unit.text));
  return { look: textLook(`${amount.value} ${word}`, spec), parts };
}

function find(segments: Segments, context: ReadContext): Found {
  const found = new Map<SegmentName, Segment>();
  for (const name of segmentNames(segments)) {
    const locator = segments[name];
    if (locator === undefined) continue;
    const segment = segmentAt(locator, name, context);
    if ('look' in segment) return { isFound: false, read: segment };
    if (name === 'month' && isOtherMonth(segment, context)) return { isFound: false, read: alone(contradicts(context.spec, segment.text)) };
    found.set(name, segment);
  }
  return { isFound: true, segments: found };
}

/** Scripts count months from nought: what shows December and holds 11 is not November to its page. */
function isOtherMonth({ value, text }: Segment, { locales }: ReadContext): boolean {
  const shown = /^\d{1,2}$/.test(text) ? Number(text) : monthCalled(text, locales);
  return shown !== null && /^\d{1,2}$/.test(value) && Number(value) !== shown;
}

function segmentNames(segments: Segments): readonly SegmentName[] {
  return Object.keys(PART_NAMES).filter((name): name is SegmentName => Object.hasOwn(segments, name));
}

function segmentAt(locator: Locator, name: SegmentName, { spec, finder }: ReadContext): Segment | Read {
  const hit = finder.one(locator);
  if (hit.is === 'many') return alone(ambiguous(spec, hit.count));
  if (hit.is !== 'one') return alone(unusable(spec, `its ${PART_NAMES[name]} was not found`));
  const [control, ...others] = controlsIn(hit.element, 'input, select');
  if (control === undefined || others.length > 0) return drawn(hit.element);
  if (nameOfTag(control) !== 'select') return sent(control, { value: rawValueOf(control), text: rawValueOf(control) });
  const [choice, ...more] = chosenIn(control);
  if (more.length > 0) return alone(unusable(spec, `its ${PART_NAMES[name]} holds several values`));
  return sent(control, choice ?? { value: '', text: '' });
}

function sent(control: Element, { value, text }: Choice): Segment {
  return { value, text, parts: [{ control, sent: [value], isBox: false }] };
}

/** A segment that a kit draws itself, such as a spin button: what it says of itself, else what it shows. */
function drawn(element: Element): Segment {
  const said = attribute(element, 'aria-valuetext') === 'Empty' ? '' : attribute(element, 'aria-valuenow');
  const text = isNativeControl(element) ? rawValueOf(element) : visibleText(element);
  return { value: said ?? text, text, parts: [] };
}
