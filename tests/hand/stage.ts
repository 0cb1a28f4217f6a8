import type { Places } from '../range/places.ts';
import { startRange } from '../range/range.ts';
import { movedToNow } from '../range/reset.ts';
import type { BrowserOptions, HandBrowser } from './browser.ts';
import { openBrowser } from './browser.ts';
import { fieldNamed } from './console-map.ts';
import type { Control, Oracle, PatchOperation, Skin } from './control.ts';
import { at, controlAt } from './control.ts';
import { setUp } from './extension-pages.ts';
import { happen } from './happening.ts';
import { momentsOf } from './moments.ts';
import type { Desk } from './operator.ts';
import type { OperatorStep, Plan, Played } from './plan.ts';
import { play } from './play.ts';
import { type Pace, screenOf } from './screens.ts';
import { watchPopup } from './sight.ts';
import { approvedEntries, wallTime } from './values.ts';

/** A range, a browser with the extension, and the practised hand before them. One play after the other. */
export type Stage = Readonly<{
  control: Control;
  browser: HandBrowser;
  play: (piece: Piece) => Promise<Performance>;
  close: () => Promise<void>;
}>;

export type Piece = Readonly<{
  skin: Skin;
  given: readonly PatchOperation[];
  plan: Plan;
  pace: Pace;
  say: (line: string) => void;
  /** Called when the play has ended and everything still stands open. */
  after?: (desk: Desk, played: Played, deskOf: (account: string) => Desk) => Promise<void>;
}>;

export type Performance = Readonly<{ played: Played; oracle: Oracle }>;

export type StageOptions = Omit<BrowserOptions, 'origins'>;

/** The account that the practised hand signs in with. */
const ACCOUNT = 'lead-01';

export async function openStage(options: StageOptions): Promise<Stage> {
  const range = await startRange();
  const control = controlAt(range.control.url, range.control.secret);
  const { console: server, consoleSpa, consoleApi, case: cases, records, iam, signIn: provider, evidence } = range.places;
  const origins = [server, consoleSpa, consoleApi, cases, records, iam, provider, evidence].map(({ origin }) => origin);
  const others: HandBrowser[] = [];
  const other = async (index: number): Promise<HandBrowser> => {
    const known = others[index] ?? (await openBrowser({ ...options, origins }));
    others[index] = known;
    return known;
  };
  let browser: HandBrowser;
  try {
    browser = await openBrowser({ ...options, origins });
  } catch (error) {
    await range.stop();
    throw error;
  }
  return {
    control,
    browser,
    play: (piece) => perform({ control, browser, other, places: range.places }, piece),
    close: async () => {
      await Promise.all([browser.close(), ...others.map((one) => one.close()), range.stop()]);
    },
  };
}

/** `other`: a browser of somebody else's, opened when it is first asked for. */
type Set = Readonly<{ control: Control; browser: HandBrowser; other: (index: number) => Promise<HandBrowser>; places: Places }>;

