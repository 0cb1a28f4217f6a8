import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arranged, CELLS_MAX } from '../../../../lib/core/compare/arrangement.ts';

const corners = (all: Readonly<Record<string, readonly [number, number]>>) =>
  new Map(Object.entries(all).map(([field, [x, y]]) => [field, { x, y }]));

describe('how fields stand to one another', () => {
  it('is their rows and columns, in order', () => {
    const cells = arranged(corners({ tenant: [40, 100], email: [400, 108], scope: [40, 190], end: [404, 400] }));
    expect(cells).toEqual({
      tenant: { row: 0, column: 0 },
      email: { row: 0, column: 1 },
      scope: { row: 1, column: 0 },
      end: { row: 2, column: 1 },
    });
  });

  it('says nothing of how far apart they stand: what a long text pushes down or aside looks the same', () => {
    const distance = fc.integer({ min: 25, max: 4_000 });
    fc.assert(
      fc.property(fc.array(distance, { minLength: 6, maxLength: 6 }), fc.integer({ min: -3_000, max: 3_000 }), (gaps, scrolled) => {
        const pushed = new Map<string, { x: number; y: number }>();
        let y = scrolled;
        for (const [at, gap] of gaps.entries()) {
          y += gap;
          pushed.set(`field-${at}`, { x: at % 2 === 0 ? 0 : gap, y });
        }
        const rows = Object.values(arranged(pushed)).map(({ row }) => row);
        expect(rows).toEqual([0, 1, 2, 3, 4, 5]);
      }),
    );
  });

  it('has an end', () => {
    const many = new Map(Array.from({ length: 500 }, (_, at) => [`f${at}`, { x: at * 100, y: at * 100 }]));
    const cells = Object.values(arranged(many));
    expect(Math.max(...cells.flatMap(({ row, column }) => [row, column]))).toBe(CELLS_MAX - 1);
  });
});
