// Plants secrets in every way a page can hold one and looks for them in every output: npm run masking [-- --json FILE] [--seed TEXT]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
