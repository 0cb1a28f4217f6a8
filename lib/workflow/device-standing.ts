import type { DeviceStanding } from '../core/execution/page-views.ts';
import type { Answer } from '../ports/answer.ts';
import type { EnrolledDevice } from '../ports/enrolment.ts';

/** What the case system's register says of this device, for whoever is signed in; as long as either is not known, nothing. */
export function deviceStanding(devices: Answer<readonly EnrolledDevice[]>, id: string, person: string | null): DeviceStanding {
  if (!devices.isRead || person === null) return 'unknown';
  const known = devices.value.find((one) => one.id === id);
  if (known === undefined) return 'not-enrolled';
  if (known.person !== person) return 'of-other';
  if (known.revokedAt !== null) return 'revoked';
  return known.confirmedBy === null ? 'unconfirmed' : 'confirmed';
}
