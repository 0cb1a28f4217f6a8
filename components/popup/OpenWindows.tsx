import type { JSX } from 'preact';
import type { PopupView } from '../../lib/core/execution/view.ts';
import { allVisible } from '../ui/visible.ts';

type Window = PopupView['open'][number];

/** Granted windows that are still open, and how to end them early. */
export function OpenWindows({ windows, nowMs }: Readonly<{ windows: PopupView['open']; nowMs: number }>): JSX.Element | null {
  if (windows.length === 0) return null;
  return (
    <section class="list" aria-label="Open windows">
      {windows.map((window) => (
        <OpenWindow key={window.execution} window={window} nowMs={nowMs} />
      ))}
    </section>
  );
}

function OpenWindow({ window, nowMs }: Readonly<{ window: Window; nowMs: number }>): JSX.Element {
  return (
    <div class="open-window">
      <p class="meta">{allVisible(window.tenant)}, access open for</p>
      <p class="clock" role="timer" aria-live="off">
        {duration(window.untilMs - nowMs)}
      </p>
      {window.isToRevoke && <p class="soon">Is the work done? Revoke it now; else see that it ends in time.</p>}
      <details open={window.isToRevoke}>
        <summary>How to revoke</summary>
        <p>
          {window.revokeUrl === null ? (
            'Open the console’s list of grants'
          ) : (
            <a href={window.revokeUrl} target="_blank" rel="noreferrer">
              Open the console’s list of grants
            </a>
          )}{' '}
          and revoke this one there. It takes about {window.revokeSeconds} s; what happens until then cannot be undone.
        </p>
      </details>
    </div>
  );
}

/** Hours and minutes, rounded up: what is nearly over still shows a minute. */
export function duration(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 0) return 'no longer';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
