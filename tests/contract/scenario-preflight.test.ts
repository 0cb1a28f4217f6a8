import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEscalating } from '../../lib/core/gate/escalating.ts';
import { type Reason, SENTENCES } from '../../lib/core/reason.ts';
import type { PatchOperation } from '../hand/control.ts';
import { readScenario, type Situation, scenarioFiles } from '../scenarios/scenario.ts';
import { openPreflightTown, type PreflightTown } from './preflight-town.ts';

/**
 * What a scenario's world is worth before any browser: read through the connectors, judged by the core. A scenario that
 * is caught at preflight is caught here with exactly its reasons; every other one must get past the preflight, and what
 * its world becomes later is judged a second time. What a second person meets was made by the first one and not by the
 * world, so such a play is left to the browser.
 */

const FOLDER = fileURLToPath(new URL('../scenarios', import.meta.url));
const SITUATIONS = scenarioFiles([FOLDER])
  .flatMap(readScenario)
  .filter(({ operator }) => !operator.some((step) => 'open' in step || 'as' in step));

let town: PreflightTown;
beforeAll(async () => {
  town = await openPreflightTown();
});
afterAll(() => town.stop());

describe.each(SITUATIONS.map((one) => ({ ...one, name: `${one.id}${one.isTwin ? ' twin' : ''}: ${one.title}` })))('$name', (situation) => {
  it('is judged by its world as it must be', async () => {
    const { expect: expected, given, during } = situation;
    await town.reset(given);
    const seen = await town.preflight(patchesAt(during, ['preflight']));
    expect([...seen.reasons, ...seen.warnings].flatMap(gaps)).toEqual([]);
    if (seen.is === 'red') {
      expect(isCaughtAtPreflight(situation), `red at preflight: ${codes(seen.reasons).join(', ')}`).toBe(true);
      expect(codes(seen.reasons)).toEqual([...expected.reasons].sort());
      expect(seen.reasons.some(isEscalating)).toBe(expected.escalated);
      await expect.poll(() => town.escalations() > 0).toBe(expected.escalated);
      return;
    }
    expect(codes(seen.warnings)).toEqual(expected.verdict === 'warn' && expected.stage === 'preflight' ? [...expected.reasons].sort() : []);
    if (seen.is === 'warned') expect(await town.acknowledge()).toBe(true);
    expect(expected.stage === 'preflight' && expected.verdict === 'block', 'the preflight is green').toBe(false);
    await rechecked(situation);
  });
});

function isCaughtAtPreflight({ expect: { stage, orEarlier } }: Situation): boolean {
  return stage === 'preflight' || orEarlier;
}

/** The second look, which the release hangs on: what changed since is found, and nothing else is. */
async function rechecked({ expect: expected, during }: Situation): Promise<void> {
  // Who died in between goes by more than the world when it is back.
  if (during.some(({ kill, extension }) => kill !== null || extension !== null)) return;
  const patch = patchesAt(during, ['filling', 'rechecking', 'armed', 'press']);
  const isOfWorld = patch.length > 0 && patch.every(({ path }) => !path.startsWith('/console/') && !path.startsWith('/systems/evidence'));
  if (patch.length > 0 && !isOfWorld) return;
  const seen = await town.recheck(patch);
  const isHalted = expected.verdict === 'halt' || (expected.verdict === 'escalate' && expected.finalState === 'halted');
  const isStopped = isOfWorld && (expected.verdict === 'block' || isHalted);
  expect(codes(seen.reasons)).toEqual(isStopped ? [...expected.reasons].sort() : []);
  if (isStopped) expect(seen.is).toBe(isHalted ? 'halted' : 'held');
}

function patchesAt(during: Situation['during'], moments: readonly string[]): readonly PatchOperation[] {
  return during.filter(({ at }) => moments.includes(at)).flatMap(({ patch }) => patch);
}

function codes(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map(({ code }) => code))].sort();
}

/** What a sentence speaks of and the reason does not tell. */
function gaps({ code, details = {} }: Reason): readonly string[] {
  const asked = [...SENTENCES[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return asked.filter((name) => !Object.hasOwn(details, name)).map((name) => `${code}: {${name}}`);
}
