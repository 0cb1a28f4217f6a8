import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';
import { verifyCommand } from './verify-command.ts';

const USAGE = `countersign verify BUNDLE [--trust devices.json] [--json]

  BUNDLE    a bundle's zip, or the folder it was unpacked to
  --trust   the enrolled devices as the case system gives them: without it, whose key signed is not judged
  --json    print the checklist as JSON

  exit code 0: it verifies.  1: it does not.  2: it could not be read, or the command was wrong.
`;

/** What a command came to. Whoever called it prints and ends with it. */
export type Ran = Readonly<{ exitCode: 0 | 1 | 2; stdout: string; stderr: string }>;

/** Runs one command line. */
export async function run(args: readonly string[]): Promise<Ran> {
  try {
    return await command(args);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { exitCode: 2, stdout: '', stderr: `${error.message}\n` };
  }
}

async function command(args: readonly string[]): Promise<Ran> {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { exitCode: 0, stdout: USAGE, stderr: '' };
  const [name, bundle, ...more] = positionals;
  if (name !== 'verify' || bundle === undefined || more.length > 0)
    throw new Refused(`Say which one bundle to verify.\n\n${USAGE.trimEnd()}`);
  const { text, isGood } = await verifyCommand({ bundle, trust: values.trust ?? null, isJson: values.json === true });
  return { exitCode: isGood ? 0 : 1, stdout: text, stderr: '' };
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
