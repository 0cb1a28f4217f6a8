import { describe, expect, test } from 'vitest';
import { instantOf, localOf } from '../range/consoles/page/shared/zone.ts';
import { ENDS, ENDS_LOCAL } from './console-town.ts';

describe("the end of access is an instant in the console's zone", () => {
  test.each([
    ['Europe/Berlin', '2026-07-01T08:00', '2026-07-01T06:00:00Z', 'summer'],
    ['Europe/Berlin', '2026-11-23T08:00', '2026-11-23T07:00:00Z', 'winter'],
    ['Europe/Berlin', '2026-10-25T01:59', '2026-10-24T23:59:00Z', 'the minute before the clocks go back'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', 'an hour that comes twice is the first'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z', 'after the clocks went back'],
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z', 'the minute before the clocks go on'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00Z', 'an hour that is left out'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z', 'after the clocks went on'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00Z', 'west of Greenwich, twice'],
    ['Asia/Kathmandu', '2026-11-23T08:00', '2026-11-23T02:15:00Z', 'a zone of quarters'],
    ['UTC', '2026-12-31T23:59', '2026-12-31T23:59:00Z', 'no offset'],
  ])('%s %s is %s (%s)', (zone, local, instant) => {
    expect(instantOf(local, zone)?.toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  test('and back; a text that is no time is none', () => {
    expect(localOf(new Date(ENDS), 'Europe/Berlin')).toBe(ENDS_LOCAL);
    for (const text of ['', '2026-02-30T08:00', '23.11.2026 08:00', '2026-11-23']) expect(instantOf(text, 'UTC')).toBeNull();
  });
});
