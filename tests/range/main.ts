import { parseArgs } from 'node:util';
import { DEFAULT_PORT_BASE, type Places } from './places.ts';
import { startRange } from './range.ts';

const USAGE = `Starts the practice range and prints where its systems are.
  --minutes <n>   stop by itself after that long (default 480, at most 1440)
  --dir <folder>  keep the range's files there and go on from them (default: a folder that goes away)
  --json          print places and control secret as one line of JSON
The environment variable RANGE_PORT_BASE moves the first of the nine ports (default ${DEFAULT_PORT_BASE}; 0 takes free ones).`;

const MINUTES_DEFAULT = 480;
const MINUTES_MAX = 1_440;
const MINUTE_MS = 60_000;

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, dir: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help === true) {
  console.log(USAGE);
} else {
  await run(whole(values.minutes, MINUTES_DEFAULT), whole(process.env.RANGE_PORT_BASE, DEFAULT_PORT_BASE));
}

async function run(minutes: number, portBase: number): Promise<void> {
  const range = await startRange({ dir: values.dir, portBase });
  const { places, control } = range;
  console.log(values.json === true ? JSON.stringify({ places, control }) : listing(places, control.secret));
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    clearTimeout(end);
    void range.stop();
  };
  const end = setTimeout(stop, Math.min(minutes, MINUTES_MAX) * MINUTE_MS);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function listing(places: Places, secret: string): string {
  const rows: readonly (readonly [string, string])[] = [
    ['console', places.console.origin],
    ['console, single page', places.consoleSpa.origin],
    ['case system', places.case.origin],
    ['records', places.records.origin],
    ['IAM', places.iam.origin],
    ['sign-in', places.signIn.origin],
    ['evidence store', places.evidence.origin],
    ['control', `${places.control.origin}  (x-control: ${secret})`],
  ];
  return ['The practice range is open. Nothing in it is real.', ...rows.map(([name, at]) => `  ${name.padEnd(22)}${at}`)].join('\n');
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`${text} is not a whole number`);
  return number;
}
