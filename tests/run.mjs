// `npm test`, `npm run check` and `npm run test:full`: everything from an empty machine to the last line. Runs on Node 20 with nothing installed.
import { fileURLToPath } from 'node:url';
import { prepare, say } from './setup/first-steps.mjs';

const args = process.argv.slice(2);
const only = args.length === 2 && args[0] === '--only' ? args[1] : null;
if (args.length > 0 && only !== 'check' && only !== 'full') {
  say(`${args.join(' ')} is not known here. Usage: npm test, or npm run check for the fast part.`);
  process.exit(2);
}
await prepare(fileURLToPath(import.meta.url));
const { runSteps } = await import('./run/run-steps.ts');
const { CHECK, EVERYTHING, FULL } = await import('./run/steps.ts');
process.exitCode = await runSteps(only === 'check' ? CHECK : only === 'full' ? FULL : EVERYTHING);
