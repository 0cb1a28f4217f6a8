import { expect, it } from 'vitest';
import { reason, sentence } from '../../../lib/core/reason.ts';
import type { Systems } from '../../../lib/workflow/systems.ts';
import { shownPage } from './small-console.ts';
import { armedStage } from './stage.ts';

const REFUSAL = reason('execution-already-spent');

it('a claim that the case refuses to take back is told as that at each check, and not as a case that does not answer', async () => {
  const at = await armedStage();
  const systems: Systems | null = await at.context.ports.systems();
  const { giveBack } = systems?.caseSystem ?? {};
  Object.assign(systems?.caseSystem ?? {}, { giveBack: async () => ({ is: 'refused', reason: REFUSAL, isStale: false }) });
  await at.fake.advance(21_000);
  expect(at.run().state).toMatchObject({ phase: 'filling', owed: { isOpen: false } });
  for (let press = 0; press < 2; press += 1) {
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    void at.pressSubmit();
    await at.fake.advance(3_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', checkHolds: [REFUSAL] });
  }
  const told = (await at.entries()).filter(({ kind }) => kind === 'give-back-refused');
  expect(told[0]?.body).toMatchObject({ reason: REFUSAL });
  expect(sentence(REFUSAL)).not.toContain('does not answer');
  Object.assign(systems?.caseSystem ?? {}, { giveBack });
  void at.pressSubmit();
  await at.fake.advance(3_000);
  void at.pressSubmit();
  await at.fake.advance(3_000);
  expect(at.run().state.phase).toBe('armed');
  at.end();
});
