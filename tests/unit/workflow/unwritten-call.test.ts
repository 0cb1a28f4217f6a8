import { describe, expect, it } from 'vitest';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { isCalling, openCalls } from '../../../lib/workflow/escalating.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, END, grantedStage, stage } from './stage.ts';

const SECOND = { requestId: 'q2' } as const;

/** Confirmed and closed; then a second commit leaves, and the disk takes no line. */
async function secondCommit(disk = emptyDisk()) {
  const at = await grantedStage(disk);
  await at.fake.advance(20_000);
  expect(at.run().state).toMatchObject({ phase: 'confirmed', escalations: [] });
  at.fake.disk.isFailing = true;
  await requestLeft(at.context, { ...commitRequest(at.packet), ...SECOND });
  await at.fake.advance(5_000);
  return at;
}

describe('a commit that is seen after the end, while the disk takes no line', () => {
  it('is told to the person at once, as a call that has not arrived', async () => {
    const at = await secondCommit();
    expect(await isCalling(at.context)).toBe(true);
    expect(await openCalls(at.context)).toMatchObject([{ caseId: 'CASE-1042', hasArrived: false }]);
    expect(at.escalation.raised).toEqual([]);
    at.end();
  });

  it('calls security once the disk takes lines again, and then it outlives the worker', async () => {
    const disk = emptyDisk();
    const at = await secondCommit(disk);
    at.fake.disk.isFailing = false;
    at.escalation.trouble.set('raise', 'down');
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed', left: 'one', escalations: [{ key: 'commit-without-release', id: null }] });
    at.end();
    const next = stage(disk, at);
    await boot(next.context);
    await next.fake.advance(5_000);
    expect(next.escalation.raised).toMatchObject([{ reasons: [{ code: 'commit-without-release' }], mayHaveLeft: true }]);
    next.end();
  });

  it('calls security without another start', async () => {
    const at = await secondCommit();
    at.fake.disk.isFailing = false;
    await at.fake.advance(5_000);
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'commit-without-release' }] }]);
    const kinds = (await at.entries()).map(({ kind }) => kind);
    expect(kinds.indexOf('restarted')).toBeLessThan(kinds.indexOf('escalated'));
    at.end();
  });
});

describe('what was seen to leave, or to be stopped, while the disk took no line', () => {
  const named = async (at: Awaited<ReturnType<typeof armedStage>>, kind: string) => (await at.entries()).filter((one) => one.kind === kind);

  it('has a line of its own as soon as the disk takes lines, with the time at which it was seen, and before anything else', async () => {
    const at = await secondCommit();
    const seenMs = at.fake.nowMs() - 5_000;
    const before = (await at.entries()).length;
    at.fake.disk.isFailing = false;
    await at.fake.advance(5_000);
    const [line] = (await at.entries()).slice(before);
    expect(line).toMatchObject({
      kind: 'commit-seen',
      at: new Date(seenMs).toISOString(),
      body: { requestId: 'q2', after: { left: 'one' } },
    });
    expect((await named(at, 'commit-seen')).filter(({ body }) => body.requestId === 'q2')).toHaveLength(1);
    at.end();
  });

  it('has one under a release, too, and nothing leads to a second', async () => {
    const at = await armedStage();
    at.fake.disk.isFailing = true;
    await requestLeft(at.context, commitRequest(at.packet));
    await at.fake.advance(3_000);
    expect(await named(at, 'commit-seen')).toEqual([]);
    at.fake.disk.isFailing = false;
    await at.fake.advance(5_000);
    expect(await named(at, 'commit-seen')).toHaveLength(1);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    expect(at.fake.openings).toHaveLength(1);
    at.end();
  });

  it('leaves an order in which each is told once, however many were seen', async () => {
    const at = await secondCommit();
    await requestLeft(at.context, { ...commitRequest(at.packet), requestId: 'q3' });
    await at.fake.advance(1_000);
    at.fake.disk.isFailing = false;
    await at.fake.advance(5_000);
    expect((await named(at, 'commit-seen')).map(({ body }) => body.requestId)).toEqual([commitRequest(at.packet).requestId, 'q2', 'q3']);
    at.end();
  });
});

it('a submission with another body that the browser stopped while the disk takes no line is told to security afterwards', async () => {
  const at = await armedStage();
  at.fake.disk.isFailing = true;
  const seen = { ...commitRequest(at.packet), body: { tenant: ['tnt_other'] } };
  const end = { ...END, requestId: seen.requestId, url: seen.url, status: null, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' };
  await requestEnded(at.context, end, { kind: 'commit', seen });
  await at.fake.advance(3_000);
  expect(await isCalling(at.context)).toBe(true);
  at.fake.disk.isFailing = false;
  await at.fake.advance(5_000);
  expect(at.escalation.raised.some(({ reasons }) => reasons.some(({ code }) => code === 'body-differs'))).toBe(true);
  expect((await at.entries()).filter(({ kind }) => kind === 'commit-stopped')).toMatchObject([{ body: { requestId: seen.requestId } }]);
  at.end();
});
