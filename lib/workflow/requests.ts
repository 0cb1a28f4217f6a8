import type { CorrectionFinding } from '../core/evidence/addendum-words.ts';
import { base64 } from '../core/evidence/encoding.ts';
import { isEnded } from '../core/execution/state.ts';
import { type Reason, reason } from '../core/reason.ts';
import type { Reply, ReplyValues, Request, RequestType } from '../wire/messages.ts';
import { addendaOf, isLastCorrection, signAddendum } from './addenda.ts';
import { restoreAll } from './booting.ts';
import { bundleOf } from './closing.ts';
import type { Context } from './context.ts';
import { deliverAll } from './delivering.ts';
import type { DescribeRequest } from './described-console.ts';
import { evidenceEntry } from './evidence-entry.ts';
import { evidenceRows } from './evidence-rows.ts';
import { openConsole } from './gating.ts';
import type { ProfileRequest } from './keeping-profiles.ts';
import { REPORT_FILE } from './kept-files.ts';
import { measuredHere } from './measured.ts';
import { openExecution } from './opening.ts';
import { askCheck } from './page-events.ts';
import { popupView } from './popup.ts';
import { reconcile } from './reconciling.ts';
import type { Run } from './run.ts';
import { sealNote } from './sealing.ts';
import { decide, takeoverView } from './taking-over.ts';

/** What of the request list is about executions and evidence; the rest is about this browser's set-up and its profiles. */
export type ExecutionRequest = Exclude<
  Request,
  | ProfileRequest
  | DescribeRequest
  | { type: 'deployment-status' | 'use-range' | 'set-deployment' | 'sign-in' | 'sign-in-with-token' | 'sign-out' }
>;

export type Asked = Readonly<{ signedIn: 'in' | 'out'; focusTab: (tabId: number) => Promise<void> }>;

/** Answers a page of our own. These are the only places where a person may decide something. */
export async function answer(context: Context, request: ExecutionRequest, asked: Asked): Promise<Reply<RequestType>> {
  switch (request.type) {
    case 'state':
      if (context.waiting.size > 0) void restoreAll(context);
      return done<'state'>(await popupView(context, asked.signedIn));
    case 'read-again':
      backToList(context);
      await restoreAll(context);
      return done<'read-again'>(await popupView(context, asked.signedIn));
    case 'start': {
      backToList(context);
      const opened = await openExecution(context, request.caseId);
      return opened.isOpened ? done<'start'>({ execution: opened.run.execution }) : refused(opened.reason);
    }
    case 'evidence-list':
      return done<'evidence-list'>(await evidenceRows(context));
    case 'measured':
      return done<'measured'>(await measuredHere(context));
    case 'evidence-entry': {
      const entry = await evidenceEntry(context, request.execution);
      return entry === null ? refused(reason('bundle-incomplete', { missing: 'this execution' })) : done<'evidence-entry'>(entry);
    }
    case 'export':
      return exportBundle(context, request.execution);
    case 'report': {
      const bytes = await context.ports.device.journal.file(request.execution, REPORT_FILE);
      return bytes === null
        ? refused(reason('bundle-incomplete', { missing: 'the report' }))
        : done<'report'>({ html: new TextDecoder().decode(bytes) });
    }
    case 'correct':
      return correct(context, request.execution, request.finding);
    case 'takeover':
      return done<'takeover'>(await takeoverView(context, request.caseId));
    case 'decide': {
      const refusal = await decide(context, request);
      return refusal === null ? done<'decide'>(null) : refused(refusal);
    }
    case 'reconcile': {
      const refusal = await reconcile(context, request);
      return refusal === null ? done<'reconcile'>(null) : refused(refusal);
    }
    default:
      return actOn(context, request, asked);
  }
}

type Act = Extract<ExecutionRequest, { type: 'check-now' | 'go-to-console' | 'halt' | 'acknowledge' | 'do-not-start' }>;

async function actOn(context: Context, request: Act, asked: Asked): Promise<Reply<RequestType>> {
  const run = context.runs.get(request.execution);
  if (run === undefined || run.isPutAway) return refused(reason('no-execution'));
  const by = run.facts.operator?.person.id ?? 'operator';
  switch (request.type) {
    case 'check-now':
      await askCheck(context, run, 'popup');
      break;
    case 'go-to-console':
      await goToConsole(context, run, asked);
      break;
    case 'halt':
      // The halt comes first: it must not wait for a note that cannot be sealed now.
      await run.dispatch({ type: 'halt-asked', reason: reason('takeover-held', { detail: 'the operator halted it' }), by }, by);
      await sealNote(context, run, request.note, 'why the operator halted');
      break;
    case 'acknowledge': {
      const sealed = await sealNote(context, run, request.note, 'why a warning may go on');
      if (!sealed.isSealed) return refused(sealed.reason);
      await run.dispatch({ type: 'acknowledged', warning: request.id, by, note: sealed.path }, by);
      break;
    }
    case 'do-not-start':
      if (run.state.claim !== null) return refused(reason('takeover-held'));
      await run.dispatch({ type: 'abandoned', by, exit: null, note: null }, by);
      break;
  }
  return done<'check-now'>(null);
}

/** Brings the console's tab to the front, or opens a new one by GET where it is gone or rests somewhere else. */
async function goToConsole(context: Context, run: Run, asked: Asked): Promise<void> {
  const { tabId, phase, holds } = run.state;
  const isStrayed = phase === 'filling' && holds.some((one) => one.code === 'console-origin-wrong');
  if (tabId !== null && !isStrayed) await asked.focusTab(tabId);
  else if (phase === 'filling') await openConsole(context, run);
}

/**
 * Back to the list: a preflight that was red has begun nothing, and what ended is evidence now. Its end may still be told:
 * it is put away and not forgotten, or the journal would have it taken up, and ended, a second time.
 */
function backToList(context: Context): void {
  for (const run of context.runs.values()) {
    if (run.ending !== null || isEnded(run.state)) run.isPutAway = true;
  }
}

async function exportBundle(context: Context, execution: string): Promise<Reply<RequestType>> {
  const bundle = await bundleOf(context, execution);
  if (bundle === null) return refused(reason('bundle-incomplete', { missing: 'its end: the execution is not closed' }));
  const sha256 = await context.ports.device.signer.sha256(bundle.bytes);
  const addenda = [...(await addendaOf(context, execution))].map(([name, bytes]) => ({ name, bytesBase64: base64(bytes) }));
  return done<'export'>({ name: bundle.name, mediaType: 'application/zip', sha256, bytesBase64: base64(bundle.bytes), addenda });
}

/** A correction changes nothing of what was signed: it stands beside it, and goes where the bundle went. Asked for again it is there. */
async function correct(context: Context, execution: string, finding: CorrectionFinding): Promise<Reply<RequestType>> {
  if (await isLastCorrection(context, execution, finding)) return done<'correct'>(null);
  if (!(await signAddendum(context, execution, { is: 'correction', finding })))
    return refused(reason('bundle-incomplete', { missing: 'its end, or an enrolled device of yours to sign with' }));
  void deliverAll(context);
  return done<'correct'>(null);
}

function done<T extends RequestType>(value: ReplyValues[T]): Reply<T> {
  return { ok: true, value };
}

function refused(because: Reason): Readonly<{ ok: false; reason: Reason }> {
  return { ok: false, reason: because };
}
