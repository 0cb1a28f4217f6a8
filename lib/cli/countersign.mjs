#!/usr/bin/env node
// The door for any Node that somebody has: the program itself is TypeScript, which Node runs by leaving the types out.
// A Node that cannot do that hands over to the one that came with the dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const main = new URL('./main.ts', import.meta.url);
const handedOver = 'COUNTERSIGN_HANDED_OVER';

if (process.features.typescript) {
  const { run } = await import(main.href);
  // Whoever reads may stop early, as "head" does: that is no failure, and changes no answer.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { exitCode, stdout, stderr } = await run(process.argv.slice(2));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
} else {
  const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  if (existsSync(node) && process.env[handedOver] === undefined) {
    const given = { stdio: 'inherit', env: { ...process.env, [handedOver]: '1' } };
    const { status } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], given);
    process.exitCode = status ?? 2;
  } else {
    process.stderr.write(`countersign needs Node 22.18 or newer; this is ${process.version}.\n`);
    process.exitCode = 2;
  }
}
