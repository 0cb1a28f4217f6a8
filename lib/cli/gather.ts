import type { Addendum } from '../core/evidence/addendum.ts';
import { closedExecution } from '../core/evidence/closed-execution.ts';
import type { TrustedDevice } from '../core/evidence/device-trust.ts';
import { type ExecutionFacts, executionFacts } from '../core/metrics/execution-facts.ts';
import type { Measured } from '../core/metrics/tally.ts';
import { readAddendumFile } from './addendum-file.ts';
import { type Found, findEvidence } from './find-evidence.ts';
import { filesIn, readBundle } from './read-bundle.ts';
import { Refused } from './refused.ts';
import { verdictOn } from './verify-command.ts';
import { verifyTools } from './verify-tools.ts';

/** What is measured, and what is left out of it, with the reason. */
export type Gathered = Readonly<{
  measured: readonly Measured[];
  /** Bundles and addenda that do not verify, or contradict another. Nothing of them is counted. */
  refused: readonly Readonly<{ path: string; says: string }>[];
  /** Bundles that were there more than once, with the same statement. */
  repeated: number;
  /** Addenda that cannot be judged without the enrolled devices. */
  unjudged: number;
}>;

type Kept = Readonly<{ facts: ExecutionFacts; statement: string; path: string }>;
type Stray = Readonly<{ addendum: Addendum; statement: string; path: string }>;
type Pile = { kept: Map<string, Kept>; addenda: Stray[]; refused: { path: string; says: string }[]; repeated: number; unjudged: number };

/** Reads bundles and addenda of many machines, one at a time; of each bundle only its facts stay in memory. */
export async function gather(paths: readonly string[], devices: readonly TrustedDevice[] | null): Promise<Gathered> {
  const pile: Pile = { kept: new Map(), addenda: [], refused: [], repeated: 0, unjudged: 0 };
  const contradicted = new Set<string>();
  for await (const found of findEvidence(paths)) {
    if (found.is === 'addendum') await takeAddendum(pile, found, devices);
    else await takeBundle(pile, { found, devices, contradicted });
  }
  for (const execution of contradicted) pile.kept.delete(execution);
  return { measured: joined(pile), refused: pile.refused, repeated: pile.repeated, unjudged: pile.unjudged };
}

async function takeBundle(
  pile: Pile,
  { found, devices, contradicted }: Readonly<{ found: Found; devices: readonly TrustedDevice[] | null; contradicted: Set<string> }>,
): Promise<void> {
  const read = await readFacts(found.path, devices);
  if ('says' in read) {
    pile.refused.push({ path: found.path, says: read.says });
    return;
  }
  const { execution } = read.facts;
  const before = pile.kept.get(execution);
  if (before === undefined) pile.kept.set(execution, { ...read, path: found.path });
  else if (before.statement === read.statement) pile.repeated += 1;
  else {
    contradicted.add(execution);
    pile.refused.push({
      path: found.path,
      says: `Another bundle of execution ${execution} says something else: ${before.path}. Neither is counted.`,
    });
  }
}

async function readFacts(
  path: string,
  devices: readonly TrustedDevice[] | null,
): Promise<Readonly<{ facts: ExecutionFacts; statement: string }> | Readonly<{ says: string }>> {
  try {
    const given = await readBundle(path);
    const { isGood, says, checks } = await verdictOn(given, devices);
    const bad = checks.filter((one) => one.state === 'bad').flatMap((one) => one.says);
    const onlyIncomplete = checks.every((one) => one.state !== 'bad' || one.id === 'completeness');
    if (!isGood && !onlyIncomplete) return { says: bad[0] ?? says };
    const files = filesIn(given);
    const closed = files === null ? null : await closedExecution(files, verifyTools.digest);
    if (closed === null) return { says };
    return { facts: executionFacts(closed.summary, closed.entries), statement: closed.statement };
  } catch (error) {
    if (error instanceof Refused) return { says: error.message };
    throw error;
  }
}

async function takeAddendum(pile: Pile, { path }: Found, devices: readonly TrustedDevice[] | null): Promise<void> {
  if (devices === null) {
    pile.unjudged += 1;
    return;
  }
  const read = await readAddendumFile(path, devices);
  if (!read.isGood) pile.refused.push({ path, says: `The addendum ${read.says}.` });
  else pile.addenda.push({ addendum: read.addendum, statement: read.statement, path });
}

/** Each addendum goes to the one bundle whose statement it names; it says nothing about any other. */
function joined(pile: Pile): readonly Measured[] {
  for (const { addendum, statement, path } of pile.addenda) {
    const kept = pile.kept.get(addendum.execution);
    if (kept !== undefined && kept.statement !== statement)
      pile.refused.push({ path, says: `The addendum is about another bundle of execution ${addendum.execution}.` });
  }
  return [...pile.kept.values()].map(({ facts, statement }) => ({
    facts,
    addenda: pile.addenda
      .filter((one) => one.statement === statement && one.addendum.execution === facts.execution)
      .map((one) => one.addendum),
  }));
}
