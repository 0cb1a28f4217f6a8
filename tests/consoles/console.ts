import type { Page } from '@playwright/test';
import type { Playable } from '../setup/ready.ts';

/** What the hand enters: as the packet says, or otherwise. `ends`: `YYYY-MM-DDTHH:mm:ss`, in UTC. */
export type Entered = Readonly<{ tenant: string; user: string; scope: readonly string[]; ends: string }>;
/** One grant in the console's own database. `ends`: an instant. */
export type GrantRow = Entered & Readonly<{ id: number }>;

/** How a person works on a console. */
export type ConsoleHand = Readonly<{
  /** As an operator does before the shift, in a tab of its own. */
  signIn: (page: Page) => Promise<void>;
  /** The page on which entry begins is there. */
  whenThere: (page: Page) => Promise<void>;
  /** Enters everything, with the keys and the pointer. */
  fill: (page: Page, entered: Entered) => Promise<void>;
  /** The selector of the submit. */
  submit: string;
}>;

/** A console that nobody here wrote, running. */
export type RealConsole = Readonly<{
  name: string;
  /** The picture of it in the documents, held with another tenant entered. */
  picture: string;
  origin: string;
  /** What the address of its tab begins with once an execution opened it. */
  startUrl: string;
  /** What the gate is on a form that nobody touched: `held` where the console itself fills in something else than was approved. */
  begins: 'filling' | 'held';
  profile: object;
  hand: ConsoleHand;
  rows: () => Promise<readonly GrantRow[]>;
  /** What else is to be seen of it, in a tab of its own while it is guarded. */
  others?: (page: Page) => Promise<readonly Seen[]>;
}>;

/** `isPictured`: the pictures of the documents are taken on the way. */
export type Asked = Playable & Readonly<{ isPictured: boolean }>;

/** One thing that was to be seen. `wrong`: what was seen instead; null = it was as it should be. */
export type Seen = Readonly<{ what: string; wrong: string | null }>;
/** What the builder exported, and what was seen on the way to it. */
export type Described = Readonly<{ seen: readonly Seen[]; exported: string }>;
export type Started =
  | Readonly<{ isRunning: true; play: (ready: Asked) => Promise<readonly Seen[]>; stop: () => Promise<void> }>
  | Readonly<{ isRunning: false; because: string }>;

export function seenTo(what: string, isSo: boolean, otherwise: string): Seen {
  return { what, wrong: isSo ? null : otherwise };
}
