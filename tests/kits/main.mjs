// Plays the controls of real component kits and prints the table of what was read: npm run kits [-- [--only KIT]… [--json FILE]]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
