import { reason } from '../../lib/core/reason.ts';
import type { EnrolledDevice, Enrolment } from '../../lib/ports/enrolment.ts';
import { makeTrouble, type Trouble } from './trouble.ts';

/** The register of devices, in memory. It confirms at once, as the practice range does. */
export type FakeEnrolment = Readonly<{
  /** The port as one person's token sees it. */
  as: (person: string) => Enrolment;
  trouble: Trouble;
  devices: readonly EnrolledDevice[];
  /** Those that evidence is sealed to, as the case system names them; they may be others by the next call. */
  security: EnrolledDevice[];
}>;

/** `recipients`: security's devices. `enrolled`: those that somebody enrolled before. */
export function fakeEnrolment(
  recipients: readonly EnrolledDevice[],
  nowMs: () => number,
  enrolled: readonly EnrolledDevice[] = [],
): FakeEnrolment {
  const trouble = makeTrouble('case-unreachable', nowMs);
  const devices: EnrolledDevice[] = [...enrolled];
  const security = [...recipients];
  return {
    trouble,
    devices,
    security,
    as: (person) => ({
      enrol: ({ signingKey, sealingKey }, options) =>
        trouble.write('enrol', options, () => {
          const known = devices.find((one) => one.signingKey === signingKey);
          if (known !== undefined && known.person !== person) {
            const detail = "this device's key is enrolled for somebody else";
            return { is: 'refused', reason: reason('guard-not-intact', { detail }), isStale: false };
          }
          const made = { id: `dev-${devices.length + 1}`, person, signingKey, sealingKey, confirmedBy: 'sec-01', revokedAt: null };
          if (known === undefined) devices.push(made);
          return { is: 'done', value: known ?? made };
        }),
      devices: (options) => trouble.read('devices', options, () => ({ value: [...security, ...devices] })),
      recipients: (options) => trouble.read('recipients', options, () => ({ value: [...security] })),
    }),
  };
}
