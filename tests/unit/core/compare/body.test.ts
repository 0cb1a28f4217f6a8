import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyFaults, type WireBody } from '../../../../lib/core/compare/body.ts';
import type { FieldZone } from '../../../../lib/core/compare/reading.ts';
import type { BodyPlace, FieldSpec } from '../../../../lib/core/profile/profile.ts';
import { readProfile } from '../../../page/practice.ts';
import { spec } from './specs.ts';

const END = '2026-11-23T08:00:00Z';
const SENT_AT_MS = Date.parse('2026-11-23T04:00:30Z');
const profile = readProfile('range-server');

type Sent = Readonly<{ field: FieldSpec; place: BodyPlace; approved: string | readonly string[]; body: WireBody }>;

/** Whether a body with one field in it is what was approved. */
function isApproved({ field, place, approved, body }: Sent): boolean {
  const screens = profile.screens.slice(0, 1).map((screen) => ({ ...screen, fields: [field] }));
  const faults = bodyFaults({
    profile: { ...profile, screens },
    spec: { encoding: 'urlencoded', fields: { [field.id]: place }, others: [] },
    approved: { [field.id]: approved },
    body,
    zones: [{ field: field.id, zone: 'UTC' }],
    sentAtMs: SENT_AT_MS,
    onlyFields: null,
  });
  return faults.length === 0;
}

const end = (place: BodyPlace, body: WireBody) =>
  isApproved({ field: { ...spec('instant'), kind: 'datetime', sends: { AM: 'k0', PM: 'k1' } }, place, approved: END, body });

describe('a date that is sent in parts', () => {
  const TWO = { date: 'end_0', time: 'end_1' };
  const WORDS = { day: 'd', month: 'm', year: 'y', hour: 'h', halfDay: 'p' };
  test.each<[string, BodyPlace, WireBody, boolean]>([
    ['date and time', TWO, { end_0: ['2026-11-23'], end_1: ['08:00:00'] }, true],
    ['date and time to the minute', TWO, { end_0: ['2026-11-23'], end_1: ['08:00'] }, true],
    [
      'five parts',
      { day: 'd', month: 'm', year: 'y', hour: 'h', minute: 'i' },
      { d: ['23'], m: ['11'], y: ['2026'], h: ['8'], i: ['00'] },
      true,
    ],
    ['a date in words beside its time', TWO, { end_0: ['Nov 23, 2026'], end_1: ['8:00 AM'] }, true],
    ['a date with its time in one text, in words', 'end', { end: ['23 November 2026 08:00'] }, true],
    ['another one in words', 'end', { end: ['24 November 2026 08:00'] }, false],
    ['a later hour', TWO, { end_0: ['2026-11-23'], end_1: ['09:00'] }, false],
    ['another day', TWO, { end_0: ['2026-11-24'], end_1: ['08:00'] }, false],
    ['no time', TWO, { end_0: ['2026-11-23'] }, false],
    ['an empty time', TWO, { end_0: ['2026-11-23'], end_1: [''] }, false],
    ['two times', TWO, { end_0: ['2026-11-23'], end_1: ['08:00', '09:00'] }, false],
    ['a part that nobody listed', TWO, { end_0: ['2026-11-23'], end_1: ['08:00'], end_2: ['+5'] }, false],
    ['a month in words, with its time', WORDS, { d: ['23'], m: ['November'], y: ['2026'], h: ['8'], p: ['AM'] }, true],
    ['another month in words', WORDS, { d: ['23'], m: ['October'], y: ['2026'], h: ['8'], p: ['AM'] }, false],
    ['the other half of the day', WORDS, { d: ['23'], m: ['11'], y: ['2026'], h: ['8'], p: ['pm'] }, false],
    ['a half of the day as a key', WORDS, { d: ['23'], m: ['11'], y: ['2026'], h: ['8'], p: ['k0'] }, true],
    ['a half of the day as another key', WORDS, { d: ['23'], m: ['11'], y: ['2026'], h: ['8'], p: ['k1'] }, false],
    ['a half of the day that is none', WORDS, { d: ['23'], m: ['11'], y: ['2026'], h: ['8'], p: ['1'] }, false],
    ['a year of two digits', WORDS, { d: ['23'], m: ['11'], y: ['26'], h: ['8'], p: ['AM'] }, false],
    ['a day without its month and its time', { day: 'd', month: 'm', year: 'y' }, { d: ['23'], m: ['November'], y: ['2026'] }, false],
  ])('%s', (_, place, body, isRight) => {
    expect(end(place, body)).toBe(isRight);
  });

  test('is right for one minute of all, and for no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 600_000 }), (minutes) => {
        const [date = '', time = ''] = new Date(Date.parse(END) + minutes * 60_000).toISOString().slice(0, 16).split('T');
        expect(end(TWO, { end_0: [date], end_1: [time] })).toBe(minutes === 0);
      }),
    );
  });
});

