import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../lib/core/problem.ts';
import { reason, SENTENCES } from '../../../lib/core/reason.ts';

describe('what was asked for and not done', () => {
  it('is told with what was seen, what was expected and what to do now, whatever the reason', () => {
    const codes = Object.keys(SENTENCES) as (keyof typeof SENTENCES)[];
    const short = codes.filter((code) => {
      const { seen, expected, now } = problemOf(reason(code));
      return seen === '' || ![expected, now].every((words) => /^[A-Z].*\.$/.test(words));
    });
    expect(short).toEqual([]);
  });

  it('says what to do about a system that is away, and about a sign-in that did not work', () => {
    expect(problemOf(reason('case-unreachable'))).toMatchObject({
      seen: 'The case system does not answer.',
      now: expect.stringContaining('duty desk'),
    });
    expect(problemOf(reason('sign-in-failed', { detail: 'the window was closed' })).now).toContain('Sign in again');
  });

  it('says why an act was refused where the reason alone does not', () => {
    const refused = reason('takeover-held', { detail: 'CASE-1042 is being executed here.' });
    expect(problemOf(refused).seen).toBe('CASE-1042 is being executed here.');
    expect(problemOf(reason('takeover-held')).seen).toBe('This execution is halted until a person decides.');
  });
});
