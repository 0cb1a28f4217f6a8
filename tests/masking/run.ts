import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contextInChromium } from '../hand/chromium.ts';
import { exportBundle } from '../hand/export.ts';
import type { Desk } from '../hand/operator.ts';
import type { Page } from '../hand/page.ts';
import type { OperatorStep } from '../hand/plan.ts';
import { FAST } from '../hand/screens.ts';
import { openStage, type Piece, type Stage } from '../hand/stage.ts';
import { type Playable, whenReady } from '../setup/ready.ts';
import { canaryFor, foundIn, isReadIn } from './canary.ts';
import { CHANNELS, type Channel } from './channels.ts';
import { bundleOutputs, diskOutputs, type Output, storedOutputs, storedPictures, systemOutputs, wordsOutput } from './outputs.ts';
import { clutterOf, notPlanted } from './planted.ts';
import { openReader, type Reader } from './reader.ts';
import { unmasked } from './unmasked.ts';

const USAGE = 'npm run masking [-- --json FILE] [--seed TEXT]';

/** What the operator types into the one free-text field, which no profile lists. */
const TYPED: Channel = { name: 'free text that the operator typed', html: (canary) => canary };
/** What the packet holds of a person: read, compared, and shown by no evidence. */
const PERSONAL = ['admin-77@northwind.example', '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77'] as const;
/** What evidence is for, and must stay readable on the pictures. */
const READABLE = ['tnt_7Q2K94', 'INC-20931', 'Tenant ID', 'Administrator e-mail', 'masked: e-mail', 'Match'] as const;

/** One secret that was found where it must not be. */
type Leak = Readonly<{ channel: string; output: string; form: string }>;
type Report = Readonly<{
  seed: string;
  channels: number;
  outputs: number;
  pictures: number;
  leaks: readonly Leak[];
  notPlanted: readonly string[];
  unreadable: readonly string[];
  foundUnmasked: readonly string[];
  problems: readonly string[];
}>;

export function main(args: readonly string[]): Promise<number> {
  return whenReady(readOptions(args), maskedAndNot);
}

