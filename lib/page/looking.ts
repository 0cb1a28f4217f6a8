import type { PageBrief } from '../wire/page-link.ts';
import { documentInside, focusedIn, isClosedRoot, isDocument, type Root, windowOf } from './dom.ts';
import { createHand } from './hand.ts';
import { createMemory } from './memory.ts';
import { lookAtPage, type Sight } from './report.ts';
import type { OpenRoot } from './tree.ts';

export type LookingInput = Readonly<{
  document: Document;
  window: Window;
  documentId: string;
  nowMs: () => number;
  openRoot: OpenRoot;
  skip: Element;
  brief: () => Pick<PageBrief, 'profile' | 'isPlaced'> | null;
  /** Dialogs of the browser that the page opened just now. */
  browserDialogs: () => number;
  /** Takes the page's changes that were not told yet. */
  flush: () => void;
  /** Roots that came in sight for the first time; events of the unheard ones reach no other listener. */
  onRoots: (roots: readonly Root[], unheard: readonly EventTarget[]) => void;
  signal: AbortSignal;
}>;

export type Looking = Readonly<{
  /** Null as long as there is no brief to look by. */
  look(): Sight | null;
  /** A look with nothing remembered from earlier ones: what a press is judged by. */
  lookAfresh(): Sight | null;
  /** The last look, its names brought up to date. */
  lastLook(): Sight | null;
  /** Another profile: what was seen by the last one means nothing. */
  startOver(): void;
  /** A frame has loaded: its document is met before its scripts run. */
  meetFrame(frame: Element): void;
  focused(): Element | null;
  /** The page changed in these places. */
  forget(records: readonly MutationRecord[]): void;
}>;

/** Looks at one document, and remembers between looks what is slow to find out. */
export function createLooking(input: LookingInput): Looking {
  const { document, window, nowMs, signal } = input;
  const memory = createMemory(document, input.openRoot, input.skip);
  const known = new WeakSet<Root>([document]);
  const focused = () => focusedAt(document);
  const hand = createHand({ window, nowMs, focused, signal });
  let sight: Sight | null = null;

  const meet = (found: readonly Root[]) => {
    const fresh = found.filter((root) => !known.has(root));
    if (fresh.length === 0) return;
    for (const root of fresh) known.add(root);
    const unheard = fresh.flatMap((root) => (isDocument(root) ? [windowOf(root)] : isClosedRoot(root) ? [root] : []));
    for (const target of unheard) hand.listenOn(target);
    input.onRoots(fresh, unheard);
  };
  const look = (): Sight | null => {
    const brief = input.brief();
    if (brief === null) return null;
    sight = lookAtPage({
      profile: brief.profile,
      isPlaced: brief.isPlaced,
      documentId: input.documentId,
      pathname: window.location.pathname,
      hand,
      memory,
      nowMs: nowMs(),
      isLoading: document.readyState === 'loading',
      browserDialogs: input.browserDialogs(),
    });
    meet(sight.finder.tree.roots);
    return sight;
  };

  return {
    look,
    lookAfresh() {
      input.flush();
      memory.forgetAll();
      return look();
    },
    lastLook() {
      input.flush();
      return sight ?? look();
    },
    startOver() {
      sight = null;
      memory.forgetAll();
    },
    meetFrame(frame) {
      const inner = documentInside(frame);
      if (inner !== null) meet([inner]);
    },
    focused,
    forget: memory.forget,
  };
}

/** The control in focus, also inside same-origin frames. */
function focusedAt(document: Document): Element | null {
  const focused = focusedIn(document);
  const inner = focused === null ? null : documentInside(focused);
  return inner === null ? focused : (focusedAt(inner) ?? focused);
}
