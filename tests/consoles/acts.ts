import type { BrowserContext } from '@playwright/test';
import { type Seen, seenTo } from './console.ts';

/** What a hand did. `turns`: from one tab to another; `entries`: times it went from the pointer to the keys. */
type Acts = Readonly<{ presses: number; keys: number; turns: number; entries: number }>;

/**
 * Seconds of one act, by the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user performance time with
 * interactive systems", 1980): thinking, pointing, a button down and up, a key of somebody who types 40 words a minute, a hand to the keys.
 */
const THINK = 1.35;
const POINT = 1.1;
const PRESS = 0.2;
const KEY = 0.28;
const HOME = 0.4;
const SECONDS_A_MINUTE = 60;
const MINUTES_MAX = 10;

/** Counts, in every page that opens from now on, what the browser was told by a hand; inside a saved page nothing runs that could count. */
export async function countActs(context: BrowserContext): Promise<() => Acts> {
  const acts: Readonly<{ kind: string; page: unknown; many: number }>[] = [];
  await context.exposeBinding('tellAct', ({ page }, kind: string, many: number) => void acts.push({ kind, page, many }));
  await context.addInitScript(() => {
    const tell = (kind: string, many: number) => Reflect.get(globalThis, 'tellAct')(kind, many);
    const hear = (type: string, act: (event: Event) => void) => addEventListener(type, act, { capture: true });
    hear('pointerdown', () => tell('press', 1));
    // Of a native list a hand opens it and picks: two presses, of which the page hears none.
    hear('change', ({ target }) => {
      if (target instanceof HTMLSelectElement && target.size < 2 && !target.multiple) tell('press', 2);
    });
    hear('input', (event) => {
      if (event instanceof InputEvent) tell('key', event.data?.length ?? 1);
    });
    hear('keydown', (event) => {
      if (event instanceof KeyboardEvent && (event.key === 'Tab' || event.key === 'Enter')) tell('key', 1);
    });
  });
  return () => {
    const many = (kind: string) => acts.reduce((sum, one) => sum + (one.kind === kind ? one.many : 0), 0);
    const turns = acts.filter(({ page }, index) => index > 0 && page !== acts[index - 1]?.page).length;
    const entries = acts.filter(({ kind }, index) => kind === 'key' && acts[index - 1]?.kind !== 'key').length;
    return { presses: many('press'), keys: many('key'), turns, entries };
  };
}

/** Whether somebody who knows the way is done in ten minutes. */
export function seenOfActs(acts: Acts): Seen {
  const minutes = minutesOf(acts).toFixed(1);
  const what = `described in ${acts.presses} presses, ${acts.keys} keys and ${acts.turns} turns to the other tab: ${minutes} minutes of a practised hand`;
  return seenTo(what, acts.presses > 0 && minutesOf(acts) < MINUTES_MAX, 'more than ten, or nothing was counted');
}

function minutesOf({ presses, keys, turns, entries }: Acts): number {
  const seconds = presses * (THINK + POINT + PRESS) + turns * (POINT + PRESS) + entries * (THINK + HOME) + keys * KEY;
  return seconds / SECONDS_A_MINUTE;
}
