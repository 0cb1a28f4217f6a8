import { join } from 'node:path';
import { run } from '../setup/commands.ts';

const CONFIG = join('tests', 'bench', 'vitest.config.ts');
const TIMEOUT_MS = 600_000;

/** Runs the measurements whose file name contains one of `args`, or all. They print ratios and judge nothing; only one that cannot run fails. */
export async function main(args: readonly string[]): Promise<number> {
  const { code } = await run('vitest', ['bench', '--run', '--config', CONFIG, ...args], { timeoutMs: TIMEOUT_MS, onLine: console.log });
  return code ?? 1;
}
