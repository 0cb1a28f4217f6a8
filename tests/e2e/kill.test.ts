import { describe, expect, it } from 'vitest';
import type { PatchOperation, Skin } from '../hand/control.ts';
import { at } from '../hand/control.ts';
import type { During } from '../hand/plan.ts';
import { FAST } from '../hand/screens.ts';
import { oneStage } from './one-stage.ts';

const stage = oneStage();

type Ended = Readonly<{
  state: string;
  reasons: readonly string[];
  isEscalated: boolean;
  commits: number;
  claim: unknown;
  told: readonly string[];
  canStartAgain: boolean;
}>;

/** Plays one execution in which the worker dies at a moment. */
async function playAndKill(skin: Skin, moment: string, given: readonly PatchOperation[] = []): Promise<Ended> {
  const told: string[] = [];
  const during: readonly During[] = [{ at: moment, patch: [], console: null, kill: 'worker', extension: null }];
  let canStartAgain = false;
  const { played, oracle } = await stage().play({
    skin,
    given,
    plan: { operator: [], during },
    pace: FAST,
    say: (line) => void told.push(line),
    after: async ({ watch }) => {
      canStartAgain = (await watch.page().getByRole('button', { name: 'Start', exact: true }).count()) > 0;
    },
  });
  const { state, reasons, isEscalated } = played;
  const claim = at(await stage().control.world(), '/cases/CASE-1042/claim/state');
  return { state, reasons, isEscalated, commits: oracle.commits, claim, told, canStartAgain };
}

describe.each(['server', 'spa'] as const)('the worker dies on the %s skin', (skin) => {
  it('while the form is filled: the work goes on, is checked anew, and is confirmed once', async () => {
    const ended = await playAndKill(skin, 'filling');
    expect(ended.told.join('\n')).toContain('the worker dies');
    expect(ended).toMatchObject({ state: 'confirmed', reasons: [], commits: 1 });
  });

  it('while the gate is armed: something may have left, so the outcome is unknown and nothing is sent again', async () => {
    const ended = await playAndKill(skin, 'armed');
    expect(ended.told.join('\n')).toContain('the worker dies');
    expect(ended).toMatchObject({ state: 'unknown', reasons: ['outcome-unknown'], isEscalated: true, commits: 0, canStartAgain: false });
  });

  it('while the submission is on its way: the outcome is unknown, one commit arrived, and nothing is sent again', async () => {
    const ended = await playAndKill(skin, 'committing', [{ op: 'replace', path: '/console/faults', value: ['confirm-timeout'] }]);
    expect(ended.told.join('\n')).toContain('the worker dies');
    expect(ended).toMatchObject({ state: 'unknown', reasons: ['outcome-unknown'], isEscalated: true, commits: 1, canStartAgain: false });
  });
});
