import { describe, expect, it } from 'vitest';
import { parseNamedTime, parseWrittenTime } from '../../../../lib/core/compare/written-time.ts';
import { compared } from './specs.ts';

describe('an e-mail address', () => {
  it.each([
    ['in the ASCII form that a browser makes of it', 'admin@münchen.example', 'admin@xn--mnchen-3ya.example', 'match'],
    ['in the ASCII form of another one', 'admin@münchen.example', 'admin@xn--mnchn-kva.example', 'mismatch'],
    ['with a sign in it that nobody sees', 'admin@example.example', 'admin@exam\u00ADple.example', 'mismatch'],
    ['that was approved with one', 'admin@exam\u00ADple.example', 'admin@example.example', 'mismatch'],
    ['in the letters of another one', 'admin@xn--mnchen-3ya.example', 'admin@münchen.example', 'mismatch'],
    ['with a port behind it', 'admin@example.example', 'admin@example.example:80', 'mismatch'],
  ])('%s', (_, approved, seen, verdict) => {
    expect(compared('email', approved, seen).verdict).toBe(verdict);
  });
});

describe('a written time', () => {
  it.each(['23/11/2026, 8:00 p. m.', '23/11/2026, 8:00\u202Fp.\u00A0m.', '23/11/2026 8:00 PM', '23/11/2026 20:00'])(
    'is understood: %s',
    (text) => {
      expect(parseWrittenTime(text, 'DMY')?.asUtcMs).toBe(Date.UTC(2026, 10, 23, 20));
    },
  );
  it.each(['November 23, 2026 at 8:00 AM', '23. November 2026 um 08:00', '23 November 2026, 08:00'])(
    'is understood with its month named: %s',
    (text) => {
      expect(parseNamedTime(text, ['en', 'de'])?.asUtcMs).toBe(Date.UTC(2026, 10, 23, 8));
    },
  );
});
