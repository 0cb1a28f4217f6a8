// Plays every way to send a commit against the gate: npm run gate -- [--browser chromium|firefox] [--layer page|network|all] [--enforcement best-effort|one-shot] [--execution none|open] [--way ID]... [--json FILE] [--docs]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
