// Guards consoles that nobody here wrote, installed from Debian: npm run consoles [-- NAME…]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
