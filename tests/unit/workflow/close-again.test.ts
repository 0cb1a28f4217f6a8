import { describe, expect, it } from 'vitest';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { restoreAll } from '../../../lib/workflow/booting.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { remember } from '../../../lib/workflow/context.ts';
import { runEffect } from '../../../lib/workflow/effects.ts';
import { BUNDLE_FILE, REPORT_FILE } from '../../../lib/workflow/kept-files.ts';
import { expectBugs } from './bugs.ts';
import { grantedStage, type stage } from './stage.ts';

/** The disk refuses this file once. Says afterwards how often it was put. */
function refuseOnce(at: ReturnType<typeof stage>, refused: string): () => number {
  const { journal } = at.context.ports.device;
  const { putFile } = journal;
  let asked = 0;
  Object.assign(journal, {
    putFile: async (...[execution, path, bytes]: Parameters<typeof putFile>) => {
      if (path === refused) asked += 1;
      if (path === refused && asked === 1) throw new Error('disk full');
      return putFile(execution, path, bytes);
    },
  });
  return () => asked;
}

it('an end that the disk refuses a file of is tried again, until there is a bundle, and it is delivered', async () => {
  const at = await grantedStage();
  const asked = refuseOnce(at, REPORT_FILE);
  const alarms: string[] = [];
  Object.assign(at.context.ports.device, { wakeAt: async (name: string) => void alarms.push(name) });
  const done = expectBugs();
  await at.fake.advance(20_000);
  expect(done()).toHaveLength(1);
  expect(await bundleOf(at.context, at.run().execution)).toBeNull();
  expect(alarms).toContain('restore');
  await restoreAll(at.context);
  await at.fake.advance(20_000);
  const bundle = await bundleOf(at.context, at.run().execution);
  const verdict = bundle === null ? null : await verifyZip(bundle.bytes, at.fake.device.verifyTools, null);
  expect(verdict?.checks.filter(({ state }) => state === 'bad')).toEqual([]);
  expect(at.store.bundles.size).toBe(1);
  expect(asked()).toBe(2);
  at.end();
});

it('a bundle that is there is signed no second time', async () => {
  const at = await grantedStage();
  await at.fake.advance(20_000);
  const before = await bundleOf(at.context, at.run().execution);
  const put = refuseOnce(at, BUNDLE_FILE);
  at.run().ending = null;
  await runEffect(at.context, at.run(), { do: 'close-execution' });
  await at.fake.advance(20_000);
  expect(put()).toBe(0);
  expect((await bundleOf(at.context, at.run().execution))?.bytes).toEqual(before?.bytes);
  at.end();
});

describe('the session memory of a browser that stays open for weeks', () => {
  it('holds an execution until its bundle is made, and no longer', async () => {
    const at = await grantedStage();
    const { memory } = at.fake.device;
    const { execution } = at.run();
    expect(await memory.load(execution)).not.toBeNull();
    await at.fake.advance(20_000);
    expect(await bundleOf(at.context, execution)).not.toBeNull();
    expect(await memory.load(execution)).toBeNull();
    await remember(at.context, at.run(), { captures: 9 });
    expect(await memory.load(execution)).toBeNull();
    at.end();
  });

  it('lets go of what a worker left there that died behind the bundle', async () => {
    const at = await grantedStage();
    const { memory } = at.fake.device;
    const { execution, facts } = at.run();
    await at.fake.advance(20_000);
    await memory.save(execution, facts);
    await memory.save('another-one', facts);
    await restoreAll(at.context);
    expect(await memory.load(execution)).toBeNull();
    expect(await memory.load('another-one')).not.toBeNull();
    at.end();
  });
});
