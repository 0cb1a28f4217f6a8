import { compareField, maskReason } from '../compare/compare.ts';
import { durationIn } from '../compare/end-time.ts';
import { BROWSER_DIALOG, type PageReport } from '../compare/page-report.ts';
import { isUnsaid, type Reading, saysNothing } from '../compare/reading.ts';
import type { ApprovedValues } from '../packet/packet.ts';
import { type FieldSpec, fieldSpec, holdsPart, type Profile, type ScreenSpec } from '../profile/profile.ts';
import { type Reason, type ReasonCode, reason } from '../reason.ts';
import { type ChainInput, unseen } from './chain.ts';
import type { Assessment } from './event.ts';

export type AssessInput = Readonly<{
  profile: Profile;
  approved: ApprovedValues;
  tenantId: string;
  /** The accounts of the operator, any of which the console may show. */
  accounts: readonly string[];
  report: PageReport;
}> &
  Pick<ChainInput, 'carried' | 'done' | 'isBroken'>;

/** Codes that only the console itself can bring about: they latch even while somebody types. */
const CONSOLE_MADE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'locator-ambiguous',
  'control-unreadable',
  'reading-contradicts-itself',
  'expiry-control-missing',
  'console-drift',
]);

/** What a part of the page looks like that is not drawn yet. */
const ABSENCES: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['control-unreadable', 'expiry-control-missing', 'console-drift']);

/** What a review page says of these is what the console would do, and is told in its own words. */
const OF_THE_GRANT: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['window-differs', 'scope-broader']);

type Found = { halts: Reason[]; holds: Reason[] };

/** Something that should be on the page is not there, or not as it should be: it may yet come, and no hand brings it. */
export function isAbsence({ code }: Reason): boolean {
  return ABSENCES.has(code);
}

/**
 * Judges one look at the screen against profile and packet. Halts are for what the console did; what a hand did, or may
 * still be doing, only holds, and so does what a page that is still arriving lacks. Reasons come out masked: they are
 * journalled and shown as they are.
 */
export function assess(input: AssessInput): Assessment {
  const { profile, report } = input;
  const screen = profile.screens.find((one) => one.id === report.screen) ?? null;
  const found = lookAround(input);
  if (report.place === 'screen' || report.place === 'review') {
    for (const reading of report.readings) judge(input, reading, found);
    if (screen) expectFields(report, screen, found);
  }
  const isCommitScreen = report.screen !== null && report.hasCommit;
  const yetToCome = report.isLoading ? found.halts.filter(isAbsence) : [];
  const halts = found.halts.filter((one) => !yetToCome.includes(one));
  found.holds.push(...yetToCome);
  found.holds.push(...unseen({ ...input, atMs: report.atMs, screen: report.screen, isCommitScreen }));
  return {
    screen: report.screen,
    isCommitScreen,
    halts,
    holds: found.holds,
    warnings: report.notices.map((says) => reason('console-banner', { says }, says)),
    isComplete: isCommitScreen && halts.length === 0 && found.holds.length === 0,
  };
}

export type AroundInput = Pick<AssessInput, 'profile' | 'tenantId' | 'accounts'> &
  Readonly<{ report: Pick<PageReport, 'place' | 'context' | 'dangers' | 'unlisted' | 'lookalikes' | 'drift'> }>;

/** Everything about the page that is not one of the packet's fields. */
export function lookAround({ profile, report, tenantId, accounts }: AroundInput): Found {
  const found: Found = { halts: [], holds: [] };
  const { tenant, operator } = report.context;
  if (profile.context.tenant && report.place !== 'elsewhere') {
    if (tenant === null || saysNothing(tenant))
      found.halts.push(reason('control-unreadable', { field: 'The console’s tenant', detail: 'it is not on the page' }));
    else if (tenant !== tenantId) found.halts.push(otherTenant(profile, tenant, tenantId));
  }
  if (profile.context.operator && report.place !== 'elsewhere' && !accounts.includes(operator ?? '')) {
    found.holds.push(reason('console-operator-differs', { seen: operator === null ? 'nobody' : 'somebody else' }));
  }
  for (const danger of report.dangers) {
    if (danger.kind === 'session-lost') found.halts.push(reason('console-session-lost'));
    else if (danger.kind === 'existing-session') found.halts.push(reason('session-exists', { until: 'the time the console shows' }));
    else found.halts.push(reason('console-warning', { says: danger.says }, danger.kind));
  }
  for (const { role } of report.unlisted) {
    const says = role === BROWSER_DIALOG ? 'a dialog of the browser itself.' : 'a dialog or alert that no profile lists.';
    found.halts.push(reason('console-warning', { says }, role));
  }
  for (const label of report.lookalikes) found.halts.push(reason('console-lookalike', { label }));
  for (const difference of report.drift) found.halts.push(reason('console-drift', { difference }));
  return found;
}

