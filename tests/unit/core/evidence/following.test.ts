import { describe, expect, test } from 'vitest';
import { completenessOf } from '../../../../lib/core/evidence/completeness.ts';
import { followedIn } from '../../../../lib/core/evidence/following.ts';
import type { JournalEntry } from '../../../../lib/core/evidence/record.ts';
import { timelineWords } from '../../../../lib/core/evidence/timeline.ts';
import { EXECUTION, type Happened, opened, PACKET_DIGEST } from './sample-journal.ts';

const FOLLOWED = {
  execution: 'exe-first',
  claim: 'claim-1',
  epoch: 1,
  to: 'abandon',
  by: 'lead-01',
  device: 'dev-1',
  head: { seq: 40, sha256: PACKET_DIGEST },
  capsule: 'att-1',
};

const entry = ({ kind, body }: Happened, seq: number): JournalEntry => ({
  v: 1,
  seq,
  prev: PACKET_DIGEST,
  execution: EXECUTION,
  at: '2026-11-23T03:00:00.000Z',
  actor: 'lead-02',
  kind,
  body,
});
const openedAs = (follows: unknown) => ({ ...opened, body: { ...opened.body, facts: { ...Object(opened.body['facts']), follows } } });

describe('an execution that goes on from another', () => {
  test('names whose it was and where its journal stood; a name that is not whole is none', () => {
    expect(followedIn([entry(openedAs(FOLLOWED), 0)])).toEqual(FOLLOWED);
    expect(followedIn([entry(openedAs({ ...FOLLOWED, head: null }), 0)])).toBeNull();
    expect(followedIn([entry(opened, 0)])).toBeNull();
  });

  test('says so in the report, and the one that it follows says who went on', () => {
    expect(timelineWords(entry(openedAs(FOLLOWED), 0))?.detail).toBe('going on from execution exe-first of lead-01');
    const taken = { kind: 'taken-over', body: { by: 'lead-02', execution: 'exe-second', epoch: 2 } };
    expect(timelineWords(entry(taken, 9))?.detail).toBe('lead-02, in execution exe-second');
  });

  test('needs no evidence of an entry where it was only ended, and does where it was entered', () => {
    const missing = (to: string) =>
      completenessOf('abandoned', { entries: [entry(openedAs({ ...FOLLOWED, to }), 0)], paths: new Set() }).missing;
    expect(missing('abandon')).toEqual([]);
    expect(missing('resume')).toContain('Preflight');
  });
});
