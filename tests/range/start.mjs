// `npm start`: everything from an empty machine to the practice range in a real browser. Runs on Node 20 with nothing installed.
import { fileURLToPath } from 'node:url';
import { prepare, say } from '../setup/first-steps.mjs';
import { readOptions } from './start/options.mjs';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  say(options);
  process.exit(2);
}
await prepare(fileURLToPath(import.meta.url));
const { main } = await import('./start/main.ts');
process.exitCode = await main(options);
