import { render } from 'preact';
import { OVERLAY_CSS } from '../../components/overlay/overlay-css.ts';
import { Panel } from '../../components/overlay/Panel.tsx';
import { clearOf, type Side } from '../../components/overlay/placement.ts';
import { isOutOfTheWay, shownGate } from '../../components/overlay/resting.ts';
import { overPage } from '../../lib/page/over-page.ts';
import type { PageRoomOptions } from '../../lib/page/page-room.ts';
import type { PanelState } from '../../lib/page/panel-state.ts';

const TAG = 'countersign-panel';
/** While armed the countdown is drawn this often; nothing else ticks. */
const TICK_MS = 200;

type Options = Readonly<{ onCheckNow: () => void; signal: AbortSignal }>;

/**
 * The panel in a closed shadow root beside the page. A page may remove, cover or fake it: it is put back, and nothing in
 * it has any power but to start a recheck.
 */
export function mountPanel({ onCheckNow, signal }: Options): PageRoomOptions['overlay'] {
  const { host, place } = overPage(TAG, OVERLAY_CSS, signal);

  let state: PanelState | null = null;
  let side: Side = 'right';
  /** What the operator chose; until then the page decides, and the window's width, which is not known before the page is shown. */
  let foldedByHand: boolean | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  const draw = () => {
    if (state === null) return;
    const viewport = { width: document.documentElement.clientWidth || window.innerWidth, height: window.innerHeight };
    const fields = state.rows.flatMap(({ box }) => box ?? []);
    const standing = clearOf(side, viewport, state.commitBoxes, fields);
    // It stays where it went: a panel that follows a page as it scrolls is in the way everywhere.
    side = standing.side;
    render(
      <Panel
        state={state}
        side={side}
        isFolded={foldedByHand ?? (isOutOfTheWay(shownGate(state).state, state.report?.place ?? null) || standing.isInTheWay)}
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
  window.addEventListener('resize', draw, { signal });
  return {
    host,
    box: () => place.querySelector('.panel, .tab')?.getBoundingClientRect() ?? null,
    render: (next) => {
      state = next;
      tick();
      draw();
    },
  };
}
