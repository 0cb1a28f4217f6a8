import type { GateState } from '../core/execution/view.ts';
import { browser } from './api.ts';

type Icon = 'idle' | 'guarding' | 'held' | 'armed' | 'committing' | 'confirmed' | 'halted' | 'unknown';

const ICONS: Readonly<Record<GateState, Icon>> = {
  closed: 'held',
  preflight: 'guarding',
  filling: 'guarding',
  held: 'held',
  rechecking: 'guarding',
  armed: 'armed',
  committing: 'committing',
  confirming: 'committing',
  confirmed: 'confirmed',
  rejected: 'halted',
  unknown: 'unknown',
  halted: 'halted',
  abandoned: 'idle',
  'taken-over': 'idle',
};

/** What the toolbar shows now, and what its words are made of. */
let shown = '';
let reminded = '';
let stands = 'Countersign';

/** The toolbar shows the gate's state too, where no page can cover it. */
export async function showState(state: GateState | null, word: string): Promise<void> {
  const icon = state === null ? 'idle' : ICONS[state];
  if (`${icon} ${word}` === shown) return;
  // Until all of it is shown, none of it counts as shown.
  shown = '';
  stands = state === null ? 'Countersign' : `Countersign: ${word}`;
  const path = Object.fromEntries([16, 32, 48].map((size) => [size, `/icon/${icon}-${size}.png`]));
  await browser.action.setIcon({ path });
  await showTitle();
  shown = `${icon} ${word}`;
}

/** A mark on the toolbar's icon for what a person must not forget while nothing else goes on; null takes it away. */
export async function showReminder(says: string | null): Promise<void> {
  if ((says ?? '') === reminded) return;
  reminded = says ?? '';
  await browser.action.setBadgeText({ text: says === null ? '' : '!' });
  await showTitle();
}

/** One title for both: the reminder, as long as there is one, and else the state. */
async function showTitle(): Promise<void> {
  await browser.action.setTitle({ title: reminded === '' ? stands : `Countersign: ${reminded}` });
}
