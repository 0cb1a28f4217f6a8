import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../../lib/core/compare/reading.ts';
import { canonical } from '../../../../lib/core/evidence/canonical.ts';
import { displayRecord } from '../../../../lib/core/evidence/display-record.ts';
import type { DisplayRecord, DisplayRow } from '../../../../lib/core/evidence/record.ts';
import { isDisplayRecord, recordFaults } from '../../../../lib/core/evidence/record-faults.ts';
import { PACKET } from '../../../fakes/packet.ts';
import { sampleRecord } from './sample-bundle.ts';
import { allMatch, entered, fieldIds, page, profile, reading } from './sample-console.ts';
import { EXECUTION, PROFILE_DIGEST } from './sample-journal.ts';

const given = { seq: 4, at: '2026-11-23T03:10:20.000Z', moment: 'checkpoint' } as const;
const row = (record: DisplayRecord, field: string) => record.rows.find((one) => one.field === field);

function recordOf(
  values: Readonly<Record<string, string | readonly string[]>>,
  verdicts: Readonly<Record<string, Verdict>> = allMatch,
): DisplayRecord {
  return displayRecord(profile, page('review', 'review', values), {
    ...given,
    moment: 'press',
    execution: EXECUTION,
    tenant: PACKET.tenant,
    caseId: 'CASE-1042',
    incident: PACKET.incident.id,
    packetVersion: PACKET.version,
    profileDigest: PROFILE_DIGEST,
    verdicts,
  });
}

describe('a capture', () => {
  test('shows an allow-listed value that fits, and masks what is not allow-listed', () => {
    const record = sampleRecord(page('screen', 'tenant'), given);
    expect(row(record, 'tenant')?.shown).toEqual({ is: 'value', text: 'tnt_7Q2K94' });
    expect(row(record, 'administrator')?.shown).toEqual({ is: 'masked', hides: 'account id' });
    expect(row(record, 'email')?.shown).toEqual({ is: 'masked', hides: 'e-mail' });
  });

  test.each(['tnt_7Q2K94 ', 'x tnt_7Q2K94', 'tnt_7Q2K94\n', 'password', '', 't'.repeat(500)])(
    'masks an allow-listed field that holds %j',
    (value) => {
      expect(row(recordOf({ ...entered, tenant: value }), 'tenant')?.shown).toEqual({ is: 'masked', hides: 'value' });
    },
  );

  test('masks a whole set when one item does not fit', () => {
    expect(row(recordOf({ ...entered, scope: ['tenant.admin.restore', 'SECRET 1'] }), 'scope')?.shown.is).toBe('masked');
    expect(row(recordOf({ ...entered, scope: ['b.c', 'a.b'] }), 'scope')?.shown).toEqual({ is: 'value', text: 'a.b, b.c' });
  });

  test('keeps the order and the labels of the profile, whatever the page did', () => {
    const values = Object.fromEntries(Object.entries(entered).reverse());
    expect(recordOf(values).rows.map((one) => one.field)).toEqual(fieldIds);
    expect(row(recordOf(values), 'email')?.label).toBe('Administrator e-mail');
  });

  test('says that nothing was entered only when the verdict says so', () => {
    expect(row(recordOf(entered, { ...allMatch, tenant: 'empty' }), 'tenant')?.shown).toEqual({ is: 'nothing' });
    expect(row(recordOf({ ...entered, email: '' }), 'email')?.shown.is).toBe('masked');
  });

  test('calls a field without a verdict unreadable, and shows nothing of it', () => {
    const { tenant: _, ...others } = allMatch;
    expect(row(recordOf(entered, others), 'tenant')).toMatchObject({ verdict: 'unreadable', shown: { is: 'masked' } });
  });

  test('names the source of each reading on the press', () => {
    const seen = {
      ...page('review', 'review', {}),
      readings: [reading('tenant', 'tnt_7Q2K94', 'review'), reading('incident', 'INC-20931', 'carried')],
    };
    const record = sampleRecord(seen, { ...given, moment: 'press' });
    expect(row(record, 'tenant')?.source).toBe('review');
    expect(row(record, 'incident')?.source).toBe('carried');
  });

  test('of a confirmation has what it says again, and a reference only of the right form', () => {
    const record = sampleRecord(page('confirmed', null), { ...given, moment: 'confirmation' });
    expect(record.rows.map((one) => one.field)).toEqual(['tenant', 'administrator', 'scope', 'ends', 'console-reference']);
    expect(row(record, 'console-reference')?.shown).toEqual({ is: 'value', text: 'BG-77120' });
    const odd = sampleRecord({ ...page('confirmed', null), reference: 'admin@northwind.example' }, { ...given, moment: 'confirmation' });
    expect(row(odd, 'console-reference')?.shown.is).toBe('masked');
  });

  test('of a page that no profile lists has only its structure', () => {
    const seen = {
      ...page('elsewhere', null),
      unlisted: [
        { role: 'dialog', count: 1 },
        { role: 'hunter2', count: 1 },
        { role: 'menu', count: 2 },
      ],
    };
    const record = sampleRecord(seen, { ...given, moment: 'halt' });
    expect(record.rows).toEqual([]);
    expect(record.unlisted).toEqual([
      { role: 'dialog', count: 1 },
      { role: 'other', count: 3 },
    ]);
    expect(canonical(record)).not.toContain('hunter2');
  });
});