/** What stands where the console names its tenant may be any text: it is told only where evidence may show the tenant's id, and fits. */
function otherTenant(profile: Profile, seen: string, expected: string): Reason {
  const spec = profile.screens.flatMap((screen) => screen.fields).find((one) => holdsPart(one, 'tenant.id'));
  if (spec === undefined) return reason('console-other-tenant', { seen: 'another tenant', expected });
  return maskReason(reason('console-other-tenant', { seen, expected }), spec);
}

function judge(input: AssessInput, reading: Reading, found: Found): void {
  const spec = fieldSpec(input.profile, reading.field);
  if (!spec || isSaidAgain(input, spec, reading)) return;
  const { verdict, reason: live } = compareField({ spec, approved: input.approved[spec.id] ?? '', reading });
  if (verdict === 'match' || live === null) return;
  const masked = maskReason(live, spec);
  if (reading.source === 'review') {
    found.halts.push(reviewed(spec, reading, masked));
    return;
  }
  const isConsoleMade =
    (CONSOLE_MADE.has(masked.code) && !reading.look.isReadable) ||
    (verdict === 'broader' && reading.changedBy !== 'hand' && !input.report.isTyping && !isByClock(spec, reading));
  if (isConsoleMade) found.halts.push(owned(spec, masked));
  else if (reading.changedBy === 'page' && verdict !== 'empty')
    found.holds.push(reason('reading-changed-by-script', { field: spec.label }, spec.id));
  else found.holds.push(masked);
}

/** A duration that the review page says as it was entered: whether its end is still right is asked of the screen that it was entered on. */
function isSaidAgain({ carried }: AssessInput, spec: FieldSpec, reading: Reading): boolean {
  const entered = carried.get(spec.id);
  const durationMs = durationIn(spec, reading);
  return reading.source === 'review' && durationMs !== null && entered !== undefined && durationIn(spec, entered) === durationMs;
}

/** A duration that nobody touched comes to a later end by itself. */
function isByClock(spec: FieldSpec, reading: Reading): boolean {
  return reading.changedBy === 'nobody' && durationIn(spec, reading) !== null;
}

/** In what way the review page does not say what was entered. */
function reviewed(spec: FieldSpec, { look }: Reading, masked: Reason): Reason {
  if (!look.isReadable) return masked;
  if (isUnsaid(look)) return reason('control-unreadable', { field: spec.label, detail: 'the review page does not say it' }, spec.id);
  if (OF_THE_GRANT.has(masked.code)) return masked;
  const details = masked.details ?? {};
  return reason(
    'review-differs',
    { seen: details['seen'] ?? 'something else', expected: details['expected'] ?? 'what was approved' },
    spec.id,
  );
}

/** A missing or dead control for the end of access has its own name: without it access would not end. */
function owned(spec: FieldSpec, masked: Reason): Reason {
  return holdsPart(spec, 'window.end') && masked.code === 'control-unreadable'
    ? reason('expiry-control-missing', { field: spec.label }, spec.id)
    : masked;
}

/** A field of this screen that was not read at all is never assumed to be right. */
function expectFields(report: PageReport, screen: ScreenSpec, found: Found): void {
  for (const spec of screen.fields) {
    if (report.readings.some((one) => one.field === spec.id)) continue;
    found.halts.push(owned(spec, reason('control-unreadable', { field: spec.label, detail: 'it was not found' }, spec.id)));
  }
}
