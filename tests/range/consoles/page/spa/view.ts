import type { SessionView, SignInNeed } from '../../session.ts';
import type { DraftView } from '../../spa/draft-view.ts';
import type { Values } from '../../values.ts';
import type { Api, Reply } from './api.ts';

/** What the views work with. */
export type App = Readonly<{
  api: Api;
  session: () => SessionView;
  /** The request that is open, as the API has it, and what was typed since. */
  draft: () => DraftView | null;
  typed: () => Partial<Values>;
  keepDraft: (draft: DraftView) => void;
  keepTyped: (values: Partial<Values>) => void;
  /** Shows a path's view, as a new entry of the history. */
  go: (path: string) => void;
  /** Hands on what was done; otherwise says what stands in the way, and gives null. */
  done: <T>(reply: Reply<T>) => T | null;
  askToSignIn: (need: SignInNeed) => void;
  /** Reads again what stands around the form, and shows it. */
  redrawShell: () => Promise<void>;
}>;

/** A view: its heading says what it is, and gets the focus. */
export type View = Readonly<{ title: string; main: readonly Node[] }>;
