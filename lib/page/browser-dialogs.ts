/** A dialog that the browser itself draws for the page. It is no part of the document. */
export type DialogKind = (typeof KINDS)[number];

const KINDS = ['alert', 'confirm', 'prompt'] as const;

const HELLO = 'countersign-dialogs-hello';
const ASK = 'countersign-dialogs-ask';
const MET = 'met';

/**
 * Runs in the page's own world, before the page's scripts: says that a dialog of the browser opens, and with which words,
 * before it opens. It answers none and stops none. What it says goes through a node that is in no document, so that the
 * page can neither hear nor say it; a page that wants to can still get at a fresh `confirm` by way of a frame.
 */
export function tellOfDialogs(window: Window): void {
  const { document, MouseEvent, CustomEvent } = globalThis;
  const post = document.createElement('i');
  const send = EventTarget.prototype.dispatchEvent;
  const apply = Reflect.apply;
  for (const kind of KINDS) {
    const native: unknown = Reflect.get(window, kind);
    if (typeof native !== 'function') continue;
    const told = {
      [kind](...given: readonly unknown[]): unknown {
        const [text] = given;
        apply(send, post, [new CustomEvent(kind, { detail: typeof text === 'string' ? text : '' })]);
        return apply(native, window, given);
      },
    };
    Object.defineProperty(window, kind, { value: told[kind], writable: true, configurable: true, enumerable: true });
  }
  const hello = (event?: Event) => {
    event?.stopImmediatePropagation();
    window.dispatchEvent(new MouseEvent(HELLO, { relatedTarget: post }));
  };
  post.addEventListener(MET, () => window.removeEventListener(ASK, hello, true), { once: true });
  window.addEventListener(ASK, hello, true);
  hello();
}

/** The other side, in our own world: whichever of the two begins later finds the other, before the page begins. */
export function hearDialogs(window: Window, heard: (kind: DialogKind, text: string) => void, signal: AbortSignal): void {
  const meet = (event: Event) => {
    event.stopImmediatePropagation();
    const post = 'relatedTarget' in event ? event.relatedTarget : null;
    if (!(post instanceof EventTarget)) return;
    window.removeEventListener(HELLO, meet, true);
    for (const kind of KINDS) post.addEventListener(kind, (said) => heard(kind, textOf(said)), { signal });
    post.dispatchEvent(new Event(MET));
  };
  window.addEventListener(HELLO, meet, { capture: true, signal });
  window.dispatchEvent(new Event(ASK));
}

function textOf(event: Event): string {
  return 'detail' in event && typeof event.detail === 'string' ? event.detail : '';
}
