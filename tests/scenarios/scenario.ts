import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { at, type Skin } from '../hand/control.ts';
import type { During, Missed, OperatorStep } from '../hand/plan.ts';
import { EXTENSION_FAULTS, MOMENTS } from '../hand/plan.ts';
import { isFaultName } from '../range/consoles/faults.ts';
import { freshWorld } from '../range/reset.ts';
import { misfit } from '../range/world.ts';
import { misplaced, unknownValue } from './fitting.ts';
import { resembling } from './slip.ts';
import { Step } from './step.ts';

export const VERDICTS = ['allow', 'warn', 'block', 'halt', 'escalate'] as const;
export type VerdictName = (typeof VERDICTS)[number];

const Skins = z.array(z.enum(['server', 'spa'])).min(1);
const pointer = z.string();
/** RFC 6902: what an operation says beside its own members, such as a comment, is ignored. */
const Patch = z
  .array(
    z.discriminatedUnion('op', [
      z.object({ op: z.literal('add'), path: pointer, value: z.unknown() }),
      z.object({ op: z.literal('replace'), path: pointer, value: z.unknown() }),
      z.object({ op: z.literal('test'), path: pointer, value: z.unknown() }),
      z.object({ op: z.literal('remove'), path: pointer }),
      z.object({ op: z.literal('move'), path: pointer, from: pointer }),
      z.object({ op: z.literal('copy'), path: pointer, from: pointer }),
    ]),
  )
  .superRefine((patch, context) => {
    for (const [index, one] of patch.entries()) {
      const unknown = 'value' in one ? unknownValue(one.path, one.value) : null;
      if (unknown !== null) context.addIssue({ code: 'custom', path: [index, 'value'], message: unknown });
    }
  });
const FaultName = z.string().refine(isFaultName, { error: 'is no fault of the console' });
const Moment = z.string().refine((at) => MOMENTS.includes(at), { error: `is no moment; there are: ${MOMENTS.join(', ')}` });
const DuringOne = z
  .strictObject({
    at: Moment,
    patch: Patch.default([]),
    console: FaultName.nullable().default(null),
    kill: z.enum(['worker', 'extension', 'browser']).nullable().default(null),
    extension: z.enum(EXTENSION_FAULTS).nullable().default(null),
  })
  .transform((one): During => one);
const ExpectGiven = z.object({
  verdict: z.enum(VERDICTS),
  escalated: z.boolean().default(false),
  stage: z.string().nullable().default(null),
  orEarlier: z.boolean().default(false),
  reasons: z.array(z.string()),
  commits: z.number().int().min(0),
  finalState: z.string().nullable().default(null),
  /** By whose popup it is judged; left out: by that of whoever acted last. */
  of: z.string().nullable().default(null),
});
/** What is allowed has no reasons and one commit: an `expect` that says so need not say more. */
const Expect = z.preprocess((given) => (isAllowing(given) ? { reasons: [], commits: 1, ...given } : given), ExpectGiven);
export type Expectation = Readonly<Omit<z.output<typeof Expect>, 'reasons'> & { reasons: readonly string[] }>;

const Twin = z.object({
  title: z.string().optional(),
  skins: Skins.optional(),
  given: Patch.optional(),
  during: z.array(DuringOne).optional(),
  operator: z.array(Step).optional(),
  expect: Expect.optional(),
});
/** What a file says beside these, such as where it came from, is told and not played; what is played is read strictly. */
const File = z.object({
  id: z.string().min(1),
  title: z.string().default(''),
  skins: Skins.default(['server', 'spa']),
  given: Patch.default([]),
  during: z.array(DuringOne).default([]),
  operator: z.array(Step).default([]),
  expect: Expect,
  twin: Twin.optional(),
});

/** One situation to play: a scenario, or its twin on the right side of the line. */
export type Situation = Readonly<{
  id: string;
  title: string;
  isTwin: boolean;
  path: string;
  skins: readonly Skin[];
  given: z.output<typeof Patch>;
  during: readonly During[];
  operator: readonly OperatorStep[];
  expect: Expectation;
  /** Of what every moment has to come: what a twin only inherits may have no occasion there. */
  owns: readonly Missed['of'][];
  /** Members of the file that nothing is made of. */
  unread: readonly string[];
}>;

/** A file that cannot be played, and why, in one sentence. */
export class BadScenario extends Error {
  override readonly name = 'BadScenario';
}

const FILE_BYTES_MAX = 1_000_000;
const ALLOWED: Expectation = {
  verdict: 'allow',
  escalated: false,
  stage: null,
  orEarlier: false,
  reasons: [],
  commits: 1,
  finalState: 'confirmed',
  of: null,
};

/** Every `.json` file among the paths and in the folders among them, in the order of their names. */
export function scenarioFiles(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new BadScenario(`${path}: there is no such file or folder.`);
    if (!stat.isDirectory()) return [path];
    const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    return inside.sort().map((name) => join(path, name));
  });
}

