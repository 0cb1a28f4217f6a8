import type { Approval, CaseRecord, Person } from '../../../lib/core/approval/case-record.ts';
import type { Guard } from '../../../lib/core/gate/leg.ts';
import type { Sources } from '../../../lib/core/gate/sources.ts';

/**
 * A second opinion on whether a claim may be taken, written from what the brief asks for and sharing nothing with the
 * legs of the gate but their types. It says what must hold at the least: every word it gives back is a reason not to.
 */
export function whyNot(sources: Sources, guard: Guard): readonly string[] {
  const answers = Object.entries(sources);
  const silent = answers.filter(([, answer]) => !answer.isRead).map(([name]) => `${name} was not read`);
  const off = answers.filter(([, answer]) => answer.isRead && Math.abs(answer.skewMs) > 30_000).map(([name]) => `${name} has another time`);
  const { case: record, operator, tenant, incident, assurance, grants, administrators, roles, policy } = sources;
  if (!record.isRead || !operator.isRead || !tenant.isRead || !incident.isRead || !assurance.isRead) return silent;
  if (!grants.isRead || !administrators.isRead || !roles.isRead || !policy.isRead) return silent;
  const known: Known = {
    guard,
    record: record.value,
    operator: operator.value,
    tenant: tenant.value,
    incident: incident.value,
    assurance: assurance.value,
    grants: grants.value,
    administrators: administrators.value,
    roles: roles.value,
    policy: policy.value,
  };
  return [...off, ...Object.entries(DEMANDS).flatMap(([says, holds]) => (holds(known) ? [] : [says]))];
}

type Value<T> = T extends Readonly<{ isRead: true; value: infer V }> ? V : never;
type Known = Readonly<{
  guard: Guard;
  record: CaseRecord;
  operator: Value<Sources['operator']>;
  tenant: Value<Sources['tenant']>;
  incident: Value<Sources['incident']>;
  assurance: Value<Sources['assurance']>;
  grants: Value<Sources['grants']>;
  administrators: Value<Sources['administrators']>;
  roles: Value<Sources['roles']>;
  policy: Value<Sources['policy']>;
}>;

const THREE = ['incident-command', 'security', 'customer-account'] as const;
const SLACK_MS = 30_000;
const MINUTE_MS = 60_000;

