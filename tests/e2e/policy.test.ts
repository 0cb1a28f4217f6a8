import { afterAll, beforeAll, describe, it } from 'vitest';
import { originsAround } from '../gate/guarded.ts';
import { openShortStage, type ShortStage } from '../gate/short-stage.ts';
import { patternsOf } from '../hand/chromium.ts';
import { findBrowser } from '../setup/browser.ts';
import { type Forced, forceInstall } from '../setup/force-install.ts';
import { readyToPlay } from '../setup/ready.ts';
import { oneArrives } from './burst.ts';

/** Writes a policy for every Chromium of this machine, and takes it away again: nothing to do to somebody's machine unasked. */
const isAsked = (process.env.COUNTERSIGN_POLICY ?? '') !== '';
const OUTCOME_MS = 40_000;
const TIMEOUT_MS = 240_000;

describe.runIf(isAsked && process.platform === 'linux')('an extension that policy installs', () => {
  let forced: Forced;
  let stage: ShortStage;

  beforeAll(async () => {
    const [ready, found] = await Promise.all([readyToPlay(), findBrowser()]);
    if (!ready.isReady) throw new Error(ready.says);
    if (!found.isFound) throw new Error(found.advice);
    const hosts = patternsOf(originsAround('http://gate.range.localhost:1'));
    forced = await forceInstall({ extension: ready.extension, version: found.browser.version, hosts });
    stage = await openShortStage({ ...ready, enforcement: 'one-shot', byPolicy: forced.id, ways: [], cases: 3, sends: 'scripts' });
  }, TIMEOUT_MS);

  afterAll(async () => {
    await stage?.close();
    await forced?.remove();
  });

  it(
    'is given the blocking listener: of fifty commits at once, right and wrong, one arrives, and none that differs',
    () => oneArrives(stage, OUTCOME_MS),
    TIMEOUT_MS,
  );
});
