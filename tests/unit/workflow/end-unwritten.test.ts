import { expect, it } from 'vitest';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { grantedStage } from './stage.ts';

it('an end whose last line the disk refuses has its bundle once that line stands, without another start', async () => {
  const at = await grantedStage();
  const { journal } = at.context.ports.device;
  const { append } = journal;
  let refused = 0;
  Object.assign(journal, {
    append: async (...[execution, entry]: Parameters<typeof append>) => {
      if (entry.kind === 'closed' && refused < 3) {
        refused += 1;
        throw new Error('disk full');
      }
      return append(execution, entry);
    },
  });
  await at.fake.advance(60_000);
  expect(refused).toBeGreaterThan(0);
  const bundle = await bundleOf(at.context, at.run().execution);
  const verdict = bundle === null ? null : await verifyZip(bundle.bytes, at.fake.device.verifyTools, null);
  expect(verdict?.checks.filter(({ state }) => state === 'bad')).toEqual([]);
  expect((await at.entries()).filter(({ kind }) => kind === 'closed')).toHaveLength(1);
  at.end();
});
