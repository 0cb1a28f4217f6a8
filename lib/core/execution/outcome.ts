import { compareField } from '../compare/compare.ts';
import type { PageReport } from '../compare/page-report.ts';
import { isUnsaid, saysNothing } from '../compare/reading.ts';
import { keptReference } from '../evidence/display-record.ts';
import type { Answer, Grant } from '../gate/sources.ts';
import type { ApprovedValues, InstantText, Packet } from '../packet/packet.ts';
import { fieldSpec, type Profile } from '../profile/profile.ts';
import { type Reason, reason } from '../reason.ts';
import { isAsApproved } from './as-approved.ts';
import { type Committed, newGrants } from './new-grants.ts';

/** What the console said, what IAM shows, and whether there is still time to wait. */
export type OutcomeInput = Committed &
  Readonly<{
    profile: Profile;
    packet: Packet;
    approved: ApprovedValues;
    report: PageReport | null;
    grants: Answer<readonly Grant[]> | null;
    isConsoleLate: boolean;
    isReadBackLate: boolean;
  }>;

export type OutcomeJudgement =
  | Readonly<{ is: 'waiting'; forWhat: 'console' | 'iam' }>
  | Readonly<{
      is: 'confirmed' | 'rejected' | 'unknown';
      reasons: readonly Reason[];
      reference: string | null;
      endsAt: InstantText | null;
      /** IAM's id of the one grant that this brought. */
      grant: string | null;
    }>;

/**
 * Confirmed only when console and IAM both show what was approved; rejected only when both show nothing; everything
 * else is unknown once the time to wait is over, and at once where waiting cannot help.
 */
export function judgeOutcome(input: OutcomeInput): OutcomeJudgement {
  const place = input.report?.place ?? 'elsewhere';
  const fresh = input.grants?.isRead ? newGrants(input.grants.value, input) : null;
  const broader = fresh?.map((one) => broaderIn(one, input.packet)).find((seen) => seen !== null) ?? null;
  if (broader !== null) return unknown([reason('grant-broader', { seen: broader })], input);
  if (fresh !== null && fresh.length > 1) return unknown([reason('grant-duplicate', { count: String(fresh.length) })], input);
  switch (place) {
    case 'confirmed':
      return afterYes(input, fresh);
    case 'refused':
      return afterNo(input, fresh);
    case 'pending':
      return input.isConsoleLate ? unknown([reason('confirmation-pending')], input) : { is: 'waiting', forWhat: 'console' };
    default:
      return input.isConsoleLate ? unknown([reason('outcome-unknown')], input) : { is: 'waiting', forWhat: 'console' };
  }
}

function afterYes(input: OutcomeInput, fresh: readonly Grant[] | null): OutcomeJudgement {
  const faults = confirmationFaults(input);
  if (faults.length > 0) return mayYetCome(faults, input) ? { is: 'waiting', forWhat: 'console' } : unknown(faults, input);
  const grant = fresh?.[0];
  if (grant === undefined) {
    if (!input.isReadBackLate) return { is: 'waiting', forWhat: 'iam' };
    // Where IAM could not be read, nobody may say that it shows no grant.
    return unknown([reason(fresh === null ? 'outcome-unknown' : 'grant-not-found')], input);
  }
  const lacks = whatLacks(grant, input.packet);
  if (lacks !== null)
    return input.isReadBackLate ? unknown([reason('confirmation-mismatch', { detail: lacks })], input) : { is: 'waiting', forWhat: 'iam' };
  return { is: 'confirmed', reasons: [], reference: referenceOf(input), endsAt: grant.endsAt, grant: grant.id };
}

/** A console that says no may still have granted: IAM has its whole time to show it. */
function afterNo(input: OutcomeInput, fresh: readonly Grant[] | null): OutcomeJudgement {
  if (fresh !== null && fresh.length > 0) return unknown([reason('rejected-but-granted')], input);
  if (fresh === null && input.isReadBackLate) return unknown([reason('outcome-unknown')], input);
  if (!input.isReadBackLate) return { is: 'waiting', forWhat: 'iam' };
  return { is: 'rejected', reasons: [], reference: null, endsAt: null, grant: null };
}

function unknown(reasons: readonly Reason[], input: OutcomeInput): OutcomeJudgement {
  return { is: 'unknown', reasons, reference: referenceOf(input), endsAt: null, grant: null };
}

/** What the page says leaves it only in the form of a reference. */
function referenceOf({ report, grants }: OutcomeInput): string | null {
  return keptReference(report?.reference ?? null, grants?.isRead ? grants.value.map((one) => one.reference) : []);
}

/** What of a grant nobody approved, in words that name no account; null where it is no more than was approved. */
function broaderIn({ tenant, objectId, kind, privileges, endsAt, state }: Grant, packet: Packet): string | null {
  const extra = privileges.filter((one) => !packet.scope.includes(one));
  const end = packet.window.end === null ? Number.NaN : Date.parse(packet.window.end);
  // What is pending may have no end yet; access that is given has one, or is without end.
  const isLonger = endsAt === null ? state !== 'pending' : !(Date.parse(endsAt) <= end);
  if (tenant !== packet.tenant.id) return 'access to another tenant';
  if (objectId !== packet.administrator.objectId) return 'access of another account';
  if (extra.length > 0) return extra.join(', ');
  if (isLonger) return `an end at ${endsAt ?? 'no time'}`;
  return kind === 'break-glass' ? null : 'standing access';
}

/** Pending is no access yet, and may never be one. Less than was approved may be what IAM shows first: it shows in parts. */
function whatLacks(grant: Grant, packet: Packet): string | null {
  if (grant.state !== 'active') return `IAM shows it as ${grant.state}`;
  return isAsApproved(grant, packet) ? null : 'IAM shows less than was approved';
}

/** A confirmation may show its heading before the rest: what it does not say yet is no other value. */
function mayYetCome(faults: readonly Reason[], { report, isConsoleLate }: OutcomeInput): boolean {
  if (report === null || isConsoleLate) return false;
  const isMissing = ({ subject }: Reason) => {
    const reading = report.readings.find((one) => one.field === subject);
    return subject === undefined ? saysNothing(report.reference ?? '') : reading === undefined || isUnsaid(reading.look);
  };
  return report.isLoading || faults.every(isMissing);
}

/** Everything that the confirmation repeats must be the packet's, and it must carry a reference. */
function confirmationFaults({ profile, report, approved }: OutcomeInput): readonly Reason[] {
  if (report === null) return [reason('confirmation-mismatch', { detail: 'it could not be read' })];
  const faults: Reason[] = [];
  if (saysNothing(report.reference ?? '')) faults.push(reason('confirmation-mismatch', { detail: 'it has no reference' }));
  for (const fieldId of Object.keys(profile.confirmation.success.fields)) {
    const spec = fieldSpec(profile, fieldId);
    const reading = report.readings.find((one) => one.field === fieldId);
    const isSame = spec && reading && compareField({ spec, approved: approved[fieldId] ?? '', reading }).verdict === 'match';
    if (!isSame) faults.push(reason('confirmation-mismatch', { detail: `${spec?.label ?? fieldId} is not what was approved` }, fieldId));
  }
  return faults;
}
