import { expect, it } from 'vitest';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { expectBugs } from './bugs.ts';
import { shownPage, stepRequest } from './small-console.ts';
import { pressOf, stage } from './stage.ts';

it('a checkpoint whose capture the disk does not take halts the entry', async () => {
  // Nor does it take the capture of the halt.
  const done = expectBugs();
  const at = stage();
  await at.open();
  const first = shownPage({ screen: 'first', packet: at.packet });
  await at.show(first);
  const { journal } = at.context.ports.device;
  const { putFile } = journal;
  Object.assign(journal, { putFile: async () => Promise.reject(new DOMException('full', 'QuotaExceededError')) });
  await pageSaid(at.context, 7, { type: 'press', press: pressOf('step', first, { isPassed: true }) });
  await requestLeft(at.context, stepRequest(at.packet));
  await at.fake.advance(0);
  expect(at.run().state.halt?.reasons).toMatchObject([{ code: 'storage-failed', details: { detail: 'QuotaExceededError' } }]);
  Object.assign(journal, { putFile });
  await at.fake.advance(2_000);
  expect((await at.entries()).filter(({ kind }) => kind === 'halt-asked')).toHaveLength(1);
  done();
  at.end();
});
