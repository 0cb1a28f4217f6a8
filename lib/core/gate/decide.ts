import type { Reason } from '../reason.ts';
import { type Guard, LEG_IDS, type Leg, type LegId, type LegResult } from './leg.ts';
import { administratorLeg } from './legs/administrator-leg.ts';
import { approvalsLeg } from './legs/approvals-leg.ts';
import { assuranceLeg } from './legs/assurance-leg.ts';
import { caseLeg } from './legs/case-leg.ts';
import { clockLeg } from './legs/clock-leg.ts';
import { guardIntactLeg } from './legs/guard-intact-leg.ts';
import { incidentLeg } from './legs/incident-leg.ts';
import { operatorLeg } from './legs/operator-leg.ts';
import { packetLeg } from './legs/packet-leg.ts';
import { profileLeg } from './legs/profile-leg.ts';
import { scopeLeg } from './legs/scope-leg.ts';
import { segregationLeg } from './legs/segregation-leg.ts';
import { sessionsLeg } from './legs/sessions-leg.ts';
import { tenantLeg } from './legs/tenant-leg.ts';
import { windowLeg } from './legs/window-leg.ts';
import type { Sources } from './sources.ts';

const LEGS: Readonly<Record<LegId, Leg>> = {
  case: caseLeg,
  operator: operatorLeg,
  packet: packetLeg,
  tenant: tenantLeg,
  administrator: administratorLeg,
  assurance: assuranceLeg,
  incident: incidentLeg,
  scope: scopeLeg,
  window: windowLeg,
  approvals: approvalsLeg,
  segregation: segregationLeg,
  sessions: sessionsLeg,
  clock: clockLeg,
  profile: profileLeg,
  'guard-intact': guardIntactLeg,
};

/** Green only when every leg is. `reasons` holds each cause once; `warnings` wait for a person and close nothing by themselves. */
export type Decision = Readonly<{
  isGreen: boolean;
  legs: readonly LegResult[];
  reasons: readonly Reason[];
  warnings: readonly Reason[];
}>;

/** Runs every leg, each once, without a short cut: a tired person is told everything at once. */
export function decide(sources: Sources, guard: Guard): Decision {
  const legs = LEG_IDS.map((id) => LEGS[id](sources, guard));
  const reasons = legs.flatMap((leg) => (leg.follows === undefined ? leg.reasons : []));
  const isGreen = legs.every((leg) => leg.reasons.length === 0);
  if (isGreen !== (reasons.length === 0)) throw new Error('a leg follows a cause that no leg tells');
  return { isGreen, legs, reasons, warnings: legs.flatMap((leg) => leg.warnings) };
}
