import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../../lib/core/approval/case-record.ts';
import { successorsOf } from '../../../../lib/core/approval/successors.ts';
import { example } from '../../../fakes/example.ts';

const record = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const withPerson = (id: string, change: Partial<CaseRecord['people'][number]>): CaseRecord => ({
  ...record,
  people: record.people.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

describe('successors', () => {
  it('are the executors of the case, the operator on another device among them', () => {
    expect([...successorsOf(record)].sort()).toEqual(['lead-01', 'lead-02']);
  });

  it('may be listed by a role', () => {
    expect(successorsOf({ ...record, executors: ['support-lead'] })).toContain('lead-02');
  });

  it.each<[string, CaseRecord]>([
    ['left', withPerson('lead-02', { isActive: false })],
    ['are no person', withPerson('lead-02', { accountKinds: { 'lead-02': 'service' } })],
    ['asked for it', { ...record, requestedBy: 'lead-02' }],
    ['approved it', approvedBy('lead-02')],
    ['receive it', { ...record, packet: { ...record.packet, administrator: { ...record.packet.administrator, subject: 'lead-02' } } }],
  ])('are not those who %s', (_, changed) => {
    expect(successorsOf(changed)).not.toContain('lead-02');
  });
});

function approvedBy(person: string): CaseRecord {
  const { security, ...others } = record.approvals;
  return security === undefined ? record : { ...record, approvals: { ...others, security: { ...security, decidedBy: person } } };
}
