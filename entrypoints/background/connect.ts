import { clock } from '../../lib/browser/clock.ts';
import { sha256Hex } from '../../lib/browser/digest.ts';
import { apiAccessRecords } from '../../lib/connectors/countersign-api/access-records.ts';
import { apiCaseSystem } from '../../lib/connectors/countersign-api/case-system.ts';
import { apiEnrolment } from '../../lib/connectors/countersign-api/enrolment.ts';
import { apiEscalation } from '../../lib/connectors/countersign-api/escalation.ts';
import { apiIdentity } from '../../lib/connectors/countersign-api/identity.ts';
import { apiIncidentTimeline } from '../../lib/connectors/countersign-api/incident-timeline.ts';
import { apiPolicy } from '../../lib/connectors/countersign-api/policy.ts';
import { apiTenantDirectory } from '../../lib/connectors/countersign-api/tenant-directory.ts';
import { httpPutStore } from '../../lib/connectors/http-put-store/store.ts';
import { type Deployment, nameOfSystems } from '../../lib/wire/deployment.ts';
import type { Systems } from '../../lib/workflow/systems.ts';
import { accessToken } from './session.ts';

/** The systems of a deployment, each behind its connector. The token goes to the systems that policy or a person named. */
export function connect(deployment: Deployment): Systems {
  const transport = { fetch: (...input: Parameters<typeof fetch>) => fetch(...input), token: () => accessToken(deployment), clock };
  const { systems } = deployment;
  const at = (system: keyof Deployment['systems']) => ({ transport, baseUrl: systems[system].baseUrl });
  return {
    caseSystem: apiCaseSystem(at('case')),
    tenants: apiTenantDirectory(at('tenant')),
    incidents: apiIncidentTimeline(at('incident')),
    identity: apiIdentity(at('identity'), systems.identity.baseUrl === systems.tenant.baseUrl ? 'tenant' : 'identity'),
    access: apiAccessRecords(at('iam')),
    policy: apiPolicy(at('iam')),
    escalation: apiEscalation(at('case')),
    enrolment: apiEnrolment(at('case')),
    store: httpPutStore({ ...at('evidence'), digest: sha256Hex }),
    name: nameOfSystems(deployment),
  };
}
