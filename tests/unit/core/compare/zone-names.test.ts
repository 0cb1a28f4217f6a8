import { describe, expect, it } from 'vitest';
import { isZone } from '../../../../lib/core/compare/zone.ts';

describe('a time zone', () => {
  it.each(['UTC', 'GMT', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', '+05:30', 'Etc/GMT+5', 'Japan', 'EST5EDT'])(
    'is known by its whole name: %s',
    (zone) => expect(isZone(zone)).toBe(true),
  );

  // Engines still know these of old, and mean by BST Dhaka, by AST Anchorage, by NST Auckland.
  it.each(['BST', 'IST', 'AST', 'NST', 'CST', 'EST', 'CET', 'bst'])(
    'is not known by an abbreviation, which stands for several: %s',
    (zone) => expect(isZone(zone)).toBe(false),
  );
});
