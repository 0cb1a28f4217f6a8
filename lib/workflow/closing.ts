import { bundleDraft, bundleName, sealBundle } from '../core/evidence/bundle.ts';
import { anchorPath, COMMITMENTS, picturePath, recordPath } from '../core/evidence/bundle-names.ts';
import { zipBundle } from '../core/evidence/bundle-zip.ts';
import { capturesIn } from '../core/evidence/captures.ts';
import { textOf, utf8 } from '../core/evidence/encoding.ts';
import { entriesIn, readLine } from '../core/evidence/journal.ts';
import { entriesOf, type Kind, lastIn } from '../core/evidence/kinds.ts';
import { lookAfterWindows } from './afterwards.ts';
import { RESTORE_ALARM } from './alarms.ts';
import { anchorHead } from './anchoring.ts';
import { callOptions } from './call-options.ts';
import { claimToEnd, giveBackClaim } from './claiming.ts';
import { isSamePacket } from './comparing-case.ts';
import { compareApprovals, judgeBundle, nameMissing, outcomeOf, settled } from './completing.ts';
import { type Context, systemsOf } from './context.ts';
import { deliverAll } from './delivering.ts';
import { drawCaptures } from './drawing.ts';
import { forgetRows, keepRow } from './evidence-rows.ts';
import { BUNDLE_FILE, commitmentsFile, REPORT_FILE, SUMMARY_FILE } from './kept-files.ts';
import { keepJson } from './kept-json.ts';
import { keepFacts } from './measured.ts';
import type { Run } from './run.ts';
import { isUnanswered } from './unanswered.ts';
import { isUnheard, unheardClaim } from './unheard-claim.ts';

/** How soon the case is told again while it does not answer, at first and later on. */
const FIRST_WAIT_MS = 1_000;
const WAIT_MAX_MS = 30_000;

/** How soon an end that broke off is tried again. */
const CLOSE_AGAIN_MS = 30_000;

/** Ends an execution. What breaks off, because the disk took no file, is tried again: without an end there is no evidence. */
export async function closeExecution(context: Context, run: Run): Promise<void> {
  const { clock, wakeAt } = context.ports.device;
  if (run.ending === 'begun' || run.ending === 'done') return;
  run.ending = 'begun';
  try {
    await end(context, run);
  } catch (error) {
    run.ending = 'owed';
    await wakeAt(RESTORE_ALARM, clock.nowMs() + CLOSE_AGAIN_MS);
    throw error;
  }
}

/**
 * The end of an execution: the case learns the outcome and the head, the claim is closed, the journal gets its last
 * entry, and the bundle is signed once and kept. Delivery follows and is tried until it succeeded.
 */
async function end(context: Context, run: Run): Promise<void> {
  const { device } = context.ports;
  if (run.state.follows !== null && run.state.phase === 'abandoned' && run.state.claim === null) await claimToEnd(context, run);
  // Where no claim was asked for the case knows of nothing that could end: what was read and found red is evidence all the same.
  if (run.state.claim !== null) {
    await settled(context, run);
    await isReturned(context, run);
  }
  if (run.state.claim !== null || (await isNoted(context, run, 'claim-asked'))) await tellCase(context, run);
  if (context.signal.aborted) return;
  if (!(await isNoted(context, run, 'closed'))) {
    await drawCaptures(context, run);
    if (context.signal.aborted) return;
    await compareApprovals(context, run);
    await nameMissing(context, run);
    await noteClosed(context, run);
    if (context.signal.aborted) return;
  }
  // Before the bundle: what has one is not looked at again, and its key would stay for good.
  await device.signer.closeCommitments(run.execution);
  if (!(await device.journal.paths(run.execution)).has(BUNDLE_FILE)) await makeBundle(context, run);
  run.ending = 'done';
  // No worker takes it up again.
  await device.memory.forget([run.execution]);
  context.changed();
  await deliverAll(context);
  await lookAfterWindows(context);
}

/** Without its last line there is no bundle: one that the disk refuses is written again. */
async function noteClosed(context: Context, run: Run): Promise<void> {
  const { clock } = context.ports.device;
  const write = () => run.dispatch({ type: 'noted', what: 'closed', body: { outcome: outcomeOf(run) } });
  for (await write(); !context.signal.aborted && !(await isNoted(context, run, 'closed')); await write())
    await clock.sleep(FIRST_WAIT_MS, context.signal);
}

/**
 * The bundle stays open until the case has the note and the end of the claim: nobody else may start before, and the
 * head that the case keeps belongs to the evidence. What a worker that died had told already is not told twice.
 */
async function tellCase(context: Context, run: Run): Promise<void> {
  const { clock, wakeAt } = context.ports.device;
  let isAnchored = await isNoted(context, run, 'outcome-anchored');
  let isTold = await isNoted(context, run, 'claim-closed');
  for (let waitMs = FIRST_WAIT_MS; !context.signal.aborted; waitMs = Math.min(waitMs * 2, WAIT_MAX_MS)) {
    if (!isAnchored && (await anchorHead(context, run, closingWords(run), knownVersion(run)))) {
      isAnchored = true;
      await run.dispatch({ type: 'noted', what: 'outcome-anchored', body: {} });
    }
    // An unheard claim is looked for once the note has moved the case on; one that is owed returns before it is closed.
    const isToClose = (isAnchored || run.state.claim !== null) && (await isReturned(context, run));
    isTold ||= isToClose && (await closeClaim(context, run));
    if (isAnchored && isTold) return;
    await wakeAt(RESTORE_ALARM, clock.nowMs() + WAIT_MAX_MS);
    await clock.sleep(waitMs, context.signal);
  }
}

