import { parseWallTime } from '../../core/compare/instant.ts';
import { parseNamedTime, parseWrittenTime } from '../../core/compare/written-time.ts';
import type { FieldSpec } from '../../core/profile/profile.ts';
import { attribute, nameOfTag } from '../dom.ts';
import { rawValueOf, typeOfInput } from '../fields.ts';
import { sentFor } from './combobox.ts';
import { formAround } from './entries.ts';
import { controlsIn } from './inner.ts';
import { alone, contradicts, type Read, type ReadContext, type Reader, readAs, textLook, unusable } from './look.ts';
import { readSegments } from './segments.ts';

/**
 * A date with a time, as the form holds it: one native control, or a date and a time side by side (joined by `T`), or
 * a text field, whose text is compared as an instant or not at all. Half a date is held as nothing, so it is empty.
 */
export const readDatetime: Reader = (element, context) => {
  const { spec } = context;
  if (spec.segments !== undefined) return readSegments(element, spec.segments, context);
  const controls = controlsIn(element, 'input');
  const native = controls.find((one) => typeOfInput(one) === 'datetime-local');
  if (native !== undefined && controls.length === 1) return readAs(textLook(rawValueOf(native), spec), native, [rawValueOf(native)]);
  const date = controls.find((one) => typeOfInput(one) === 'date');
  const time = controls.find((one) => typeOfInput(one) === 'time');
  if (date !== undefined && time !== undefined && controls.length === 2) return joined(date, time, spec);
  const [only] = controls;
  if (only !== undefined && controls.length === 1 && /^(?:text|date)$/.test(typeOfInput(only))) {
    return readTyped(only, context);
  }
  return alone(unusable(spec, nameOfTag(element) === 'select' ? 'it is a list, not a date' : 'it is not a date'));
};

/**
 * Some kits show a date in one field, in words, and send another one: what is sent counts, and what is shown must say
 * the same time.
 */
function readTyped(control: Element, context: ReadContext): Read {
  const { spec, locales } = context;
  const shown = rawValueOf(control);
  const sent = sentInstead(control, context);
  const time = sent === null ? null : timeIn(sent, spec, locales);
  if (sent === null || sent === shown) return readAs(textLook(shown, spec), control, [shown]);
  const isSame = time !== null && time === timeIn(shown, spec, locales);
  if (!isSame) return alone(contradicts(spec, shown));
  const look = textLook(sent, spec);
  return attribute(control, 'name') === null ? readAs(look, control, [sent]) : alone(look);
}

/** What the form sends for a control under no name of its own, or beside it; null where that is nothing, or not one value. */
function sentInstead(control: Element, context: ReadContext): string | null {
  const [only, ...others] = valuesBeside(control, context);
  return only === undefined || others.length > 0 ? null : only;
}

function valuesBeside(control: Element, context: ReadContext): readonly string[] {
  const [own, form] = [attribute(control, 'name'), formAround(control)];
  if (own === null) return (sentFor(control, context)?.choices ?? []).map(({ value }) => value);
  if (form === null || context.sentAs.includes(own)) return [];
  return context.sentAs.flatMap((name) => context.entries(form).get(name) ?? []);
}

function timeIn(text: string, { dateOrder }: FieldSpec, locales: readonly string[]): number | null {
  const wall = parseWallTime(text) ?? (dateOrder === undefined ? null : parseWrittenTime(text, dateOrder)) ?? parseNamedTime(text, locales);
  return wall?.asUtcMs ?? null;
}

function joined(date: Element, time: Element, spec: FieldSpec): Read {
  const [day, hour] = [rawValueOf(date), rawValueOf(time)];
  return {
    look: textLook(day === '' || hour === '' ? '' : `${day}T${hour}`, spec),
    parts: [
      { control: date, sent: [day], isBox: false },
      { control: time, sent: [hour], isBox: false },
    ],
  };
}
