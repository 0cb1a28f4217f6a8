import { describe, expect, it } from 'vitest';
import { announcement, announcementKey } from '../../../components/ui/announcement.ts';
import type { GateView } from '../../../lib/core/execution/view.ts';

const held: GateView = {
  state: 'held',
  word: 'Held',
  aside: null,
  why: ['Tenant ID: typed tnt_7, approved tnt_7Q2K94.'],
  now: 'Put it right in the console.',
  facts: [],
  exits: [],
  check: { isOffered: false, because: null },
  left: 'nothing',
  countdown: null,
};

describe('what is announced', () => {
  it('is the word and why', () => {
    expect(announcement(held)).toEqual({ urgency: 'status', says: 'Held. Tenant ID: typed tnt_7, approved tnt_7Q2K94.' });
  });

  it('is what to do, where there is no time for why', () => {
    expect(announcement({ ...held, state: 'unknown', word: 'Outcome unknown', now: 'Do not submit again.' })).toEqual({
      urgency: 'alert',
      says: 'Outcome unknown. Do not submit again.',
    });
  });

  it('is not said again for every keystroke of the same hold', () => {
    const next = { ...held, why: ['Tenant ID: typed tnt_7Q, approved tnt_7Q2K94.'] };
    expect(announcementKey(next)).toBe(announcementKey(held));
  });

  it('is said again when a cause comes, and when the state changes', () => {
    const keys = [held, { ...held, why: [...held.why, 'Another.'] }, { ...held, state: 'halted' as const }].map(announcementKey);
    expect(new Set(keys).size).toBe(3);
  });

  it('does not change while the armed time runs out', () => {
    const armed: GateView = { ...held, state: 'armed', word: 'Armed', countdown: { untilMs: 20_000, totalMs: 20_000 } };
    expect(announcementKey({ ...armed })).toBe(announcementKey(armed));
    expect(announcement(armed).says).toBe('Armed for 20 seconds. Put it right in the console.');
  });
});
