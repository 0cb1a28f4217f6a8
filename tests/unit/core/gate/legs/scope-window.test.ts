import {
  goodSources,
  minutesFromNow,
  OTHER_DIGEST,
  PACKET,
  ROLE_DIGEST,
  ROLES,
  read,
  withApproval,
  withEveryApproval,
  withPacket,
  withPolicy,
} from '../good-sources.ts';
import { play } from './situations.ts';

const edited = { packetDigest: OTHER_DIGEST };
const threeTimes = ['approval-of-other-packet', 'approval-of-other-packet', 'approval-of-other-packet'] as const;

play('the scope', [
  {
    name: 'the role is gone from IAM, and an approval does not say what it was',
    sources: withEveryApproval({ roleDigests: {} }),
    guard: { roleDigests: {} },
    blocks: ['role-redefined'],
  },
  { name: 'narrowed to nothing after the approvals', sources: withPacket({ scope: [] }), guard: edited, blocks: threeTimes },
  {
    name: 'the role means something else now',
    guard: { roleDigests: { 'tenant.admin.restore': 'e'.repeat(64) } },
    blocks: ['role-redefined'],
  },
  { name: 'the role is gone from IAM', guard: { roleDigests: {} }, blocks: ['role-redefined'] },
  {
    name: 'another role was redefined',
    guard: { roleDigests: { 'tenant.admin.restore': ROLE_DIGEST, 'tenant.admin.read': 'e'.repeat(64) } },
  },
  {
    name: 'one approver saw another definition',
    sources: withApproval('security', { roleDigests: { 'tenant.admin.restore': 'e'.repeat(64) } }),
    blocks: ['role-redefined'],
  },
  {
    name: 'one approval does not say what the role was',
    sources: withApproval('security', { roleDigests: {} }),
    blocks: ['role-redefined'],
  },
  {
    name: 'widened after the approvals, with a role nobody defined',
    sources: withPacket({ scope: [...PACKET.scope, 'tenant.data.export'] }),
    guard: edited,
    blocks: threeTimes,
  },
]);

const window = (startMinutes: number | null, endMinutes: number | null) =>
  withPacket({
    window: {
      start: startMinutes === null ? null : minutesFromNow(startMinutes),
      end: endMinutes === null ? null : minutesFromNow(endMinutes),
    },
  });
const role = (change: Partial<(typeof ROLES)[number]>) => goodSources({ roles: read(ROLES.map((one) => ({ ...one, ...change }))) });

play('the window', [
  { name: 'without an end', sources: window(-15, null), blocks: ['window-invalid'] },
  { name: 'without a start', sources: window(null, 225), blocks: ['window-invalid'] },
  { name: 'that never ends', sources: withPacket({ window: { start: minutesFromNow(-15), end: 'never' } }), blocks: ['window-invalid'] },
  { name: 'that ends before it begins', sources: window(-15, -16), blocks: ['window-invalid'] },
  { name: 'over since this minute', sources: window(-60, 0), blocks: ['window-invalid'] },
  { name: 'over in a minute', sources: window(-60, 1) },
  { name: 'that begins in a minute', sources: window(1, 60), blocks: ['window-invalid'] },
  { name: 'that begins now', sources: window(0, 60) },
  { name: 'made endless after the approvals', sources: window(-15, null), guard: edited, blocks: ['window-invalid'] },
  { name: 'a minute longer than the role allows', sources: window(-15, 226), blocks: ['window-over-maximum'] },
  { name: 'just as long as the role allows', sources: window(-15, 225) },
  { name: 'the role’s own maximum is shorter than the policy’s', sources: role({ maximumMinutes: 60 }), blocks: ['window-over-maximum'] },
  { name: 'the policy’s maximum is shorter than the role’s', sources: withPolicy({ maximumMinutes: 60 }), blocks: ['window-over-maximum'] },
  { name: 'put into the past after the approvals', sources: window(-60, 0), guard: edited, blocks: ['window-invalid'] },
  { name: 'made too long after the approvals', sources: window(-15, 400), guard: edited, blocks: threeTimes },
  { name: 'allowed, and longer than is usual for the role', sources: role({ usualMinutes: 60 }), warns: ['window-unusual'] },
  { name: 'allowed, and as long as is usual for the role', sources: role({ usualMinutes: 240 }) },
]);
