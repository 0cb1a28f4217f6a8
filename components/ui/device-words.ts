import type { DeviceStanding } from '../../lib/core/execution/page-views.ts';

/** Why nothing can be started on a device that is not confirmed, and what whoever sits there does now. */
export type DeviceWords = Readonly<{ says: string; now: string }>;

export const NOT_CONFIRMED: Readonly<Record<Exclude<DeviceStanding, 'confirmed'>, DeviceWords>> = {
  unconfirmed: {
    says: 'Security has not confirmed this device yet. Nothing can be started here before they have.',
    now: 'give security this device’s name, and have them look it up in the case system.',
  },
  revoked: {
    says: 'Security revoked this device. Nothing can be started here.',
    now: 'call security, with this device’s name.',
  },
  'not-enrolled': {
    says: 'The case system does not know this device. Nothing can be started here.',
    now: 'sign out, and in again.',
  },
  'of-other': {
    says: 'This browser is the device of somebody else. Nothing can be started here.',
    now: 'sign in in a browser profile of your own.',
  },
  unknown: {
    says: 'The case system’s register could not be read now, so it is not known whether security has confirmed this device.',
    now: 'open this page again once the case system answers.',
  },
};
