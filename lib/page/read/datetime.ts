import type { FieldSpec } from '../../core/profile/profile.ts';
import { nameOfTag } from '../dom.ts';
import { rawValueOf, typeOfInput } from '../fields.ts';
import { controlsIn } from './inner.ts';
import { alone, type Read, type Reader, readAs, textLook, unusable } from './look.ts';
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
    return readAs(textLook(rawValueOf(only), spec), only, [rawValueOf(only)]);
  }
  return alone(unusable(spec, nameOfTag(element) === 'select' ? 'it is a list, not a date' : 'it is not a date'));
};

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
