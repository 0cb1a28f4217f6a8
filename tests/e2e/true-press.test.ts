import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sending } from '../gate/console/pages.ts';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { readyToPlay } from '../setup/ready.ts';

/** For each way of sending; more are for the long tests. */
const ROUNDS = Number(process.env.COUNTERSIGN_PRESSES ?? 7);
const WAYS_OF_SENDING: readonly Sending[] = ['navigation', 'see-other', 'fetch', 'service-worker'];
/** A person needs this long to see green and press. */
const REACTION_MS = 450;
const OUTCOME_MS = 40_000;
const TIMEOUT_MS = 60_000 + ROUNDS * 60_000;

let stage: ShortStage;

beforeAll(async () => {
  const ready = await readyToPlay();
  if (!ready.isReady) throw new Error(ready.says);
  stage = await openShortStage({
    ...ready,
    enforcement: 'one-shot',
    ways: [],
    cases: ROUNDS * WAYS_OF_SENDING.length + 1,
    isByScript: true,
  });
}, TIMEOUT_MS);

afterAll(() => stage.close());

describe.each(WAYS_OF_SENDING)('a console that sends its commit by %s', (sending) => {
  it(
    `takes ${ROUNDS} true presses: held once, let through at the second, never a third, and confirmed`,
    async () => {
      stage.send(sending);
      for (let round = 0; round < ROUNDS; round += 1) {
        const page = await stage.begin();
        await stage.arm(page);
        await stage.watch.until(({ state }) => state !== 'armed', REACTION_MS);
        await stage.pressSubmit(page);
        await stage.watch.until(({ state }) => ['confirmed', 'rejected', 'unknown', 'halted', 'held'].includes(state), OUTCOME_MS);
        expect(stage.watch.now()).toMatchObject({ state: 'confirmed', reasons: [] });
        expect(stage.gate.commits()).toHaveLength(1);
        await stage.next();
      }
    },
    TIMEOUT_MS,
  );
});

it(
  'a console that would send it from another tab is told as not guardable, and nothing leaves',
  async () => {
    stage.send('new-tab');
    const page = await stage.begin();
    await stage.arm(page);
    await stage.watch.until(({ state }) => state !== 'armed', REACTION_MS);
    await stage.pressSubmit(page);
    await stage.watch.until(({ reasons }) => reasons.length > 0, OUTCOME_MS);
    expect(stage.watch.now()).toMatchObject({ reasons: ['not-guardable'] });
    expect(stage.gate.commits()).toEqual([]);
  },
  TIMEOUT_MS,
);
