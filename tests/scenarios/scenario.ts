import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BUTTONS, fieldNamed, screenNamed } from '../hand/console-map.ts';
import type { Skin } from '../hand/control.ts';
import type { During, OperatorStep } from '../hand/plan.ts';
import { EXTENSION_FAULTS, MOMENTS } from '../hand/plan.ts';
import { FAULTS } from '../range/consoles/faults.ts';
import { freshWorld } from '../range/reset.ts';

export const VERDICTS = ['allow', 'warn', 'block', 'halt', 'escalate'] as const;
export type VerdictName = (typeof VERDICTS)[number];

const Skins = z.array(z.enum(['server', 'spa'])).min(1);
const pointer = z.string();
const Patch = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('add'), path: pointer, value: z.unknown() }),
    z.strictObject({ op: z.literal('replace'), path: pointer, value: z.unknown() }),
    z.strictObject({ op: z.literal('test'), path: pointer, value: z.unknown() }),
    z.strictObject({ op: z.literal('remove'), path: pointer }),
    z.strictObject({ op: z.literal('move'), path: pointer, from: pointer }),
    z.strictObject({ op: z.literal('copy'), path: pointer, from: pointer }),
  ]),
);
const FaultName = z.string().refine((name) => Object.hasOwn(FAULTS, name), { error: 'is no fault of the console' });
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
const Entries = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]));
const Buttons = ['next', 'back', 'save-draft', 'abandon', 'submit', 'recheck', 'revoke'] as const satisfies readonly (
  | keyof typeof BUTTONS
  | 'recheck'
  | 'revoke'
)[];
const PersonStep = z.union([
  z.strictObject({ screen: z.string(), fill: Entries }),
  z.strictObject({ screen: z.string(), type: z.record(z.string(), z.string()) }),
  z.strictObject({ screen: z.string() }),
  z.strictObject({ press: z.enum(Buttons) }),
  z.strictObject({ keys: z.string().min(1) }),
  z.strictObject({ wait: z.union([Moment, z.literal('reconciled')]) }),
  z.strictObject({ popup: z.enum(['start', 'take-over', 'export', 'reconcile']) }),
  z.strictObject({ decide: z.enum(['resume', 'abandon', 'reconcile']) }),
  z.strictObject({ history: z.enum(['back', 'forward', 'reload']) }),
  z.strictObject({ script: z.literal('press') }),
  z.strictObject({ in: z.literal('second-tab'), press: z.enum(Buttons).exclude(['recheck', 'revoke']).optional() }),
  z.strictObject({ open: z.literal('console') }),
]);
/** `as`: by whom. Alone it means that they start the case. */
const Step = z.looseObject({ as: z.string().min(1).optional() }).transform(({ as, ...rest }, context): OperatorStep => {
  const isBare = as !== undefined && Object.keys(rest).length === 0;
  const parsed = PersonStep.safeParse(isBare ? { popup: 'start' } : rest);
  if (!parsed.success) {
    context.addIssue({ code: 'custom', message: 'is no step that the hand knows' });
    return z.NEVER;
  }
  return as === undefined ? parsed.data : { ...parsed.data, as };
});
const Expect = z.object({
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
export type Expectation = Readonly<Omit<z.output<typeof Expect>, 'reasons'> & { reasons: readonly string[] }>;

const Twin = z.object({
  title: z.string().optional(),
  skins: Skins.optional(),
  given: Patch.optional(),
  during: z.array(DuringOne).optional(),
  operator: z.array(Step).optional(),
  expect: Expect.optional(),
});
/** What a file says beside these, such as where it came from, is left alone; what is played is read strictly. */
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

/** Reads a scenario file: the situation, and its twin where it has one. A twin takes from its sibling what it does not say itself. */
export function readScenario(path: string): readonly Situation[] {
  const parsed = File.safeParse(readJson(path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadScenario(`${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'is not a scenario'}.`);
  }
  const { twin, ...own } = parsed.data;
  for (const step of [...own.operator, ...(twin?.operator ?? [])]) checkNames(path, step);
  const first: Situation = { ...own, isTwin: false, path };
  const other = Object.fromEntries(Object.entries(twin ?? {}).filter(([, value]) => value !== undefined));
  const situations: readonly Situation[] = twin === undefined ? [first] : [first, { ...first, expect: ALLOWED, ...other, isTwin: true }];
  for (const situation of situations) checkGiven(path, situation);
  return situations;
}

/** A patch that does not fit the world is a mistake of the file, said before anything is played. */
function checkGiven(path: string, { given }: Situation): void {
  try {
    freshWorld({ nowMs: Date.now(), given, timesAreExamples: true, devices: {} });
  } catch (error) {
    throw new BadScenario(`${path}: given: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'does not fit the world'}.`);
  }
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

function checkNames(path: string, step: OperatorStep): void {
  if (!('screen' in step)) return;
  const screen = screenNamed(step.screen);
  if (screen === null) throw new BadScenario(`${path}: the console has no screen called ${step.screen}.`);
  const named = 'fill' in step ? step.fill : 'type' in step ? step.type : {};
  for (const name of Object.keys(named)) {
    if (fieldNamed(screen, name) === null) throw new BadScenario(`${path}: the screen ${screen.id} has no field called ${name}.`);
  }
}
