import type { Look } from '../../core/compare/reading.ts';
import { type FieldSpec, holdsPart } from '../../core/profile/profile.ts';
import { reason } from '../../core/reason.ts';
import type { Finder } from '../find.ts';
import type { Entries } from './entries.ts';

/** One control that a reading is made of, and what it would send by itself. A box that is off sends nothing. */
export type Part = Readonly<{ control: Element; sent: readonly string[]; isBox: boolean }>;

/** What a reader found: the value, and the controls it stands in, so that it can be held against the form. */
export type Read = Readonly<{ look: Look; parts: readonly Part[] }>;

/** What a reading is held against: the field, and what the forms of the page would send. */
export type CheckContext = Readonly<{
  spec: FieldSpec;
  /** The names under which the profile says that forms send this field. */
  sentAs: readonly string[];
  /** What a form would send; asked once per form and look. */
  entries(form: Element): Entries;
}>;

/** What a reader may ask: the field, the page, and what the form around the control would send; the languages its console speaks. */
export type ReadContext = CheckContext & Readonly<{ finder: Finder; locales: readonly string[] }>;
export type Reader = (element: Element, context: ReadContext) => Read;

/** Longer values than these are no field of a packet. */
const TEXT_LENGTH_MAX = 8_192;
const ITEM_LENGTH_MAX = 512;
const ITEMS_MAX = 500;

export function textLook(text: string, spec: FieldSpec): Look {
  if (text.length > TEXT_LENGTH_MAX) return unreadable(spec, 'it is too long');
  return { isReadable: true, value: { kind: 'text', text } };
}

export function setLook(items: readonly string[], spec: FieldSpec): Look {
  if (items.length > ITEMS_MAX || items.some((one) => one.length > ITEM_LENGTH_MAX)) return unreadable(spec, 'it is too long');
  return { isReadable: true, value: { kind: 'set', items } };
}

export function unreadable(spec: FieldSpec, detail: string): Look {
  return { isReadable: false, reason: reason('control-unreadable', { field: spec.label, detail }, spec.id) };
}

/** What is seen and what is held are two things: that is not a choice between them. */
export function contradicts(spec: FieldSpec, shown: string): Look {
  return { isReadable: false, reason: reason('reading-contradicts-itself', { field: spec.label, seen: shown }, spec.id) };
}

export function ambiguous(spec: FieldSpec, count: number): Look {
  return { isReadable: false, reason: reason('locator-ambiguous', { field: spec.label, count: String(count) }, spec.id) };
}

/** A dead or missing control for the end of access has its own name: without it access would not end. */
export function unusable(spec: FieldSpec, detail: string): Look {
  if (!holdsPart(spec, 'window.end')) return unreadable(spec, detail);
  return { isReadable: false, reason: reason('expiry-control-missing', { field: spec.label }, spec.id) };
}

/** A reading without anything behind it that a form would send. */
export function alone(look: Look): Read {
  return { look, parts: [] };
}

export function readAs(look: Look, control: Element, sent: readonly string[], isBox = false): Read {
  return { look, parts: [{ control, sent, isBox }] };
}

/** Only the blanks that a hand leaves are cut off: what cannot be seen stays, so that it can be called out. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '');
}
