import { describe, expect, it } from 'vitest';
import {
  compilePattern,
  fitsPattern,
  PATTERN_LENGTH_MAX,
  PATTERN_TEXT_LENGTH_MAX,
  pickFrom,
} from '../../../../lib/core/profile/pattern.ts';

describe('a pattern', () => {
  it.each(['^[a-z.-]+$', '\\((tnt_[A-Za-z0-9]+)\\)$', '[0-9]{4}-[0-9]{2}', '(?:on|off)', '(?:ab)+', 'a?b?c?', '[*+(]+', '\\(\\*'])(
    'that is plain compiles: %s',
    (source) => {
      expect(compilePattern(source).isCompiled).toBe(true);
    },
  );

  it.each([
    ['(a+)+$', 'repeats'],
    ['(a|aa)+$', 'repeats'],
    ['(?:x(?:a*)y)*', 'repeats'],
    ['([a-z]{2,})*', 'repeats'],
    ['(a)\\1', 'back reference'],
    ['(?<n>a)\\k<n>', 'back reference'],
    ['(?=a)a', 'around'],
    ['(?<!a)b', 'around'],
    ['a*b*c*d*', 'without a bound'],
    ['a)', 'not a regular expression'],
    ['(a', 'not a regular expression'],
    ['[a', 'not a regular expression'],
    ['a'.repeat(PATTERN_LENGTH_MAX + 1), 'longer than'],
  ])('that could run for ever, or is none, does not: %s', (source, because) => {
    const compiled = compilePattern(source);
    expect(compiled).toMatchObject({ isCompiled: false });
    expect(compiled.isCompiled ? '' : compiled.because).toContain(because);
  });

  it('with as many unbounded repeats as are allowed still compiles', () => {
    expect(compilePattern('a*b*c*d').isCompiled).toBe(true);
  });
});

describe('picking', () => {
  it('takes the group, the whole match where there is none, the whole text without a pattern', () => {
    expect(pickFrom('Northwind Traders (tnt_7Q2K94)', '\\((tnt_[A-Za-z0-9]+)\\)$')).toBe('tnt_7Q2K94');
    expect(pickFrom('until 07:00', '[0-9]{2}:[0-9]{2}')).toBe('07:00');
    expect(pickFrom('  lead-01 ', null)).toBe('lead-01');
  });

  it('takes nothing where nothing fits, the text is too long, or the pattern is dangerous', () => {
    expect(pickFrom('Northwind Traders', '\\((tnt_[A-Za-z0-9]+)\\)$')).toBeNull();
    expect(pickFrom(`${'x'.repeat(PATTERN_TEXT_LENGTH_MAX)}7`, '[0-9]')).toBeNull();
    expect(pickFrom('aaaa', '(a+)+')).toBeNull();
    expect(pickFrom('   ', null)).toBeNull();
  });
});

describe('a whole text', () => {
  it('fits a pattern only from end to end', () => {
    expect(fitsPattern('INC-20931', 'INC-[0-9]{1,12}')).toBe(true);
    expect(fitsPattern('INC-20931 and more', 'INC-[0-9]{1,12}')).toBe(false);
    expect(fitsPattern('INC-20931\n', 'INC-[0-9]{1,12}')).toBe(false);
    expect(fitsPattern('aa', '(a+)+')).toBe(false);
  });
});
