import { withDefaults } from './lenient.ts';
import type { Frozen, WorldState } from './world.ts';
import type { WorldCase, WorldPerson } from './world-shape.ts';

/** Who is asking: an account, and the person it belongs to. */
export type Caller = Readonly<{ account: string; personId: string }>;

/** The person who is called, or has an account called, `name`. Accounts win nothing over ids: both name one person. */
export function personOf(world: WorldState, name: string): string | null {
  if (Object.hasOwn(world.people, name)) return name;
  return Object.entries(world.people).find(([, person]) => person.accounts?.includes(name))?.[0] ?? null;
}

export function wirePerson(world: WorldState, id: string): Readonly<Record<string, unknown>> | null {
  const person = world.people[id];
  return person === undefined ? null : { ...withDefaults(NOBODY, person), id };
}

/** What stands where a scenario's record of a person leaves something out. */
const NOBODY: WorldPerson = {
  name: '',
  employer: 'provider',
  email: '',
  accounts: [],
  accountKinds: {},
  roles: [],
  active: true,
  homeTenant: null,
};

/** Every person that a case refers to, by id or by account, in whatever part they play. */
export function peopleOf(world: WorldState, record: Frozen<WorldCase>): readonly unknown[] {
  const approvals = Object.values(record.approvals ?? {}).filter((approval) => approval !== null);
  const names = [
    record.requestedBy,
    record.packet?.administrator?.subject,
    ...(record.executors ?? []),
    ...approvals.flatMap(({ approver, decidedBy, account, delegation }) => [
      approver,
      decidedBy,
      account,
      delegation?.from,
      delegation?.to,
    ]),
    record.segregation?.requester,
    ...(record.segregation?.approvers ?? []),
    record.claim?.holder,
    ...(record.handovers ?? []).flatMap(({ by, settled }) => [by, settled?.by]),
  ];
  const ids = new Set(names.filter((name) => typeof name === 'string').map((name) => personOf(world, name)));
  return [...ids].flatMap((id) => (id === null ? [] : [wirePerson(world, id)]));
}
