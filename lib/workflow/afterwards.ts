import { isWindowDone, judgeWindow } from '../core/execution/granted-window.ts';
import type { GrantedWindow } from '../core/execution/state.ts';
import type { PopupView } from '../core/execution/view.ts';
import { classifyRequest } from '../core/profile/classify.ts';
import type { ObservedRequest } from '../ports/device.ts';
import { signAddendum } from './addenda.ts';
import { WINDOW_ALARM } from './alarms.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { correctRecord } from './correcting.ts';
import { deliverAll } from './delivering.ts';
import { escalate } from './escalating.ts';
import { allStanding, dispatchTo, type Standing } from './recorded.ts';
import { systemsFor } from './systems-for.ts';

/** How often IAM is read after a revoke; how soon again where it could not be read. */
const REVOKE_EVERY_MS = 2_000;
const TRY_AGAIN_MS = 60_000;
/** IAM is read once more this soon after the confirmation: what came late would not have been seen. */
const SOON_MS = 30_000;
/** From here on a person is reminded that access is still open. */
const REMIND_MS = 15 * 60_000;

type Open = Standing & Readonly<{ window: GrantedWindow }>;

/** Granted windows that are not known to be over, of all executions of this device. */
async function openOnes(context: Context): Promise<readonly Open[]> {
  return (await allStanding(context)).flatMap((one) => {
    const { window } = one.state;
    return window === null || isWindowDone(one.state) ? [] : [{ ...one, window }];
  });
}

/** Reads IAM again for every window whose time it is, and sets the alarm for the next one. It survives worker and browser. */
export async function lookAfterWindows(context: Context): Promise<void> {
  const { clock, wakeAt } = context.ports.device;
  const next: number[] = [];
  const all = await openOnes(context);
  // Before anything else: the alarm that woke us is gone, and a look that breaks off is taken up again.
  if (all.length > 0) await wakeAt(WINDOW_ALARM, clock.nowMs() + TRY_AGAIN_MS);
  for (const one of all) {
    const nowMs = clock.nowMs();
    const { dueMs, endsAt } = one.window;
    const soonMs = (one.state.outcome?.atMs ?? 0) + SOON_MS;
    const isSettled = one.window.isOver || (nowMs < soonMs && nowMs < dueMs) || (await readWindow(context, one));
    next.push(...[soonMs, Date.parse(endsAt) - REMIND_MS, dueMs].filter((atMs) => atMs > nowMs));
    if (!isSettled) next.push(nowMs + TRY_AGAIN_MS);
  }
  void deliverAll(context);
  if (!(await correctAll(context))) next.push(clock.nowMs() + TRY_AGAIN_MS);
  if (next.length > 0) await wakeAt(WINDOW_ALARM, Math.min(...next));
  context.changed();
}

/** True when the case has every correction. */
async function correctAll(context: Context): Promise<boolean> {
  for (const one of await openOnes(context)) if (!one.window.isToldToCase) await correctRecord(context, one);
  return (await openOnes(context)).every(({ window }) => window.isToldToCase);
}

/** True when IAM said what it should: nothing while the window is open, and that it ended once it is due. */
async function readWindow(context: Context, { execution, opened, state, window }: Open): Promise<boolean> {
  const systems = await systemsFor(context, execution);
  const answer = systems === null ? null : await systems.access.grants(opened.tenant.id, callOptions(context));
  if (!answer?.isRead) return false;
  const isDue = context.ports.device.clock.nowMs() >= window.dueMs;
  const judged = judgeWindow({
    claim: state.claim?.id ?? null,
    reference: state.outcome?.reference ?? null,
    window,
    tenant: opened.tenant.id,
    grants: answer.value,
    isDue,
  });
  const { isOver, open, reasons } = judged;
  const fresh = reasons.filter((one) => !window.reasons.some((known) => known.code === one.code));
  const isToSign = isOver || fresh.some((one) => one.code === 'revoke-not-effective');
  // It is signed first: what is over is not read again.
  const isDone =
    isToSign &&
    (await signAddendum(context, execution, { is: 'window-end', windowEnd: window.endsAt, grants: open, isEnded: isOver })) &&
    isOver;
  const isNews = isDone || fresh.length > 0;
  if (isNews) await dispatchTo(context, execution, { type: 'window-read', isOver: isDone, reasons });
  if (isNews && reasons.length > 0) void escalate(context, execution);
  return isDone || (!isOver && !isDue);
}

/** The operator ended a grant in the console: IAM must show it within its time, whatever the console says. */
export async function followRevoke(context: Context, seen: ObservedRequest): Promise<void> {
  const { clock } = context.ports.device;
  const known = (await context.ports.profiles()).find((one) => classifyRequest(one.profile, seen).kind === 'revoke');
  if (known === undefined) return;
  const { profile } = known;
  const named = (await openOnes(context)).filter((one) => one.opened.profile.id === profile.id && isNamed(one, seen));
  const dueMs = clock.nowMs() + 2 * profile.revoke.typicalMs;
  for (const { execution } of named) await dispatchTo(context, execution, { type: 'revoke-seen', dueMs });
  // Whoever follows it here may die meanwhile.
  if (named.length > 0) await context.ports.device.wakeAt(WINDOW_ALARM, dueMs);
  const still = async () => (await openOnes(context)).filter((one) => named.some(({ execution }) => execution === one.execution));
  for (let open = await still(); open.length > 0 && clock.nowMs() < dueMs && !context.signal.aborted; open = await still()) {
    await clock.sleep(REVOKE_EVERY_MS, context.signal);
    for (const one of open) if (!one.window.isOver) await readWindow(context, one);
  }
  if (named.length > 0) await lookAfterWindows(context);
}

/** A console names the grant that it ends, in the address or in what it sends: by its own reference, or as IAM does. */
function isNamed({ state, window }: Open, { url, body }: ObservedRequest): boolean {
  const said = [...(URL.parse(url)?.pathname.split('/') ?? []), ...Object.values(body ?? {}).flat()];
  return [state.outcome?.reference, window.grant].some((name) => typeof name === 'string' && said.includes(name));
}

/** Granted windows that are still open, each with its way to revoke. */
export async function openWindows(context: Context): Promise<PopupView['open']> {
  const profiles = await context.ports.profiles();
  const nowMs = context.ports.device.clock.nowMs();
  return (await openOnes(context)).flatMap(({ execution, opened, window }) => {
    if (window.isOver) return [];
    const profile = profiles.find((one) => one.profile.id === opened.profile.id)?.profile;
    const untilMs = Date.parse(window.endsAt);
    return [
      {
        execution,
        tenant: opened.tenant.name,
        untilMs,
        isToRevoke: untilMs - nowMs <= REMIND_MS,
        revokeUrl: profile === undefined ? null : (URL.parse(profile.revoke.url, profile.where.startUrl)?.href ?? null),
        revokeSeconds: Math.round((profile?.revoke.typicalMs ?? 0) / 1000),
      },
    ];
  });
}
