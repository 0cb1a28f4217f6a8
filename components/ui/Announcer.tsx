import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ExecutionView, GateView } from '../../lib/core/execution/view.ts';
import { type Announcement, announcement, announcementKey } from './announcement.ts';

type AnnouncerProps = Readonly<{ gate: GateView | null; reasons?: ExecutionView['reasons']; hasStatusRole?: boolean }>;

/**
 * The live regions. Both stand in the document from the start, because a region that appears together with its text is
 * not read. `hasStatusRole` is false where the surface has a visible status element already.
 */
export function Announcer({ gate, reasons = [], hasStatusRole = true }: AnnouncerProps): JSX.Element {
  const last = useRef<Readonly<{ key: string; said: Announcement }> | null>(null);
  const key = gate === null ? '' : announcementKey(gate, reasons);
  if (last.current?.key !== key) last.current = { key, said: gate === null ? { urgency: 'status', says: '' } : announcement(gate) };
  const { urgency, says } = last.current.said;
  return (
    <>
      <p class="spoken" role={hasStatusRole ? 'status' : undefined} aria-live="polite" aria-atomic="true">
        {urgency === 'status' ? says : ''}
      </p>
      <p class="spoken" role="alert" aria-atomic="true">
        {urgency === 'alert' ? says : ''}
      </p>
    </>
  );
}
