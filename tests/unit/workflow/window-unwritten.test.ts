import { expect, it } from 'vitest';
import { lookAfterWindows } from '../../../lib/workflow/afterwards.ts';
import { WINDOW_ALARM } from '../../../lib/workflow/alarms.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { grantedStage, stage } from './stage.ts';

it('an end of access that the disk takes no line of is looked at again', async () => {
  const disk = emptyDisk();
  const before = await grantedStage(disk);
  await before.fake.advance(20_000);
  before.end();
  const at = stage(disk, before);
  const alarms: number[] = [];
  Object.assign(at.context.ports.device, {
    wakeAt: async (name: string, atMs: number) => void (name === WINDOW_ALARM && alarms.push(atMs)),
  });
  at.grant({ reference: 'BG-77120' });
  await boot(at.context);
  await at.fake.advance(0);
  const [one] = [...disk.lines.keys()];
  expect([one === undefined, at.context.runs.size]).toEqual([false, 0]);
  // Its time is over, and IAM still shows it.
  await at.fake.advance(Date.parse(at.packet.window.end ?? '') + 61_000 - at.fake.nowMs());
  alarms.length = 0;
  at.fake.disk.isFailing = true;
  await lookAfterWindows(at.context).catch(() => undefined);
  expect(alarms.some((atMs) => atMs > at.fake.nowMs())).toBe(true);
  at.fake.disk.isFailing = false;
  await lookAfterWindows(at.context);
  await at.fake.advance(5_000);
  expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'revoke-not-effective' }] }]);
  at.end();
});
