import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../../lib/core/evidence/record.ts';
import { timelineWords } from '../../../../lib/core/evidence/timeline.ts';

const entry = (kind: string, body: JournalEntry['body']): JournalEntry => ({
  v: 1,
  seq: 7,
  prev: '0'.repeat(64),
  execution: 'exe-1',
  at: '2026-11-23T03:00:00.000Z',
  actor: 'lead-01',
  kind,
  body,
});
const broader = { code: 'scope-broader', subject: 'scope', details: { seen: 'all-tenants', expected: 'tenant.admin.restore' } };
const check = (isGreen: boolean) => ({ result: { isGreen, legs: [], reasons: isGreen ? [] : [broader], warnings: [] } });

describe('the timeline of an execution', () => {
  test('tells of a check whether it was green, and why not', () => {
    expect(timelineWords(entry('preflight-read', check(true)))).toEqual({ says: 'Preflight', detail: 'green, 0 legs', verdict: 'match' });
    const red = timelineWords(entry('preflight-read', check(false)));
    expect(red?.verdict).toBe('mismatch');
    expect(red?.detail).toContain('all-tenants');
  });

  test('tells why something was held, halted or not let through', () => {
    expect(timelineWords(entry('press-held', { because: broader }))?.detail).toContain('all-tenants');
    expect(timelineWords(entry('halt-asked', { reason: broader, by: 'guard' }))?.detail).toContain('all-tenants');
    expect(timelineWords(entry('world-changed', { reasons: [broader] }))?.detail).toContain('all-tenants');
    expect(timelineWords(entry('commit-seen', { requestId: 'r', reasons: [broader] }))?.detail).toContain('all-tenants');
    expect(timelineWords(entry('commit-seen', { requestId: 'r', reasons: [] }))?.detail).toBe('equal to the packet');
  });

  test('tells nothing of what was refused, of readings, of sealed parts, and of kinds that it does not know', () => {
    expect(timelineWords(entry('consumed', { nonce: 'n' }))?.says).toBe('Claim consumed');
    expect(timelineWords(entry('consumed', { nonce: 'n', isRefused: true }))).toBeNull();
    expect(timelineWords(entry('sealed', { path: 'sealed/a.jwe', sha256: '0'.repeat(64), about: 'the values of a capture' }))).toBeNull();
    expect(timelineWords(entry('of-a-later-version', {}))).toBeNull();
  });
});
