/** A page that keeps removing what we draw is outlasted for this many times a second, and no more. */
const REMOUNT_MAX = 20;

/** A place to draw in over the whole page, in a closed shadow root, which lets every pointer through. A page may take it out: it is put back. */
export function overPage(
  tag: string,
  css: string,
  signal: AbortSignal,
  document: Document = globalThis.document,
): Readonly<{ host: HTMLElement; place: HTMLElement }> {
  const host = document.createElement(tag);
  const root = host.attachShadow({ mode: 'closed' });
  host.style.cssText =
    'all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; pointer-events: none !important; display: block !important;';
  const style = document.createElement('style');
  style.textContent = css;
  const place = document.createElement('div');
  root.append(style, place);
  keepMounted(host, signal, document);
  signal.addEventListener('abort', () => host.remove());
  return { host, place };
}

/** Puts the host back when the page took it out, within a limit, so that two who fight do not stop the page. */
function keepMounted(host: HTMLElement, signal: AbortSignal, document: Document): void {
  let remounts = 0;
  const put = () => {
    // A page may also have put it into a document of its own, where nobody sees it.
    if ((host.isConnected && host.ownerDocument === document) || remounts > REMOUNT_MAX) return;
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
