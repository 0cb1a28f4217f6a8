// Tampers with bundles and lets the verifier judge: npm run tamper -- --runs N [--seed S] [--from R] [--json FILE]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