/** What must hold, each in its own words. */
const DEMANDS: Readonly<Record<string, (known: Known) => boolean>> = {
  'the case is an approved restoration': ({ record }) => record.kind === 'break-glass-admin-restoration' && record.state === 'approved',
  'nobody else executes it': ({ record, guard }) =>
    record.claim === null || record.claim.state === 'closed' || record.claim.execution === guard.execution,
  'it was not executed before': ({ record, guard }) =>
    !record.executions.some((one) => one.packetDigest === guard.packetDigest && !['rejected', 'abandoned'].includes(one.outcome)) &&
    !record.executions.some((one) => one.outcome === 'unknown'),
  'the operator may execute it': ({ record, operator }) => {
    const names = new Set([operator.account, operator.person.id, ...operator.person.accounts, ...operator.person.roles]);
    return operator.person.isActive && record.executors.some((one) => names.has(one));
  },
  'the operator is a person': ({ operator }) => operator.person.accountKinds[operator.account] === 'person',
  'the packet says who, where, what and until when': ({ record: { packet } }) =>
    [packet.tenant.id, packet.administrator.subject, packet.administrator.objectId, packet.incident.id, ...packet.scope].every(
      (one) => one.trim() !== '',
    ) && packet.scope.length > 0,
  'the packet has nothing hidden in it': ({ record: { packet } }) =>
    [packet.tenant.id, packet.administrator.subject, packet.incident.id, ...packet.scope].every((one) => !/[\p{Cf}\p{Cc}]/u.test(one)),
  'the tenant is the one on record': ({ record, tenant }) => tenant.found?.id === record.packet.tenant.id,
  'the tenant is called so': ({ record, tenant }) =>
    [tenant.found?.name ?? '', ...(tenant.found?.aliases ?? [])].some((one) => plain(one) === plain(record.packet.tenant.name)),
  'the tenant is active and not on hold': ({ tenant }) => tenant.found?.state === 'active' && tenant.found.isOnLegalHold === false,
  'the administrator is one account of that tenant': ({ record: { packet }, administrators }) =>
    administrators.some(
      (one) =>
        one.objectId === packet.administrator.objectId && one.subject === packet.administrator.subject && one.tenant === packet.tenant.id,
    ),
  'the administrator asked for it': ({ record }) => isOne(record.people, record.requestedBy, record.packet.administrator.subject),
  'the identity was checked, well enough': ({ record, assurance, policy }) =>
    assurance.reference === record.packet.assurance.reference &&
    assurance.subject === record.packet.administrator.subject &&
    assurance.level >= policy.assuranceLevelMinimum,
  'the check still holds': ({ assurance, guard }) =>
    Date.parse(assurance.checkedAt) <= guard.nowMs + SLACK_MS && Date.parse(assurance.expiresAt) > guard.nowMs,
  'the incident is this tenant’s and goes on': ({ record: { packet }, incident }) =>
    incident.id === packet.incident.id &&
    incident.tenant === packet.tenant.id &&
    incident.resolvedAt === null &&
    incident.state !== 'resolved',
  'now is within the window': ({ record: { packet }, guard }) =>
    Date.parse(packet.window.start ?? '') <= guard.nowMs && guard.nowMs < Date.parse(packet.window.end ?? ''),
  'the window is not too long': ({ record: { packet }, policy, roles }) => {
    const minutes = (Date.parse(packet.window.end ?? '') - Date.parse(packet.window.start ?? '')) / MINUTE_MS;
    const limits = [policy.maximumMinutes, ...roles.filter(({ name }) => packet.scope.includes(name)).map((one) => one.maximumMinutes)];
    return limits.every((limit) => minutes <= limit);
  },
  'three authorities said yes, and whoever else must': (known) => required(known).every((one) => yes(known, one) !== null),
  'they are persons, entitled and active': (known) => required(known).every((one) => isEntitled(known, one)),
  'they said it lately, to this packet, case and policy': (known) => required(known).every((one) => isForThis(known, one)),
  'nobody said no': ({ record }) =>
    Object.values(record.approvals).every((one) => !['denied', 'rejected', 'withdrawn', 'revoked'].includes(one.decision)),
  'they are different people': (known) => {
    const named = required(known).map((one) => known.record.approvals[one]?.approver ?? '');
    return named.every((one, at) => named.every((other, index) => index === at || !isOne(known.record.people, one, other)));
  },
  'none of them asked for it, gets it, or enters it': ({ record, operator, ...rest }) =>
    required({ record, operator, ...rest }).every((authority) =>
      [record.approvals[authority]?.approver, record.approvals[authority]?.decidedBy].every(
        (one) =>
          one !== undefined &&
          ![record.requestedBy, record.packet.administrator.subject, operator.person.id].some((other) => isOne(record.people, one, other)),
      ),
    ),
  'who enters it did not ask for it': ({ record, operator }) => !isOne(record.people, operator.person.id, record.requestedBy),
  'the case says the same of them': ({ record }) => record.segregation !== null && record.segregation.statement === 'distinct',
  'roles mean what they meant': (known) =>
    known.record.packet.scope.every((role) =>
      required(known).every((one) => {
        const then = known.record.approvals[one]?.roleDigests[role];
        return then !== undefined && then === known.guard.roleDigests[role];
      }),
    ),
  'no emergency session is open there': ({ record, grants }) =>
    !grants.some((one) => one.tenant === record.packet.tenant.id && one.kind === 'break-glass' && one.state !== 'ended'),
  'the console’s profile is named': ({ guard, policy }) =>
    guard.profile !== null &&
    guard.profile.digest === guard.profile.nowDigest &&
    (guard.profile.origin === 'managed' ||
      policy.consoleProfiles.some(({ id, digest }) => id === guard.profile?.id && digest === guard.profile?.digest)),
  'it is the packet that entry began with': ({ guard }) => guard.openedDigest === null || guard.openedDigest === guard.packetDigest,
  'our own footing is whole': ({ guard }) => guard.faults.length === 0,
};

/** The names of all that must hold. */
export const DEMANDED: readonly string[] = Object.keys(DEMANDS);

function required({ policy }: Known): readonly string[] {
  return [...new Set<string>([...THREE, ...policy.requiredAuthorities])];
}

function yes({ record }: Known, authority: string): Approval | null {
  const found = record.approvals[authority];
  return found !== undefined && found.decision === 'approved' && ['person', 'delegate', 'delegation'].includes(found.via) ? found : null;
}

function isEntitled({ record }: Known, authority: string): boolean {
  const found = record.approvals[authority];
  if (found === undefined) return false;
  const giver = personOf(record.people, found.delegation?.from ?? found.approver) ?? personOf(record.people, found.approver);
  const kind = personOf(record.people, found.account)?.accountKinds[found.account];
  const isTheirs = authority !== 'customer-account' || giver?.employer === record.packet.tenant.id;
  return giver?.isActive === true && giver.roles.includes(authority) && kind !== 'service' && kind !== 'group' && isTheirs;
}

function isForThis({ record, guard, policy }: Known, authority: string): boolean {
  const found = record.approvals[authority];
  if (found === undefined || found.decidedAt === null) return false;
  const ageMs = guard.nowMs - Date.parse(found.decidedAt);
  const isLately = ageMs >= -SLACK_MS && ageMs <= policy.approvalFreshMinutes * MINUTE_MS;
  return isLately && found.packetDigest === guard.packetDigest && found.case === record.id && found.policyVersion === policy.version;
}

function personOf(people: readonly Person[], named: string): Person | null {
  return people.find(({ id }) => id === named) ?? people.find(({ accounts }) => accounts.includes(named)) ?? null;
}

function isOne(people: readonly Person[], a: string, b: string): boolean {
  const [one, other] = [personOf(people, a), personOf(people, b)];
  return a === b || (one !== null && other !== null && one.id === other.id);
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
