// Walks the protocol through random interleavings and its mutants: npm run model -- [--runs N] [--seed S] [--json FILE] [--only walk|mutants]
import { fileURLToPath } from 'node:url';
import { prepare } from '../setup/first-steps.mjs';

await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./run.ts');
process.exitCode = await main(process.argv.slice(2));
