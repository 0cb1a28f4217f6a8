import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Body, bodyFaults, entriesOf, isOf, KINDS, type Kind } from '../../../../lib/core/evidence/kinds.ts';
import type { JournalEntry } from '../../../../lib/core/evidence/record.ts';
import { stopsOf } from '../../../../lib/core/evidence/stops.ts';
import type { ExecutionEvent } from '../../../../lib/core/execution/event.ts';
import { assessed } from './sample-journal.ts';

type EventKind = Extract<Kind, ExecutionEvent['type']>;
type EventBody<K extends EventKind> = Omit<Extract<ExecutionEvent, { type: K }>, 'type'>;

const entry = (kind: string, body: Readonly<Record<string, unknown>>, seq = 0): JournalEntry => ({
  v: 1,
  seq,
  prev: '0'.repeat(64),
  execution: 'cs-1',
  at: '2026-11-23T03:00:00Z',
  actor: 'lead-01',
  kind,
  body,
});

describe('the kinds of the journal', () => {
  test('ask of an event only what the event has', () => {
    expectTypeOf<EventBody<'claimed'>>().toExtend<Body<'claimed'>>();
    expectTypeOf<EventBody<'preflight-read'>>().toExtend<Body<'preflight-read'>>();
    expectTypeOf<EventBody<'recheck-read'>>().toExtend<Body<'recheck-read'>>();
    expectTypeOf<EventBody<'page-assessed'>>().toExtend<Body<'page-assessed'>>();
    expectTypeOf<EventBody<'check-asked'>>().toExtend<Body<'check-asked'>>();
    expectTypeOf<EventBody<'consumed'>>().toExtend<Body<'consumed'>>();
    expectTypeOf<EventBody<'gate-opening'>>().toExtend<Body<'gate-opening'>>();
    expectTypeOf<EventBody<'commit-seen'>>().toExtend<Body<'commit-seen'>>();
    expectTypeOf<EventBody<'commit-stopped'>>().toExtend<Body<'commit-stopped'>>();
    expectTypeOf<EventBody<'outcome-read'>>().toExtend<Body<'outcome-read'>>();
    expectTypeOf<EventBody<'world-changed'>>().toExtend<Body<'world-changed'>>();
    expectTypeOf<EventBody<'abandoned'>>().toExtend<Body<'abandoned'>>();
    expectTypeOf<EventBody<'exit-seen'>>().toExtend<Body<'exit-seen'>>();
    const asked: readonly string[] = Object.keys(KINDS);
    expect(asked).toContain('gate-opening');
  });

  test('name each field that is missing or of the wrong kind', () => {
    expect(bodyFaults(entry('armed', { release: 'rel-1' }))).toEqual(['enforcement']);
    expect(bodyFaults(entry('armed', { release: '', enforcement: 'one-shot' }))).toEqual(['release']);
    expect(bodyFaults(entry('armed', { release: 'rel-1', enforcement: 'one-shot', more: 1 }))).toEqual([]);
    expect(bodyFaults(entry('armed', { release: 'rel-1', enforcement: 'one-shot', isRefused: 'yes' }))).toEqual(['isRefused']);
  });

  test('do not judge the body of an event that was refused', () => {
    expect(bodyFaults(entry('acknowledged', { warning: 'w', by: 'lead-01', note: '', isRefused: true }))).toEqual([]);
    expect(bodyFaults(entry('acknowledged', { warning: 'w', by: 'lead-01', note: '' }))).toEqual(['note']);
  });

  test('leave a kind alone that nothing relies on', () => {
    expect(bodyFaults(entry('something-new', {}))).toEqual([]);
    expect(bodyFaults(entry('toString', {}))).toEqual([]);
  });

  test('do not count an event that was refused', () => {
    const refused = entry('armed', { release: 'rel-1', enforcement: 'one-shot', isRefused: true });
    expect(isOf(refused, 'armed')).toBe(false);
    expect(entriesOf([refused], 'armed')).toEqual([]);
  });
});

describe('what was halted or held on the way', () => {
  const looked = (seq: number, holds: readonly string[], halts: readonly string[] = []) =>
    entry(
      'page-assessed',
      { assessment: { ...assessed, holds: holds.map((code) => ({ code })), halts: halts.map((code) => ({ code })) } },
      seq,
    );

  test('counts a cause when it appears, not while it stays', () => {
    const stops = stopsOf([looked(1, ['field-mismatch']), looked(2, ['field-mismatch']), looked(3, []), looked(4, ['field-mismatch'])]);
    expect(stops.map((stop) => stop.seq)).toEqual([1, 4]);
  });

  test('tells a halt from a hold, and leaves out fields that are still empty', () => {
    const stops = stopsOf([looked(1, ['field-empty']), looked(2, [], ['scope-broader'])]);
    expect(stops).toMatchObject([{ seq: 2, kind: 'halted', reasons: [{ code: 'scope-broader' }] }]);
  });

  test('takes red checks, refused claims and changes of the world with it', () => {
    const result = { isGreen: false, legs: [], reasons: [{ code: 'session-exists' }], warnings: [] };
    const stops = stopsOf([
      entry('preflight-read', { result }, 1),
      entry('claim-refused', { reason: { code: 'claimed-by-other' } }, 2),
      entry('world-changed', { reasons: [{ code: 'approval-withdrawn' }] }, 3),
    ]);
    expect(stops.map((stop) => [stop.kind, stop.reasons[0]?.code])).toEqual([
      ['held', 'session-exists'],
      ['held', 'claimed-by-other'],
      ['halted', 'approval-withdrawn'],
    ]);
  });
});
