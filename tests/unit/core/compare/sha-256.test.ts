import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../../../lib/core/compare/sha-256.ts';

test('a digest is the one that everybody else gets, whatever the length', () => {
  const nodes = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000_000]) {
    const bytes = new Uint8Array(length).fill(0xa7);
    expect(sha256Hex(bytes)).toBe(nodes(bytes));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256Hex(bytes)).toBe(nodes(bytes));
    }),
  );
});
