import type { Runtime } from 'webextension-polyfill';
import { browser } from '../../lib/browser/api.ts';
import { DEPLOYMENT_KEY, DeploymentUnusable, readDeployment } from '../../lib/browser/deployment.ts';
import { described } from '../../lib/browser/described-gate.ts';
import type { networkGate } from '../../lib/browser/network-gate.ts';
import type { Watched } from '../../lib/browser/one-shot.ts';
import type { pageLink } from '../../lib/browser/page-link.ts';
import { profileShelf } from '../../lib/browser/profile-shelf.ts';
import { watchRequests } from '../../lib/browser/request-watch.ts';
import type { RequestKind } from '../../lib/core/profile/profile.ts';
import { reason } from '../../lib/core/reason.ts';
import type { ObservedRequest, RequestEnd, Signer } from '../../lib/ports/device.ts';
import { parseRequest, type Reply, type RequestType, requestRefused } from '../../lib/wire/messages.ts';
import { followRevoke, lookAfterWindows } from '../../lib/workflow/afterwards.ts';
import { CLOSE_GATE_ALARM, DELIVER_ALARM, ESCALATE_ALARM, RESTORE_ALARM, WINDOW_ALARM } from '../../lib/workflow/alarms.ts';
import { restoreAll } from '../../lib/workflow/booting.ts';
import { requestBegan, requestEnded, requestLeft } from '../../lib/workflow/confirming.ts';
import { type Context, latestRun, runOfTab } from '../../lib/workflow/context.ts';
import { deliverAll } from '../../lib/workflow/delivering.ts';
import { answerDescribe, isDescribeRequest } from '../../lib/workflow/described-console.ts';
import { escalateAll } from '../../lib/workflow/escalating.ts';
import { forgetRows } from '../../lib/workflow/evidence-rows.ts';
import { lookAtFooting } from '../../lib/workflow/footing.ts';
import { closeOverdueGates } from '../../lib/workflow/gating.ts';
import { answerProfiles, isProfileRequest } from '../../lib/workflow/keeping-profiles.ts';
import { observe } from '../../lib/workflow/observing.ts';
import { askCheck } from '../../lib/workflow/page-events.ts';
import { answer } from '../../lib/workflow/requests.ts';
import { isAtWorkElsewhere } from '../../lib/workflow/still-needed.ts';
import { tabRests } from '../../lib/workflow/straying.ts';
import { seeSettled } from '../../lib/workflow/unsettled.ts';
import { isSignedIn } from './session.ts';
import { isSetupRequest, setUp } from './setup.ts';

export type Parts = Readonly<{
  context: Context;
  gate: ReturnType<typeof networkGate>;
  signer: Signer;
  pages: ReturnType<typeof pageLink>;
  /** Settles when the gate is closed and the journal was read; nothing is answered before. */
  ready: Promise<void>;
  /** What is known of the guarded consoles, as soon as storage has said it. */
  guarded: Pick<Watched, 'profiles' | 'mayBeGuarded' | 'read'>;
  /** Reads the profiles again, and guards every console that access was given to. */
  reload: () => Promise<void>;
}>;

/** Everything that wakes the worker. Registered in its first turn, or the browser would not wake it for them. */
export function listen(parts: Parts): void {
  const { context, gate, pages, ready } = parts;
  browser.runtime.onConnect.addListener((port) => pages.accept(port));
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined => {
    const request = ownRequest(message, sender);
    return request === undefined ? undefined : ready.then(() => reply(parts, request)).catch(deploymentUnusable);
  });
  const requests = watchRequests(
    { ...parts.guarded, mayWait: import.meta.env.FIREFOX, known: ready, release: gate.release },
    {
      began: (request) => observe(context, () => requestBegan(context, request)),
      left: (request) => observe(context, () => requestGone(parts, request)),
      ended: (end, kind, seen) => observe(context, () => requestOver(parts, end, { kind, seen })),
    },
  );
  browser.tabs.onRemoved.addListener((tabId) => void ready.then(() => runOfTab(context, tabId)?.dispatch({ type: 'tab-lost', tabId })));
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete') void ready.then(() => cameToRest(parts, tabId));
  });
  browser.alarms.onAlarm.addListener((alarm) => void ready.then(() => woken(context, alarm.name)));
  browser.permissions.onAdded.addListener(() => {
    requests.renew();
    void ready.then(() => parts.reload());
  });
  // A policy, or a person, gives another deployment: its profiles are the ones that count from now on.
  browser.storage.onChanged.addListener((changes) => {
    if (DEPLOYMENT_KEY in changes) void ready.then(() => otherDeployment(parts), beginAnew);
  });
  browser.permissions.onRemoved.addListener(() => void ready.then(() => lookAtFooting(context)));
  browser.runtime.onInstalled.addListener((installed) => {
    if (installed.reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/onboarding.html') });
    void ready.then(() => parts.reload());
  });
  browser.runtime.onStartup.addListener(() => void ready.then(() => parts.reload()));
  browser.commands.onCommand.addListener((command) => {
    if (command === 'check-now') void ready.then(() => checkFromKeyboard(context));
  });
  // An update waits while something is open: it would cut the page off in the middle. What is open, only the journal says.
  browser.runtime.onUpdateAvailable.addListener(() => {
    void ready.then(() => {
      if (latestRun(context) === null && context.waiting.size === 0) browser.runtime.reload();
    });
  });
}

