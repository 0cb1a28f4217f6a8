import type { BrowserName } from '../setup/browser.ts';
import type { Played } from './round.ts';
import type { Absence, Named } from './way.ts';

export type RoundName = 'control' | 'page' | 'network' | 'best-effort' | 'one-shot';

/** All rounds of one browser. */
export type Result = Readonly<{
  ways: readonly Named[];
  browser: BrowserName;
  version: string;
  rounds: ReadonlyMap<RoundName, readonly Played[]>;
}>;

/** `counted`: the ways that are in reach and really commit here. */
export type Verdict = Readonly<{ counted: number; says: readonly string[]; violations: readonly string[] }>;

/**
 * What a way is in this browser: it counts, it is out of an extension's reach, it is one of a console that is not guarded, or its
 * control did not arrive at all.
 */
export type Standing = 'counts' | 'beyond' | 'refused' | 'not here';

/** Every browser that the ways are played in goes more of them. Fewer prove little, or something is wrong with the playing. */
const COUNTED_MINIMUM = 125;
/** Rounds in which all layers stand. */
const WHOLE: readonly RoundName[] = ['best-effort', 'one-shot'];

export function standingOf(result: Result, way: Named): Standing {
  if (!hasArrived(result, 'control', way)) return 'not here';
  if (way.refused !== undefined) return 'refused';
  return way.beyond === undefined ? 'counts' : 'beyond';
}

/** Why a way whose control did not arrive does not work in this browser; null where nobody knows. */
export function absenceOf({ browser }: Result, way: Named): Absence | null {
  return way.absent?.[browser] ?? null;
}

export function hasArrived({ rounds }: Result, round: RoundName, way: Named): boolean {
  return rounds.get(round)?.some(({ id, reached }) => id === way.id && reached) === true;
}

/** `isWhole`: every way was played, and not some only. */
export function judge(result: Result, { isWhole }: Readonly<{ isWhole: boolean }>): Verdict {
  const of = (standing: Standing) => result.ways.filter((way) => standingOf(result, way) === standing);
  const counted = of('counts');
  const violations = [...sameWays(result.ways), ...leaks(result, counted), ...untried(result, counted)];
  if (isWhole && counted.length < COUNTED_MINIMUM) violations.push(`only ${counted.length} ways count here; ${COUNTED_MINIMUM} are needed`);
  const says = [
    `${counted.length} distinct ways arrive without the extension and are in its reach.`,
    ...[...result.rounds.keys()]
      .filter((round) => round !== 'control')
      .map((round) => `With ${ROUND_WORDS[round]}: ${counted.filter((way) => hasArrived(result, round, way)).length} of them arrive.`),
    `${of('beyond').length} are out of an extension's reach, and are closed by policy.`,
    `${of('refused').length} are those of a console that commits by a read request. No such console is guarded: its profile is refused.`,
    ...openFor(result, counted),
    ...absencesIn(result, of('not here')),
  ];
  return { counted: counted.length, says, violations };
}

/** What gets out where there is no blocking listener, each with how long it did. */
function openFor({ rounds }: Result, counted: readonly Named[]): readonly string[] {
  const arrived = (rounds.get('best-effort') ?? []).filter(
    ({ id, reached }) => reached && counted.some((way) => way.id === id && way.bestEffort !== undefined),
  );
  const words = arrived.map(({ id, afterMs = null }) => `\`${id}\`${afterMs === null ? '' : ` (the last one ${afterMs} ms after it)`}`);
  return words.length === 0 ? [] : [`Best-effort, these arrive while a press has the gate open: ${words.join(', ')}.`];
}

const ABSENT_WORDS: Readonly<Record<Absence['because'], string>> = {
  browser: 'Not in this browser',
  test: 'Not to be brought about in this test',
};

/** What did not arrive even without the extension, each with its reason. */
function absencesIn(result: Result, ways: readonly Named[]): readonly string[] {
  const known = (['browser', 'test'] as const).map((because) => {
    const those = ways.flatMap(({ id, absent }) => {
      const absence = absent?.[result.browser];
      return absence?.because === because ? [`\`${id}\` (${absence.says})`] : [];
    });
    return those.length === 0 ? null : `${ABSENT_WORDS[because]}: ${those.join(', ')}.`;
  });
  const others = ways.filter((way) => absenceOf(result, way) === null).map(({ id }) => `\`${id}\``);
  const unknown = others.length === 0 ? null : `Did not arrive without the extension, and it is not known why: ${others.join(', ')}.`;
  return [...known, unknown].filter((one) => one !== null);
}

export const ROUND_WORDS: Readonly<Record<RoundName, string>> = {
  control: 'no extension',
  page: 'the hold in the page alone',
  network: 'the network rules alone',
  'best-effort': 'all layers, best-effort',
  'one-shot': 'all layers, one-shot',
};

function sameWays(ways: readonly Named[]): readonly string[] {
  const seen = new Set<string>();
  return ways.flatMap((way) => {
    const keys = [way.id, [way.initiator, way.transport, way.target].join(' / ')];
    const again = keys.filter((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return again.map((key) => `${way.id} is not a way of its own: ${key}`);
  });
}

function leaks(result: Result, counted: readonly Named[]): readonly string[] {
  return WHOLE.flatMap((round) =>
    counted
      .filter((way) => hasArrived(result, round, way) && !(round === 'best-effort' && way.bestEffort !== undefined))
      .map(({ id }) => `${id} got past ${ROUND_WORDS[round]}`),
  );
}

/**
 * A way whose page never opened, or whose hand failed, was not stopped: it was not tried. One that gets out where there is no
 * blocking listener must at least be told.
 */
function untried({ rounds }: Result, counted: readonly Named[]): readonly string[] {
  const isOpen = (round: RoundName, one: Named) => round === 'best-effort' && one.bestEffort !== undefined;
  return [...rounds].flatMap(([round, played]) =>
    played
      .filter(({ id, trouble, reached }) => trouble !== null && counted.some((way) => way.id === id && (!reached || isOpen(round, way))))
      .map(({ id, trouble }) => `${id} was not really tried with ${ROUND_WORDS[round]}: ${trouble}`),
  );
}
