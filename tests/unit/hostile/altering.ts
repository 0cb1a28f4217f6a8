import fc from 'fast-check';
import { grant, minutesFromNow, NOW_MS, OTHER_DIGEST, OTHER_TENANT } from '../core/gate/good-sources.ts';

export type Path = readonly (string | number)[];
type Leaf = Readonly<{ path: Path; value: unknown }>;
export type Change = Readonly<{ path: Path; next: unknown }>;

export const CHANGES_MAX = 4;
const TIMES = [-100_000, -130, -119, -20, -1, 0, 1, 30, 225, 300, 100_000].map(minutesFromNow);
const WORDS = [
  '',
  ' ',
  'never',
  'denied',
  'withdrawn',
  'auto-approved',
  'approved',
  'Approved',
  'pending',
  'closed',
  'resolved',
  'reopened',
  'rule',
  'group',
  'delegate',
  'consumed',
  'held',
  'active',
  'suspended',
  'service',
  'lead-01',
  'lead-01@support.example',
  'sec-01+x@support.example',
  OTHER_DIGEST,
  OTHER_TENANT,
  'tnt_7Q2K94\u200b',
  'TNT_7Q2K94',
  'Northwind Tradеrs',
  'svc-case',
  'caa-01',
  'break-glass',
  'assigned',
  'managed',
  'imported',
];
export const OTHERS_CLAIM = {
  id: 'claim-1',
  execution: 'another',
  holder: 'lead-02',
  device: 'd',
  since: minutesFromNow(-5),
  epoch: 1,
  state: 'held',
  nonce: null,
};
const LISTS = [[], ['tenant.admin.restore', 'all-tenants'], ['lead-02'], ['security'], ['four', 'security']];
const NUMBERS = [-1, 0, 1, 2, 3, 12, 30_001, 29_999, 240, 241, 404, 503, 1e9, NOW_MS, NOW_MS + 31_000, NOW_MS - 86_400_000];
/** One of each kind that JSON has. */
const KINDS: readonly unknown[] = [null, true, false, 0, 2, '', 'approved', '2', [], ['approved'], {}, { id: 'lead-01' }];

function leavesOf(value: unknown, path: Path = []): readonly Leaf[] {
  if (Array.isArray(value)) return [{ path, value }, ...value.flatMap((one: unknown, at) => leavesOf(one, [...path, at]))];
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
  return [{ path, value }];
}

/** Up to so many changes to what hangs in `plain`. `isOfAnyKind`: also values of another kind than stood there. */
export function changesTo(plain: unknown, isOfAnyKind: boolean): fc.Arbitrary<readonly Change[]> {
  const leaves = leavesOf(plain);
  const texts = [...new Set(leaves.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])))];
  const next = (leaf: Leaf) =>
    isOfAnyKind
      ? fc.oneof({ weight: 6, arbitrary: another(leaf, texts) }, { weight: 1, arbitrary: fc.constantFrom(...KINDS) })
      : another(leaf, texts);
  const change = fc.constantFrom(...leaves).chain((leaf) => next(leaf).map((value) => ({ path: leaf.path, next: value })));
  return fc.array(change, { maxLength: CHANGES_MAX });
}

/** Another value of the same kind. */
function another({ path, value }: Leaf, texts: readonly string[]): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) {
    const isOfTexts = value.length > 0 && value.every((one) => typeof one === 'string');
    const others: readonly unknown[] = isOfTexts ? LISTS : path.includes('grants') ? [[grant()], [grant({ endsAt: null })]] : [[]];
    return fc.constantFrom(...others, value.length > 0 ? [...value, value[0]] : [], value.slice(1));
  }
  switch (typeof value) {
    case 'string':
      return fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...TIMES), fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }));
    case 'number':
      return fc.oneof(fc.constantFrom(...NUMBERS), fc.integer());
    case 'boolean':
      return fc.boolean();
    default:
      return path.at(-1) === 'claim' ? fc.constant(OTHERS_CLAIM) : fc.constantFrom(null, ...TIMES);
  }
}

/** Makes the changes in place. */
export function alter(world: unknown, changes: readonly Change[]): void {
  for (const { path, next } of changes) {
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), world);
    const key = path.at(-1);
    if (typeof holder !== 'object' || holder === null || key === undefined) continue;
    // What an earlier change made shorter has no such place any more, and no answer has holes.
    if (Array.isArray(holder) && typeof key === 'number' && key >= holder.length) continue;
    Reflect.set(holder, key, structuredClone(next));
  }
}
