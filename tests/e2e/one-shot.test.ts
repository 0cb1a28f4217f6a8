import { afterEach, describe, expect, it } from 'vitest';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { inChromium } from '../hand/chromium.ts';
import { at } from '../hand/control.ts';
import { readyToPlay } from '../setup/ready.ts';
import { burst, inTurn, oneArrives, PARALLEL } from './burst.ts';

/** More rounds are for the long tests. */
const ROUNDS = Number(process.env.COUNTERSIGN_BURSTS ?? 1);
const OUTCOME_MS = 30_000;
const JOURNAL_MS = 15_000;
const LOOK_EVERY_MS = 200;
const TIMEOUT_MS = 60_000 + ROUNDS * 60_000;

let stage: ShortStage | null = null;

afterEach(async () => {
  await stage?.close();
  stage = null;
});

async function open(enforcement: 'one-shot' | 'best-effort'): Promise<ShortStage> {
  const ready = await readyToPlay();
  if (!ready.isReady) throw new Error(ready.says);
  stage = await openShortStage({ ...ready, enforcement, ways: [], cases: ROUNDS * 3, sends: 'scripts' });
  return stage;
}

/** How many commits the journal tells of, once it tells of as many, or of no more for its whole time. */
async function seenIn(journal: ShortStage['journal'], wanted: number): Promise<number> {
  const untilMs = Date.now() + JOURNAL_MS;
  for (;;) {
    const seen = (await journal()).filter((entry) => at(entry, '/kind') === 'commit-seen').length;
    if (seen >= wanted || Date.now() > untilMs) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const spreadMs = (times: readonly number[]) => (times.length === 0 ? 0 : Math.max(...times) - Math.min(...times));

describe('fifty commits at once after a release', () => {
  it(
    'as policy installs it: of right and wrong bodies in one burst exactly one reaches the console, a right one, and every wrong one is stopped',
    async () => {
      const opened = await open('one-shot');
      for (let round = 0; round < ROUNDS; round += 1) await oneArrives(opened, OUTCOME_MS);
    },
    TIMEOUT_MS,
  );

  it(
    'best-effort: the console’s key grants once, what came beside it is seen, journalled and escalated',
    async () => {
      const { begin, arm, next, gate, rightBody, watch, journal, control } = await open('best-effort');
      const told: string[] = [];
      // The journal keeps what the rounds before brought.
      let before = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const page = await begin();
        await arm(page);
        await burst(page, inTurn(await rightBody()));
        const arrived = gate.commits();
        const grants = at(await control.world(), '/iam/grants');
        expect(arrived.length).toBeGreaterThan(0);
        expect(new Set(arrived.map(({ key }) => key)).size).toBe(1);
        expect(arrived[0]?.key).not.toBeNull();
        expect(grants).toHaveLength(1);
        expect(await watch.until(({ state }) => ['confirmed', 'unknown'].includes(state), OUTCOME_MS)).not.toBeNull();
        const seen = (await seenIn(journal, before + arrived.length)) - before;
        before += seen;
        told.push(
          `${arrived.length} of ${PARALLEL} arrived within ${spreadMs(arrived.map(({ atMs }) => atMs))} ms; ${seen} are in the journal`,
        );
        expect(seen).toBe(arrived.length);
        if (arrived.length > 1) expect(watch.now()).toMatchObject({ state: 'unknown', isEscalated: true });
        await next();
      }
      console.log(told.join('\n'));
    },
    TIMEOUT_MS,
  );
});

it(
  'best-effort: what passes the armed rule and fits no request of the profile counts as sent, and security is called',
  async () => {
    const { begin, arm, rightBody, watch, control } = await open('best-effort');
    const page = await begin();
    await arm(page);
    const body = new URLSearchParams(await rightBody());
    body.set('action', 'submit-for-all');
    await inChromium(page).evaluate(
      (text) => fetch('/grant', { method: 'POST', body: new URLSearchParams(text) }).then(({ status }) => status),
      body.toString(),
    );
    await watch.until(({ state, isEscalated }) => state === 'unknown' && isEscalated, OUTCOME_MS);
    expect(watch.now()).toMatchObject({ state: 'unknown', reasons: ['body-differs'], isEscalated: true });
    expect(at(await control.world(), '/iam/grants')).toEqual([]);
  },
  TIMEOUT_MS,
);