describe('two times of two zones', () => {
  const starts: FieldSpec = { ...spec('instant'), id: 'start', kind: 'datetime', zone: { locator: { css: '#zone' } } };
  const ends: FieldSpec = { ...spec('instant'), id: 'end', kind: 'datetime', zone: { fixed: 'UTC' } };
  const screens = profile.screens.slice(0, 1).map((screen) => ({ ...screen, fields: [starts, ends] }));
  const faults = (start: string, zones: readonly FieldZone[]) =>
    bodyFaults({
      profile: { ...profile, screens },
      spec: { encoding: 'urlencoded', fields: { start: 'start', end: 'end' }, others: [] },
      approved: { start: '2026-11-23T04:00:00Z', end: END },
      body: { start: [start], end: ['2026-11-23T08:00'] },
      zones,
      sentAtMs: SENT_AT_MS,
      onlyFields: null,
    }).map((one) => one.subject);

  test.each<[string, string, readonly FieldZone[], readonly string[]]>([
    ['each in its own', '2026-11-23T05:00', [{ field: 'start', zone: 'Europe/Berlin' }], []],
    ['one in the other one’s', '2026-11-23T04:00', [{ field: 'start', zone: 'Europe/Berlin' }], ['start']],
    ['one whose zone was not read, in the other one’s', '2026-11-23T04:00', [{ field: 'end', zone: 'UTC' }], ['start']],
    [
      'one that was read without a zone before',
      '2026-11-23T05:00',
      [
        { field: 'start', zone: null },
        { field: 'start', zone: 'Europe/Berlin' },
      ],
      [],
    ],
  ])('%s', (_, start, zones, wrong) => {
    expect(faults(start, zones)).toEqual(wrong);
  });
});

describe('an amount that is sent with its unit', () => {
  const field: FieldSpec = { ...spec('instant'), kind: 'number', labels: { hours: { en: 'hours' } }, sends: { hours: 'h', days: 'd' } };
  const place = { amount: 'amount', unit: 'unit' };
  test.each<[WireBody, boolean]>([
    [{ amount: ['4'], unit: ['h'] }, true],
    [{ amount: ['4'], unit: ['hours'] }, true],
    [{ amount: ['5'], unit: ['h'] }, false],
    [{ amount: ['4'], unit: ['d'] }, false],
    [{ amount: ['4'], unit: ['weeks'] }, false],
    [{ amount: ['4'] }, false],
    [{ amount: [''], unit: ['h'] }, false],
  ])('%j', (body, isRight) => {
    expect(isApproved({ field, place, approved: END, body })).toBe(isRight);
  });
});

describe('a duration that is sent', () => {
  const lasts = (place: BodyPlace, body: WireBody) =>
    isApproved({ field: { ...spec('instant'), kind: 'number', sends: { hours: 'h', minutes: 'm' } }, place, approved: END, body });
  const LEFT = 240;

  test('is right when it comes to the approved end as it is sent, however it is sent, and no other is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 1, max: 9_999 }), fc.constant(LEFT)), (minutes) => {
        const isRight = minutes === LEFT;
        expect(lasts('end', { end: [`${minutes} min`] })).toBe(isRight);
        expect(lasts('end', { end: [`${Math.floor(minutes / 60)} h ${minutes % 60} min`] })).toBe(isRight);
        expect(lasts({ amount: 'n', unit: 'u' }, { n: [String(minutes)], u: ['m'] })).toBe(isRight);
        expect(lasts({ amount: 'n', unit: 'u' }, { n: [String(minutes)], u: ['h'] })).toBe(minutes * 60 === LEFT);
        expect(lasts('end', { end: [String(minutes)] })).toBe(false);
      }),
    );
  });
});

describe('a file', () => {
  const packet: FieldSpec = { ...spec('references'), kind: 'file' };
  const DIGEST = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const sent = (value: string) => isApproved({ field: packet, place: '/packet', approved: [DIGEST], body: { '/packet': [value] } });

  test('is right where the body says its digest, and never by its name', () => {
    expect([sent(DIGEST), sent('packet.pdf'), sent(DIGEST.slice(7)), sent('')]).toEqual([true, false, false, false]);
  });
});

describe('items that are sent', () => {
  const items = (kind: FieldSpec['kind'], body: readonly string[], more: Partial<FieldSpec> = {}) =>
    isApproved({ field: { ...spec('set'), kind, ...more }, place: 'chosen', approved: ['read', 'restore'], body: { chosen: body } });
  const sends = { read: '1', restore: '2', all: '3' };

  test.each<[string, boolean, boolean]>([
    ['of a transfer list, one value each', items('transfer', ['restore', 'read']), true],
    ['of a transfer list, one too many', items('transfer', ['restore', 'read', 'all']), false],
    ['of a transfer list, one too few', items('transfer', ['read']), false],
    ['of a transfer list, by their keys', items('transfer', ['2', '1'], { sends }), true],
    ['of a transfer list, by another key', items('transfer', ['2', '3'], { sends }), false],
    ['of a transfer list, by keys that nobody listed', items('transfer', ['2', '1']), false],
    ['as tags, one value each', items('tags', ['read', 'restore']), true],
    ['as tags, all in one value', items('tags', ['read, restore']), true],
    ['as tags, one too many in one value', items('tags', ['read,restore,all']), false],
    ['as tags, none', items('tags', []), false],
    ['as tags, one with a sign that nobody sees', items('tags', ['read, restore\uFEFF']), false],
    ['as lines, one with a blank that is not the plain one', items('lines', ['read\u00A0\nrestore']), false],
    ['as lines, with plain blanks at their ends', items('lines', ['read \r\n\trestore']), true],
    ['by a key with a blank that is not the plain one', items('transfer', ['1\u00A0', '2'], { sends }), false],
    ['by a key with a sign that nobody sees, as tags', items('tags', ['1,2\uFEFF'], { sends }), false],
  ])('%s', (_, isRight, wanted) => {
    expect(isRight).toBe(wanted);
  });
});
