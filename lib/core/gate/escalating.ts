import type { Reason, ReasonCode } from '../reason.ts';

/** Codes that call security as soon as a check finds them, whether or not anything was entered: somebody holds, or held, access that nobody should. */
export const ESCALATING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'session-exists-other',
  'permanent-grant-exists',
  'unguarded-grant',
]);

/** Whether a reason calls security: also an approval that a machine made, which somebody must have told it to. */
export function isEscalating({ code, details }: Reason): boolean {
  return ESCALATING.has(code) || (code === 'approval-not-by-person' && details?.by === 'machine');
}
