import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sending } from '../gate/console/pages.ts';
import { openShortStage, type ShortOptions, type ShortStage } from '../gate/short-stage.ts';
import { seePanel } from '../hand/panel.ts';
import { readyToPlay, TESTED_IN } from '../setup/ready.ts';

/** For each way of sending; more are for the long tests. */
const ROUNDS = Number(process.env.COUNTERSIGN_PRESSES ?? 4);
/** The same where nobody granted the blocking listener. */
const BEST_EFFORT_ROUNDS = Number(process.env.COUNTERSIGN_PRESSES ?? 1);
const WAYS_OF_SENDING: readonly Sending[] = ['navigation', 'see-other', 'fetch', 'service-worker'];
const SLOW_PAGES: readonly Sending[] = ['in-pieces', 'drawn-late'];
/** Every grant leaves an open window, and IAM is read for all of them: so many presses have a browser of their own. */
const TOGETHER_MAX = 25;
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
const OUTCOME_MS = 40_000;
const TIMEOUT_MS = 60_000 + ROUNDS * 60_000;

let stage: ShortStage;

/** One stage for each profile: what it says of the commit is what the console must do. */
const opens =
  (sends: ShortOptions['sends'], cases: number, enforcement: ShortOptions['enforcement'] = 'one-shot') =>
  async () => {
    const ready = await readyToPlay(TESTED_IN);
    if (!ready.isReady) throw new Error(ready.says);
    stage = await openShortStage({ ...ready, enforcement, ways: [], cases, sends });
  };

/** After many presses of one way, the next way begins in a new browser. */
const anewFor = async (rounds: number, open: () => Promise<void>) => {
  if (rounds <= TOGETHER_MAX) return;
  await stage.close();
  await open();
};

/** Fills in, waits for green, and presses once more, as a person does. */
async function pressWhenGreen(): Promise<void> {
  const page = await stage.begin();
  await stage.arm(page);
  // The popup may be green well before the panel, and a press counts from what was seen on the page.
  await expect.poll(async () => (await seePanel(stage.browser, page))?.state).toBe('armed');
  await stage.watch.until(({ state }) => state !== 'armed', REACTION_MS);
  await stage.pressSubmit(page);
}

const takesTruePresses = async (rounds = ROUNDS) => {
  for (let round = 0; round < rounds; round += 1) {
    await pressWhenGreen();
    await stage.watch.until(({ state }) => ['confirmed', 'rejected', 'unknown', 'halted', 'held'].includes(state), OUTCOME_MS);
    expect(stage.watch.now()).toMatchObject({ state: 'confirmed', reasons: [] });
    expect(stage.gate.commits()).toHaveLength(1);
    await stage.next();
  }
};

const isToldNotGuardable = async () => {
  await pressWhenGreen();
  await stage.watch.until(({ reasons }) => reasons.length > 0, OUTCOME_MS);
  expect(stage.watch.now()).toMatchObject({ reasons: ['not-guardable'] });
  expect(stage.gate.commits()).toEqual([]);
};

describe('a console whose commit leaves from its own tab', () => {
  const open = opens('scripts', ROUNDS * WAYS_OF_SENDING.length + SLOW_PAGES.length + 1);
  beforeAll(open, TIMEOUT_MS);
  afterAll(() => stage.close());

  it.each(WAYS_OF_SENDING)(
    `takes ${ROUNDS} true presses by %s: held once, let through at the second, never a third, and confirmed`,
    async (sending) => {
      await anewFor(ROUNDS, open);
      stage.send(sending);
      await takesTruePresses();
    },
    TIMEOUT_MS,
  );

  it.each(SLOW_PAGES)(
    'takes a true press where form and confirmation come well after their headings (%s)',
    async (sending) => {
      stage.send(sending);
      await takesTruePresses(1);
    },
    TIMEOUT_MS,
  );

  it(
    'is told as not guardable when it would send from another one, and nothing leaves',
    async () => {
      stage.send('new-tab');
      await isToldNotGuardable();
    },
    TIMEOUT_MS,
  );
});

describe('a console whose commit leaves from a new tab', () => {
  beforeAll(opens('new-tab', ROUNDS + 1), TIMEOUT_MS);
  afterAll(() => stage.close());

  it(
    `takes ${ROUNDS} true presses: held once, let through at the second, never a third, and confirmed in the tab that opened`,
    async () => {
      stage.send('new-tab');
      await takesTruePresses();
    },
    TIMEOUT_MS,
  );

  it(
    'is told as not guardable when it would send from its own, and nothing leaves',
    async () => {
      stage.send('navigation');
      await isToldNotGuardable();
    },
    TIMEOUT_MS,
  );
});

describe('a console beside which the browser grants no blocking listener, as Chromium does where nobody installed by policy', () => {
  const cases = BEST_EFFORT_ROUNDS * WAYS_OF_SENDING.length + 1;
  const open = opens('scripts', cases, 'best-effort');
  beforeAll(open, TIMEOUT_MS);
  afterAll(() => stage.close());

  it.each([...WAYS_OF_SENDING.map((sending) => ({ sending, rounds: BEST_EFFORT_ROUNDS })), { sending: 'drawn-late', rounds: 1 } as const])(
    'takes $rounds true presses by $sending: held once, let through at the second, never a third, and confirmed',
    async ({ sending, rounds }) => {
      await anewFor(rounds, open);
      stage.send(sending);
      await takesTruePresses(rounds);
    },
    TIMEOUT_MS,
  );
});
