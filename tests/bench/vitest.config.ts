import { defineConfig } from 'vitest/config';
import { ROOT } from '../setup/root.ts';

/** The measurements alone: in the main configuration every kind of test would be measured too. */
export default defineConfig({
  root: ROOT,
  test: { benchmark: { include: ['tests/bench/*.bench.ts'] }, testTimeout: 300_000, hookTimeout: 60_000 },
});
