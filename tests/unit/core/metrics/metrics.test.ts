import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anomalyOf } from '../../../../lib/core/metrics/anomaly.ts';
import { correctnessOf } from '../../../../lib/core/metrics/correctness.ts';
import { haltsOf } from '../../../../lib/core/metrics/halts.ts';
import { type Measured, measure } from '../../../../lib/core/metrics/tally.ts';
import { SENTENCES } from '../../../../lib/core/reason.ts';
import {
  abandoned,
  confirmed,
  confirming,
  filling,
  type Happened,
  halted,
  rejected,
  takenOver,
  unknown,
} from '../evidence/sample-journal.ts';
import { correction, endRead, entriesOfSample, factsOf } from './sample-facts.ts';

const changed = (happened: readonly Happened[], kind: string, body: Readonly<Record<string, unknown>>) =>
  happened.map((one) => (one.kind === kind ? { kind, body: { ...one.body, ...body } } : one));
function ahead(happened: readonly Happened[], kind: string, ...more: readonly Happened[]): readonly Happened[] {
  const at = happened.findIndex((one) => one.kind === kind);
  return [...happened.slice(0, at), ...more, ...happened.slice(at)];
}
const halt = (code: string): Happened => ({ kind: 'halt-asked', body: { reason: { code }, by: 'guard' } });
const only = (happened: readonly Happened[], addenda: Measured['addenda'] = []) => measure([{ facts: factsOf(happened), addenda }]);

describe('a submitted restoration', () => {
  test('is not yet known until IAM was read at the end of its window', () => {
    expect(correctnessOf(factsOf(confirmed), [])).toEqual({ is: 'not-yet-known', because: 'window-end-not-read' });
    expect(correctnessOf(factsOf(confirmed), [endRead(null)])).toEqual({ is: 'not-yet-known', because: 'window-end-not-read' });
    expect(correctnessOf(factsOf(confirmed), [endRead(true)])).toEqual({ is: 'right' });
  });

  test('is wrong when it was corrected, however it ended', () => {
    expect(correctnessOf(factsOf(confirmed), [correction])).toEqual({ is: 'wrong', faults: ['corrected'] });
    expect(correctnessOf(factsOf(confirmed), [endRead(true), correction])).toEqual({ is: 'wrong', faults: ['corrected'] });
  });

  test('is wrong when the access outlived its window', () => {
    expect(correctnessOf(factsOf(confirmed), [endRead(false)])).toEqual({ is: 'wrong', faults: ['outlived-its-window'] });
    expect(correctnessOf(factsOf(confirmed), [endRead(false), endRead(true)])).toMatchObject({ is: 'wrong' });
  });

  test('is not yet known while its outcome is', () => {
    expect(correctnessOf(factsOf(unknown), [endRead(true)])).toEqual({ is: 'not-yet-known', because: 'outcome-unknown' });
  });

  test.each([
    ['broader than approved', changed(confirmed, 'fields-read', { fields: [{ field: 'scope', verdict: 'broader' }] }), 'over-privileged'],
    ['other than approved', changed(confirmed, 'commit-seen', { reasons: [{ code: 'body-differs' }] }), 'differs'],
    ['granted twice', changed(confirmed, 'outcome-read', { reasons: [{ code: 'grant-duplicate' }] }), 'duplicate'],
    ['sent twice', ahead(confirmed, 'commit-ended', { kind: 'commit-seen', body: { requestId: 'request-2', reasons: [] } }), 'duplicate'],
  ])('%s is wrong, whatever was read later', (_, happened, fault) => {
    expect(correctnessOf(factsOf(happened), [endRead(true)])).toEqual({ is: 'wrong', faults: [fault] });
  });

  test('counts only where it is known, and a refused one not at all', () => {
    const all: Measured[] = [
      { facts: factsOf(confirmed), addenda: [endRead(true)] },
      { facts: factsOf(confirmed), addenda: [] },
      { facts: factsOf(confirmed), addenda: [correction] },
      { facts: factsOf(unknown), addenda: [] },
      { facts: factsOf(rejected), addenda: [] },
      { facts: factsOf(abandoned), addenda: [] },
    ];
    expect(measure(all).submitted).toEqual({
      right: { count: 1, of: 2 },
      wrong: { corrected: 1 },
      notYetKnown: { 'outcome-unknown': 1, 'window-end-not-read': 1 },
      rejected: 1,
    });
  });
});

describe('anomalies', () => {
  test('that kept the gate closed before the submission were caught', () => {
    const stale = ahead(confirmed, 'claimed', { kind: 'claim-refused', body: { reason: { code: 'approval-stale' } } });
    const { caught } = only(stale);
    expect(caught.approvals).toEqual({ count: 1, of: 1 });
    expect(caught.tenant).toEqual({ count: 0, of: 0 });
    expect(caught.codes).toMatchObject({ 'approval-stale': 1 });
  });

  test('that only showed afterwards were not', () => {
    const { caught } = only(changed(confirmed, 'outcome-read', { reasons: [{ code: 'grant-broader' }] }));
    expect(caught.scope).toEqual({ count: 0, of: 1 });
    expect(caught.any).toEqual({ count: 0, of: 1 });
  });

  test('have codes that there are, and an empty field is none', () => {
    const kinds = new Set(Object.keys(SENTENCES).map(anomalyOf));
    expect([...kinds].sort()).toEqual(['approvals', 'console', null, 'scope', 'tenant']);
    expect(anomalyOf('field-empty')).toBeNull();
    expect(anomalyOf('toString')).toBeNull();
  });
});

