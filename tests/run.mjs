// `npm test` and `npm run check`: everything from an empty machine to the last line. Runs on Node 20 with nothing installed.
import { fileURLToPath } from 'node:url';
import { prepare, say } from './setup/first-steps.mjs';

const args = process.argv.slice(2);
const isCheck = args.length === 2 && args[0] === '--only' && args[1] === 'check';
if (args.length > 0 && !isCheck) {
  say(`${args.join(' ')} is not known here. Usage: npm test, or npm run check for the fast part.`);
  process.exit(2);
}
await prepare(fileURLToPath(import.meta.url));
const { runSteps } = await import('./run/run-steps.ts');
const { CHECK, EVERYTHING } = await import('./run/steps.ts');
process.exitCode = await runSteps(isCheck ? CHECK : EVERYTHING);