describe('secrets', () => {
  const secret = fc.oneof(fc.string({ maxLength: 300 }), fc.emailAddress(), fc.array(fc.string(), { maxLength: 12 }));
  const secrets = fc.record({
    administrator: secret,
    email: secret,
    references: secret,
    tenant: fc.constant('tnt_7Q2K94'),
    scope: fc.constant(PACKET.scope),
  });

  test('of any value, length and number give byte-identical records', () => {
    fc.assert(
      fc.property(secrets, secrets, (one, other) => {
        expect(canonical(recordOf(one))).toBe(canonical(recordOf(other)));
      }),
    );
  });

  test('in an allow-listed field that they do not fit give byte-identical records', () => {
    const misplaced = fc.oneof(fc.emailAddress(), fc.string({ minLength: 1 })).filter((text) => !/^tnt_[0-9A-Z]{6}$/.test(text));
    fc.assert(
      fc.property(misplaced, misplaced, (one, other) => {
        expect(canonical(recordOf({ ...entered, tenant: one }))).toBe(canonical(recordOf({ ...entered, tenant: other })));
      }),
    );
  });

  test('in what the page says beside its fields do not reach the record', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const seen = (text: string) => ({
          ...page('screen', 'tenant'),
          notices: [text],
          drift: [text],
          context: { tenant: text, operator: text },
          dangers: [{ kind: 'bypass' as const, says: text }],
          readings: [{ ...reading('email', text), zone: text, document: text }],
        });
        expect(canonical(sampleRecord(seen(one), given))).toBe(canonical(sampleRecord(seen(other), given)));
      }),
    );
  });
});

describe('a layout', () => {
  const cells = { tenant: { row: 0, column: 0 }, email: { row: 0, column: 1 } };
  const placed = sampleRecord({ ...page('screen', 'tenant'), cells }, given);

  test('says where the fields of this screen stood among one another, and nothing of any other', () => {
    expect(placed.mode).toBe('layout');
    expect([row(placed, 'tenant')?.cell, row(placed, 'email')?.cell, row(placed, 'administrator')?.cell]).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 1 },
      undefined,
    ]);
    expect([isDisplayRecord(placed), recordFaults(placed, profile)]).toEqual([true, []]);
    const carried = { ...reading('email', 'admin-77@northwind.example'), source: 'carried' as const };
    const later = sampleRecord({ ...page('screen', 'tenant'), readings: [carried], cells }, given);
    expect(row(later, 'email')?.cell).toBeUndefined();
  });

  test.each([
    ['a place in a record that shows none', { ...placed, mode: 'schematic' }],
    ['a place that is a distance', { ...placed, rows: placed.rows.map((one) => ({ ...one, cell: { row: 0, column: 1_044 } })) }],
    ['more than a place', { ...placed, rows: placed.rows.map((one) => ({ ...one, cell: { row: 0, column: 0, width: 311 } })) }],
    ['half a place', { ...placed, rows: placed.rows.map((one) => ({ ...one, cell: { row: 0.5, column: 0 } })) }],
  ])('is refused with %s', (_, changed) => {
    expect(isDisplayRecord(changed)).toBe(false);
  });
});

describe('the second look', () => {
  const record = sampleRecord(page('review', 'review'), { ...given, moment: 'press' });
  const withRow = (field: string, change: Partial<DisplayRow>): DisplayRecord => ({
    ...record,
    rows: record.rows.map((one) => (one.field === field ? { ...one, ...change } : one)),
  });

  test('finds nothing in any record that was built right', () => {
    const places = [
      page('screen', 'scope'),
      page('review', 'review'),
      page('confirmed', null),
      page('refused', null),
      page('elsewhere', null),
    ];
    for (const seen of places) expect(recordFaults(sampleRecord(seen, given), profile)).toEqual([]);
  });

  test.each([
    ['a value of a masked field', withRow('email', { shown: { is: 'value', text: 'admin-77@northwind.example' } })],
    ['a value that does not fit its pattern', withRow('tenant', { shown: { is: 'value', text: 'admin-77@northwind.example' } })],
    ['a mask that says more than it hides', withRow('email', { shown: { is: 'masked', hides: 'admin-77@northwind.example' } })],
    ['a label that is not the profile\u2019s', withRow('email', { label: 'admin-77@northwind.example' })],
    ['a field that the profile does not have', withRow('email', { field: 'admin-77@northwind.example' })],
    ['"nothing entered" over a value', withRow('email', { shown: { is: 'nothing' } })],
    ['a title from the page', { ...record, screen: { ...record.screen, title: 'Restore admin-77' } }],
    ['a role from the page', { ...record, unlisted: [{ role: 'admin-77', count: 1 }] }],
    ['another profile', { ...record, profile: { ...record.profile, version: '8' } }],
  ])('refuses %s', (_, changed) => {
    expect(recordFaults(changed, profile).map((one) => one.code)).toContain('capture-unmasked');
    expect(JSON.stringify(recordFaults(changed, profile))).not.toContain('northwind.example');
  });

  test('refuses anything beside what a record has, at any depth', () => {
    expect(isDisplayRecord(record)).toBe(true);
    expect(isDisplayRecord({ ...record, note: 'x' })).toBe(false);
    expect(isDisplayRecord({ ...record, tenant: { ...record.tenant, note: 'x' } })).toBe(false);
    expect(isDisplayRecord({ ...record, rows: [{ ...record.rows[0], raw: 'x' }] })).toBe(false);
    expect(isDisplayRecord({ ...record, rows: [{ ...record.rows[0], shown: { is: 'masked', hides: 'e-mail', length: 12 } }] })).toBe(false);
  });
});