async function perform({ control, browser, other, places }: Set, piece: Piece): Promise<Performance> {
  // What an earlier play left running must not reach the world of this one.
  await browser.freshExtension();
  const resetAtMs = Date.now();
  const isLater = afterSignIn(piece);
  await control.reset(
    piece.skin,
    piece.given.filter((one) => !isLater(one)),
  );
  await setUp(browser, ACCOUNT, piece.pace);
  piece.say(`signed in as ${ACCOUNT}`);
  const colleagues = await seatColleagues(other, piece);
  await control.patch(movedToNow(piece.given.filter(isLater), resetAtMs));
  const world = await control.world();
  const { caseId, packet } = firstCase(world);
  const watch = await watchPopup(browser);
  const origin = piece.skin === 'spa' ? places.consoleSpa.origin : places.console.origin;
  const timeZone = String(at(world, '/console/timeZone'));
  const plan = { ...piece.plan, operator: piece.plan.operator.map((step) => onConsoleClocks(step, { resetAtMs, timeZone })) };
  const desk: Desk = {
    browser,
    watch,
    moments: momentsOf(piece.plan.during, (one) =>
      happen({ control, browser, watch, pace: piece.pace, say: piece.say, account: ACCOUNT, resetAtMs, consoleOrigin: origin }, one),
    ),
    pace: piece.pace,
    approved: approvedEntries(packet, timeZone),
    consoleOrigin: origin,
    consoleStart: `${origin}/restore/new`,
    caseId,
    say: piece.say,
    trouble: piece.say,
  };
  const desks = new Map([[ACCOUNT, desk]]);
  for (const [account, own] of colleagues) {
    desks.set(account, { ...desk, browser: own, watch: await watchPopup(own), moments: momentsOf([], async () => undefined) });
  }
  const deskOf = (account: string): Desk => {
    const known = desks.get(account);
    if (known === undefined) throw new Error(`nobody sits there as ${account}`);
    return known;
  };
  // The practice console has one session: it is signed in as whoever works on it.
  const comesOn = (account: string) => control.patch([{ op: 'replace', path: '/console/session/operator', value: account }]);
  const played = await play({ first: ACCOUNT, deskOf, comesOn }, plan);
  await piece.after?.(desk, played, deskOf);
  const oracle = await control.oracle();
  // The next play may have no colleagues: then nobody puts their extensions in anew.
  await Promise.all([...colleagues.values()].map((one) => one.freshExtension()));
  return { played, oracle };
}

/** Everybody else whom the plan names signs in, each in a browser of their own, before anything begins. */
async function seatColleagues(other: Set['other'], { plan, pace, say }: Piece): Promise<ReadonlyMap<string, HandBrowser>> {
  const seated = new Map<string, HandBrowser>();
  for (const account of accountsOf(plan)) {
    if (account === ACCOUNT) continue;
    const browser = await other(seated.size);
    await browser.freshExtension();
    await setUp(browser, account, pace);
    seated.set(account, browser);
    say(`${account} signed in, in another browser`);
  }
  return seated;
}

/**
 * A system that is away, a clock that is off, or an account that was closed would keep the hand from signing in: it did
 * that on a better day.
 */
export function afterSignIn({ plan, given }: Pick<Piece, 'plan' | 'given'>): (operation: PatchOperation) => boolean {
  const isNew = (person: string) => given.some(({ op, path }) => ['add', 'copy', 'move'].includes(op) && path === person);
  // Somebody whom only the scenario knows has to be there before they can sign in.
  const people = accountsOf(plan)
    .map((account) => `/people/${account}`)
    .filter((person) => !isNew(person));
  const places = ['/systems', '/clock', ...people];
  const isThere = (path: string | undefined) => places.some((place) => path === place || path?.startsWith(`${place}/`) === true);
  return ({ path, from }) => isThere(path) || isThere(from);
}

/**
 * A moment that a step enters is written in the time of the example, as in a patch: it moves along, and is entered as the console's
 * clocks show it. A time without a zone is entered as it stands.
 */
export function onConsoleClocks(step: OperatorStep, at: Readonly<{ resetAtMs: number; timeZone: string }>): OperatorStep {
  if (!('fill' in step)) return step;
  const screen = screenOf(step.screen);
  const fill = Object.entries(step.fill).map(([name, entry]) => {
    const isMoment = typeof entry === 'string' && fieldNamed(screen, name)?.control === 'date-time';
    return [name, isMoment ? wallTime(movedToNow({ window: { entry } }, at.resetAtMs).window.entry, at.timeZone) : entry] as const;
  });
  return { ...step, fill: Object.fromEntries(fill) };
}

/** Everybody who signs in, whoever begins first. */
function accountsOf(plan: Plan): readonly string[] {
  return [...new Set([ACCOUNT, ...plan.operator.flatMap(({ as }) => (as === undefined ? [] : [as]))])];
}

/** The case that is played: the first of the world. What its packet lacks is for the extension to find. */
function firstCase(world: unknown): Readonly<{ caseId: string; packet: unknown }> {
  const cases = at(world, '/cases');
  const [caseId, record] = Object.entries(typeof cases === 'object' && cases !== null ? cases : {})[0] ?? [];
  if (caseId === undefined) throw new Error('the world holds no case');
  return { caseId, packet: at(record, '/packet') };
}
