import { isDocument, isElement, nameOfTag, windowOf } from '../dom.ts';
import type { Tree } from '../tree.ts';

type FramesInput = Readonly<{
  document: Document;
  tree: () => Tree;
  listenOn: (frame: EventTarget) => void;
  signal: AbortSignal;
}>;

/** Listens in each frame that can be looked into, as soon as it has loaded: what happens in a frame never comes to the page's own window. */
export function hearFrames({ document, tree, listenOn, signal }: FramesInput): Readonly<{ hear: () => void }> {
  const hear = () => {
    for (const root of tree().roots) if (isDocument(root) && root !== document) listenOn(windowOf(root));
  };
  const onLoad = ({ target }: Event) => {
    if (isElement(target) && nameOfTag(target) === 'iframe') hear();
  };
  document.addEventListener('load', onLoad, { capture: true, signal });
  return { hear };
}
