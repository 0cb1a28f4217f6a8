import { type Console, faultsNow } from './console.ts';
import { linesOf } from './page/shared/lines.ts';
import { instantOf, localOf, shiftLocal } from './page/shared/zone.ts';
import type { Draft } from './store.ts';

/** One line of the review page; `testId` names the place of its value. */
export type ReviewLine = Readonly<{ testId: string; label: string; text: string }>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** What the review page says of a request. */
export function reviewOf(console: Console, { values }: Draft): readonly ReviewLine[] {
  const faults = faultsNow(console);
  const { ends, minutes } = endOf(console, values.expiresAt);
  const line = (testId: string, label: string, text: string): ReviewLine => ({ testId: `review-${testId}`, label, text });
  return [
    line('tenant', 'Tenant ID', values.tenantId),
    line('administrator', 'Administrator object ID', values.administratorId),
    line('email', 'Administrator e-mail', values.administratorEmail),
    line('incident', 'Incident ID', faults.has('review-differs') ? lastTwoSwapped(values.incident) : values.incident),
    line('scope', 'Privileges', values.scope.join(', ')),
    line('children', 'Include child tenants', values.includeChildren ? 'on' : 'off'),
    line('ends', faults.has('label-renamed') ? 'Ends on' : 'Access ends', ends),
    line('duration', 'Length', minutes === null ? 'no end' : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
    line('approvals', 'Approval references', linesOf(values.approvals).join(', ')),
    line('assurance', 'Identity check reference', values.assurance),
    line('acknowledged', 'Production access understood', values.acknowledged ? 'on' : 'off'),
  ];
}

function endOf(console: Console, expiresAt: string): Readonly<{ ends: string; minutes: number | null }> {
  const faults = faultsNow(console);
  const { timeZone } = console.world.get().console;
  const nowMs = console.world.nowMs();
  const shown = faults.has('summary-differs') ? shiftLocal(expiresAt, DAY_MINUTES) : expiresAt;
  const at = faults.has('duration-zero') ? new Date(nowMs) : instantOf(shown, timeZone);
  if (at === null) return { ends: 'never', minutes: null };
  return { ends: localOf(at, timeZone).replace('T', ' '), minutes: Math.max(0, Math.floor((at.getTime() - nowMs) / MINUTE_MS)) };
}

/** "INC-20931" as "INC-20913"; where both are the same, the last is counted on. */
function lastTwoSwapped(text: string): string {
  const [before = '', last = ''] = [text.slice(-2, -1), text.slice(-1)];
  return before === last ? `${text}0` : `${text.slice(0, -2)}${last}${before}`;
}
