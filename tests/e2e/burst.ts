import { expect } from 'vitest';
import { giveUp } from '../gate/guarded.ts';
import type { ShortStage } from '../gate/short-stage.ts';
import type { Page } from '../hand/page.ts';

export const PARALLEL = 50;
const ASK_EVERY_MS = 1_000;
const ON_ITS_WAY: readonly string[] = ['armed', 'committing', 'confirming'];
const AT_WORK: readonly string[] = ['filling', 'held', 'halted', 'rechecking', ...ON_ITS_WAY];

/**
 * The page's own script sends many commits at once, while the gate is armed. Afterwards each has arrived and is answered, or never will.
 * Returns the bodies that were answered.
 */
export function burst(page: Page, bodies: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (texts) => {
    const one = (text: string) => fetch('/grant', { method: 'POST', body: new URLSearchParams(text) });
    const sent = await Promise.allSettled(texts.map(one));
    return texts.filter((_, index) => sent[index]?.status === 'fulfilled');
  }, bodies);
}

/** As many as a burst has, these in turn. */
export const inTurn = (...bodies: readonly string[]): readonly string[] =>
  Array.from({ length: PARALLEL }, (_, index) => bodies[index % bodies.length] ?? '');

/** What differs from the right body in one thing: who is let in, what to, until when, what is asked for, and something more beside it. */
const wrongOnes = (right: string): readonly string[] =>
  [
    ['tenant', 'tnt_7Q2K95'],
    ['scope', 'all-tenants'],
    ['ends', '2099-01-01T00:00'],
    ['action', 'submit-for-all'],
    ['reason', 'none'],
  ].map(([name = '', value = '']) => {
    const body = new URLSearchParams(right);
    body.set(name, value);
    return body.toString();
  });

/**
 * After one release the right body, sent among wrong ones, arrives once, and no wrong one does. After the next, in which a wrong one
 * comes first, none arrives but a right one: what is stopped may take the release back. After the last, of another body none does.
 */
export async function oneArrives(stage: ShortStage, outcomeMs: number): Promise<void> {
  const { begin, arm, gate, rightBody } = stage;
  const right = await rightBody();
  const wrong = wrongOnes(right);
  const sendArmed = async (bodies: readonly string[]) => {
    const page = await begin();
    await arm(page);
    const answered = await burst(page, bodies);
    // Whatever was answered has arrived, and the other way round.
    expect(gate.commits().map(({ body }) => body)).toEqual(answered);
    return answered;
  };
  expect(await sendArmed(inTurn(right, ...wrong))).toEqual([right]);
  expect(await stage.watch.until(({ state }) => ['confirmed', 'unknown'].includes(state), outcomeMs)).not.toBeNull();
  await stage.next();
  expect([[], [right]]).toContainEqual(await sendArmed(inTurn(...wrong, right)));
  await leave(stage, outcomeMs);
  expect(await sendArmed(inTurn(...wrong.slice(0, 3)))).toEqual([]);
  await leave(stage, outcomeMs);
}

/** What cannot be left while its gate is still being closed is left once it is. */
async function leave({ watch, next }: ShortStage, outcomeMs: number): Promise<void> {
  await watch.until(({ state }) => !ON_ITS_WAY.includes(state), outcomeMs);
  await next();
  const untilMs = Date.now() + outcomeMs;
  do await giveUp(watch.page());
  while ((await watch.until(({ state }) => !AT_WORK.includes(state), ASK_EVERY_MS)) === null && Date.now() < untilMs);
}