/** A claim that is closed while it is consumed spends its approvals: what never left must not. */
async function isReturned(context: Context, run: Run): Promise<boolean> {
  const { owed } = run.state;
  return owed === null || giveBackClaim(context, run, owed.nonce, 'the execution ends');
}

/** Only where nothing of ours was written to the case since: a capsule moves it, too. */
function knownVersion({ state, caseAtCommit }: Run): string | null {
  return state.phase === 'confirmed' || state.phase === 'rejected' ? caseAtCommit : null;
}

async function isNoted({ ports }: Context, { execution }: Run, kind: Kind): Promise<boolean> {
  return lastIn(await ports.device.journal.lines(execution), kind) !== null;
}

/** False while it is not known whether the case took it; a refusal is an answer. */
async function closeClaim(context: Context, run: Run): Promise<boolean> {
  const { caseSystem } = await systemsOf(context);
  const { outcome, phase, packetDigest } = run.state;
  const held = (await isUnheard(context, run)) ? await unheardClaim(context, run) : { isKnown: true, claim: run.state.claim };
  if (!held.isKnown) return false;
  const { claim } = held;
  // Whoever took over holds the claim now, and closes it.
  if (claim === null || packetDigest === null || phase === 'taken-over') return true;
  const lines = await context.ports.device.journal.lines(run.execution);
  const head = await context.ports.device.signer.sha256(lines.at(-1) ?? '');
  const body = {
    claim: claim.id,
    epoch: claim.epoch,
    // Under a claim of which nobody heard nothing was entered.
    outcome: run.state.claim === null ? ('abandoned' as const) : outcomeOf(run),
    reference: outcome?.reference ?? null,
    head,
    packetDigest,
  };
  const written = await caseSystem.close(run.facts.caseId, body, callOptions(context));
  if (isUnanswered(written)) return false;
  await run.dispatch({
    type: 'noted',
    what: 'claim-closed',
    body: { is: written.is, ...(written.is === 'done' ? {} : { reason: written.reason }) },
  });
  return true;
}

function closingWords(run: Run): string {
  if (run.state.claim === null) return 'nothing was entered, because no answer came when the case was to be reserved';
  const { outcome } = run.state;
  const reference = outcome?.reference == null ? '' : `, console reference ${outcome.reference}`;
  return `outcome ${outcomeOf(run)}${reference}`;
}

/** What comes after the end, such as a late acknowledgement, is no part of the bundle. */
function untilClosed(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => readLine(line)?.kind === 'closed');
  return at < 0 ? lines : lines.slice(0, at + 1);
}

/**
 * The files that the journal names. One that came too late for that, or whose line a worker that died did not write any more, is
 * none of the bundle's.
 */
function namedIn(lines: readonly string[]): ReadonlySet<string> {
  const entries = entriesIn(lines);
  return new Set([
    ...capturesIn(entries).flatMap(({ body: { record, picture } }) => [
      recordPath(record),
      ...(picture === null ? [] : [picturePath(record)]),
    ]),
    ...entriesOf(entries, 'sealed').map(({ body }) => body.path),
    ...entriesOf(entries, 'note-anchored').map(({ body }) => anchorPath(body.seq)),
  ]);
}

/** Assembles, signs and keeps the bundle. */
async function makeBundle(context: Context, run: Run): Promise<void> {
  const { device } = context.ports;
  const { signingKey } = await device.signer.device();
  const lines = untilClosed(await device.journal.lines(run.execution));
  const all = await device.journal.files(run.execution);
  const named = namedIn(lines);
  const files = new Map([...all].filter(([path]) => named.has(path))).set(COMMITMENTS, commitmentsOf(lines, all));
  const draft = await bundleDraft(
    {
      lines,
      files,
      keyPem: signingKey,
      profile: run.facts.known.profile,
      // A browser that was closed in between reads the packet anew, and it may have been changed since.
      packet: (await isSamePacket(context, run.facts.packet, run.state.packetDigest)) ? run.facts.packet : null,
      tool: `Countersign ${device.version}`,
    },
    device.signer.sha256,
  );
  const bundle = sealBundle(draft, await device.signer.sign(draft.pae));
  const zip = zipBundle(bundle);
  await judgeBundle(context, run, zip);
  await keepJson(context, run.execution, SUMMARY_FILE, draft.summary);
  await keepRow(context, draft.summary);
  await keepFacts(context, run.execution, { summary: draft.summary, lines });
  const report = bundle.get('report.html');
  if (report !== undefined) await device.journal.putFile(run.execution, REPORT_FILE, report);
  // Last: what has a bundle is finished, and is not looked at again.
  await device.journal.putFile(run.execution, BUNDLE_FILE, zip);
  forgetRows(context);
}

/** The commitments of all captures, in the order of their entries. */
function commitmentsOf(lines: readonly string[], files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const captures = entriesOf(entriesIn(lines), 'capture');
  const records = new Set(captures.map(({ body }) => body.record));
  return utf8([...records].map((record) => textOf(files.get(commitmentsFile(record)) ?? utf8('')) ?? '').join(''));
}

/** The bundle of an execution, as it was made; null while it is not closed. */
export async function bundleOf(context: Context, execution: string): Promise<Readonly<{ name: string; bytes: Uint8Array }> | null> {
  const bytes = await context.ports.device.journal.file(execution, BUNDLE_FILE);
  return bytes === null ? null : { name: bundleName(execution), bytes };
}
