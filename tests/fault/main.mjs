// Kills worker, extension, browser and the console's tab in the middle of the work: npm run fault -- [--rounds N] [--short] [--seconds S] [--victim worker|extension|browser|tab] [--state STATE] [--browser chromium|firefox] [--json FILE]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
