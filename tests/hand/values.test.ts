import { describe, expect, it } from 'vitest';
import { fieldNamed, SCREENS, screenNamed } from './console-map.ts';
import { approvedEntries, wallTime } from './values.ts';

describe('a time that the hand enters', () => {
  it.each([
    ['2026-11-23T07:00:00Z', 'Europe/Berlin', '2026-11-23T08:00'],
    ['2026-07-01T07:00:00Z', 'Europe/Berlin', '2026-07-01T09:00'],
    ['2026-11-23T20:00:00Z', 'Asia/Kolkata', '2026-11-24T01:30'],
    ['2026-11-23T07:00:00+02:00', 'UTC', '2026-11-23T05:00'],
    ['2026-11-23T23:30:00Z', 'Europe/Berlin', '2026-11-24T00:30'],
  ])('%s is, in %s, %s', (instant, zone, wanted) => expect(wallTime(instant, zone)).toBe(wanted));

  it.each(['2026-11-23T07:00', 'tomorrow', ''])('without a zone is entered as it stands: %j', (text) => {
    expect(wallTime(text, 'Europe/Berlin')).toBe(text);
  });
});

describe('the map of the console', () => {
  it('knows what to enter in every field of every screen', () => {
    const packet = {
      tenant: { id: 't' },
      administrator: { objectId: 'o', email: 'e' },
      assurance: { reference: 'r' },
      scope: ['s'],
      window: { end: null },
      incident: { id: 'i' },
      approvalEvidence: ['a'],
    };
    const fields = SCREENS.flatMap(({ fields }) => fields.map(({ id }) => id));
    expect(Object.keys(approvedEntries(packet, 'UTC')).sort()).toEqual([...fields].sort());
  });

  it('takes screens and fields by any of their names, and no name twice', () => {
    const scope = screenNamed('Temporary privilege scope');
    expect(scope).toBe(screenNamed('scope'));
    expect(screenNamed('settings')).toBeNull();
    for (const screen of SCREENS) {
      for (const field of screen.fields)
        for (const name of [field.id, field.label, field.name, ...field.aliases]) expect(fieldNamed(screen, name)).toBe(field);
    }
  });
});
