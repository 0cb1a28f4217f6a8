import type { SeenScreen } from '../core/profile/draft.ts';
import type { LastPress, Picked, PointingAt, StoppedForm, Trial, Tried, Way } from '../core/profile/picked.ts';
import type { Locator, Profile } from '../core/profile/profile.ts';

/**
 * What the builder and the page of a console that is being described say to each other, over one port that the builder
 * opens. Types only: the page imports nothing of the wire at run time, and the builder parses all that arrives.
 */
export type ToDescribed =
  /** `beside`: what the control that is pointed at belongs to, as its other part. */
  | Readonly<{ type: 'point'; at: PointingAt; beside: Locator | null }>
  | Readonly<{ type: 'rest' }>
  | Readonly<{ type: 'look' }>
  /** What is known by now: which forms may be sent, once the network gate is open for them. */
  | Readonly<{ type: 'may-pass'; requests: Profile['requests'] }>
  | Readonly<{ type: 'open'; untilMs: number }>
  | Readonly<{ type: 'try'; trial: Trial }>;

export type FromDescribed =
  | Readonly<{ type: 'here'; pathname: string }>
  | Readonly<{ type: 'picked'; picked: Picked }>
  | Readonly<{ type: 'gave-up' }>
  | Readonly<{ type: 'screen'; screen: SeenScreen; opaque: number }>
  /** Something was pressed; what it is called, so that the request that follows has a name. */
  | Readonly<{ type: 'pressed'; press: LastPress }>
  /** A hand is about to press this: where it is a step, the gate is opened before the press. */
  | Readonly<{ type: 'nearing'; ways: readonly Way[] }>
  | Readonly<{ type: 'stopped'; form: StoppedForm }>
  /** A script of the page was about to open a WebSocket. `atMs`: ms since 1970. */
  | Readonly<{ type: 'socket'; url: string; atMs: number }>
  | Readonly<{ type: 'tried'; tried: Tried }>;

export const DESCRIBE_PORT = 'countersign-describe';
