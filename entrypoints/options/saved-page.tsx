import { type JSX, render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Pointer } from '../../components/pointer/Pointer.tsx';
import { POINTER_CSS } from '../../components/pointer/pointer-css.ts';
import { startDescribedRoom } from '../../lib/page/describe/described-room.ts';
import { overPage } from '../../lib/page/over-page.ts';
import type { ToDescribed } from '../../lib/wire/describe-link.ts';
import type { Describing } from '../../lib/workflow/describing.ts';

/** Without its style sheets a page's bars and dialogs may lie over what is to be pointed at: here everything stands where it comes. */
function layOut(document: Document): void {
  const style = document.createElement('style');
  style.textContent = 'body *:not(countersign-pointer) { position: static !important; }';
  document.head.append(style);
}

/** A page of the console that was saved to a file. It runs no script and loads nothing: the frame is given no such power. */
export function SavedPage({ html, describing }: Readonly<{ html: string; describing: Describing }>): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const life = new AbortController();
    const document = frame.current?.contentDocument ?? null;
    const window = frame.current?.contentWindow ?? null;
    if (document === null || window === null) return;
    // Written into the blank frame: Firefox opens no `srcdoc` in a page that nobody may frame.
    document.open();
    document.write(html);
    document.close();
    layOut(document);
    const { host, place } = overPage('countersign-pointer', POINTER_CSS, life.signal, document);
    const listeners: ((message: ToDescribed) => void)[] = [];
    startDescribedRoom({
      document,
      window,
      link: { send: describing.hearSaved, onMessage: (listener) => void listeners.push(listener) },
      overlay: { host, render: (state) => render(<Pointer state={state} />, place) },
      openRoot: () => null,
      nowMs: () => Date.now(),
      signal: life.signal,
    });
    const send = (message: ToDescribed) => {
      for (const listener of listeners) listener(message);
    };
    describing.openSaved({ send });
    return () => life.abort();
  }, [describing, html]);
  return (
    <section class="card" aria-labelledby="saved-title">
      <h2 id="saved-title">The saved page</h2>
      <p class="soft">It runs no script and loads nothing.</p>
      <iframe ref={frame} title="The saved page" sandbox="allow-same-origin" />
    </section>
  );
}
