import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const POLL_TIMEOUT_MS = 10_000;

/** One kind of test, in the folder of its name. Those that drive the one range or a real browser run one file after the other. */
const project = (name: string, options: Readonly<{ isSequential: boolean; timeoutMs: number; also?: readonly string[] }>) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx}`, ...(options.also ?? [])],
    environment: 'node',
    testTimeout: options.timeoutMs,
    hookTimeout: options.timeoutMs,
    // A busy machine draws late: what is waited for is waited for.
    expect: { poll: { timeout: POLL_TIMEOUT_MS } },
    fileParallelism: !options.isSequential,
  },
});

export default defineConfig({
  test: {
    maxWorkers: Math.min(availableParallelism(), 4),
    projects: [
      project('unit', { isSequential: false, timeoutMs: 20_000 }),
      // The judges are judged, too: set-up, practised hand, scenario files, kills and the kits' table have their tests beside them.
      project('architecture', { isSequential: false, timeoutMs: 30_000, also: ['tests/{run,setup,hand,scenarios,fault,kits}/*.test.ts'] }),
      project('contract', { isSequential: false, timeoutMs: 30_000 }),
      project('page', { isSequential: true, timeoutMs: 60_000 }),
      project('e2e', { isSequential: true, timeoutMs: 180_000 }),
    ],
  },
});
