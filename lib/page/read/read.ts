import type { Look } from '../../core/compare/reading.ts';
import type { FieldKind } from '../../core/profile/profile.ts';
import type { Finder } from '../find.ts';
import { readBox, readBoxSet, readRadios, readSelect } from './choice.ts';
import { readCombobox } from './combobox.ts';
import { type CheckContext, crossCheck } from './cross-check.ts';
import { readDatetime } from './datetime.ts';
import type { Reader } from './look.ts';
import { readReadOnly } from './read-only.ts';
import { readLines, readNumber, readText } from './text.ts';

/** One small reader for each kind of field. */
const READERS: Readonly<Record<FieldKind, Reader>> = {
  text: readText,
  lines: readLines,
  number: readNumber,
  select: readSelect,
  radio: readRadios,
  checkbox: readBox,
  'checkbox-set': readBoxSet,
  switch: readBox,
  datetime: readDatetime,
  combobox: readCombobox,
  'read-only': readReadOnly,
};

/** What a control effectively holds, as the form would send it. */
export function readControl(element: Element, finder: Finder, context: CheckContext): Look {
  const { spec } = context;
  return crossCheck(READERS[spec.kind](element, spec, finder), context);
}
