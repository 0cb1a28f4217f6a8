import type { Problem } from '../problem.ts';
import type { Capsule } from './capsule.ts';
import type { ReadBack } from './reconciling.ts';

/** One human act, and why it is not offered where it is not. */
export type Offer = Readonly<{ isOffered: true }> | Readonly<{ isOffered: false; because: string }>;
export type Offers = Readonly<{ resume: Offer; abandon: Offer; reconcile: Offer }>;

/** What the takeover page shows of one case. */
export type TakeoverView =
  /** Nobody left anything, or it cannot be read: there is nothing to decide. */
  | Readonly<{ is: 'nothing'; caseId: string; problem: Problem }>
  /** Somebody left it, and this person or this device may not see what is in it. */
  | Readonly<{ is: 'not-for-you'; caseId: string; left: string; says: string; now: string }>
  | Readonly<{
      is: 'open';
      caseId: string;
      /** Halted on this very device, by the person at it. */
      isOwn: boolean;
      /** Who halted it and since when, in one sentence. */
      left: string;
      /** Why it was halted, one sentence each. */
      stops: readonly string[];
      /** Whether anything can have left the browser, and what says so. */
      mayHaveLeft: boolean;
      sent: readonly string[];
      /** The way out that was taken; null when none was. */
      exit: string | null;
      capsule: Capsule;
      /** What IAM shows now, for whoever may reconcile; null for everybody else. */
      readBack: ReadBack | null;
      offers: Offers;
    }>;
