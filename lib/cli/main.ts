import process from 'node:process';
import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';
import { verifyCommand } from './verify-command.ts';

const USAGE = `countersign verify BUNDLE [--trust devices.json] [--json]

  BUNDLE    a bundle's zip, or the folder it was unpacked to
  --trust   the enrolled devices as the case system gives them: without it, whose key signed is not judged
  --json    print the checklist as JSON

  exit code 0: it verifies.  1: it does not.  2: it could not be read, or the command was wrong.
`;

/** Runs one command and gives its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await command(args);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function command(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [name, bundle, ...more] = positionals;
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (name !== 'verify' || bundle === undefined || more.length > 0) throw new Refused(`Say which bundle to verify.\n\n${USAGE.trimEnd()}`);
  const { text, isGood } = await verifyCommand({ bundle, trust: values.trust ?? null, isJson: values.json === true });
  process.stdout.write(text);
  return isGood ? 0 : 1;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { trust: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(`${error.message}\n\n${USAGE.trimEnd()}`);
    throw error;
  }
}
