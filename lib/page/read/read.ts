import type { Look } from '../../core/compare/reading.ts';
import type { FieldKind } from '../../core/profile/profile.ts';
import { readBox, readBoxSet, readRadios, readSelect } from './choice.ts';
import { readCombobox, readTags } from './combobox.ts';
import { crossCheck } from './cross-check.ts';
import { readDatetime } from './datetime.ts';
import { readFile } from './file.ts';
import type { ReadContext, Reader } from './look.ts';
import { readReadOnly } from './read-only.ts';
import { readLines, readNumber, readText } from './text.ts';
import { readTransfer } from './transfer.ts';

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
  tags: readTags,
  transfer: readTransfer,
  file: readFile,
  'read-only': readReadOnly,
};

/** What a control effectively holds, as the form would send it. */
export function readControl(element: Element, context: ReadContext): Look {
  return crossCheck(READERS[context.spec.kind](element, context), context);
}
