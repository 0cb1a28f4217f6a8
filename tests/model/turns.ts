import type { CaseRecord } from '../../lib/core/approval/case-record.ts';
import { grantOf } from './console.ts';
import { claimMoved } from './invariants.ts';
import { GIVEN, type Machine, type World } from './world.ts';

/** What becomes of the case, and of what stands behind it, while somebody works on it. */
export const TURNS = [
  'withdraw',
  'restore',
  'edit-packet',
  'touch',
  'close-case',
  'foreign-grant',
  'resolve-incident',
  'redefine-role',
  'alias',
] as const;
export type Turn = (typeof TURNS)[number];

const CASE = GIVEN.case.id;

export function turn(world: World, which: Turn): void {
  const { records } = world;
  switch (which) {
    case 'touch':
      world.cases.change(CASE, (record) => record);
      break;
    case 'withdraw':
      spoil(world, (record) => {
        const { security } = record.approvals;
        return security === undefined
          ? record
          : { ...record, approvals: { ...record.approvals, security: { ...security, decision: 'withdrawn' } } };
      });
      break;
    case 'edit-packet':
      spoil(world, (record) => ({ ...record, packet: { ...record.packet, scope: [...record.packet.scope, 'tenant.billing'] } }));
      break;
    case 'close-case':
      spoil(world, (record) => ({ ...record, state: 'closed' }));
      break;
    case 'restore':
      restore(world);
      break;
    case 'foreign-grant':
      records.state.grants = [
        ...records.state.grants,
        { ...grantOf(null, null, `f${records.state.grants.length}`), subject: 'admin-78', objectId: 'o' },
      ];
      break;
    case 'resolve-incident':
      records.state.incidents = records.state.incidents.map((one) => ({ ...one, state: 'resolved' }));
      break;
    case 'redefine-role':
      records.state.roles = records.state.roles.map((one) => ({ ...one, privileges: [...one.privileges, 'tenants.delete'] }));
      break;
    case 'alias':
      records.state.tenants = records.state.tenants.map((one) =>
        one.id === GIVEN.case.packet.tenant.id ? { ...one, name: 'NWT', aliases: [one.name] } : one,
      );
      break;
  }
}

function spoil(world: World, change: (record: CaseRecord) => CaseRecord): void {
  world.cases.change(CASE, change);
  world.spoiltAtMs ??= world.nowMs;
}

/** Everything is again as it was approved, but for what was granted to somebody. */
export function restore(world: World): void {
  const { approvals, packet, state } = GIVEN.case;
  world.cases.change(CASE, (record) => ({ ...record, approvals, packet, state }));
  world.spoiltAtMs = null;
  world.records.state.incidents = [GIVEN.incident];
  world.records.state.roles = GIVEN.roles;
  world.records.state.tenants = GIVEN.tenants;
  world.records.state.grants = world.records.state.grants.filter((one) => one.idempotencyKey !== null);
}

/** Somebody takes over what was handed over: the case system raises the epoch, and the old one is fenced off. */
export function takeClaim(world: World, machine: Machine): void {
  const { claim, etag } = world.cases.now(CASE);
  if (claim === null) return;
  // The same person at another computer goes on with the same execution; somebody else needs it handed over.
  const isOwn = claim.holder === machine.operator.person.id && claim.state === 'held';
  const execution = isOwn ? claim.execution : `${machine.name}-over`;
  const body = { claim: claim.id, epoch: claim.epoch, execution, device: `dev-${machine.name}` };
  const options = { deadlineMs: 1, signal: new AbortController().signal };
  void world.cases.as(machine.operator).takeOver(CASE, etag, body, options);
  claimMoved(world, claim, world.cases.now(CASE).claim);
}
