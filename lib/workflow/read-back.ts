import type { Verdict } from '../core/compare/reading.ts';
import { isAsApproved } from '../core/execution/as-approved.ts';
import { grantVerdicts } from '../core/execution/grant-verdicts.ts';
import { newGrants } from '../core/execution/new-grants.ts';
import type { Grant } from '../core/gate/sources.ts';
import type { Answer } from '../ports/answer.ts';
import { fieldVerdicts } from './capturing.ts';
import { isSamePacket } from './comparing-case.ts';
import type { Context } from './context.ts';
import { approvedValues, type Run } from './run.ts';

type Station = 'sent' | 'confirmed' | 'granted';

/** Verdicts for one station of the way, for the evidence; a station that nothing was read at leaves no entry. */
export async function noteStation(run: Run, station: Station, verdicts: Readonly<Record<string, Verdict>>): Promise<void> {
  const fields = Object.entries(verdicts).map(([field, verdict]) => ({ field, verdict }));
  if (fields.length > 0) await run.dispatch({ type: 'noted', what: 'fields-read', body: { station, fields } });
}

/** What the console's confirmation repeated, compared again. */
export async function noteConfirmation(run: Run): Promise<void> {
  const report = run.lastReport;
  if (report?.place === 'confirmed') await noteStation(run, 'confirmed', fieldVerdicts(run, report.readings, report.atMs));
}

/** IAM after the commit, as it was read for the outcome: how many open break-glass grants, and whether the new one is exactly what was approved. */
export async function noteReadBack(context: Context, run: Run, answer: Answer<readonly Grant[]>): Promise<void> {
  const { known, packet, grantsBefore } = run.facts;
  if (!answer.isRead) {
    await run.dispatch({ type: 'noted', what: 'read-back', body: { grants: null, isEqual: null } });
    return;
  }
  const open = answer.value.filter((one) => one.kind === 'break-glass' && one.state !== 'ended');
  const fresh = newGrants(answer.value, { packet, claim: run.state.claim?.id ?? null, grantsBefore });
  const [grant] = fresh;
  // Held against another packet than the one that was opened, a grant would be called what nobody approved.
  const isKnown = await isSamePacket(context, packet, run.state.packetDigest);
  const approved = { profile: known.profile, packet, approved: approvedValues(known.profile, packet) };
  await noteStation(run, 'granted', grant === undefined || !isKnown ? {} : grantVerdicts(approved, grant));
  const isEqual = isKnown ? fresh.length === 1 && grant !== undefined && isAsApproved(grant, packet) : null;
  await run.dispatch({ type: 'noted', what: 'read-back', body: { grants: open.length, isEqual } });
}
