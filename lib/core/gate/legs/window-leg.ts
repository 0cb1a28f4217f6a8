import { utcText } from '../../compare/instant.ts';
import type { Packet } from '../../packet/packet.ts';
import { type Reason, reason } from '../../reason.ts';
import { causeOf, legResult, NOT_KNOWN } from '../cause.ts';
import { clockFault } from '../clock-trust.ts';
import type { Leg } from '../leg.ts';
import { isPacketEdited } from '../packet-edited.ts';
import type { PolicyRecord, RoleRecord } from '../sources.ts';
import { unread } from '../unread.ts';
import { type WholeWindow, wholeWindow, windowCause } from '../window-facts.ts';
import { approvalsLeg } from './approvals-leg.ts';

/** The approved window has both ends, is open now, and is no longer than role and policy allow. */
export const windowLeg: Leg = (sources, guard) => {
  if (!sources.case.isRead) return legResult('window', { seen: NOT_KNOWN, causes: [unread(sources, 'case')] });
  const record = sources.case.value;
  const clock = clockFault(sources);
  const window = wholeWindow(record.packet);
  const seen = window === null ? 'no window' : `${hoursText(window.minutes)}, until ${utcText(window.endMs)}`;
  const invalid = windowCause(record.packet, clock === null ? guard.nowMs : null);
  if (window === null || invalid !== null) return legResult('window', { seen, causes: [invalid] });
  // A window that nobody approved is not measured against the limits for approved ones.
  const edited = isPacketEdited(record, guard.packetDigest) ? causeOf(approvalsLeg(sources, guard)) : null;
  if (edited !== null) return legResult('window', { seen, causes: [edited] });
  const policy = sources.policy.isRead ? sources.policy.value : null;
  const limits = limitFaults(record.packet, window, sources.roles.isRead ? sources.roles.value : [], policy);
  return legResult('window', { seen, ...limits, causes: [unread(sources, 'roles'), unread(sources, 'policy'), clock] });
};

type Limits = Readonly<{ reasons: readonly Reason[]; warnings: readonly Reason[] }>;

/** Each role has its own maximum; the policy's holds for all. What is allowed may still be unusual. */
function limitFaults({ scope }: Packet, { minutes }: WholeWindow, roles: readonly RoleRecord[], policy: PolicyRecord | null): Limits {
  const named = roles.filter(({ name }) => scope.includes(name));
  const length = hoursText(Math.ceil(minutes));
  const limited = (code: 'window-over-maximum' | 'window-unusual', role: string, limitMinutes: number) =>
    reason(code, { role, length, limit: hoursText(limitMinutes) }, role);
  const over = named.filter(({ maximumMinutes }) => minutes > maximumMinutes);
  const isOverPolicy = policy !== null && minutes > policy.maximumMinutes;
  const ofPolicy = over.length === 0 && isOverPolicy ? [limited('window-over-maximum', scope.join(', '), policy.maximumMinutes)] : [];
  const reasons = [...over.map((one) => limited('window-over-maximum', one.name, one.maximumMinutes)), ...ofPolicy];
  const unusual = named.filter(({ usualMinutes }) => minutes > usualMinutes);
  return { reasons, warnings: reasons.length > 0 ? [] : unusual.map((one) => limited('window-unusual', one.name, one.usualMinutes)) };
}

function hoursText(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ');
}
