import type { Places } from '../range/places.ts';
import { startRange } from '../range/range.ts';
import { movedToNow } from '../range/reset.ts';
import type { BrowserOptions, HandBrowser } from './browser.ts';
import { openBrowser } from './browser.ts';
import type { Control, Oracle, PatchOperation, Skin } from './control.ts';
import { at, controlAt } from './control.ts';
import { setUp } from './extension-pages.ts';
import { happen } from './happening.ts';
import { momentsOf } from './moments.ts';
import type { Desk } from './operator.ts';
import type { Plan, Played } from './plan.ts';
import { play } from './play.ts';
import type { Pace } from './screens.ts';
import { watchPopup } from './sight.ts';
import type { Packet } from './values.ts';
import { approvedEntries } from './values.ts';

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
  const resetAtMs = Date.now();
  await control.reset(
    piece.skin,
    piece.given.filter((one) => !isAfterSignIn(one)),
  );
  await browser.freshExtension();
  await setUp(browser, ACCOUNT, piece.pace);
  piece.say(`signed in as ${ACCOUNT}`);
  const colleagues = await seatColleagues(other, piece);
  await control.patch(movedToNow(piece.given.filter(isAfterSignIn), resetAtMs));
  const world = await control.world();
  const { caseId, packet } = firstCase(world);
  const watch = await watchPopup(browser);
  const origin = piece.skin === 'spa' ? places.consoleSpa.origin : places.console.origin;
  const desk: Desk = {
    browser,
    watch,
    moments: momentsOf(piece.plan.during, (one) =>
      happen({ control, browser, watch, pace: piece.pace, say: piece.say, account: ACCOUNT, resetAtMs, consoleOrigin: origin }, one),
    ),
    pace: piece.pace,
    approved: approvedEntries(packet, String(at(world, '/console/timeZone'))),
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
  const played = await play({ first: ACCOUNT, deskOf, comesOn }, piece.plan);
  await piece.after?.(desk, played, deskOf);
  return { played, oracle: await control.oracle() };
}

/** Everybody else whom the plan names signs in, each in a browser of their own, before anything begins. */
async function seatColleagues(other: Set['other'], { plan, pace, say }: Piece): Promise<ReadonlyMap<string, HandBrowser>> {
  const accounts = [...new Set(plan.operator.map(({ as }) => as))].filter((one) => one !== undefined && one !== ACCOUNT);
  const seated = new Map<string, HandBrowser>();
  for (const account of accounts) {
    if (account === undefined) continue;
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
function isAfterSignIn({ path }: PatchOperation): boolean {
  return ['/systems/', '/clock/', `/people/${ACCOUNT}/`].some((place) => path.startsWith(place));
}

/** The case that is played: the first of the world. */
function firstCase(world: unknown): Readonly<{ caseId: string; packet: Packet }> {
  const cases = at(world, '/cases');
  const [caseId, record] = Object.entries(typeof cases === 'object' && cases !== null ? cases : {})[0] ?? [];
  const packet = at(record, '/packet');
  if (caseId === undefined || !isPacket(packet)) throw new Error('the world holds no case with a packet');
  return { caseId, packet };
}

function isPacket(value: unknown): value is Packet {
  const texts = ['/tenant/id', '/administrator/objectId', '/administrator/email', '/assurance/reference', '/incident/id'];
  const lists = ['/scope', '/approvalEvidence'];
  return texts.every((path) => typeof at(value, path) === 'string') && lists.every((path) => Array.isArray(at(value, path)));
}
