import type { ApprovedValues } from '../packet/packet.ts';
import type { BodySpec, FieldSpec, Profile, ScreenSpec } from '../profile/profile.ts';
import { type Reason, reason } from '../reason.ts';
import { compareField } from './compare.ts';
import type { Effective, Reading } from './reading.ts';

/** A request body as the browser saw it: parameter names, or RFC 6901 pointers, to their values in order. */
export type WireBody = Readonly<Record<string, readonly string[]>>;

export type BodyInput = Readonly<{
  profile: Profile;
  spec: BodySpec;
  approved: ApprovedValues;
  body: WireBody | null;
  /** The zone that the console's times are in, as last read; null when its body carries instants with an offset. */
  zone: string | null;
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
      const name = spec.fields[field.id];
      if (name === undefined || (input.onlyFields !== null && !input.onlyFields.includes(field.id))) continue;
      if (!isSentAsApproved(input, field, name, body)) faults.push(reason('body-differs', { field: field.label }, field.id));
    }
  }
  const known = Object.values(spec.fields);
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
  const countOf = ({ fields }: ScreenSpec) => fields.filter(({ id }) => names.includes(spec.fields[id] ?? '')).length;
  const own = profile.screens.find((one) => one.id === shown) ?? null;
  if (own !== null && countOf(own) > 0) return own;
  return profile.screens.reduce((best, one) => (countOf(one) > (best === null ? 0 : countOf(best)) ? one : best), own);
}

function isOther(name: string, others: readonly string[]): boolean {
  return others.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
}

function isSentAsApproved(input: BodyInput, field: FieldSpec, name: string, body: WireBody): boolean {
  const reading: Reading = {
    field: field.id,
    screen: '',
    source: 'live',
    document: '',
    readAtMs: 0,
    look: { isReadable: true, value: effectiveOf(field, body[name] ?? []) },
    zone: input.zone,
    changedBy: 'hand',
  };
  return compareField({ spec: field, approved: input.approved[field.id] ?? '', reading }).verdict === 'match';
}

/** The values of a body in the shapes that a reading of the control would have. */
export function effectiveOf(field: FieldSpec, values: readonly string[]): Effective {
  switch (field.kind) {
    case 'checkbox-set':
    case 'transfer':
    case 'tags':
      return { kind: 'set', items: values };
    case 'lines':
      return {
        kind: 'set',
        items: values
          .flatMap((one) => one.split(/\r?\n/))
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      };
    case 'checkbox':
    case 'switch':
      return { kind: 'text', text: isOn(values) ? 'on' : 'off' };
    default:
      return values.length <= 1 ? { kind: 'text', text: values[0] ?? '' } : { kind: 'set', items: values };
  }
}

function isOn(values: readonly string[]): boolean {
  return values.length > 0 && !values.every((one) => one === '' || one === 'off' || one === 'false');
}