describe('completeness', () => {
  test('names what is missing, and links only what has all three approvals', () => {
    const { completeness } = only(confirmed);
    expect(completeness.complete).toEqual({ count: 0, of: 1 });
    expect(completeness.missing).toMatchObject({ 'Commitment key, sealed': 1 });
    expect(factsOf(confirmed).isLinked).toBe(true);
    const approvals = confirmed.find((one) => one.kind === 'approvals-read')?.body.approvals;
    const two = Array.isArray(approvals) ? approvals.slice(1) : [];
    expect(factsOf(changed(confirmed, 'approvals-read', { approvals: two })).isLinked).toBe(false);
  });
});

describe('a halt', () => {
  test('is safe when nothing left before a person decided', () => {
    expect(haltsOf(entriesOfSample(abandoned))).toEqual([
      { trigger: 'changed', codes: ['console-warning'], isSafe: true, ended: 'abandoned', isTakenOver: false, tookMs: 4 * 60_000 },
    ]);
    expect(haltsOf(entriesOfSample(halted))).toMatchObject([{ isSafe: true, ended: 'open', tookMs: null }]);
    expect(haltsOf(entriesOfSample(confirmed))).toEqual([]);
  });

  test('after which something left is not', () => {
    const left = ahead(halted, 'note-anchored', { kind: 'commit-seen', body: { requestId: 'request-1', reasons: [] } });
    expect(haltsOf(entriesOfSample(left))).toMatchObject([{ isSafe: false }]);
  });

  test('that somebody else resumed was taken over, and what that person sent was not sent during it', () => {
    const resumedBy = (by: string) => ahead(confirmed, 'check-asked', halt('console-drift'), { kind: 'resumed', body: { by } });
    expect(haltsOf(entriesOfSample(resumedBy('lead-02')))).toMatchObject([
      { ended: 'resumed', isTakenOver: true, isSafe: true, tookMs: 60_000 },
    ]);
    expect(haltsOf(entriesOfSample(resumedBy('lead-01')))).toMatchObject([{ ended: 'resumed', isTakenOver: false }]);
  });

  test('that a successor took elsewhere ended here', () => {
    expect(haltsOf(entriesOfSample(takenOver))).toMatchObject([
      { ended: 'taken-over', isTakenOver: true, isSafe: true, tookMs: 2 * 60_000 },
    ]);
  });

  test('on an ambiguous outcome is safe only when it was escalated', () => {
    expect(haltsOf(entriesOfSample(unknown))).toMatchObject([{ trigger: 'ambiguous', isSafe: true, ended: 'open' }]);
    const silent = unknown.filter((one) => one.kind !== 'escalated');
    expect(haltsOf(entriesOfSample(silent))).toMatchObject([{ trigger: 'ambiguous', isSafe: false }]);
  });

  test('that was decided before it began, by a clock that was put back meanwhile, took no time', () => {
    const entries = entriesOfSample(abandoned).map((one) => (one.kind === 'abandoned' ? { ...one, at: '2020-01-01T00:00:00Z' } : one));
    expect(haltsOf(entries)).toMatchObject([{ ended: 'abandoned', tookMs: 0 }]);
  });

  test('is counted by what began it', () => {
    const lost = ahead(halted, 'halt-asked', { kind: 'tab-lost', body: {} });
    const { halts } = measure([lost, abandoned, unknown].map((happened) => ({ facts: factsOf(happened), addenda: [] })));
    expect(halts.byTrigger).toEqual({
      changed: { count: 1, of: 1 },
      lost: { count: 1, of: 1 },
      ambiguous: { count: 1, of: 1 },
      other: { count: 0, of: 0 },
    });
    expect(halts.tookMs).toEqual({ median: 240_000, longest: 240_000 });
  });
});

test('measures do not depend on the order, and no share is more than its whole', () => {
  const samples = [confirmed, rejected, unknown, halted, abandoned].map(factsOf);
  const one = fc.record({ facts: fc.constantFrom(...samples), addenda: fc.subarray([endRead(true), endRead(false), correction]) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (all) => {
      const measures = measure(all);
      expect(measure([...all].reverse())).toEqual(measures);
      expect(Object.values(measures.outcomes).reduce((sum, count) => sum + count, 0)).toBe(all.length);
      const shares = [measures.submitted.right, measures.caught.any, measures.completeness.complete, measures.halts.safe];
      for (const share of shares) expect(share.count).toBeLessThanOrEqual(share.of);
    }),
  );
});

test('the samples have what the measures look for', () => {
  expect([...filling, ...confirming].some((one) => one.kind === 'commit-seen')).toBe(true);
});
