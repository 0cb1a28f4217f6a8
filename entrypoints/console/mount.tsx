import { render } from 'preact';
import { OVERLAY_CSS } from '../../components/overlay/overlay-css.ts';
import { Panel } from '../../components/overlay/Panel.tsx';
import { hasRoomForBoth, type Side } from '../../components/overlay/placement.ts';
import { isOutOfTheWay, shownGate } from '../../components/overlay/resting.ts';
import type { PanelState } from '../../lib/page/panel-state.ts';

const TAG = 'countersign-panel';
/** While armed the countdown is drawn this often; nothing else ticks. */
const TICK_MS = 200;
/** A page that keeps removing the panel is outlasted for this many times a second, and no more. */
const REMOUNT_MAX = 20;

type Options = Readonly<{ onCheckNow: () => void; signal: AbortSignal }>;

/**
 * The panel in a closed shadow root beside the page. A page may remove, cover or fake it: it is put back, and nothing in
 * it has any power but to start a recheck.
 */
export function mountPanel({ onCheckNow, signal }: Options): Readonly<{ host: Element; render: (state: PanelState) => void }> {
  const host = document.createElement(TAG);
  const root = host.attachShadow({ mode: 'closed' });
  host.style.cssText =
    'all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; pointer-events: none !important; display: block !important;';
  const style = document.createElement('style');
  style.textContent = OVERLAY_CSS;
  const place = document.createElement('div');
  root.append(style, place);

  let state: PanelState | null = null;
  let side: Side = 'right';
  /** What the operator chose; until then the window's width decides, which is not known before the page is shown, and the page. */
  let foldedByHand: boolean | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  const draw = () => {
    if (state === null) return;
    const viewport = { width: document.documentElement.clientWidth || window.innerWidth, height: window.innerHeight };
    render(
      <Panel
        state={state}
        side={side}
        isFolded={foldedByHand ?? (isOutOfTheWay(shownGate(state).state, state.report?.place ?? null) || !hasRoomForBoth(viewport))}
        viewport={viewport}
        nowMs={Date.now()}
        onCheckNow={onCheckNow}
        onFold={(folded) => {
          foldedByHand = folded;
          draw();
        }}
        onDock={(next) => {
          side = next;
          draw();
        }}
      />,
      place,
    );
  };
  const tick = () => {
    const isArmed = state?.brief?.execution?.gate.countdown != null;
    if (isArmed && timer === null) timer = setInterval(draw, TICK_MS);
    if (!isArmed && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
  keepMounted(host, signal);
  window.addEventListener('resize', draw, { signal });
  signal.addEventListener('abort', () => host.remove());
  return {
    host,
    render: (next) => {
      state = next;
      tick();
      draw();
    },
  };
}

/** Puts the host back when the page took it out, within a limit, so that two who fight do not stop the page. */
function keepMounted(host: HTMLElement, signal: AbortSignal): void {
  let remounts = 0;
  const put = () => {
    if (host.isConnected || remounts > REMOUNT_MAX) return;
    remounts += 1;
    document.documentElement?.append(host);
  };
  const observer = new MutationObserver(put);
  const start = () => {
    put();
    observer.observe(document.documentElement, { childList: true });
  };
  const forgive = setInterval(() => {
    remounts = 0;
    put();
  }, 1_000);
  if (document.documentElement !== null) start();
  else document.addEventListener('readystatechange', start, { once: true, signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearInterval(forgive);
  });
}
