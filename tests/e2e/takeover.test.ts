import { expect, it } from 'vitest';
import type { Desk } from '../hand/operator.ts';
import { FAST } from '../hand/screens.ts';
import { oneStage } from './one-stage.ts';

const stage = oneStage();

/** All that somebody reads on their takeover page. */
async function readBy({ browser }: Desk): Promise<string> {
  const page = browser
    .context()
    .pages()
    .find((one) => one.url().startsWith(browser.address('takeover.html')));
  if (page === undefined) throw new Error('no takeover page is open');
  return ((await page.locator('main').first().textContent()) ?? '').replace(/\s+/g, ' ');
}

it('what was entered is read by an enrolled successor in their own browser, and by no third person', async () => {
  const read = new Map<string, string>();
  const { played, oracle } = await stage().play({
    skin: 'server',
    given: [],
    plan: {
      operator: [
        { screen: 'expiration', fill: {} },
        { popup: 'take-over' },
        { as: 'lead-02', popup: 'take-over' },
        { as: 'ic-01', popup: 'take-over' },
      ],
      during: [],
    },
    pace: FAST,
    say: () => undefined,
    after: async (_, __, deskOf) => {
      for (const account of ['lead-02', 'ic-01']) read.set(account, await readBy(deskOf(account)));
    },
  });
  expect(played.troubles).toEqual([]);
  expect(oracle.commits).toBe(0);
  // Nobody but the packet and the sealed capsule knows these in that browser.
  for (const entered of ['tnt_7Q2K94', 'INC-20931']) {
    expect(read.get('lead-02')).toContain(entered);
    expect(read.get('ic-01')).not.toContain(entered);
  }
  expect(read.get('lead-02')).toContain('Decide');
  expect(read.get('ic-01')).not.toContain('Decide');
  expect(read.get('ic-01')).toContain('CASE-1042');
});
