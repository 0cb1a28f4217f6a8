import { parseArgs } from 'node:util';
import { profileJsonSchema } from '../wire/profile-json-schema.ts';
import { ADDENDUM_ENDS } from './addendum-file.ts';
import { type OpenAsked, openCommand } from './open-command.ts';
import { draftCommand, profileCommand } from './profile-command.ts';
import { Refused } from './refused.ts';
import { GROUPINGS, reportCommand } from './report-command.ts';
import { verifyCommand } from './verify-command.ts';

const USAGE = `countersign verify BUNDLE [ADDENDUM…] [--trust devices.json] [--json]
countersign open BUNDLE (--field NAME [--entry N] | --part PATH) --key FILE [--trust devices.json] [--json]
countersign report BUNDLE-OR-FOLDER… [--by operator|console|month] [--trust devices.json] [--json]
countersign profile check PROFILE [URL-OR-SAVED-PAGE…] [--signed-in FOLDER] [--json]
countersign profile draft URL-OR-SAVED-PAGE [--signed-in FOLDER]
countersign profile schema

  BUNDLE    a bundle's zip, or the folder it was unpacked to
  ADDENDUM  what was signed about it after its end; files that lie beside the bundle under its name are found by themselves
  --trust   the enrolled devices as the case system gives them: without it, whose key signed is not judged
  --field   the field to open: its id in the console profile, or its label
  --entry   the journal entry of the capture to open it in; without it, the last one that has the field
  --part    the sealed part to open, as its path in the bundle: a note, or text that no profile lists
  --key     a private key that the bundle is sealed to (JWK or PEM), or what an earlier "open --json" printed
  --by      the measures once more for each operator, console or month
  PROFILE   a console profile; without pages, only whether it can be used
  URL-OR-SAVED-PAGE  an address, or a file. A file does not say where its page was: for a screen that is recognised by
            its path write that behind it, as in confirm.html=/restore/confirm
  --signed-in  the profile folder of a browser in which somebody has signed in to the console; it must not be running
  --json    print JSON

  exit code 0: it verifies, is proved, or still fits.  1: it does not.  2: it could not be read, or the command was wrong.
            3: nothing in it is wrong, and whose key signed it was not judged: give the enrolled devices with --trust.
`;

const OPTIONS = {
  trust: { type: 'string' },
  field: { type: 'string' },
  entry: { type: 'string' },
  part: { type: 'string' },
  key: { type: 'string' },
  by: { type: 'string' },
  'signed-in': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Values = ReturnType<typeof parsed>['values'];

/** Which options belong to which command; `--json` belongs to all. */
const OWN: Readonly<Record<'verify' | 'open' | 'report' | 'profile', readonly string[]>> = {
  verify: ['trust'],
  open: ['trust', 'field', 'entry', 'part', 'key'],
  report: ['trust', 'by'],
  profile: ['signed-in'],
};

/** What a command came to. Whoever called it prints and ends with it. */
export type Ran = Readonly<{ exitCode: 0 | 1 | 2 | 3; stdout: string; stderr: string }>;

/** What a command says. `isGood` null: nothing is wrong, and nobody said whose keys count; unknown is no yes. */
type Said = Readonly<{ text: string; isGood: boolean | null }>;

/** Runs one command line. */
export async function run(args: readonly string[]): Promise<Ran> {
  try {
    return await command(args);
  } catch (error) {
    const says = error instanceof Refused ? error.message : unreadable(error);
    if (says === null) throw error;
    return { exitCode: 2, stdout: '', stderr: `${says}\n` };
  }
}

async function command(args: readonly string[]): Promise<Ran> {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { exitCode: 0, stdout: USAGE, stderr: '' };
  const { text, isGood } = await named(positionals, values);
  return { exitCode: isGood === null ? 3 : isGood ? 0 : 1, stdout: text, stderr: '' };
}

async function named([name, ...paths]: readonly string[], values: Values): Promise<Said> {
  const common = { trust: values.trust ?? null, isJson: values.json === true };
  switch (name) {
    case 'verify':
      refuseOthers('verify', values);
      return verifyCommand({ ...bundleAndAddenda(paths), ...common });
    case 'open':
      refuseOthers('open', values);
      return openCommand({ bundle: onlyOne(paths), what: whatToOpen(values), entry: entryIn(values), key: keyIn(values), ...common });
    case 'report':
      refuseOthers('report', values);
      if (paths.length === 0) throw wrong('Say which bundles or folders to report on.');
      return reportCommand({ paths, by: groupingIn(values), ...common });
    case 'profile': {
      refuseOthers('profile', values);
      const [what, profile, ...pages] = paths;
      if (what === 'schema' && profile === undefined) return { text: `${JSON.stringify(profileJsonSchema(), null, 2)}\n`, isGood: true };
      if (what === 'draft' && profile !== undefined && pages.length === 0) return draftCommand(profile, values['signed-in'] ?? null);
      if (what !== 'check' || profile === undefined) throw wrong('Say which profile to check: countersign profile check PROFILE.');
      return profileCommand({ profile, pages, signedIn: values['signed-in'] ?? null, isJson: common.isJson });
    }
    default:
      throw wrong(name === undefined ? 'Say what to do: verify, open, report or profile check.' : `There is no command ${name}.`);
  }
}

function bundleAndAddenda(paths: readonly string[]): Readonly<{ bundle: string; addenda: readonly string[] }> {
  const addenda = paths.filter((path) => path.endsWith(ADDENDUM_ENDS));
  return { bundle: onlyOne(paths.filter((path) => !addenda.includes(path))), addenda };
}

function onlyOne([bundle, ...more]: readonly string[]): string {
  if (bundle === undefined || more.length > 0) throw wrong('Say which one bundle.');
  return bundle;
}

function whatToOpen({ field, part }: Values): OpenAsked['what'] {
  if ((field === undefined) === (part === undefined))
    throw wrong('Say what to open: one field with --field, or one sealed part with --part.');
  return field === undefined ? { part: part ?? '' } : { field };
}

function entryIn({ entry }: Values): number | null {
  if (entry === undefined) return null;
  if (!/^\d{1,9}$/.test(entry)) throw wrong(`--entry is the number of a journal entry, not ${entry}.`);
  return Number(entry);
}

function keyIn({ key }: Values): string {
  if (key === undefined) throw wrong('Say with --key which file has the key.');
  return key;
}

function groupingIn({ by }: Values): (typeof GROUPINGS)[number] | null {
  if (by === undefined) return null;
  const grouping = GROUPINGS.find((one) => one === by);
  if (grouping === undefined) throw wrong(`--by is ${GROUPINGS.join(', ')}, not ${by}.`);
  return grouping;
}

function refuseOthers(name: keyof typeof OWN, values: Values): void {
  const other = Object.keys(values).find((option) => !['json', ...OWN[name]].includes(option));
  if (other !== undefined) throw wrong(`countersign ${name} has no option --${other}.`);
}

/** What the file system refused, in one sentence; null when it is no such error. */
function unreadable(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return null;
  return `${String(error.path)} cannot be read: ${String(error.code)}.`;
}

function wrong(says: string): Refused {
  return new Refused(`${says}\n\n${USAGE.trimEnd()}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    if (error instanceof TypeError) throw wrong(error.message);
    throw error;
  }
}
