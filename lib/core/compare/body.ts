import type { ApprovedValues } from '../packet/packet.ts';
import {
  type BodyPlace,
  type BodySpec,
  type FieldSpec,
  namesAt,
  type Profile,
  type ScreenSpec,
  SEGMENT_NAMES,
  type SegmentName,
} from '../profile/profile.ts';
import { type Reason, reason } from '../reason.ts';
import { compareField } from './compare.ts';
import { joinedTime, OFF_WORDS, optionSentAs, type ValuePart } from './parts.ts';
import type { Effective, FieldZone, Reading } from './reading.ts';
import { trimmed } from './verdicts.ts';
import { comparable } from './written-time.ts';

/** A request body as the browser saw it: parameter names, or RFC 6901 pointers, to their values in order. */
export type WireBody = Readonly<Record<string, readonly string[]>>;

export type BodyInput = Readonly<{
  profile: Profile;
  spec: BodySpec;
  approved: ApprovedValues;
  body: WireBody | null;
  /** The zones that its times are in, as last read. A field has none where its body carries instants with an offset. */
  zones: readonly FieldZone[];
  /** When it is sent, ms since 1970: a duration counts from then. */
  sentAtMs: number;
  /** Only these fields may be missing: a step sends the fields of its own screen, the commit sends all. */
  onlyFields: readonly string[] | null;
}>;

/**
 * Wire truth: what was really sent, compared with the packet by the same functions as what was shown. A body that
 * cannot be read, a value that differs and a name nobody listed are all `body-differs`.
 */
export function bodyFaults(input: BodyInput): readonly Reason[] {
  const { body, spec, profile } = input;
  if (body === null) return [reason('body-differs', { detail: 'it could not be read' })];
  const faults: Reason[] = [];
  for (const screen of profile.screens) {
    for (const field of screen.fields) {
      const place = spec.fields[field.id];
      if (place === undefined || (input.onlyFields !== null && !input.onlyFields.includes(field.id))) continue;
      if (!isSentAsApproved(input, field, place)) faults.push(reason('body-differs', { field: field.label }, field.id));
    }
  }
  const known = Object.values(spec.fields).flatMap(namesAt);
  for (const name of Object.keys(body)) {
    if (!known.includes(name) && !isOther(name, spec.others))
      faults.push(reason('body-differs', { detail: 'it has a part that no profile lists' }));
  }
  return faults;
}

/**
 * Which screen a step sends: the one that is shown, or, where nothing of that is in the body, the one that most of it
 * belongs to. What the browser tells of a request may come when the next screen is already shown.
 */
export function screenSent({ profile, spec, body }: Pick<BodyInput, 'profile' | 'spec' | 'body'>, shown: string | null): ScreenSpec | null {
  const names = Object.keys(body ?? {});
  const countOf = ({ fields }: ScreenSpec) => fields.filter(({ id }) => namesAt(spec.fields[id]).some((one) => names.includes(one))).length;
  const own = profile.screens.find((one) => one.id === shown) ?? null;
  if (own !== null && countOf(own) > 0) return own;
  return profile.screens.reduce((best, one) => (countOf(one) > (best === null ? 0 : countOf(best)) ? one : best), own);
}

function isOther(name: string, others: readonly string[]): boolean {
  return others.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
}

function isSentAsApproved(input: BodyInput, field: FieldSpec, place: BodyPlace): boolean {
  const reading: Reading = {
    field: field.id,
    screen: '',
    source: 'live',
    document: '',
    readAtMs: input.sentAtMs,
    look: { isReadable: true, value: effectiveOf(field, place, { body: input.body ?? {}, locales: input.profile.where.locales }) },
    zone: zoneOf(field, input.zones),
    changedBy: 'hand',
  };
  return compareField({ spec: field, approved: input.approved[field.id] ?? '', reading }).verdict === 'match';
}

/** What a page says again may stand in another zone there: what is sent is in the field's own. */
function zoneOf({ id, zone }: FieldSpec, zones: readonly FieldZone[]): string | null {
  if (zone !== null && 'fixed' in zone) return zone.fixed;
  return zones.find((one) => one.field === id && one.zone !== null)?.zone ?? null;
}

/** What was sent, and in which languages (BCP 47) its console writes. */
type Sent = Readonly<{ body: WireBody; locales: readonly string[] }>;

/** The values of a body in the shapes that a reading of the control would have. */
export function effectiveOf(field: FieldSpec, place: BodyPlace, { body, locales }: Sent): Effective {
  if (typeof place !== 'string') return effectiveOfParts(field, place, { body, locales });
  const values = (body[place] ?? []).map((value) => optionSentAs(value, field) ?? value);
  switch (field.kind) {
    case 'checkbox-set':
    case 'transfer':
      return { kind: 'set', items: values };
    case 'tags':
      return { kind: 'set', items: partsOf(values, /[\r\n,;]+/).map((value) => optionSentAs(value, field) ?? value) };
    case 'lines':
      return { kind: 'set', items: partsOf(values, /\r?\n/) };
    case 'checkbox':
    case 'switch':
      return { kind: 'text', text: isOn(values) ? 'on' : 'off' };
    default:
      return values.length > 1 ? { kind: 'set', items: values } : comparable({ kind: 'text', text: values[0] ?? '' }, field, locales);
  }
}

/** A date or an amount that is sent in parts. A part that is missing, or there twice, is never made up. */
function effectiveOfParts(field: FieldSpec, names: Exclude<BodyPlace, string>, { body, locales }: Sent): Effective {
  const parts = new Map<SegmentName, ValuePart>();
  for (const [part, name] of Object.entries(names)) {
    const [value, ...others] = body[name] ?? [];
    if (value === undefined || others.length > 0 || !isSegment(part)) return { kind: 'text', text: '' };
    parts.set(part, { value, text: part === 'halfDay' ? (optionSentAs(value, field) ?? value) : value });
  }
  const [amount, unit] = [parts.get('amount'), parts.get('unit')];
  if (amount === undefined || unit === undefined) return { kind: 'text', text: joinedTime(parts, locales) };
  return { kind: 'text', text: amount.value === '' ? '' : `${amount.value} ${optionSentAs(unit.value, field) ?? unit.value}` };
}

function isSegment(name: string): name is SegmentName {
  return SEGMENT_NAMES.some((one) => one === name);
}

function partsOf(values: readonly string[], between: RegExp): readonly string[] {
  return values
    .flatMap((one) => one.split(between))
    .map(trimmed)
    .filter((one) => one !== '');
}

function isOn(values: readonly string[]): boolean {
  return !values.every((one) => OFF_WORDS.has(one));
}
