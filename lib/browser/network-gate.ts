import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { Profile } from '../core/profile/profile.ts';
import type { GateOpening, NetworkGate } from '../ports/device.ts';
import { browser } from './api.ts';
import { allBaseRules, type Closing, releaseRules, stillClosed, tellingRule, windowRules } from './gate-rules.ts';
import { pageRoomFault, registerPageRoom, unregisterOthers } from './page-room-script.ts';
import { turns } from './turns.ts';

const RELEASE_ID = 1;
const WINDOW_ID = 100;
/** Every id that an opening can have. Removing a rule that is not there does nothing, and asking first would cost the press a round trip. */
const OPENING_IDS = Array.from({ length: 5 * WINDOW_ID }, (_, index) => RELEASE_ID + index);
/** Those of a window: what is opened for a press beside a release, or ends, leaves the release where it is. */
const WINDOW_IDS = OPENING_IDS.filter((id) => id >= WINDOW_ID);

/** What the blocking listener compares a commit with, where the browser grants one. */
export type OpenRelease = { readonly opening: GateOpening; isSpent: boolean };

/**
 * The network gate over `declarativeNetRequest`: dynamic rules keep a console closed also while this worker, or the whole
 * browser, is not running; session rules are the only openings. `release()` is what is open now, for the listener. Until `isSettled`
 * says so it is not known what is open: what is closed stays closed, whoever describes it.
 */
export function networkGate(
  knownProfiles: () => Promise<readonly Profile[]>,
  described: () => Promise<Closing | null>,
  isSettled: () => boolean,
): NetworkGate & Readonly<{ release: () => OpenRelease | null; renew: () => Promise<void> }> {
  let release: OpenRelease | null = null;
  /** Settles when the browser has the release that was asked for last, or has refused it. */
  let opened = Promise.resolve();
  let windowTimer: ReturnType<typeof setTimeout> | null = null;
  /** The window that was asked for last, and when (ms since 1970). */
  let window = { count: 0, askedAtMs: 0 };

  /** Nothing where another window was asked for since. */
  const endWindow = async (count: number) => {
    if (count !== window.count) return;
    if (windowTimer !== null) clearTimeout(windowTimer);
    windowTimer = null;
    await replaceSession(WINDOW_IDS, []);
  };
  const closeAll = async () => {
    release = null;
    if (windowTimer !== null) clearTimeout(windowTimer);
    const ids = (await browser.declarativeNetRequest.getSessionRules()).map(({ id }) => id);
    if (ids.length > 0) await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: ids });
  };

  const inTurn = turns();
  const renew = () => inTurn(async () => installBase(await knownProfiles(), await described(), isSettled()));

  return {
    release: () => release,
    renew,
    enforcement: async () => ((await browser.permissions.contains({ permissions: ['webRequestBlocking'] })) ? 'one-shot' : 'best-effort'),
    guard: async (profile) => {
      await renew();
      await registerPageRoom(profile);
    },
    letGo: async () => {
      await renew();
      if (isSettled()) await unregisterOthers(knownProfiles);
    },
    open: async (profile, opening) => {
      release = { opening, isSpent: false };
      opened = replaceSession(OPENING_IDS, releaseRules(profile, opening, RELEASE_ID));
      await opened;
    },
    openClass: async (profile, kind, tabId, forMs) => {
      window = { count: window.count + 1, askedAtMs: Date.now() };
      const { count } = window;
      await replaceSession(WINDOW_IDS, windowRules(profile, kind, tabId, WINDOW_ID));
      if (windowTimer !== null) clearTimeout(windowTimer);
      windowTimer = setTimeout(() => void endWindow(count), forMs);
      return Date.now() + forMs;
    },
    closeWindow: async (begunAtMs) => {
      if (begunAtMs >= window.askedAtMs) await endWindow(window.count);
    },
    close: async (execution) => {
      const isOfOther = release !== null && release.opening.execution !== execution;
      const standsInItsPlace =
        isOfOther &&
        (await opened.then(
          () => true,
          () => false,
        ));
      if (!standsInItsPlace) await closeAll();
    },
    closeAll,
    faults: async (profile) => faultsOf(profile, await knownProfiles(), await described()),
  };
}

async function faultsOf(profile: Profile, known: readonly Profile[], described: Closing | null): Promise<readonly string[]> {
  // Two may have one id, such as a version and the one before it: then it is this very one.
  const itself = known.findIndex((one) => JSON.stringify(one) === JSON.stringify(profile));
  const index = itself < 0 ? known.findIndex((one) => one.id === profile.id) : itself;
  const there = new Set((await browser.declarativeNetRequest.getDynamicRules()).map(wholeOf));
  // As this profile describes the console, and beside what any other one says of it.
  const wanted = index < 0 ? null : allBaseRules(known.with(index, profile), described, transports())[index];
  const missing = wanted?.every((rule) => there.has(wholeOf(rule))) ? null : 'the network rules of this console are missing';
  return [missing, await pageRoomFault(profile)].filter((one) => one !== null);
}

/**
 * Puts the closed base rules of all profiles in place, and of a console that is being described, and removes what nobody has
 * any more, once it is settled what is open. One call, no gap. Each waits for the one before: two at once would add the same ids, and
 * the browser refuses the second whole.
 */
async function installBase(profiles: readonly Profile[], described: Closing | null, isSettled: boolean): Promise<void> {
  const closed = allBaseRules(profiles, described, transports()).flat();
  const base = described === null ? closed : [...closed, tellingRule(described, profiles.length)];
  const there = await browser.declarativeNetRequest.getDynamicRules();
  const wanted = isSettled ? base : [...base, ...stillClosed(there, base, profiles.length + 1)];
  await browser.declarativeNetRequest.updateDynamicRules({ removeRuleIds: there.map((rule) => rule.id), addRules: [...wanted] });
}

/** Which addresses the browser's own rules keep closed now, whoever put them there: for a worker that cannot read what to guard. */
export async function closedNow(): Promise<(url: string) => boolean> {
  const rules = await browser.declarativeNetRequest.getDynamicRules();
  const closed = rules.flatMap(({ action, condition }) => (action.type === 'block' ? (condition.regexFilter ?? []) : []));
  const patterns = closed.map((one) => new RegExp(one, 'i'));
  return (url) => patterns.some((one) => one.test(url));
}

/** A rule with a kind of connection that the browser does not know is refused, so it is asked which ones it knows. */
function transports(): readonly DeclarativeNetRequest.ResourceType[] {
  const known: unknown = Reflect.get(browser.declarativeNetRequest, 'ResourceType');
  return typeof known === 'object' && known !== null ? Object.values(known).filter(isTransport) : [];
}

function isTransport(kind: unknown): kind is DeclarativeNetRequest.ResourceType {
  return kind === 'webtransport';
}

async function replaceSession(ids: readonly number[], rules: readonly DeclarativeNetRequest.Rule[]): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [...ids], addRules: [...rules] });
}

/** A rule word for word: one that is narrower, or for other methods, is another one. */
function wholeOf(rule: DeclarativeNetRequest.Rule): string {
  return JSON.stringify(saidBy(rule));
}

/** All that a rule says, in one order. Firefox tells what it does not say as null, Chrome leaves it out. */
function saidBy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(saidBy(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return said.map(([key, one]) => [key, saidBy(one)]).sort();
}
