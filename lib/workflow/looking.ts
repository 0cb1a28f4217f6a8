import { canonicalReadings } from '../core/compare/canonical-readings.ts';
import { durationIn } from '../core/compare/end-time.ts';
import type { PageReport } from '../core/compare/page-report.ts';
import type { FieldZone, Reading } from '../core/compare/reading.ts';
import { assess } from '../core/execution/assess.ts';
import type { Assessment } from '../core/execution/event.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { fieldSpec } from '../core/profile/profile.ts';
import type { Context } from './context.ts';
import { approvedValues, type Run } from './run.ts';

/** How long a page may take to answer a look. */
const LOOK_DEADLINE_MS = 2_000;

/** A fresh look at the execution's tab, judged; null when the page does not answer. */
export async function lookAtConsole(context: Context, run: Run): Promise<Readonly<{ report: PageReport; assessment: Assessment }> | null> {
  if (run.state.tabId === null) return null;
  const report = await context.ports.device.pages.look(run.state.tabId, LOOK_DEADLINE_MS);
  if (report === null) return null;
  run.lastReport = report;
  return { report, assessment: assessReport(run, report) };
}

export function assessReport(run: Run, report: PageReport): Assessment {
  const { known, packet, operator, carried, chain } = run.facts;
  const { screen, screensDone } = run.state;
  const assessment = assess({
    profile: known.profile,
    approved: approvedValues(known.profile, packet),
    tenantId: packet.tenant.id,
    accounts: operator === null ? [] : [...operator.person.accounts, operator.account],
    report,
    carried: new Map(carried.map((one) => [one.field, one])),
    done: screen === null ? screensDone : [...screensDone, screen],
    isBroken: chain.isBroken,
  });
  // A screen of which no evidence could be kept is not done: this goes away with the next capture that is kept.
  return run.unmasked === null ? assessment : { ...assessment, holds: [...assessment.holds, run.unmasked], isComplete: false };
}

/**
 * The readings of a report as one value that can be compared and journalled without telling what was typed: a bare
 * hash of short values could be guessed, so it is keyed by the execution's commitment key.
 */
export function keyedReadings(context: Context, run: Run, report: PageReport): Promise<Sha256Hex> {
  return keyedText(context, run, canonicalReadings(report.readings));
}

export function keyedText(context: Context, run: Run, canonical: string): Promise<Sha256Hex> {
  return context.ports.device.signer.commit(run.execution, 'readings', 'text', canonical);
}

/** Whether a field was read as how long access lasts: what that comes to moves on with the clock. */
export function isDuration({ facts }: Run, reading: Reading): boolean {
  const spec = fieldSpec(facts.known.profile, reading.field);
  return spec !== null && durationIn(spec, reading) !== null;
}

/** The zones that the console's times are in, as read on this screen, and behind them on those that were left. */
export function zonesOf({ lastReport, facts }: Run, screen: PageReport | null = lastReport): readonly FieldZone[] {
  return [...(screen?.readings ?? []), ...facts.carried].flatMap(({ field, zone }) => (zone === null ? [] : [{ field, zone }]));
}
