import { type Draft, newDraft, type SeenScreen } from '../core/profile/draft.ts';
import type { Practice } from '../core/profile/draft-practice.ts';
import type { Target } from '../core/profile/draft-saying.ts';
import type { Stopped } from '../core/profile/learning.ts';
import type { Picked, Tried } from '../core/profile/picked.ts';

/** Everything that the builder shows. */
export type DescribingState = Readonly<{
  draft: Draft;
  /** How many steps can be taken back. */
  undoable: number;
  isConnected: boolean;
  /** The screen that the console shows now; null until it was looked at. */
  screen: SeenScreen | null;
  /** Parts of the page that nothing can look into. */
  opaque: number;
  target: Target | null;
  picked: Readonly<{ target: Target; picked: Picked }> | null;
  stopped: Stopped | null;
  /** A button that was pressed, and of which nothing was seen to be sent. */
  quiet: string | null;
  /** By screen, else by what kind of page it was. */
  tried: Readonly<Record<string, Tried>>;
  /** The practice values that a dry run is made with; null while none is made. */
  trying: Practice | null;
  /** What just happened, in one sentence. */
  says: string | null;
}>;

/** A console of which no more is known than the draft says; none: than its address. */
export function newDescribing(startUrl: string, resumed: Draft | null): DescribingState {
  return {
    draft: resumed ?? newDraft(startUrl, 'en'),
    undoable: 0,
    isConnected: false,
    screen: null,
    opaque: 0,
    target: null,
    picked: null,
    stopped: null,
    quiet: null,
    tried: {},
    trying: null,
    says: null,
  };
}
