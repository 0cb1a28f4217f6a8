import { fitsPattern } from '../profile/pattern.ts';
import type { FieldSpec } from '../profile/profile.ts';
import { type Reason, unreachable } from '../reason.ts';
import { compareConstant } from './constant.ts';
import { compareInstant } from './end-time.ts';
import type { Comparison, Reading } from './reading.ts';
import { compareReferences, compareSet, MEMBER_BREAK } from './set.ts';
import { compareText } from './text.ts';

/**
 * One reading of one field, and what the packet (or the profile's constant) says that the field must hold. `atMs` is the
 * moment for which it is judged; without it a duration that is not on the screen any more is not known.
 */
export type CompareInput = Readonly<{ spec: FieldSpec; approved: string | readonly string[]; reading: Reading; atMs?: number }>;

/**
 * How one reading relates to what was approved. Pure and quick: it runs in the page at every keystroke to show, and in
 * the worker to decide. The details of its reason are for the live panel: `maskReason` before anything is kept.
 */
export function compareField({ spec, approved, reading, atMs }: CompareInput): Comparison {
  const { look } = reading;
  if (!look.isReadable) return { verdict: 'unreadable', reason: aboutField(look.reason, spec), difference: null };
  const { value } = look;
  switch (spec.compare) {
    case 'identifier':
    case 'email':
    case 'name':
      return compareText(spec, spec.compare, one(approved), value);
    case 'set':
      return compareSet(spec, many(approved), value);
    case 'references':
      return compareReferences(spec, many(approved), value);
    case 'instant':
      return compareInstant(spec, one(approved), value, {
        zone: reading.zone,
        fromMs: atMs ?? (reading.source === 'live' ? reading.readAtMs : null),
      });
    case 'constant':
      return compareConstant(spec, one(approved), value);
    default:
      return unreachable(spec.compare);
  }
}

function one(approved: string | readonly string[]): string {
  return typeof approved === 'string' ? approved : approved.join(MEMBER_BREAK);
}

function many(approved: string | readonly string[]): readonly string[] {
  return typeof approved === 'string' ? [approved] : approved;
}

/** A look that failed says why; which field it was about is known here. */
function aboutField(why: Reason, spec: FieldSpec): Reason {
  return { ...why, subject: spec.id, details: { ...why.details, field: spec.label } };
}

/** The details that may hold what was typed or approved. */
const VALUE_DETAILS: ReadonlySet<string> = new Set(['seen', 'expected', 'missing']);

/** A reason that may be journalled: values stay only where the profile shows the field and they fit its pattern. */
export function maskReason(why: Reason, spec: FieldSpec): Reason {
  if (why.details === undefined || isOwnWords(why, spec)) return why;
  const details = Object.entries(why.details).map(([name, text]) => {
    const isKept = !VALUE_DETAILS.has(name) || mayShow(text, spec);
    return [name, isKept ? text : `masked: ${spec.evidence.hides}`] as const;
  });
  return { ...why, details: Object.fromEntries(details) };
}

function mayShow(text: string, { compare, evidence }: FieldSpec): boolean {
  if (text === '') return true;
  const isList = compare === 'set' || compare === 'references';
  const parts = isList ? text.split(MEMBER_BREAK) : [text];
  return evidence.isShown && parts.every((part) => fitsPattern(part, evidence.pattern));
}

/** A switch that must stay off is told of in the profile's words alone. */
function isOwnWords({ code }: Reason, { compare }: FieldSpec): boolean {
  return compare === 'constant' && code === 'scope-broader';
}
