import { isAtWork } from '../core/execution/state.ts';
import type { Draft } from '../core/profile/draft.ts';
import { passable } from '../core/profile/learning.ts';
import { describerOf } from '../core/profile/standing.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { DescribedConsole, DescribedGate } from '../ports/described.ts';
import type { Reply, Request, RequestType } from '../wire/messages.ts';
import type { Context } from './context.ts';

export type DescribeRequest = Extract<Request, { type: 'describe' | 'describe-pass' | 'describe-end' }>;

/** What the network gate needs to know of a console of which so much was said. */
export function consoleOf(draft: Draft): DescribedConsole {
  const { startUrl, apiOrigins, hasServiceWorker = false } = draft;
  return { startUrl, apiOrigins, hasServiceWorker, requests: passable(draft) };
}

/** A step is open for this long behind the press that asks for it. */
const PASS_MS = 3_000;

export function isDescribeRequest(request: Request): request is DescribeRequest {
  return request.type === 'describe' || request.type === 'describe-pass' || request.type === 'describe-end';
}

/**
 * Closes a console while it is described, and opens the steps that the person named. Never on a console that any profile
 * describes: what is held there is not opened by saying that it is a step.
 */
export async function answerDescribe(
  request: DescribeRequest,
  { context, gate }: Readonly<{ context: Context; gate: DescribedGate }>,
): Promise<Reply<RequestType>> {
  switch (request.type) {
    case 'describe': {
      const why = (await whyNot(request.console, context)) ?? whyOther(request.console, await gate.now());
      if (why !== null) return { ok: false, reason: why };
      await gate.begin(request.console);
      break;
    }
    case 'describe-pass': {
      // A browser has one opening at a time: a step here would take away what stands open for an execution that began meanwhile.
      const busy = whyBusy(context);
      if (busy !== null) return { ok: false, reason: busy };
      const untilMs = await gate.pass(request.kind, request.tabId, PASS_MS);
      if (untilMs === null) return { ok: false, reason: reason('profile-unusable', { detail: 'no console is being described' }) };
      return { ok: true, value: { untilMs } };
    }
    case 'describe-end':
      await gate.end();
      break;
  }
  return { ok: true, value: null };
}

async function whyNot(
  { startUrl, apiOrigins, requests }: Extract<DescribeRequest, { type: 'describe' }>['console'],
  context: Context,
): Promise<Reason | null> {
  const busy = whyBusy(context);
  if (busy !== null) return busy;
  const owner = describerOf([new URL(startUrl).origin, ...apiOrigins], await context.ports.profiles());
  if (owner !== null) return reason('profile-unusable', { detail: `${owner.name} describes ${owner.origin} already, and keeps it closed` });
  const isOpening = requests.some((one) => one.class === 'commit' || one.class === 'exit' || one.class === 'revoke');
  return isOpening
    ? reason('profile-unusable', { detail: 'only steps and what changes nothing is let through while it is described' })
    : null;
}

/** One console is closed at a time: another one that is begun would open the one that somebody still describes. */
function whyOther({ startUrl }: DescribedConsole, now: DescribedConsole | null): Reason | null {
  if (now === null || now.startUrl === startUrl) return null;
  const detail = `${now.startUrl} is being described; end that first, or close all tabs of the options and open them once more`;
  return reason('profile-unusable', { detail });
}

function whyBusy({ runs }: Context): Reason | null {
  const isBusy = [...runs.values()].some(({ state }) => isAtWork(state));
  return isBusy ? reason('profile-unusable', { detail: 'an execution is open; end it first' }) : null;
}
