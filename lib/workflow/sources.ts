import type { Answer, Sources } from '../core/gate/sources.ts';
import type { Packet } from '../core/packet/packet.ts';
import { type ReasonCode, reason } from '../core/reason.ts';
import type { CallOptions } from '../ports/answer.ts';
import { SOURCE_DEADLINE_MS } from './call-options.ts';
import type { Systems } from './systems.ts';

/** Reads every source of a check, uncached. A port that breaks its promise not to throw counts as unread. */
export async function readSources(systems: Systems, caseId: string, packet: Packet, signal: AbortSignal): Promise<Sources> {
  const options: CallOptions = { deadlineMs: SOURCE_DEADLINE_MS, signal };
  const { caseSystem, tenants, incidents, identity, access, policy } = systems;
  const [caseAnswer, operator, tenant, incident, assurance, grants, administrators, roles, policyAnswer] = await Promise.all([
    settled(caseSystem.read(caseId, options), 'case-unreachable'),
    settled(caseSystem.me(options), 'case-unreachable'),
    settled(tenants.read(packet.tenant.id, packet.tenant.name, options), 'tenant-directory-unreachable'),
    settled(incidents.read(packet.incident.id, options), 'incident-unreachable'),
    settled(identity.assurance(packet.assurance.reference, options), 'assurance-insufficient'),
    settled(access.grants(packet.tenant.id, options), 'iam-unknown'),
    settled(access.administrators(packet.tenant.id, options), 'iam-unknown'),
    settled(access.roles(packet.scope, options), 'iam-unknown'),
    settled(policy.read(options), 'iam-unknown'),
  ]);
  return { case: caseAnswer, operator, tenant, incident, assurance, grants, administrators, roles, policy: policyAnswer };
}

async function settled<T>(answer: Promise<Answer<T>>, code: ReasonCode): Promise<Answer<T>> {
  try {
    return await answer;
  } catch {
    return { isRead: false, reason: reason(code, { system: 'A system', detail: 'its connector failed', state: 'unknown' }), tookMs: 0 };
  }
}
