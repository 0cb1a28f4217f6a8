/** How soon after a change the page is looked at, and how often at most. */
const VIEW_EVERY_MS = 500;

/** A console that draws its views by itself loads no page for another one: `look` is called when something on the page has changed. */
export function whenOther(document: Document, signal: AbortSignal, look: () => void): void {
  let isDue = false;
  const observer = new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      if (!signal.aborted) look();
    }, VIEW_EVERY_MS);
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
