import type { FieldSpec } from '../profile/profile.ts';
import { type ReasonCode, reason } from '../reason.ts';
import { isDisguised } from './characters.ts';
import type { Comparison, Difference, Effective } from './reading.ts';
import { differs, isEmpty, MATCH, members, trimmed, unique } from './verdicts.ts';

/** A scope. Order and repetition mean nothing; one member more is `broader`, however many are missing. */
export function compareSet(spec: FieldSpec, approved: readonly string[], value: Effective): Comparison {
  const found = against(approved, value);
  if (found.seen.length === 0) return isEmpty(spec);
  if (found.extra.length > 0) return setDiffers(spec, 'broader', isAnyDisguised(found) ? 'invisible-characters' : 'scope-broader', found);
  return found.missing.length > 0 ? setDiffers(spec, 'mismatch', 'scope-narrower', found) : MATCH;
}

/** References to evidence: the set that the packet names, no more and no less. One more grants nothing, so it is a mismatch. */
export function compareReferences(spec: FieldSpec, approved: readonly string[], value: Effective): Comparison {
  const found = against(approved, value);
  if (found.seen.length === 0) return isEmpty(spec);
  if (found.extra.length === 0 && found.missing.length === 0) return MATCH;
  return setDiffers(spec, 'mismatch', isAnyDisguised(found) ? 'invisible-characters' : 'field-mismatch', found);
}

type Found = Readonly<{
  approved: readonly string[];
  seen: readonly string[];
  missing: readonly string[];
  extra: readonly string[];
}>;

function against(approvedItems: readonly string[], value: Effective): Found {
  const approved = unique(approvedItems.map(trimmed).filter((item) => item !== ''));
  const seen = members(value);
  const [has, wants] = [new Set(seen), new Set(approved)];
  return {
    approved,
    seen,
    missing: approved.filter((item) => !has.has(item)),
    extra: seen.filter((item) => !wants.has(item)),
  };
}

function isAnyDisguised({ approved, extra }: Found): boolean {
  return extra.some((item) => approved.some((wanted) => isDisguised(wanted, item)));
}

function setDiffers(spec: FieldSpec, verdict: 'broader' | 'mismatch', code: ReasonCode, found: Found): Comparison {
  const { approved, seen, missing, extra } = found;
  const lacks = missing.length > 0 ? { missing: listText(missing) } : {};
  const details = { field: spec.label, seen: listText(seen), expected: listText(approved), ...lacks };
  const difference: Difference = { kind: 'set', approved, missing, extra };
  return differs(verdict, reason(code, details, spec.id), difference);
}

/** Members as a sentence says them; `maskReason` takes them apart again at the same place. */
export const MEMBER_BREAK = ', ';

function listText(items: readonly string[]): string {
  return items.join(MEMBER_BREAK);
}
