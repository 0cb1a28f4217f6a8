import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CALM } from './calm-play.ts';
import { BadScenario, readScenario } from './scenario.ts';
import { differences, observed } from './verdict.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

const EXPECT = { verdict: 'block', reasons: ['iam-unknown'], commits: 0 };
const GIVEN = [{ op: 'replace', path: '/systems/iam/fault', value: '500' }];

function file(content: unknown): string {
  const path = join(folder, 'one.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a scenario file', () => {
  it('may leave out what is usual, and is then played on both skins', () => {
    const [one, ...others] = readScenario(file({ id: 'Z1', expect: EXPECT }));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ skins: ['server', 'spa'], given: [], during: [], operator: [], isTwin: false });
  });

  it('gives its twin what the twin does not say itself, and expects it to be allowed', () => {
    const operator = [{ screen: 'scope', fill: { scope: ['tenant.admin.restore'] } }];
    const [, twin] = readScenario(file({ id: 'Z1', given: GIVEN, operator, expect: EXPECT, twin: { given: [] } }));
    expect(twin).toMatchObject({ given: [], operator, isTwin: true, expect: { verdict: 'allow', commits: 1, reasons: [] } });
  });

  it.each([
    ['{"id":', 'is not JSON'],
    [{ expect: EXPECT }, 'id'],
    [{ id: 'Z1' }, 'expect'],
    [{ id: 'Z1', expect: { ...EXPECT, verdict: 'maybe' } }, 'verdict'],
    [{ id: 'Z1', expect: EXPECT, during: [{ at: 'sometime' }] }, 'is no moment'],
    [{ id: 'Z1', expect: EXPECT, during: [{ at: 'armed', console: 'nothing' }] }, 'is no fault'],
    [{ id: 'Z1', expect: EXPECT, operator: [{ pres: 'submit' }] }, 'operator.0: is no step that the hand knows'],
    [[], 'the file'],
    [{ id: 'Z1', expect: EXPECT, operator: [{ screen: 'cellar', fill: {} }] }, 'no screen called cellar'],
    [{ id: 'Z1', expect: EXPECT, operator: [{ screen: 'scope', fill: { colour: 'red' } }] }, 'no field called colour'],
    [{ id: 'Z1', expect: EXPECT, given: [{ op: 'replace', path: '/nowhere/at/all', value: 1 }] }, 'given'],
  ])('that cannot be played is refused with its path: %j', (content, words) => {
    const path = file(content);
    const read = () => readScenario(path);
    expect(read).toThrow(BadScenario);
    expect(read).toThrow(path);
    expect(read).toThrow(words);
  });
});

describe('what a play came to', () => {
  const oracle = (commits: number) => ({ commits, grants: [], drafts: [] });

  it.each([
    ['allow', {}],
    ['warn', { acknowledged: ['tenant-alias'] }],
    ['block', { refusals: ['commit-in-flight'] }],
    ['block', { state: 'held', reasons: ['field-mismatch'] }],
    ['block', { state: 'closed', reasons: ['iam-unknown'] }],
    ['block', { state: 'closed', reasons: ['session-exists-other'], isEscalated: true }],
    ['halt', { state: 'halted', reasons: ['console-drift'] }],
    ['escalate', { state: 'unknown', reasons: ['outcome-unknown'] }],
    ['escalate', { state: 'halted', reasons: ['grant-broader'], isEscalated: true }],
  ])('is %s for %j', (verdict, seen) => {
    expect(observed({ ...CALM, ...seen }, oracle(1)).verdict).toBe(verdict);
  });

  it('differs by verdict, reasons, commits, stage and final state, each in words', () => {
    const expected = {
      verdict: 'block',
      escalated: false,
      stage: 'entry',
      orEarlier: false,
      of: null,
      reasons: ['a', 'b'],
      commits: 0,
      finalState: 'held',
    } as const;
    const seen = { verdict: 'halt', escalated: true, stage: 'submit', reasons: ['b'], commits: 2, finalState: 'halted' } as const;
    expect(differences(expected, seen)).toHaveLength(6);
    expect(
      differences(expected, { verdict: 'block', escalated: false, stage: 'entry', reasons: ['b', 'a'], commits: 0, finalState: 'held' }),
    ).toEqual([]);
  });

  it.each([
    ['filling', 'held', 0],
    ['rechecking', 'held', 0],
    ['armed', 'held', 0],
    ['held', 'filling', 1],
    ['idle', 'held', 1],
    ['filling', 'halted', 1],
    ['committing', 'held', 1],
  ])('expected to end %s and held over it, or not: %s', (finalState, seen, count) => {
    const both = { verdict: 'block', escalated: false, stage: 'entry', reasons: [], commits: 0 } as const;
    expect(differences({ ...both, orEarlier: false, of: null, finalState }, { ...both, finalState: seen })).toHaveLength(count);
  });

  it('may be caught earlier only where the scenario says so', () => {
    const expected = {
      verdict: 'block',
      escalated: false,
      stage: 'submit',
      orEarlier: false,
      of: null,
      reasons: [],
      commits: 0,
      finalState: null,
    } as const;
    const seen = { verdict: 'block', escalated: false, stage: 'entry', reasons: [], commits: 0, finalState: 'held' } as const;
    expect(differences(expected, seen)).toHaveLength(1);
    expect(differences({ ...expected, orEarlier: true }, seen)).toEqual([]);
    expect(differences({ ...expected, orEarlier: true }, { ...seen, stage: 'confirm' })).toHaveLength(1);
  });

  it.each([
    ['approval', 'preflight', 0],
    ['approval', 'submit', 0],
    ['approval', 'entry', 1],
    ['guard', 'entry', 0],
    ['guard', 'evidence', 1],
    ['entry', 'takeover', 1],
  ])('named as %s and caught at %s has %i differences', (stage, place, count) => {
    const expected = {
      verdict: 'block',
      escalated: false,
      stage,
      orEarlier: false,
      of: null,
      reasons: [],
      commits: 0,
      finalState: null,
    } as const;
    const seen = { verdict: 'block', escalated: false, stage: place, reasons: [], commits: 0, finalState: 'held' } as const;
    expect(differences(expected, seen)).toHaveLength(count);
  });
});
