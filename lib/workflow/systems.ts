import type { VerifyTools } from '../core/evidence/verdict.ts';
import type { CaseSystem } from '../ports/case-system.ts';
import type { Clock, JournalStore, NetworkGate, PageLink, Renderer, Signer } from '../ports/device.ts';
import type { EnrolledDevice, Enrolment } from '../ports/enrolment.ts';
import type { EscalationLine } from '../ports/escalation.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { KnownProfile } from '../ports/profiles.ts';
import type { AccessRecords, Identity, IncidentTimeline, PolicySource, TenantDirectory } from '../ports/records.ts';
import type { RunMemory } from '../ports/run-memory.ts';

/** The outside systems of one deployment, as ports. */
export type Systems = Readonly<{
  caseSystem: CaseSystem;
  tenants: TenantDirectory;
  incidents: IncidentTimeline;
  identity: Identity;
  access: AccessRecords;
  policy: PolicySource;
  escalation: EscalationLine;
  enrolment: Enrolment;
  store: EvidenceStore;
  /** Where they are: what was begun with systems of another name is none of their business. */
  name: string;
}>;

/** What the worker's own side gives: storage, keys, the gate, the pages. */
export type Device = Readonly<{
  clock: Clock;
  journal: JournalStore;
  signer: Signer;
  gate: NetworkGate;
  pages: PageLink;
  renderer: Renderer;
  verifyTools: VerifyTools;
  memory: RunMemory;
  /** Wakes the worker at a time, also when it died. */
  wakeAt: (name: string, atMs: number) => Promise<void>;
  /** This device as the case system enrolled it; null before. */
  enrolled: () => Promise<EnrolledDevice | null>;
  version: string;
}>;

export type Ports = Readonly<{
  device: Device;
  /** Null before a deployment is known. */
  systems: () => Promise<Systems | null>;
  profiles: () => Promise<readonly KnownProfile[]>;
}>;
