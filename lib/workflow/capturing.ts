import { compareField } from '../core/compare/compare.ts';
import type { PageReport } from '../core/compare/page-report.ts';
import type { Reading, Verdict } from '../core/compare/reading.ts';
import { recordPath, sealedValuesPath } from '../core/evidence/bundle-names.ts';
import { canonical } from '../core/evidence/canonical.ts';
import { type Commitment, commitmentLines, commitmentPath, committedValue } from '../core/evidence/commitments.ts';
import { displayRecord } from '../core/evidence/display-record.ts';
import { utf8 } from '../core/evidence/encoding.ts';
import type { DisplayRecord } from '../core/evidence/record.ts';
import { recordFaults } from '../core/evidence/record-faults.ts';
import { type CommittedValue, valuesText } from '../core/evidence/sealed-part.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { fieldSpec } from '../core/profile/profile.ts';
import { type Reason, reason } from '../core/reason.ts';
import { type Context, remember } from './context.ts';
import { drawCaptures } from './drawing.ts';
import { commitmentsFile } from './kept-files.ts';
import { storageFault } from './recording.ts';
import { approvedValues, type Run } from './run.ts';

/** The worker's own verdict for each field that was read, at that moment; nothing the page says is one. */
export function fieldVerdicts(run: Run, readings: readonly Reading[], atMs: number): Readonly<Record<string, Verdict>> {
  const { known, packet } = run.facts;
  const approved = approvedValues(known.profile, packet);
  const verdicts: Record<string, Verdict> = {};
  for (const reading of readings) {
    const spec = fieldSpec(known.profile, reading.field);
    if (spec) verdicts[spec.id] = compareField({ spec, approved: approved[spec.id] ?? '', reading, atMs }).verdict;
  }
  return verdicts;
}

/**
 * A capture: the display record built from nothing, checked a second time, committed to field by field, and drawn from
 * the record alone.
 */
export async function capture(context: Context, run: Run, moment: DisplayRecord['moment'], given: PageReport | null = null): Promise<void> {
  const { device } = context.ports;
  const report = given ?? (moment === 'press' ? run.commitReport : null) ?? run.lastReport;
  if (report === null || run.state.claim === null) return;
  const { facts } = run;
  const readings = moment === 'press' ? [...facts.carried, ...report.readings] : report.readings;
  const seq = (await device.journal.lines(run.execution)).length - 1;
  const record = displayRecord(
    facts.known.profile,
    { ...report, readings },
    {
      execution: run.execution,
      seq,
      at: new Date(device.clock.nowMs()).toISOString(),
      tenant: facts.packet.tenant,
      caseId: facts.caseId,
      incident: facts.packet.incident.id,
      packetVersion: facts.packet.version,
      moment,
      profileDigest: facts.known.digest,
      verdicts: fieldVerdicts(run, readings, report.atMs),
    },
  );
  const refused = await secondLook(context, run, record);
  run.unmasked = refused;
  if (refused !== null) await run.dispatch({ type: 'press-held', because: refused });
  else await keep(context, run, record, readings);
}

/** A screen that is left. Storage that takes no capture of it halts the entry: what comes after would have no evidence either. */
export async function captureCheckpoint(context: Context, run: Run, report: PageReport): Promise<void> {
  try {
    await capture(context, run, 'checkpoint', report);
  } catch (error) {
    await run.dispatch({ type: 'halt-asked', reason: storageFault(error), by: 'guard' });
  }
}

/**
 * The second look goes by the profile as it is installed, found by its digest, and not by the copy that the execution
 * works with: what made the record wrong must not be what judges it.
 */
async function secondLook({ ports }: Context, { facts }: Run, record: DisplayRecord): Promise<Reason | null> {
  const installed = (await ports.profiles()).find((one) => one.digest === facts.known.digest);
  const isGood = installed !== undefined && recordFaults(record, installed.profile).length === 0;
  return isGood ? null : reason('capture-unmasked');
}

async function keep(context: Context, run: Run, record: DisplayRecord, readings: readonly Reading[]): Promise<void> {
  const { device } = context.ports;
  const bytes = new TextEncoder().encode(canonical(record));
  const digest = await device.signer.sha256(bytes);
  await device.journal.putFile(run.execution, recordPath(digest), bytes);
  const commitments = await commitReadings(context, run, digest, readings);
  await run.dispatch({
    type: 'noted',
    what: 'capture',
    body: { record: digest, picture: null, because: null, commitments, screen: record.screen.id, moment: record.moment },
  });
  await remember(context, run, { captures: run.facts.captures + 1 });
  await drawCaptures(context, run);
}

/**
 * Commits to every value that this capture read, and seals the values themselves for security: evidence that everybody
 * sees has neither. Gives the hash of the commitments, which the capture's entry names.
 */
async function commitReadings(context: Context, run: Run, record: Sha256Hex, readings: readonly Reading[]): Promise<Sha256Hex> {
  const { journal, signer } = context.ports.device;
  const values = new Map<string, CommittedValue>();
  // The last reading of a field is the one that the record shows: one that was carried may have held something else.
  for (const { field, look } of new Map(readings.map((one) => [one.field, one])).values()) {
    const path = commitmentPath(record, field);
    if (look.isReadable) values.set(path, { path, ...committedValue(look.value) });
  }
  const commitments: Commitment[] = [];
  for (const { path, kind, value } of values.values())
    commitments.push({ path, kind, hmac: await signer.commit(run.execution, path, kind, value) });
  const lines = utf8(commitmentLines(commitments));
  await journal.putFile(run.execution, commitmentsFile(record), lines);
  const path = sealedValuesPath(record);
  const sealed = await signer.sealValues(run.execution, path, valuesText([...values.values()]));
  await journal.putFile(run.execution, path, sealed);
  await run.dispatch({
    type: 'noted',
    what: 'sealed',
    body: { path, sha256: await signer.sha256(sealed), about: 'the values of a capture' },
  });
  return signer.sha256(lines);
}
