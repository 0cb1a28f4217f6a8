import type { JSX } from 'preact';
import type { PopupView } from '../../lib/core/execution/view.ts';
import { secondsLeft } from '../ui/Gate.tsx';
import { Mark } from '../ui/Mark.tsx';
import { gateLook } from '../ui/meaning.ts';

/**
 * The state of the gate in one word. It stands in the same element in every view, so that whoever watches it sees every
 * change. It does not talk by itself: the announcer says the word together with its sentence. The codes are for
 * whoever counts, not for reading.
 */
export function Status({ body, nowMs }: Readonly<{ body: PopupView['body'] | null; nowMs: number }>): JSX.Element {
  const view = body?.is === 'running' || body?.is === 'preflight-red' ? body.view : null;
  const gate = view?.gate ?? null;
  const standing = view === null ? (body?.is === 'attention' ? body.standing : null) : { ...view, ...view.gate };
  const look = gateLook(gate?.state ?? 'closed');
  const meaning = body?.is === 'preflight-red' ? ({ mark: 'held', meaning: 'fix' } as const) : look;
  return (
    <div class={gate === null ? 'status spoken' : `status ${look.isSolid ? `solid ${look.meaning}` : ''}`}>
      {gate !== null && <Mark name={meaning.mark} meaning={look.isSolid ? 'on-solid' : meaning.meaning} />}
      <p
        role="status"
        aria-live="off"
        data-state={standing?.state ?? 'closed'}
        data-reasons={standing?.reasons.join(',') ?? ''}
        data-stage={standing?.caughtAt}
        data-escalated={standing?.isEscalated ?? false}
      >
        {standing?.word ?? 'No execution'}
      </p>
      {gate?.countdown != null ? (
        <span class="count" role="timer" aria-live="off">
          {secondsLeft(gate.countdown.untilMs, nowMs)} s
        </span>
      ) : (
        gate?.aside != null && <span class="aside">{gate.aside}</span>
      )}
    </div>
  );
}
