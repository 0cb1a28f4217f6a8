import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../lib/core/problem.ts';
import { reason, SENTENCES } from '../../../lib/core/reason.ts';

const CODES = Object.keys(SENTENCES) as (keyof typeof SENTENCES)[];

/** Their sentence names the field, the notice or the picture, and nobody but whoever reads it has to do anything. */
const GENERIC = ['capture-failed', 'case-note-refused', 'console-banner', 'field-empty', 'field-mismatch', 'scope-narrower'];

describe('what was asked for and not done', () => {
  it.each(CODES)('is told with what was seen, what was expected and what to do now: %s', (code) => {
    const { seen, expected, now } = problemOf(reason(code));
    expect(seen).not.toBe('');
    for (const words of [expected, now]) expect(words).toMatch(/^[A-Z].*\.$/);
  });

  it('has an advice of its own, except for what is put right where it stands, or by itself', () => {
    expect(CODES.filter((code) => problemOf(reason(code)).now === 'Have it put right, then try again.').sort()).toEqual(GENERIC);
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
