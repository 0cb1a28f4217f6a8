import { type Reason, reason } from '../reason.ts';
import { escalating, mergeWarnings } from './entering.ts';
import type { Effect, ExecutionEvent } from './event.ts';
import { latches } from './latching.ts';
import { type ExecutionState, mayEnter } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';
import { disarm, latch, ON_HALT, takeBack } from './stopping.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/** A recheck may begin when the screen holds nothing; it clears what the last one came to. */
export function checkAsked(state: ExecutionState, event: Of<'check-asked'>): Stepped {
  if (!mayEnter(state) || state.holds.length > 0 || state.claim === null || state.tabId === null) return refuse(state);
  if (state.owed !== null) return go({ ...state, checkHolds: [state.owed.refused ?? reason('case-unreachable')] }, settling(state.owed));
  return go(
    {
      ...state,
      phase: 'rechecking',
      checkHolds: [],
      brokeOff: null,
      check: { stage: 'reading', nonce: event.nonce, readings: null, document: null },
    },
    [{ do: 'check', purpose: 'recheck' }],
  );
}

/** A claim that an earlier check left consumed returns first: a new check could not consume it. */
function settling({ nonce, isOpen }: NonNullable<ExecutionState['owed']>): readonly Effect[] {
  return isOpen ? [{ do: 'close-gate' }] : [{ do: 'give-back', nonce, because: 'a new check is asked for' }];
}

/** All sources and the live screen were read again. Green leads to the consume, and nothing else does. */
export function recheckRead(state: ExecutionState, event: Of<'recheck-read'>, nowMs: number): Stepped {
  // What an earlier check read, and told late, is none of this one's.
  if (state.phase !== 'rechecking' || state.check?.stage !== 'reading' || state.check.nonce !== event.nonce) return refuse(state);
  const { assessment, result } = event;
  if (assessment === null) return go(disarm(state, [reason('guard-not-intact', { detail: 'the console page does not answer' })]));
  const found = [...assessment.halts, ...result.reasons];
  if (found.length > 0) return stop(state, found, nowMs);
  const seen = { ...state, holds: assessment.holds, warnings: mergeWarnings(state.warnings, [...result.warnings, ...assessment.warnings]) };
  if (assessment.holds.length > 0) return go(disarm(seen, []));
  if (!assessment.isComplete || !assessment.isCommitScreen || !result.isGreen) {
    return go(disarm(seen, [reason('reading-stale', { screen: 'The last screen' })]));
  }
  if (seen.warnings.some((one) => one.acknowledged === null)) return go(disarm(seen, []));
  return go({ ...seen, check: { ...state.check, stage: 'consuming', readings: event.readings, document: event.document } }, [
    { do: 'consume', nonce: state.check.nonce },
  ]);
}

/** Some reasons latch, some open by themselves; one that latches is enough. */
function stop(state: ExecutionState, reasons: readonly Reason[], nowMs: number): Stepped {
  const effects = [...takeBack(state, 'not green'), ...escalating(reasons)];
  if (!reasons.some(latches)) return go(disarm(state, reasons), effects);
  return go(latch(state, reasons, nowMs), [...effects, ...ON_HALT]);
}

export function consumed(state: ExecutionState, event: Of<'consumed'>): Stepped {
  if (state.check?.stage !== 'consuming' || state.check.nonce !== event.nonce) return refuse(state);
  return go({ ...state, check: { ...state.check, stage: 'consumed' } }, [{ do: 'prepare-release', nonce: event.nonce }]);
}

/** Refused, or never answered: the claim is given back by its nonce, whichever of the two it was. */
export function consumeRefused(state: ExecutionState, event: Of<'consume-refused'>, nowMs: number): Stepped {
  if (state.check?.stage !== 'consuming' || state.check.nonce !== event.nonce) return refuse(state);
  if (event.isLatching) return stop(state, [event.reason], nowMs);
  return go(disarm(state, [event.reason]), takeBack(state, 'consume did not succeed'));
}

