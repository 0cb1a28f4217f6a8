import { render } from 'preact';
import { Pointer } from '../../components/pointer/Pointer.tsx';
import { POINTER_CSS } from '../../components/pointer/pointer-css.ts';
import { openRootOf } from '../../lib/browser/closed-roots.ts';
import { startDescribedRoom } from '../../lib/page/describe/described-room.ts';
import { overPage } from '../../lib/page/over-page.ts';
import { builderLink } from './builder-link.ts';

const TAG = 'countersign-pointer';

/** Wires the page of a console that is being described to the builder. Until the builder speaks, no form leaves the page. */
export function startDescribing(): void {
  const life = new AbortController();
  const { host, place } = overPage(TAG, POINTER_CSS, life.signal);
  startDescribedRoom({
    document,
    window,
    link: builderLink(life.signal),
    overlay: { host, render: (state) => render(<Pointer state={state} />, place) },
    openRoot: openRootOf,
    nowMs: () => Date.now(),
    signal: life.signal,
  });
}
