// Plays scenario files in a real browser: npm run scenarios -- <files or folders> [--skin server|spa] [--browser chromium|firefox] [--json FILE]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
