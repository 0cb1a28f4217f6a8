import type { JSX } from 'preact';
import type { PopupView } from '../../lib/core/execution/view.ts';
import { Glyph } from '../ui/Glyph.tsx';

/** How long an escalation may stay unheard before a person is told to call. */
const PATIENCE_MS = 2 * 60_000;

type Call = PopupView['calls'][number];

/** Security and incident command were called and nobody has acknowledged yet: since when, and whom to call instead. */
export function Calls({ calls, nowMs }: Readonly<{ calls: PopupView['calls']; nowMs: number }>): JSX.Element | null {
  if (calls.length === 0) return null;
  return (
    <section class="list" aria-label="Escalations">
      {calls.map((call) => (
        <OpenCall key={call.key} call={call} nowMs={nowMs} />
      ))}
    </section>
  );
}

function OpenCall({ call, nowMs }: Readonly<{ call: Call; nowMs: number }>): JSX.Element {
  const isOverdue = nowMs - call.sinceMs >= PATIENCE_MS;
  return (
    <div class={isOverdue ? 'note stop' : 'note fix'} data-call={call.hasArrived ? 'arrived' : 'waiting'}>
      <Glyph name="stale" meaning={isOverdue ? 'stop' : 'fix'} isSmall />
      <div class="says">
        <p>
          {call.caseId}:{' '}
          {call.hasArrived ? 'security was called; nobody has acknowledged yet.' : 'security could not be called yet; it is tried again.'}
        </p>
        {isOverdue && <Contacts call={call} nowMs={nowMs} />}
      </div>
    </div>
  );
}

function Contacts({ call, nowMs }: Readonly<{ call: Call; nowMs: number }>): JSX.Element {
  const minutes = Math.floor((nowMs - call.sinceMs) / 60_000);
  if (call.contacts.length === 0) return <p>Not acknowledged for {minutes} min: call security by telephone now.</p>;
  return (
    <>
      <p>Not acknowledged for {minutes} min. Call:</p>
      <ul>
        {call.contacts.map((one) => (
          <li key={`${one.name} ${one.call}`}>
            {one.name}: <b class="code">{one.call}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