async function maskedAndNot(options: Options, ready: Playable): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-masking-'));
  const reader = await openReader();
  try {
    const around = { seed: options.seed, folder, reader, browser: ready.executablePath };
    const masked = await inStage(around, ready.extension, playMasked);
    const open = unmasked(ready.extension, join(folder, 'unmasked'));
    const control = await inStage(around, open.folder, (stage, it) => playUnmasked(stage, it, open.policy));
    const report: Report = { seed: options.seed, ...masked, ...control };
    if (options.json !== null) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    return verdict(report);
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Options = Readonly<{ json: string | null; seed: string }>;

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'string' }, seed: { type: 'string' } } });
    return { json: values.json ?? null, seed: values.seed ?? randomUUID() };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message} ${USAGE}`;
    throw error;
  }
}

type Around = Readonly<{ seed: string; folder: string; reader: Reader; browser: string }>;

async function inStage<T>(around: Around, extension: string, act: (stage: Stage, around: Around) => Promise<T>): Promise<T> {
  const stage = await openStage({ name: 'chromium', executablePath: around.browser, extension, isHeadless: true });
  try {
    return await act(stage, around);
  } finally {
    await stage.close();
  }
}

type Gathered = Readonly<{ outputs: readonly Output[]; missing: readonly string[]; problems: readonly string[] }>;

/** Two plays: one that goes through beside everything quiet, and one that halts at what speaks up. */
async function playMasked(
  stage: Stage,
  around: Around,
): Promise<Pick<Report, 'channels' | 'outputs' | 'pictures' | 'leaks' | 'notPlanted' | 'unreadable' | 'problems'>> {
  const canary = (channel: Channel) => canaryFor(around.seed, channel.name);
  const quiet = CHANNELS.filter((one) => one.isLoud !== true);
  const loud = CHANNELS.filter((one) => one.isLoud === true);
  const through = await playWith(stage, around, { name: 'through', channels: quiet, ends: 'confirmed', note: canary(TYPED) });
  const halted = await playWith(stage, around, { name: 'halted', channels: loud, ends: 'halted', note: null });
  const outputs = [...through.outputs, ...halted.outputs];
  const words = new Map<Output, string>();
  for (const one of outputs) if (one.isPicture) words.set(one, await around.reader.words(one.bytes));
  const read = [...words.values()].join('\n');
  return {
    channels: CHANNELS.length + 1 + PERSONAL.length,
    outputs: outputs.length,
    pictures: words.size,
    leaks: leaksIn(
      outputs,
      words,
      [...CHANNELS, TYPED].map((one) => [one.name, canary(one)] as const),
    ),
    notPlanted: [...through.missing, ...halted.missing],
    unreadable: READABLE.filter((one) => !isReadIn(read, one)),
    problems: [...through.problems, ...halted.problems, ...untold(loud, halted.outputs)],
  };
}

/** A channel that is there to be told of proves nothing where nothing was told. */
function untold(channels: readonly Channel[], outputs: readonly Output[]): readonly string[] {
  const missing = channels.filter(({ told }) => told !== undefined && !outputs.some((one) => one.bytes.includes(told)));
  return missing.map(({ name, told }) => `the journal does not say “${told}” of ${name}`);
}

function leaksIn(
  outputs: readonly Output[],
  words: ReadonlyMap<Output, string>,
  canaries: readonly (readonly [string, string])[],
): readonly Leak[] {
  return outputs.flatMap((one) => [
    ...canaries.flatMap(([channel, canary]) => {
      const form = foundIn(one.bytes, canary) ?? (isReadIn(words.get(one) ?? '', canary) ? 'read from the picture' : null);
      return form === null ? [] : [{ channel, output: one.name, form }];
    }),
    ...PERSONAL.flatMap((text) => {
      const form = foundIn(one.bytes, text) ?? (isReadIn(words.get(one) ?? '', text) ? 'read from the picture' : null);
      return form === null || isCaseRecord(one) ? [] : [{ channel: text, output: one.name, form }];
    }),
  ]);
}

/** The case holds the packet itself; what was added to it is looked at by its canaries. */
function isCaseRecord({ name }: Output): boolean {
  return name === 'system: /cases';
}

type Play = Readonly<{ name: string; channels: readonly Channel[]; ends: string; note: string | null }>;

async function playWith(stage: Stage, around: Around, { name, channels, ends, note }: Play): Promise<Gathered> {
  const canary = (channel: Channel) => canaryFor(around.seed, channel.name);
  const heard: string[] = [];
  listen(stage, heard);
  const operator: readonly OperatorStep[] = note === null ? [] : [{ screen: 'acknowledgement', fill: { note } }];
  const gathered: { outputs: readonly Output[]; missing: readonly string[]; state: string } = { outputs: [], missing: [], state: '' };
  await stage.play({
    ...piece([{ op: 'add', path: '/console/clutter', value: clutterOf(channels, canary) }], operator),
    after: async (desk, played) => {
      gathered.state = played.state;
      gathered.missing = await missingOn(desk, channels, canary, around.reader);
      gathered.outputs = await gather(stage, desk, join(around.folder, name), played.state === 'confirmed');
    },
  });
  const problems = gathered.state === ends ? [] : [`the play ${name} ended ${gathered.state}, not ${ends}`];
  return { outputs: [...gathered.outputs, wordsOutput(`log of the extension, ${name}`, heard)], missing: gathered.missing, problems };
}

function piece(given: Piece['given'], operator: readonly OperatorStep[]): Piece {
  return { skin: 'server', given, plan: { operator, during: [] }, pace: FAST, say: () => undefined };
}

async function missingOn(
  desk: Desk,
  channels: readonly Channel[],
  canary: (channel: Channel) => string,
  reader: Reader,
): Promise<readonly string[]> {
  const page = desk.browser
    .context()
    .pages()
    .find((one) => one.url().startsWith(desk.consoleOrigin));
  return page === undefined ? channels.map((one) => one.name) : notPlanted(page, channels, canary, reader);
}

/** Everything that came out, once the execution has ended. */
async function gather(stage: Stage, desk: Desk, folder: string, hasBundle: boolean): Promise<readonly Output[]> {
  const popup = desk.watch.page();
  const bundle = hasBundle ? await bundleOutputs(await exportBundle(desk.browser.context(), popup, folder, desk.pace)) : [];
  const pages = desk.browser
    .context()
    .pages()
    .filter((one) => one.url().startsWith(desk.browser.address('evidence')));
  return [
    ...bundle,
    ...(await storedOutputs(popup)),
    ...(await capturesStored(popup)),
    ...(await systemOutputs(stage.control)),
    ...(await diskOutputs(desk.browser.profile, new URL(desk.browser.address('')).host)),
    wordsOutput('evidence page', await Promise.all(pages.map((page) => page.evaluate(() => document.documentElement.outerHTML)))),
  ];
}

/** The captures as they stand on the device, whether or not a bundle was made of them. */
async function capturesStored(popup: Page): Promise<readonly Output[]> {
  return (await storedPictures(popup)).map(({ path, bytes }) => ({ name: `stored: ${path}`, bytes, isPicture: true }));
}

/** The same walk with every field allow-listed: the same search must find in records and on pictures whom it is about. */
async function playUnmasked(
  stage: Stage,
  around: Around,
  policy: readonly Readonly<{ id: string; digest: string }>[],
): Promise<Pick<Report, 'foundUnmasked'>> {
  let outputs: readonly Output[] = [];
  await stage.play({
    ...piece([{ op: 'add', path: '/iam/policy/consoleProfiles', value: policy }], []),
    after: async (desk, played) => {
      outputs = await gather(stage, desk, join(around.folder, 'open'), played.state === 'confirmed');
    },
  });
  const pictures = outputs.filter((one) => one.isPicture);
  const read = (await Promise.all(pictures.map((one) => around.reader.words(one.bytes)))).join('\n');
  const records = outputs.filter((one) => /^bundle: captures\/.*\.json$/.test(one.name));
  return {
    foundUnmasked: PERSONAL.filter((text) => records.some((one) => foundIn(one.bytes, text) !== null) && isReadIn(read, text)),
  };
}

/** Everything that the extension's own pages and worker said, and every error that nobody caught. */
function listen(stage: Stage, heard: string[]): void {
  const context = contextInChromium(stage.browser.context());
  context.on('console', (message) => {
    if (message.location().url.startsWith('chrome-extension:')) heard.push(message.text());
  });
  context.on('serviceworker', (worker) => worker.on('console', (message) => heard.push(message.text())));
}

function verdict(report: Report): number {
  const { channels, outputs, pictures, leaks, notPlanted: missing, unreadable, foundUnmasked, problems } = report;
  console.log(`seed                                   ${report.seed}`);
  console.log(`channels planted                       ${channels - missing.length} of ${channels}`);
  console.log(`outputs searched                       ${outputs}, ${pictures} of them pictures that were read`);
  console.log(`secrets found                          ${leaks.length}`);
  console.log(`readable on the pictures               ${READABLE.length - unreadable.length} of ${READABLE.length}`);
  console.log(`found with every field allow-listed    ${foundUnmasked.length} of ${PERSONAL.length}`);
  for (const one of leaks) console.log(`  LEAK         ${one.channel} in ${one.output}, ${one.form}`);
  for (const one of missing) console.log(`  NOT PLANTED  ${one}`);
  for (const one of unreadable) console.log(`  NOT READABLE ${one}`);
  for (const one of problems) console.log(`  ${one}`);
  const isGood =
    leaks.length + missing.length + unreadable.length + problems.length === 0 && foundUnmasked.length === PERSONAL.length && pictures > 0;
  console.log(isGood ? `\n${channels} passed, 0 failed` : `\n0 passed, ${Math.max(1, leaks.length + missing.length)} failed`);
  return isGood ? 0 : 1;
}
