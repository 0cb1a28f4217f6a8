import type { Difference } from '../../lib/core/compare/reading.ts';
import type { FieldRow } from '../../lib/page/panel-state.ts';

type Row = Omit<FieldRow, 'box' | 'isFocused'>;

const OBJECT_ID = '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77';

export const MATCH: readonly Row[] = [
  match('tenant', 'Tenant ID', 'tnt_7Q2K94'),
  match('object', 'Administrator object ID', OBJECT_ID),
  match('email', 'Administrator e-mail', 'admin-77@northwind.example'),
  { ...match('scope', 'Privileges', ''), approved: ['tenant.admin.restore'], seen: ['tenant.admin.restore'] },
  match('children', 'Include child tenants', 'off'),
];

/** All five verdicts, and the three kinds of difference. */
export const MIXED: readonly Row[] = [
  match('tenant', 'Tenant ID', 'tnt_7Q2K94'),
  differing('object', 'Administrator object ID', {
    kind: 'text',
    approved: OBJECT_ID,
    seen: '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9el7',
    at: 34,
    note: 'Character 35: the letter l, not the digit 7.',
  }),
  {
    ...differing('scope', 'Privileges', {
      kind: 'set',
      approved: ['tenant.admin.restore'],
      missing: [],
      extra: ['tenant.data.export'],
    }),
    verdict: 'broader',
  },
  {
    id: 'children',
    label: 'Include child tenants',
    verdict: 'unreadable',
    approved: 'off',
    seen: null,
    reason: 'Include child tenants cannot be read: it shows one value and holds another.',
    difference: null,
  },
  {
    id: 'email',
    label: 'Administrator e-mail',
    verdict: 'empty',
    approved: 'admin-77@northwind.example',
    seen: '',
    reason: 'Administrator e-mail is empty.',
    difference: null,
  },
];

export const DIFFERENCES: readonly Row[] = [
  differing('incident', 'Incident ID', {
    kind: 'text',
    approved: 'INC-20931',
    seen: 'INC-2O931',
    at: 5,
    note: 'Character 6: the letter O, not the digit 0.',
  }),
  differing('tenant', 'Tenant ID', {
    kind: 'text',
    approved: 'tnt_7Q2K94',
    seen: 'tnt_7Q2K9',
    at: 9,
    note: 'Ends early: 1 character is missing.',
  }),
  differing('assurance', 'Identity check reference', {
    kind: 'text',
    approved: 'IDV-5521',
    seen: 'IDV-\u200b5521',
    at: 4,
    note: 'Character 5: an invisible character.',
  }),
  differing('approvals', 'Approval references', {
    kind: 'set',
    approved: ['APR-301', 'APR-302', 'APR-303'],
    missing: ['APR-303'],
    extra: [],
  }),
  {
    ...differing('ends', 'Access ends', {
      kind: 'instant',
      approved: '2026-11-23 08:00 Europe/Berlin (07:00 UTC)',
      seen: '2026-11-23 18:00 Europe/Berlin (17:00 UTC)',
      note: '10 h later than approved.',
    }),
    verdict: 'broader',
  },
];

function match(id: string, label: string, value: string): Row {
  return { id, label, verdict: 'match', approved: value, seen: value, reason: null, difference: null };
}

function differing(id: string, label: string, difference: Difference): Row {
  const seen =
    difference.kind === 'set'
      ? [...difference.approved.filter((one) => !difference.missing.includes(one)), ...difference.extra]
      : difference.seen;
  return { id, label, verdict: 'mismatch', approved: difference.approved, seen, reason: `${label} differs.`, difference };
}
