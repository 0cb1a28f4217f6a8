import { verifyTools } from '../../lib/cli/verify-tools.ts';
import { isSameBytes } from '../../lib/core/evidence/encoding.ts';
import { type Verdict, verifyBundle, verifyZip } from '../../lib/core/evidence/verify.ts';
import { type Attempt, type Kind, TAMPER_KINDS } from './kinds.ts';
import { type Base, bases } from './material.ts';
import { type Random, randomOf } from './random.ts';

/** Part of a round: the runs from `from` up to, and not with, `to`. The same seed gives the same runs. */
export type Share = Readonly<{ seed: number; from: number; to: number }>;
export type Counted = Record<string, { runs: number; refused: number }>;
/** `faults`: runs that were accepted, that broke the verifier, or were refused without a word. `controls`: untouched bundles. */
export type Found = Readonly<{ kinds: Counted; faults: readonly string[]; controls: Readonly<{ runs: number; accepted: number }> }>;

/** An untouched bundle is verified this often in between, in the same way. */
const CONTROL_EVERY = 50;
const TRIES_MAX = 200;

export async function tamper({ seed, from, to }: Share, onRun: () => void = () => undefined): Promise<Found> {
  const all = await bases();
  const kinds: Counted = Object.fromEntries(TAMPER_KINDS.map(({ name }) => [name, { runs: 0, refused: 0 }]));
  const faults: string[] = [];
  const controls = { runs: 0, accepted: 0 };
  for (let run = from; run < to; run += 1) {
    const random = randomOf(seed, run);
    if (run === from || run === to - 1 || run % CONTROL_EVERY === 0) await control(all, run, controls);
    const { kind, base, attempt } = await made(all, random);
    const counted = kinds[kind.name];
    if (counted === undefined) throw new Error(`there is no kind ${kind.name}`);
    counted.runs += 1;
    const fault = await faultOf(attempt, base);
    if (fault === null) counted.refused += 1;
    else faults.push(`run ${run} of seed ${seed}, ${base.name}, ${kind.name}: ${fault}`);
    onRun();
  }
  return { kinds, faults, controls };
}

async function control(all: readonly Base[], run: number, controls: { runs: number; accepted: number }): Promise<void> {
  const base = all[Math.floor(run / CONTROL_EVERY) % all.length];
  if (base === undefined) return;
  for (const untouched of [{ zip: base.zip }, { files: base.files }]) {
    controls.runs += 1;
    if ((await judged(untouched, base)).isGood) controls.accepted += 1;
  }
}

type Made = Readonly<{ kind: Kind; base: Base; attempt: NonNullable<Attempt> }>;

/** One attempt that really differs from the bundle that it was made from. */
async function made(all: readonly Base[], random: Random): Promise<Made> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const [kind, base, other] = [kindOf(random), random.pick(all), random.pick(all)];
    if (base === other) continue;
    const tried = await kind.make({ base, other, random });
    if (tried !== null && !isUntouched(tried, base)) return { kind, base, attempt: tried };
  }
  throw new Error('nothing could be tampered with');
}

function kindOf(random: Random): Kind {
  const whole = TAMPER_KINDS.reduce((sum, { share }) => sum + share, 0);
  let left = (random.below(1_000_000) / 1_000_000) * whole;
  for (const kind of TAMPER_KINDS) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return random.pick(TAMPER_KINDS);
}

function isUntouched(attempt: NonNullable<Attempt>, base: Base): boolean {
  if ('zip' in attempt) return isSameBytes(attempt.zip, base.zip);
  const { files } = attempt;
  return (
    files.size === base.files.size && [...files].every(([path, bytes]) => isSameBytes(bytes, base.files.get(path) ?? new Uint8Array([0])))
  );
}

function judged(attempt: NonNullable<Attempt>, { devices }: Base): Promise<Verdict> {
  return 'zip' in attempt ? verifyZip(attempt.zip, verifyTools, devices) : verifyBundle(attempt.files, verifyTools, devices);
}

/** What went wrong, or null: refused, with at least one sentence that says why. */
async function faultOf(attempt: NonNullable<Attempt>, base: Base): Promise<string | null> {
  try {
    const { isGood, checks } = await judged(attempt, base);
    if (isGood) return 'ACCEPTED';
    const says = checks.filter((one) => one.state === 'bad').flatMap((one) => one.says);
    return says.length > 0 && says.every((sentence) => sentence.length > 10) ? null : 'refused without a word';
  } catch (error) {
    return `the verifier broke: ${error instanceof Error ? error.message : String(error)}`;
  }
}
