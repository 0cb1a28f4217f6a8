import { reason } from '../../reason.ts';
import { legResult } from '../cause.ts';
import type { Leg } from '../leg.ts';
import { unread } from '../unread.ts';

/** The console profile is the one that managed policy brought, or that the emergency policy names by id and digest. */
export const profileLeg: Leg = (sources, { profile, claim }) => {
  if (profile === null)
    return legResult('profile', { seen: 'none', reasons: [reason('profile-untrusted', { detail: 'there is none for this console' })] });
  const seen = profile.origin;
  if (profile.nowDigest !== profile.digest) return legResult('profile', { seen: 'another', reasons: [reason('profile-changed')] });
  if (!sources.policy.isRead) return legResult('profile', { seen, causes: [unread(sources, 'policy')] });
  const named = sources.policy.value.consoleProfiles.filter(({ id }) => id === profile.id);
  if (named.some(({ digest }) => digest === profile.digest)) return legResult('profile', { seen: `${seen}, named by the policy` });
  if (named.length === 0 && profile.origin === 'managed') return legResult('profile', { seen });
  // Entry began on a policy that named it: that it no longer does is news, and not the fault of whoever enters.
  if (claim !== null) return legResult('profile', { seen, reasons: [reason('profile-changed')] });
  const detail = named.length === 0 ? 'the policy does not name it' : 'the policy names another version of it';
  return legResult('profile', { seen, reasons: [reason('profile-untrusted', { detail })] });
};