/** The records of a file, and what is read of each. */
const READ = [
  ['', File],
  ['/expect', ExpectGiven],
  ['/twin', Twin],
  ['/twin/expect', ExpectGiven],
] as const;

/** Reads a scenario file: the situation, and its twin where it has one. A twin takes from its sibling what it does not say itself. */
export function readScenario(path: string): readonly Situation[] {
  const json = readJson(path);
  const unread = READ.flatMap(([place, member]) => unreadIn(path, at(json, place), member).map((key) => `${place}/${key}`.slice(1)));
  const parsed = File.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadScenario(`${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not a scenario'}.`);
  }
  const { twin, ...own } = parsed.data;
  const first: Situation = { ...own, isTwin: false, path, owns: ['during', 'operator'], unread };
  const other = Object.fromEntries(Object.entries(twin ?? {}).filter(([, value]) => value !== undefined));
  const owns = first.owns.filter((key) => twin?.[key] !== undefined);
  const second: Situation = { ...first, expect: ALLOWED, ...other, isTwin: true, owns };
  return (twin === undefined ? [first] : [first, second]).map((one) => ({ ...one, skins: skinsOf(path, one) }));
}

/** A file that cannot be played, and why. */
export type Unplayable = Readonly<{ path: string; why: string }>;

/** Reads all of them: one that cannot be played keeps none of the others from being played. */
export function readScenarios(files: readonly string[]): Readonly<{ situations: readonly Situation[]; unplayable: readonly Unplayable[] }> {
  const situations: Situation[] = [];
  const unplayable: Unplayable[] = [];
  for (const path of files) {
    try {
      situations.push(...readScenario(path));
    } catch (error) {
      if (!(error instanceof BadScenario)) throw error;
      unplayable.push({ path, why: error.message });
    }
  }
  return { situations, unplayable };
}

/** Members that are not read. One that a slip of the pen could have made of another is a mistake of the file. */
function unreadIn(path: string, record: unknown, { shape }: Readonly<{ shape: object }>): readonly string[] {
  const known = Object.keys(shape);
  const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
  const unread = isRecord ? Object.keys(record).filter((key) => !known.includes(key)) : [];
  for (const key of unread) {
    const meant = resembling(key, known);
    if (meant !== null) throw new BadScenario(`${path}: ${key} is not read; ${meant} is.`);
  }
  return unread;
}

function isAllowing(expect: unknown): expect is object {
  return typeof expect === 'object' && expect !== null && at(expect, '/verdict') === 'allow';
}

/** The skins to play it on: a world that names the skin is only of that one. */
function skinsOf(path: string, { given, during, skins, operator }: Situation): readonly Skin[] {
  const isThere = skins.filter((skin) => {
    const world = worldOf(path, given, skin);
    checkAccounts(path, operator, world);
    const wrong = misplaced(during, world);
    if (wrong !== null) throw new BadScenario(`${path}: during: ${wrong}.`);
    return world.console.skin === skin;
  });
  if (isThere.length === 0) throw new BadScenario(`${path}: given: the console has none of the skins ${skins.join(', ')}.`);
  return isThere;
}

/** A patch that does not fit the world, or makes one that cannot be, is a mistake of the file, said before anything is played. */
function worldOf(path: string, given: Situation['given'], skin: Skin): ReturnType<typeof freshWorld> {
  try {
    const world = freshWorld({ nowMs: Date.now(), given, timesAreExamples: true, devices: {}, skin });
    const unknown = unknownValue('', world);
    if (unknown !== null) throw new Error(unknown);
    Intl.DateTimeFormat('en', { timeZone: String(world.console.timeZone) });
    return world;
  } catch (error) {
    throw new BadScenario(`${path}: given: ${misfit(error)}.`);
  }
}

/** Whoever acts signs in before anything begins, and so must be there. */
function checkAccounts(path: string, operator: Situation['operator'], { people }: ReturnType<typeof freshWorld>): void {
  const known = Object.values(people ?? {}).flatMap((person) => person?.accounts ?? []);
  const nobody = operator.find((step) => step.as !== undefined && !known.includes(step.as))?.as;
  if (nobody === undefined) return;
  throw new BadScenario(`${path}: operator: nobody in the world has the account ${nobody}; there are: ${known.join(', ')}.`);
}

function readJson(path: string): unknown {
  const size = statSync(path).size;
  if (size > FILE_BYTES_MAX) throw new BadScenario(`${path}: is too large (${size} bytes).`);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadScenario(`${path}: is not JSON: ${error.message}.`);
    if (error instanceof Error && 'code' in error) throw new BadScenario(`${path}: cannot be read: ${String(error.code)}.`);
    throw error;
  }
}
