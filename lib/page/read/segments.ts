import { wallText } from '../../core/compare/instant.ts';
import { isTornPart, joinedTime, optionSentAs, PART_NAMES, type ValuePart } from '../../core/compare/parts.ts';
import { monthCalled, parseDuration, parseWrittenTime, unnamedTime } from '../../core/compare/written-time.ts';
import type { FieldSpec, Locator, SegmentName, Segments } from '../../core/profile/profile.ts';
import { attribute, nameOfTag } from '../dom.ts';
import { type Choice, chosenIn, rawValueOf, typeOfInput } from '../fields.ts';
import { isGroupRole, roleOf } from '../role.ts';
import { visibleText } from '../visible-text.ts';
import { readRadios } from './choice.ts';
import { readCombobox } from './combobox.ts';
import { formAround, namesOf } from './entries.ts';
import { controlsIn } from './inner.ts';
import { itemOf } from './item.ts';
import { alone, ambiguous, contradicts, type Part, type Read, type ReadContext, textLook, unusable } from './look.ts';

type Segment = ValuePart & Readonly<{ parts: readonly Part[] }>;
type Found = Readonly<{ isFound: true; segments: ReadonlyMap<SegmentName, Segment> }> | Readonly<{ isFound: false; read: Read }>;

/** A date with its time that is entered in several controls, as one text. */
export function readSegments(element: Element, segments: Segments, context: ReadContext): Read {
  const { spec, locales } = context;
  const found = find(segments, context);
  if (!found.isFound) return found.read;
  const parts = [...found.segments.values()].flatMap((one) => one.parts);
  const text = joinedTime(found.segments, locales);
  const values = text === '' ? null : sentWhole(element, parts, context);
  if (values === null) return { look: textLook(text, spec), parts };
  const whole = wholeOf(text, values, context);
  return alone(whole === null ? contradicts(spec, text) : textLook(whole, spec));
}

/** What the form sends of them as one, under another name than theirs; null where it sends no such thing. */
function sentWhole(element: Element, parts: readonly Part[], { entries, sentAs }: ReadContext): readonly string[] | null {
  const form = formAround(element);
  if (form === null) return null;
  const own = parts.flatMap(({ control }) => namesOf(control, formAround(control)));
  const names = [...sentAs, ...namesOf(element, form)].filter((name) => entries(form).has(name) && !own.includes(name));
  return names.length === 0 ? null : names.flatMap((name) => entries(form).get(name) ?? []);
}

/**
 * Segments that are sent as one value, which their page keeps somewhere else. A zone or seconds that stand behind it are a part of
 * the time; null where it is another one. As long as the page sends nothing, nothing is entered.
 */
function wholeOf(text: string, values: readonly string[], { spec, locales }: ReadContext): string | null {
  const sent = values.filter((value) => value !== '');
  if (sent.length === 0) return '';
  const whole = sent.map((value) =>
    plainTime(value, spec, locales)
      .replace(' ', 'T')
      .replace(/(z|[+-]\d{2}:\d{2})(?:\[[^\]]*\])+$/i, '$1'),
  );
  const fuller = new Set(whole.filter((one) => !/^(?::00(?:\.0+)?)?$/.test(one.slice(text.length))));
  if (fuller.size > 1 || !whole.every((one) => one.startsWith(text))) return null;
  return [...fuller][0] ?? text;
}

function plainTime(value: string, { dateOrder }: FieldSpec, locales: readonly string[]): string {
  const written = dateOrder === undefined ? null : parseWrittenTime(value, dateOrder);
  return written === null ? unnamedTime(value, locales) : wallText(written.asUtcMs);
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
    found.set(name, segment);
  }
  const torn = [...found].find(([name]) => isTornPart(name, found, context.locales));
  if (torn !== undefined) return { isFound: false, read: alone(contradicts(context.spec, torn[1].text)) };
  return { isFound: true, segments: found };
}

function segmentNames(segments: Segments): readonly SegmentName[] {
  return Object.keys(PART_NAMES).filter((name): name is SegmentName => Object.hasOwn(segments, name));
}

function segmentAt(locator: Locator, name: SegmentName, context: ReadContext): Segment | Read {
  const { spec, finder } = context;
  const hit = finder.one(locator);
  if (hit.is === 'many') return alone(ambiguous(spec, hit.count));
  if (hit.is !== 'one') return alone(unusable(spec, `its ${PART_NAMES[name]} was not found`));
  const { element } = hit;
  const [control, ...others] = controlsIn(element, 'input, select');
  if (control !== undefined && typeOfInput(control) === 'radio') return pickedIn(readRadios(control, context));
  if (control === undefined || others.length > 0) return built(element, name, context);
  if (nameOfTag(control) !== 'select') return sent(control, { value: rawValueOf(control), text: rawValueOf(control) });
  const [choice, ...more] = chosenIn(control);
  if (more.length > 0) return alone(unusable(spec, `its ${PART_NAMES[name]} holds several values`));
  return sent(control, choice ?? { value: '', text: '' });
}

function sent(control: Element, { value, text }: Choice): Segment {
  return { value, text, parts: [{ control, sent: [value], isBox: false }] };
}

/** A segment of several controls, or one that a kit builds of plain elements: radios, a list, or what it shows. */
function built(element: Element, name: SegmentName, context: ReadContext): Segment | Read {
  const role = roleOf(element);
  if (role === 'radio' || isGroupRole(role)) return pickedIn(readRadios(element, context));
  if (role === 'combobox') return pickedIn(readCombobox(element, { ...context, sentAs: [] }));
  return drawn(element, name, context);
}

function pickedIn({ look, parts }: Read): Segment | Read {
  if (!look.isReadable || look.value.kind !== 'text') return alone(look);
  const { text } = look.value;
  return { value: parts.flatMap((part) => part.sent)[0] ?? text, text, parts };
}

/**
 * A segment that a kit draws itself, such as a spin button: what it says of itself, as long as that is what it shows. Before anything is
 * entered it shows only what goes in there ("TT", "––"), in any language, and may say the present time.
 */
function drawn(element: Element, name: SegmentName, { locales }: ReadContext): Segment {
  const text = visibleText(element);
  const isNumber = /\p{Nd}/u.test(text) || (name === 'month' && monthCalled(text, locales) !== null);
  if (attribute(element, 'aria-valuetext') === 'Empty' || (NUMBERS.has(name) && !isNumber)) return { value: '', text, parts: [] };
  return { value: (isNumber ? attribute(element, 'aria-valuenow') : null) ?? text, text, parts: [] };
}

const NUMBERS: ReadonlySet<SegmentName> = new Set(['year', 'day', 'hour', 'minute', 'amount']);
