import { describe, expect, it } from 'vitest';
import { announcement, announcementKey as keyOf } from '../../../components/ui/announcement.ts';
import type { GateView } from '../../../lib/core/execution/view.ts';
import type { ReasonCode } from '../../../lib/core/reason.ts';

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

const announcementKey = (gate: GateView, reasons: readonly ReasonCode[] = []) => keyOf(gate, reasons);

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
    const keys = [held, { ...held, why: [...held.why, 'Another.'] }, { ...held, state: 'halted' as const }].map((one) =>
      announcementKey(one),
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('is said again when the cause is another one, and not because one more field is empty', () => {
    const filling: GateView = { ...held, state: 'filling', why: ['Scope is empty.', 'End is empty.'] };
    expect(announcementKey(filling, ['field-empty'])).toBe(
      announcementKey({ ...filling, why: ['End is empty.', 'Tenant is empty.'] }, ['field-empty']),
    );
    expect(announcementKey(held, ['field-mismatch'])).not.toBe(announcementKey(held, ['console-operator-differs']));
  });

  it('is said when there is news of a halt, or of an unknown outcome', () => {
    const halted: GateView = {
      ...held,
      state: 'halted',
      word: 'Halted',
      now: 'Abandoned in the console. What is left behind is being read.',
    };
    const read = { ...halted, now: 'Abandoned in the console. Nothing is pending. Resume or abandon on the takeover page, in the popup.' };
    expect(announcementKey(read)).not.toBe(announcementKey(halted));
    expect(announcement(read).says).toContain('Nothing is pending.');
    const unknown: GateView = { ...held, state: 'unknown', word: 'Outcome unknown', now: 'Security was called and reconciles.' };
    expect(announcementKey({ ...unknown, now: 'sec-01 reconciled it.' })).not.toBe(announcementKey(unknown));
  });

  it('does not change while the armed time runs out', () => {
    const armed: GateView = { ...held, state: 'armed', word: 'Armed', countdown: { untilMs: 20_000, totalMs: 20_000 } };
    expect(announcementKey({ ...armed })).toBe(announcementKey(armed));
    expect(announcement(armed).says).toBe('Armed for 20 seconds. Put it right in the console.');
  });
});
