import type { Grant } from '../gate/sources.ts';
import type { InstantText } from '../packet/packet.ts';
import { type Reason, reason } from '../reason.ts';
import type { ExecutionEvent } from './event.ts';
import { isOfClaim } from './new-grants.ts';
import type { ExecutionState, GrantedWindow } from './state.ts';
import { go, refuse, type Stepped } from './stepped.ts';

type Of<T extends ExecutionEvent['type']> = Extract<ExecutionEvent, { type: T }>;

/** What IAM was asked for: is the grant still there, and has another one come that no release allowed. */
export type WindowInput = Readonly<{
  claim: string | null;
  reference: string | null;
  window: GrantedWindow;
  tenant: string;
  grants: readonly Grant[];
  /** Its time is over, or it was revoked, and IAM had its time to follow. */
  isDue: boolean;
}>;

/** `isOver`: the grant has ended, and nothing is left to watch. `open`: how many emergency grants of the tenant have not ended, and our own whatever it is by now. */
export type WindowJudged = Readonly<{ isOver: boolean; open: number; reasons: readonly Reason[] }>;

/**
 * A granted window as IAM shows it. Before its time only a grant that IAM shows as ended is over: one that is not listed may be
 * late, and nobody would look again.
 */
export function judgeWindow(input: WindowInput): WindowJudged {
  const { tenant, grants, isDue, window } = input;
  const all = grants.filter((one) => one.tenant === tenant);
  const open = all.filter((one) => one.state !== 'ended' && (one.kind === 'break-glass' || isOwn(one, input)));
  // Of whatever kind it is by now: access that was made a standing one has not ended.
  const own = open.filter((one) => isOwn(one, input));
  const isEnded = own.length === 0 && (isDue || all.some((one) => isOwn(one, input)));
  const strangers = open.filter((one) => !own.includes(one) && one.reference !== null && one.idempotencyKey === null);
  const longer = own.find(({ endsAt }) => endsAt === null || !(Date.parse(endsAt) <= Date.parse(window.endsAt)));
  const reasons = [
    ...(isDue && own.length > 0 ? [reason('revoke-not-effective')] : []),
    ...(longer === undefined ? [] : [reason('grant-broader', { seen: `an end at ${longer.endsAt ?? 'no time'}` })]),
    ...(strangers.length > 0 ? [reason('unguarded-grant')] : []),
  ];
  return { isOver: isEnded, open: open.length, reasons };
}

/** By the id that IAM gave it, by the key of our claim, or by the console's reference: whichever the systems keep. */
function isOwn(grant: Grant, { claim, reference, window }: WindowInput): boolean {
  return grant.id === window.grant || isOfClaim(grant, claim) || (reference !== null && grant.reference === reference);
}

/** How long IAM may go on showing a grant whose time is over. */
const LAG_MS = 60_000;

/** Access is open from now on, to a known end. */
export function openedWindow({ endsAt, grant }: Readonly<{ endsAt: InstantText | null; grant: string | null }>): GrantedWindow | null {
  const endMs = endsAt === null ? Number.NaN : Date.parse(endsAt);
  if (endsAt === null || Number.isNaN(endMs)) return null;
  return { grant, endsAt, dueMs: endMs + LAG_MS, isOver: false, reasons: [], isToldToCase: true };
}

/** Nothing was granted, or it has ended and what it showed is told. */
export function isWindowDone({ window }: Pick<ExecutionState, 'window'>): boolean {
  return window === null || (window.isOver && window.isToldToCase);
}

/** The operator ended the grant in the console: IAM must show it by then. */
export function revokeSeen(state: ExecutionState, event: Of<'revoke-seen'>): Stepped {
  const { window } = state;
  if (window === null || window.isOver) return refuse(state);
  return go({ ...state, window: { ...window, dueMs: Math.min(window.dueMs, event.dueMs) } });
}

/** IAM was read again after the end. What it shows that it should not is told to security, and corrects the record. */
export function windowRead(state: ExecutionState, event: Of<'window-read'>): Stepped {
  const { window } = state;
  if (window === null || window.isOver) return refuse(state);
  const fresh = event.reasons.filter((one) => !window.reasons.some((known) => known.code === one.code));
  const isToldToCase = window.isToldToCase && fresh.length === 0;
  const next = { ...state, window: { ...window, isOver: event.isOver, reasons: [...window.reasons, ...fresh], isToldToCase } };
  return go(next, fresh.length === 0 ? [] : [{ do: 'escalate', reasons: fresh }]);
}

/** The case has the correction. */
export function corrected(state: ExecutionState): Stepped {
  const { window } = state;
  return window === null || window.isToldToCase ? refuse(state) : go({ ...state, window: { ...window, isToldToCase: true } });
}
