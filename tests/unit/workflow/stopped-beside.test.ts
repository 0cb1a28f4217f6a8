import { describe, expect, it } from 'vitest';
import type { ObservedRequest } from '../../../lib/ports/device.ts';
import { requestBegan, requestEnded } from '../../../lib/workflow/confirming.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, END, type stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;
const CASE = 'CASE-1042';

/** A press on the submit was let through: its request may be on its way. */
async function pressed() {
  const at = await armedStage();
  at.fake.enforcement.is = 'one-shot';
  at.run().facts = { ...at.run().facts, enforcement: 'one-shot' };
  await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null, stoppedBy: null });
  expect(at.run().state).toMatchObject({ phase: 'armed', left: 'possibly' });
  return at;
}

const wrong = (at: Stage, over: Partial<ObservedRequest> = {}): ObservedRequest => ({
  ...commitRequest(at.packet, { scope: ['all-tenants'] }),
  ...over,
});

async function stop(at: Stage, seen: ObservedRequest, forMs = 500) {
  const { requestId, tabId, url } = seen;
  const end = { ...END, requestId, tabId, url, status: null, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' };
  await requestEnded(at.context, end, { kind: 'commit', seen });
  await at.fake.advance(forMs);
}

describe('a commit with another body that the browser stopped, after a press that counted,', () => {
  it('was the press’s own where it is the only one that the page made: nothing left, and the claim returns', async () => {
    const at = await pressed();
    await requestBegan(at.context, wrong(at));
    await stop(at, wrong(at));
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', owed: null, checkHolds: [{ code: 'body-differs' }] });
    expect(at.cases.now(CASE).claim?.state).toBe('held');
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'body-differs' }] }]);
    at.end();
  });

  it.each<[string, Partial<ObservedRequest>]>([
    ['a frame of another site', { initiator: 'https://elsewhere.example' }],
    ['a service worker', { tabId: -1 }],
    ['nobody knows whom', { initiator: null }],
  ])('says nothing of the press where it comes from %s', async (_, over) => {
    const at = await pressed();
    await requestBegan(at.context, wrong(at, over));
    await stop(at, wrong(at, over));
    await expectUnknown(at);
  });

  it('says nothing of the press where the page made another one beside it', async () => {
    const at = await pressed();
    await requestBegan(at.context, wrong(at));
    await requestBegan(at.context, wrong(at, { requestId: 'q2' }));
    await stop(at, wrong(at));
    await expectUnknown(at);
  });

  it('says nothing of the press where the listener has let one out already', async () => {
    const at = await pressed();
    await requestBegan(at.context, wrong(at));
    at.fake.openings.at(-1)?.letThrough(commitRequest(at.packet));
    await stop(at, wrong(at), 1_500);
    await expectUnknown(at);
  });
});

describe('a commit with another body that the browser stopped, while a right one is on its way,', () => {
  /** The gate is open, and the page makes both at once. */
  async function bothMade() {
    const at = await armedStage();
    at.run().facts = { ...at.run().facts, enforcement: 'one-shot' };
    await requestBegan(at.context, right(at));
    await requestBegan(at.context, wrong(at));
    await stop(at, wrong(at), 0);
    return at;
  }
  const right = (at: Stage): ObservedRequest => ({ ...commitRequest(at.packet), requestId: 'right' });
  const end = { ...END, requestId: 'right', status: null };

  it('does not take the release back before the listener has said of the right one whether it leaves', async () => {
    const at = await bothMade();
    expect(at.run().state.phase).toBe('armed');
    at.fake.openings.at(-1)?.letThrough(right(at));
    await requestBegan(at.context, right(at));
    await at.fake.advance(500);
    expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one', sent: { requestId: 'right' } });
    expect(at.escalation.raised).toMatchObject([{ reasons: [{ code: 'body-differs' }] }]);
    at.end();
  });

  it.each([
    ['was given up', { ...end, wasBlocked: false, error: 'net::ERR_ABORTED' }],
    ['was stopped, too', { ...end, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' }],
  ])('takes it back once the right one %s', async (_, ended) => {
    const at = await bothMade();
    await requestEnded(at.context, ended, { kind: 'commit', seen: right(at) });
    await at.fake.advance(1_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', release: null });
    expect(at.escalation.raised).not.toEqual([]);
    at.end();
  });

  it('takes it back where nothing more is told of the right one', async () => {
    const at = await bothMade();
    await at.fake.advance(3_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', release: null });
    at.end();
  });
});

async function expectUnknown(at: Stage) {
  expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
  expect(at.run().state.outcome?.reasons.map(({ code }) => code)).toEqual(['outcome-unknown', 'body-differs']);
  expect(at.cases.now(CASE).claim?.state).not.toBe('held');
  expect(at.fake.gateLog.at(-1)).toBe('close');
  expect(at.escalation.raised).not.toEqual([]);
  at.end();
}
