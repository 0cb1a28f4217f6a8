import type { Page } from '../hand/page.ts';
import type { TabAct } from './neighbour.ts';
import type { At, Named } from './way.ts';

/** Whether step and exit of the console have the commit's own address or each another. */
export type Consoles = 'beside-steps' | 'apart-from-steps';

/**
 * One way to make a console send its commit while an execution is open: in its tab, with the form filled in as approved. The same
 * is played without the extension, where every press goes through.
 */
export type OpenWay = Named &
  Readonly<{
    consoles: Consoles;
    /** A script of the console that runs before everything else in its page. */
    early?: string;
    /** Begins with the gate armed, and not before the check. */
    isArmed?: boolean;
    /** How many commits the operator's own press is released for. */
    released?: number;
    play: (stand: Stand) => Promise<void>;
  }>;

/** Where an open way is played. `on`: another tab than the execution's. */
export type Stand = Readonly<{
  page: Page;
  at: At;
  /** Presses the middle of a button, in a page that is brought to the front for it. */
  press: (css: string, on?: Page) => Promise<void>;
  /** Presses a button and holds it down, longer than any gate is open for it; the pointer then leaves it. */
  holdDown: (css: string) => Promise<void>;
  /** Presses a button and holds it down until the gate is armed. */
  holdUntilArmed: (css: string) => Promise<void>;
  /** Another extension makes another tab of the execution's. */
  tabAfter: (act: TabAct) => Promise<Page>;
  /** Waits until so many commits have arrived, but not for long. */
  commits: (wanted: number) => Promise<void>;
  /** Runs in the console's page, as a script of its own. */
  run: (text: string, on?: Page) => Promise<void>;
}>;

/** The name of the query's part by which a commit tells how many ms it was sent after what opened the gate. */
export const AFTER = 'after';