/** Only of the console's tab it matters where it is. */
async function cameToRest({ context, pages }: Parts, tabId: number): Promise<void> {
  const rests = runOfTab(context, tabId) === null ? null : await pages.restsAt(tabId);
  if (rests !== null) await tabRests(context, tabId, rests.origin);
}

/** What left is judged where it came from; a grant may be ended from any tab of its console. */
async function requestGone({ context }: Parts, seen: ObservedRequest): Promise<void> {
  await requestLeft(context, seen);
  void followRevoke(context, seen);
}

/** A step, exit or revoke that has gone needs its window no longer. */
async function requestOver(
  { context, gate }: Parts,
  end: RequestEnd,
  { kind, seen }: Readonly<{ kind: RequestKind | 'unknown'; seen: ObservedRequest | null }>,
): Promise<void> {
  if (kind === 'step' || kind === 'back' || kind === 'exit' || kind === 'revoke') await gate.closeWindow(seen?.atMs ?? end.atMs);
  await requestEnded(context, end, { kind, seen });
}

/** Only our own pages may ask; a content script has its own, shorter list on its port. */
function ownRequest(message: unknown, sender: Runtime.MessageSender): unknown {
  const isOwnPage = sender.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL(''));
  if (!isOwnPage || typeof message !== 'object' || message === null) return undefined;
  return 'target' in message && message.target === 'worker' && 'request' in message ? message.request : undefined;
}

async function reply(parts: Parts, raw: unknown): Promise<Reply<RequestType>> {
  const parsed = parseRequest(raw);
  if (!parsed.isParsed) return { ok: false, reason: requestRefused(parsed.where) };
  const request = parsed.value;
  if (isSetupRequest(request)) {
    const answered = await setUp(request, parts);
    await parts.reload();
    // Who just signed in can read what an interrupted execution was about.
    if (request.type !== 'deployment-status') await takeUpAgain(parts.context);
    return answered;
  }
  if (isDescribeRequest(request)) return answerDescribe(request, { context: parts.context, gate: described(parts.gate) });
  if (isProfileRequest(request)) {
    const answered = await answerProfiles(request, {
      shelf: profileShelf,
      systems: parts.context.ports.systems,
      signal: parts.context.signal,
    });
    if (request.type === 'keep-profile' || request.type === 'forget-profile') await parts.reload();
    return answered;
  }
  const known = await readDeployment();
  const signedIn = known !== null && (await isSignedIn(known.deployment)) ? 'in' : 'out';
  return answer(parts.context, request, { signedIn, focusTab: focusTab });
}

/** What is at work with systems that are no longer these begins anew, like after a crash, and waits for its own: here nothing of it may go on. */
async function otherDeployment({ context, reload }: Parts): Promise<void> {
  await reload();
  forgetRows(context);
  if (await isAtWorkElsewhere(context)) browser.runtime.reload();
}

/** This worker never began, because its deployment could not be used. By the one that is given now another worker may. */
function beginAnew(error: unknown): void {
  if (!(error instanceof DeploymentUnusable)) throw error;
  browser.runtime.reload();
}

/** Told as what it is; any other error is a bug, and no answer. */
function deploymentUnusable(error: unknown): Reply<RequestType> {
  if (!(error instanceof DeploymentUnusable)) throw error;
  return { ok: false, reason: reason('deployment-unusable', { detail: error.message }) };
}

/** What could not go on without a sign-in goes on now. */
async function takeUpAgain(context: Context): Promise<void> {
  await restoreAll(context);
  void seeSettled(context);
  await escalateAll(context);
  await lookAfterWindows(context);
  await deliverAll(context);
}

async function focusTab(tabId: number): Promise<void> {
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

async function woken(context: Context, name: string): Promise<void> {
  if (name === CLOSE_GATE_ALARM) await closeOverdueGates(context);
  if (name === DELIVER_ALARM) await deliverAll(context);
  if (name === WINDOW_ALARM) await lookAfterWindows(context);
  if (name === RESTORE_ALARM) await restoreAll(context).then(() => seeSettled(context));
  if (name === ESCALATE_ALARM) await escalateAll(context);
}

async function checkFromKeyboard(context: Context): Promise<void> {
  const run = latestRun(context);
  if (run !== null) await askCheck(context, run, 'shortcut');
}
