import { arranged } from '../core/compare/arrangement.ts';
import { durationSaid } from '../core/compare/end-time.ts';
import type { PageReport } from '../core/compare/page-report.ts';
import type { FieldId } from '../core/compare/reading.ts';
import { endAfter } from '../core/compare/written-time.ts';
import type { Locator, Profile } from '../core/profile/profile.ts';
import { commitsOf, contextOf, countsOf, dangersOf, lookalikesOf, noticesOf, type Unlisted, unlistedOf, unsafeExitsOf } from './around.ts';
import { boxIn } from './box.ts';
import { isRendered } from './dom.ts';
import { createFinder, type Finder } from './find.ts';
import { isIn } from './fingerprint.ts';
import type { Hand } from './hand.ts';
import { readKept } from './kept.ts';
import type { Memory } from './memory.ts';
import { type Place, placeOf } from './place.ts';
import { readSaid, readScreen, type ScreenInput, type ScreenRead } from './screen.ts';
import { textSaidIn } from './visible-text.ts';

export type LookInput = Readonly<{
  profile: Profile;
  /** The name under which the worker knows this document. */
  documentId: string;
  pathname: string;
  hand: Hand;
  memory: Memory;
  nowMs: number;
  isLoading: boolean;
  /** Dialogs of the browser that the page opened just now. */
  browserDialogs: number;
  /** Policy lets pictures show how the fields stand to one another. */
  isPlaced: boolean;
}>;

/** One look, and the elements it was made from; they never leave this room. */
export type Sight = Readonly<{
  report: PageReport;
  finder: Finder;
  controls: ReadonlyMap<FieldId, Element>;
  commits: readonly Element[];
  unlisted: readonly Unlisted[];
  /** Names of what can be taken for something that the profile lists. */
  lookalikes: readonly string[];
  strays: ScreenRead['strays'];
}>;

/** The screen id that readings of a confirmation carry. */
const CONFIRMATION = 'confirmation';
const LINES_MAX = 50;
const LINE_LENGTH_MAX = 400;

/** The whole screen in one synchronous pass: nothing is awaited, nothing is changed, nothing is asked of the network. */
export function lookAtPage(input: LookInput): Sight {
  const { profile, documentId, memory, nowMs } = input;
  const finder = createFinder(memory.index(), memory.names);
  const place = placeOf(profile, finder, input.pathname);
  const reading = { profile, finder, memory, hand: input.hand, document: documentId, nowMs };
  const read = readPlace(place, reading);
  const listed = place.is === 'review' ? (profile.review?.controls ?? []) : (place.screen?.controls ?? []);
  const lookalikes = [...read.lookalikes, ...lookalikesOf({ profile, finder, listed, region: read.region })];
  const torn = place.torn.length > 0 ? [`the page looks like ${place.torn.join(' and ')} at once`] : [];
  const commits = commitsOf(profile, finder).filter(isRendered);
  const unlisted = unlistedOf(profile, finder);
  const screen = screenIdOf(place, profile);
  const kept = screen === null ? [] : readKept({ ...reading, screen, commits, read: read.readings });
  return {
    finder,
    controls: read.controls,
    commits,
    unlisted,
    lookalikes: lookalikes.map(({ name }) => name),
    strays: read.strays,
    report: {
      document: documentId,
      atMs: nowMs,
      place: place.is,
      screen,
      readings: [...read.readings, ...kept],
      context: contextOf(profile, finder),
      dangers: dangersOf(profile, finder),
      unlisted: countsOf(unlisted, input.browserDialogs),
      notices: noticesOf(profile, finder),
      drift: inLimits([...torn, ...read.drift]),
      hasCommit: commits.length > 0,
      lookalikes: inLimits(lookalikes.map(({ takesAfter }) => takesAfter)),
      isTyping: input.hand.isTyping(),
      isLoading: input.isLoading || (screen !== null && isBusy(read.region, finder)),
      reference: place.is === 'confirmed' ? textAt(profile.confirmation.success.reference, finder) : null,
      exit: exitOf(place, finder),
      unsafeExits: unsafeExitsOf(profile, finder),
      ...(input.isPlaced ? { cells: cellsOf(read.controls, finder) } : {}),
    },
  };
}

const BUSY: Locator = { css: '[aria-busy="true" i]' };

/** A page that says itself that it is still putting its form together. */
function isBusy(region: Element | null, finder: Finder): boolean {
  const isNear = (one: Element) => region === null || one === region || isIn(region, one, finder) || isIn(one, region, finder);
  return finder.all(BUSY).some((one) => isRendered(one) && isNear(one));
}

function cellsOf(controls: Sight['controls'], finder: Finder): PageReport['cells'] {
  const corners = [...controls].flatMap(([field, control]) => {
    const box = boxIn(control, finder.tree);
    return box === null ? [] : [[field, box] as const];
  });
  return arranged(new Map(corners));
}

function screenIdOf(place: Place, profile: Profile): string | null {
  if (place.is === 'review') return profile.review?.id ?? null;
  return place.screen?.id ?? null;
}

function readPlace(place: Place, input: ScreenInput): ScreenRead {
  const { profile } = input;
  if (place.is === 'screen' && place.screen !== null) {
    const { id, fields, controls, region } = place.screen;
    return readScreen({ id, fields, listed: controls, region }, input);
  }
  if (place.is === 'review' && profile.review !== null) {
    const { id, controls, region, fields } = profile.review;
    const frame = readScreen({ id, fields: [], listed: controls, region }, input);
    return { ...frame, ...readSaid(fields, { ...input, screen: id, source: 'review' }) };
  }
  const nothing: ScreenRead = { readings: [], controls: new Map(), drift: [], lookalikes: [], strays: [], region: null };
  if (place.is !== 'confirmed') return nothing;
  return { ...nothing, ...readSaid(profile.confirmation.success.fields, { ...input, screen: CONFIRMATION, source: 'live' }) };
}

function exitOf({ exit }: Place, finder: Finder): PageReport['exit'] {
  if (exit === null) return null;
  const reference = exit.spec.seen?.reference ?? null;
  return { kind: exit.kind, reference: reference === null ? null : textAt(reference, finder) };
}

function textAt(locator: Parameters<Finder['one']>[0], finder: Finder): string | null {
  const hit = finder.one(locator);
  const text = hit.is === 'one' && isRendered(hit.element) ? textSaidIn(hit.element) : '';
  return text === '' ? null : text;
}

/** Lines name things of the page: a page that makes them long or many does not silence the report. */
function inLimits(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.map((line) => line.slice(0, LINE_LENGTH_MAX)))].slice(0, LINES_MAX);
}

/** Two looks that saw the same: when they were made does not count, unless a duration comes to another end by then. */
export function isSameReport(a: PageReport, b: PageReport): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(report: PageReport): string {
  const seen = JSON.stringify(report, (name, value: unknown) => (name === 'atMs' || name === 'readAtMs' ? undefined : value));
  return report.readings.some((one) => durationSaid(one) !== null) ? `${endAfter(0, report.atMs)} ${seen}` : seen;
}
