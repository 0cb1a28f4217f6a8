import { describe, expect, it } from 'vitest';
import { type Cell, cellPair } from '../../../components/overlay/cells.ts';
import { allVisible, visible } from '../../../components/ui/visible.ts';

const text = (cells: readonly Cell[]): string => cells.map(({ shown, isMarked }) => (isMarked ? `[${shown}]` : shown)).join('');

describe('two texts under one another', () => {
  it('mark the one place where they part', () => {
    const pair = cellPair('INC-20931', 'INC-2O931', 5);
    expect([text(pair.approved), text(pair.seen)]).toEqual(['INC-2[0]931', 'INC-2[O]931']);
  });

  it('are cut around the difference when they are long, at the same place in both', () => {
    const pair = cellPair('8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77', '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9el7', 34);
    expect([text(pair.approved), text(pair.seen)]).toEqual(['3-9f0e-2f7d1c3a9e[7]7', '3-9f0e-2f7d1c3a9e[l]7']);
    expect([pair.isCutBefore, pair.isCutAfter]).toEqual([true, false]);
  });

  it('show an open cell where one of them has ended', () => {
    const pair = cellPair('tnt_7Q2K94', 'tnt_7Q2K9', 9);
    expect([text(pair.approved), text(pair.seen)]).toEqual(['tnt_7Q2K9[4]', 'tnt_7Q2K9[ ]']);
  });

  it('count characters, not code units', () => {
    const pair = cellPair('a😀b', 'a😀c', 2);
    expect(text(pair.seen)).toBe('a😀[c]');
  });
});

describe('a character that cannot be seen', () => {
  it.each([
    [' ', '␣'],
    ['\u200b', 'U+200B'],
    ['\u202e', 'U+202E'],
    ['\u00a0', 'U+00A0'],
    ['\u0301', 'U+0301'],
  ])('%j is written as %s', (character, shown) => {
    expect(visible(character)).toBe(shown);
  });

  it('is left alone when it can be seen', () => {
    expect(['é', 'O', '7', '-'].map(visible)).toEqual(['é', 'O', '7', '-']);
  });

  it('cannot turn the words around it: in a whole text it is written out, and blanks stay', () => {
    expect(allVisible('typed a\u202eb\u200b, approved ab')).toBe('typed aU+202EbU+200B, approved ab');
  });
});
