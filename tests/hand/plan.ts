import type { Victim } from './browser.ts';
import type { ButtonName } from './console-map.ts';
import type { PatchOperation } from './control.ts';
import type { Entries } from './values.ts';

/** Who does it: another person, by their account, in a browser of their own. Left out: the first operator. */
export type OperatorStep = PersonStep & Readonly<{ as?: string | undefined }>;

/** One thing that a person does otherwise than by default. Screens and fields go by any name of the hand's map. */
export type PersonStep =
  | Readonly<{ screen: string; fill: Entries }>
  | Readonly<{ screen: string; type: Readonly<Record<string, string>> }>
  | Readonly<{ screen: string }>
  | Readonly<{ press: ButtonName | 'recheck' | 'revoke' }>
  | Readonly<{ keys: string }>
  | Readonly<{ wait: string }>
  | Readonly<{ popup: 'start' | 'take-over' | 'export' | 'reconcile' }>
  /** What a person decides on the takeover page, with a reason in words. */
  | Readonly<{ decide: Decision }>
  /** The browser's own way back or forward, or its reload. */
  | Readonly<{ history: 'back' | 'forward' | 'reload' }>
  /** The console's own script presses the button that goes on, as no hand would. */
  | Readonly<{ script: 'press' }>
  /** The same form in a second tab of the same browser: only looked at, or one of its buttons pressed. */
  | Readonly<{ in: 'second-tab'; press?: ButtonName | undefined }>
  /** The console is opened by its address, without an execution. Only as the first step. */
  | Readonly<{ open: 'console' }>;

export type Decision = 'resume' | 'abandon' | 'reconcile';

/**
 * What can become of the extension: its access to the console is withdrawn; it is switched off and on again; its pictures
 * cannot be drawn; of what it keeps, a sealed part is lost, a record is changed, or the profile in memory lets more be shown.
 */
export const EXTENSION_FAULTS = [
  'access-withdrawn',
  'switched-off',
  'pictures-fail',
  'evidence-lost',
  'evidence-changed',
  'memory-changed',
] as const;
export type ExtensionFault = (typeof EXTENSION_FAULTS)[number];

/** What happens around the operator at a moment of the execution, once. */
export type During = Readonly<{
  at: string;
  patch: readonly PatchOperation[];
  console: string | null;
  kill: Victim | null;
  /** What becomes of the extension itself. */
  extension: ExtensionFault | null;
}>;

/** Moments that the hand itself brings about: what happens there is done just before the act that starts them. */
export const MOMENTS_BEFORE_AN_ACT = ['preflight', 'rechecking', 'press'] as const;

/** Every moment that a scenario may name. */
export const MOMENTS: readonly string[] = [
  ...MOMENTS_BEFORE_AN_ACT,
  'idle',
  'filling',
  'held',
  'armed',
  'committing',
  'confirming',
  'confirmed',
  'rejected',
  'unknown',
  'halted',
  'abandoned',
  'taken-over',
  'after-commit',
  'closing',
];

/** `of`: by whose popup the play is judged; left out, by that of whoever acted last. */
export type Plan = Readonly<{ operator: readonly OperatorStep[]; during: readonly During[]; of?: string | null }>;

/** A moment of the plan that never came: something should have happened then, or somebody waited for it. */
export type Missed = Readonly<{ of: 'during' | 'operator'; moment: string }>;

/** How a play ended, as the hand saw it. */
export type Played = Readonly<{
  state: string;
  reasons: readonly string[];
  /** Codes of what was refused while the submission was on its way, by the extension's own journal. */
  refusals: readonly string[];
  /** Codes of the warnings that the hand acknowledged. */
  acknowledged: readonly string[];
  /** Where the first of them was raised. */
  warnedAt: string | null;
  isEscalated: boolean;
  /** Somebody tried to get past a halt that was left to a person, and was refused. */
  isTriedWhileHeld: boolean;
  stage: string | null;
  missed: readonly Missed[];
  /** What the hand could not do, in words. */
  troubles: readonly string[];
  tookMs: number;
}>;
