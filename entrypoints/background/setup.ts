import { browser } from '../../lib/browser/api.ts';
import { keepDeployment, rangeDeployment, readDeployment } from '../../lib/browser/deployment.ts';
import { hostPatterns } from '../../lib/browser/origins.ts';
import { readProfiles } from '../../lib/browser/profile-shelf.ts';
import type { OnboardingView } from '../../lib/core/execution/page-views.ts';
import { type Reason, reason } from '../../lib/core/reason.ts';
import type { Signer } from '../../lib/ports/device.ts';
import type { EnrolledDevice } from '../../lib/ports/enrolment.ts';
import { type Deployment, nameOfSystems } from '../../lib/wire/deployment.ts';
import type { Reply, Request, RequestType } from '../../lib/wire/messages.ts';
import type { Context } from '../../lib/workflow/context.ts';
import { deviceStanding } from '../../lib/workflow/device-standing.ts';
import { stillNeeded } from '../../lib/workflow/still-needed.ts';
import { connect } from './connect.ts';
import { endSession, isSignedIn, startSignIn, useToken } from './session.ts';

export type SetupRequest = Extract<
  Request,
  { type: 'deployment-status' | 'use-range' | 'set-deployment' | 'sign-in' | 'sign-in-with-token' | 'sign-out' }
>;
export type SetupTools = Readonly<{ signer: Signer; context: Context }>;

const SETUP_TYPES: ReadonlySet<string> = new Set([
  'deployment-status',
  'use-range',
  'set-deployment',
  'sign-in',
  'sign-in-with-token',
  'sign-out',
]);

export function isSetupRequest(request: Request): request is SetupRequest {
  return SETUP_TYPES.has(request.type);
}

const DEVICE_KEY = 'device';
const DEADLINE_MS = 10_000;

/** This browser's set-up: which deployment, which consoles, who is signed in. */
export async function setUp(request: SetupRequest, tools: SetupTools): Promise<Reply<RequestType>> {
  const refused = await change(request, tools);
  return refused === null ? { ok: true, value: await onboardingView() } : { ok: false, reason: refused };
}

async function change(request: SetupRequest, tools: SetupTools): Promise<Reason | null> {
  const known = await readDeployment();
  switch (request.type) {
    case 'deployment-status':
      return null;
    case 'use-range':
    case 'set-deployment':
      if (known?.isManaged) return reason('deployment-unusable', { detail: 'the policy of this browser names another one' });
      return choose(request.type === 'use-range' ? await rangeDeployment() : request.deployment, known?.deployment ?? null, tools);
    case 'sign-in':
    case 'sign-in-with-token': {
      if (known === null) return reason('sign-in-failed', { detail: 'no deployment is chosen yet' });
      const failed =
        request.type === 'sign-in' ? await startSignIn(known.deployment) : await useToken(known.deployment, request.token).then(() => null);
      return failed ?? enrol(tools);
    }
    case 'sign-out':
      if (known !== null) await endSession(known.deployment);
      return null;
  }
}

const NOT_YOUR_DEVICE =
  'the case system does not take this browser as a device of yours, because it is somebody else’s or was refused. You are signed out again: use a browser profile of your own, or call security';

/** Other systems only once nothing is left to do with those that this browser has. */
async function choose(chosen: Deployment, now: Deployment | null, { context }: SetupTools): Promise<Reason | null> {
  const isChange = now !== null && nameOfSystems(chosen) !== nameOfSystems(now);
  const needed = isChange ? await stillNeeded(context) : [];
  if (needed.length > 0) return reason('systems-needed', { detail: needed.join('; ') });
  await keepDeployment(chosen);
  return null;
}

/** At the first sign-in this device's public keys go to the case system, where security confirms them. */
async function enrol({ signer }: SetupTools): Promise<Reason | null> {
  const known = await readDeployment();
  if (known === null) return reason('sign-in-failed', { detail: 'no deployment is chosen yet' });
  const { signingKey, sealingKey } = await signer.device();
  const label = `Countersign ${browser.runtime.getManifest().version}`;
  const written = await connect(known.deployment).enrolment.enrol({ signingKey, sealingKey, label }, options());
  if (written.is === 'refused' && written.isUnheard !== true) {
    // Whoever stayed signed in would work on a device that signs for somebody else.
    await endSession(known.deployment);
    return reason('sign-in-failed', { detail: NOT_YOUR_DEVICE });
  }
  if (written.is !== 'done') return written.reason;
  await browser.storage.local.set({ [DEVICE_KEY]: written.value });
  return null;
}

/** This device as the case system enrolled it, or null before. */
export async function enrolledDevice(): Promise<EnrolledDevice | null> {
  const found: unknown = (await browser.storage.local.get(DEVICE_KEY))[DEVICE_KEY];
  const isDevice = (value: unknown): value is EnrolledDevice =>
    typeof value === 'object' && value !== null && 'id' in value && 'signingKey' in value && 'confirmedBy' in value;
  return isDevice(found) ? found : null;
}

async function onboardingView(): Promise<OnboardingView> {
  const known = await readDeployment();
  const consoles = [];
  for (const { profile } of known === null ? [] : await readProfiles()) {
    const isAllowed = await browser.permissions.contains({
      origins: hostPatterns([...profile.where.pageOrigins, ...profile.where.apiOrigins]),
    });
    consoles.push({ name: profile.name, origin: profile.where.pageOrigins[0] ?? '', isAllowed });
  }
  const systems = known !== null && (await isSignedIn(known.deployment)) ? connect(known.deployment) : null;
  const [me, devices] = await Promise.all([systems?.caseSystem.me(options()), systems?.enrolment.devices(options())]);
  const person = me?.isRead ? me.value.person : null;
  const device = await enrolledDevice();
  const standing = device === null || devices === undefined ? 'unknown' : deviceStanding(devices, device.id, person?.id ?? null);
  return {
    deployment:
      known === null
        ? null
        : { name: known.deployment.name, caseSystem: new URL(known.deployment.systems.case.baseUrl).host, isManaged: known.isManaged },
    consoles,
    signedInAs: person?.name ?? null,
    device: device === null ? null : { id: device.id, standing },
  };
}

function options(): Readonly<{ deadlineMs: number; signal: AbortSignal }> {
  return { deadlineMs: DEADLINE_MS, signal: new AbortController().signal };
}