/** Durable before the rule is added: from this line on, a crash means that something may have left. */
export function gateOpening(state: ExecutionState, event: Of<'gate-opening'>): Stepped {
  const { check } = state;
  const { release } = event;
  const isBound =
    state.phase === 'rechecking' &&
    check?.stage === 'consumed' &&
    release.nonce === check.nonce &&
    release.readings === check.readings &&
    release.document === check.document &&
    release.packetDigest === state.packetDigest &&
    release.tabId === state.tabId;
  if (!isBound || check === null || state.halt !== null) return refuse(state);
  return go({ ...state, release, check: { ...check, stage: 'opening' } }, [{ do: 'open-gate', release }]);
}

export function armed(state: ExecutionState, event: Of<'armed'>): Stepped {
  if (state.check?.stage !== 'opening' || state.release?.id !== event.release) return refuse(state);
  return go({ ...state, phase: 'armed', check: null }, [{ do: 'watch-world' }]);
}

/** The browser did not take the rule. The gate is closed again before anything else. */
export function gateFailed(state: ExecutionState, event: Of<'gate-failed'>): Stepped {
  if (state.check?.stage !== 'opening') return refuse(state);
  return go(disarm(state, [event.reason]), takeBack(state, 'gate did not open'));
}

/** A press that came before the check was seen, or after the one that used it: neither says anything about the release. */
const LEAVES_RELEASE: ReadonlySet<Reason['code']> = new Set<Reason['code']>(['press-not-counted', 'commit-in-flight']);

/**
 * A press on the commit control while armed. From one that counts on, something may leave: the request that follows
 * says what. One that found other values takes the release back; one that came too early leaves it.
 */
export function pressed(state: ExecutionState, event: Of<'pressed'>, nowMs: number): Stepped {
  const { release } = state;
  // Its request was seen before it: the press only says how that came about.
  if (state.phase === 'committing' && event.isPassed && event.release === release?.id) return go(state);
  if (state.phase !== 'armed' || release === null || event.release !== release.id) return refuse(state);
  if (event.because !== null && LEAVES_RELEASE.has(event.because.code)) return go({ ...state, checkHolds: [event.because] });
  const isBound =
    event.because === null &&
    event.isPassed &&
    event.tabId === release.tabId &&
    event.document === release.document &&
    event.readings === release.readings &&
    nowMs <= release.untilMs;
  if (isBound) return go({ ...state, left: 'possibly', checkHolds: [] });
  const because = event.because ?? reason('reading-changed', { field: 'A value' });
  // A page that would send something else than it shows is for security to look at, although nothing left.
  const alarm = because.code === 'body-differs' ? ([{ do: 'escalate', reasons: [because] }] as const) : [];
  return go(disarm(state, [because]), [...takeBack(state, 'press refused'), ...alarm]);
}

/** Nobody pressed in time. A tired human must not burn three approvals: the claim goes back. */
export function releaseExpired(state: ExecutionState, event: Of<'release-expired'>): Stepped {
  if (state.phase !== 'armed' || state.release?.id !== event.release) return refuse(state);
  return go(disarm(state, [reason('release-expired', { limit: 'the time allowed' })]), takeBack(state, 'expired unused'));
}

/** Something to be warned of: what was checked without it is taken back. After a press that counted nothing can be. */
export function warned(state: ExecutionState, event: Of<'warned'>): Stepped {
  const next = { ...state, warnings: mergeWarnings(state.warnings, event.reasons) };
  const isBound = (state.phase === 'rechecking' || state.phase === 'armed') && state.left === 'nothing';
  if (!isBound || next.warnings.every((one) => one.acknowledged !== null)) return go(next);
  return go(disarm(next, []), takeBack(state, 'a warning came'));
}

/** The case, or what stands behind it, is not what the green check saw. */
export function worldChanged(state: ExecutionState, event: Of<'world-changed'>, nowMs: number): Stepped {
  if (event.reasons.length === 0) return refuse(state);
  if (state.phase !== 'filling' && state.phase !== 'rechecking' && state.phase !== 'armed') return refuse(state);
  if (state.halt !== null) return refuse(state);
  return stop(state, event.reasons, nowMs);
}
