/**
 * The mark and its states, on a 32 x 32 grid: one seal in two halves. If they fit, what was entered is what was approved.
 * Edges stand on even units, so that the toolbar's 16 pixels draw them sharp.
 */

export type MarkName = 'idle' | 'guarding' | 'held' | 'armed' | 'committing' | 'confirmed' | 'halted' | 'unknown';

/** The half that was approved, and the half that was entered: the one turned by half a turn is the other. */
export const APPROVED_HALF = 'M18 2.144A14 14 0 0 0 12 29.416V15H18Z';
export const ENTERED_HALF = 'M14 29.856A14 14 0 0 0 20 2.584V17H14Z';

export type MarkPart =
  | Readonly<{ is: 'half'; d: string; isEntered: boolean; shift: number }>
  | Readonly<{ is: 'solid'; d: string }>
  | Readonly<{ is: 'line'; d: string; width: number }>
  | Readonly<{ is: 'sign'; d: string; width: number }>;

const DISC = 'M30 16A14 14 0 1 1 2 16a14 14 0 0 1 28 0Z';
const OCTAGON = 'M10.2 2h11.6L30 10.2v11.6L21.8 30H10.2L2 21.8V10.2Z';
const DIAMOND = 'M14.2 1.9a2.6 2.6 0 0 1 3.6 0l12.3 12.3a2.6 2.6 0 0 1 0 3.6L17.8 30.1a2.6 2.6 0 0 1-3.6 0L1.9 17.8a2.6 2.6 0 0 1 0-3.6Z';

const MARKS: Readonly<Record<MarkName, readonly MarkPart[]>> = {
  // Nothing to guard: the seal as a line only.
  idle: [
    { is: 'line', d: 'M28.6 16A12.6 12.6 0 1 1 3.4 16a12.6 12.6 0 0 1 25.2 0Z', width: 2.6 },
    { is: 'line', d: 'M19 4V16H13V28', width: 2.6 },
  ],
  guarding: [
    { is: 'half', d: APPROVED_HALF, isEntered: false, shift: 0 },
    { is: 'half', d: ENTERED_HALF, isEntered: true, shift: 0 },
  ],
  // The halves are there and do not fit.
  held: [
    { is: 'half', d: APPROVED_HALF, isEntered: false, shift: -1.5 },
    { is: 'half', d: ENTERED_HALF, isEntered: false, shift: 1.5 },
  ],
  // Armed is not done: it is a button to press, so there is no check in it.
  armed: [
    { is: 'line', d: 'M28.5 16A12.5 12.5 0 1 1 3.5 16a12.5 12.5 0 0 1 25 0Z', width: 3 },
    { is: 'solid', d: 'M23 16A7 7 0 1 1 9 16a7 7 0 0 1 14 0Z' },
  ],
  committing: [
    { is: 'solid', d: DISC },
    { is: 'sign', d: 'M9 16h13M16.5 10l6 6-6 6', width: 3 },
  ],
  confirmed: [
    { is: 'solid', d: DISC },
    { is: 'sign', d: 'M9.5 16.5l4.5 4.5 8.5-9.5', width: 3.2 },
  ],
  halted: [
    { is: 'solid', d: OCTAGON },
    { is: 'sign', d: 'M10 16h12', width: 4 },
  ],
  unknown: [
    { is: 'solid', d: DIAMOND },
    { is: 'sign', d: 'M12.4 12.8a3.7 3.7 0 1 1 5.5 3.2c-1.3.7-1.9 1.4-1.9 2.7M16 23h.02', width: 3 },
  ],
};

export function markParts(name: MarkName): readonly MarkPart[] {
  return MARKS[name];
}
