import { describe, expect, it } from 'vitest';
import { reason } from '../../../lib/core/reason.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestBegan, requestLeft } from '../../../lib/workflow/confirming.ts';
import { observe } from '../../../lib/workflow/observing.ts';
import { pageArrived } from '../../../lib/workflow/page-events.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { commitRequest, shownPage } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
/** A release of the example lasts 20 s. */
const EXPIRED_MS = 20_500;

async function armed(disk = emptyDisk()) {
  const at = await armedStage(disk);
  expect(at.run().state.phase).toBe('armed');
  return at;
}

const claimOf = (at: ReturnType<typeof stage>) => at.cases.now(CASE).claim?.state;
const expectReturned = (at: ReturnType<typeof stage>) => {
  expect(claimOf(at)).toBe('held');
  expect(at.run().state.owed).toBeNull();
};

describe('a release that is taken back', () => {
  it('returns its claim only when the browser has answered that the gate is closed', async () => {
    const at = await armed();
    const browser = Promise.withResolvers<void>();
    at.fake.rules.closing = browser.promise;
    await at.fake.advance(EXPIRED_MS);
    expect(at.run().state).toMatchObject({ phase: 'filling', owed: { isOpen: true } });
    expect(claimOf(at)).toBe('consumed');
    browser.resolve();
    await at.fake.advance(500);
    expectReturned(at);
    const kinds = (await at.entries()).map((one) => one.kind);
    expect(kinds.indexOf('gate-closed')).toBeLessThan(kinds.indexOf('given-back'));
    at.end();
  });

  it('keeps its claim consumed when a commit began while the gate was closing', async () => {
    const at = await armed();
    const browser = Promise.withResolvers<void>();
    at.fake.rules.closing = browser.promise;
    await at.fake.advance(EXPIRED_MS);
    await requestBegan(at.context, commitRequest(at.packet));
    browser.resolve();
    await at.fake.advance(500);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one', owed: null });
    expect(claimOf(at)).toBe('consumed');
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it('is neither abandoned nor checked anew before its gate was seen closed', async () => {
    const at = await armed();
    at.fake.rules.closing = Promise.withResolvers<void>().promise;
    await at.fake.advance(EXPIRED_MS);
    await answer(
      at.context,
      { type: 'decide', caseId: CASE, to: 'abandon', note: 'too late' },
      { signedIn: 'in', focusTab: async () => undefined },
    );
    expect(at.run().state.phase).toBe('filling');
    void at.pressSubmit();
    await at.fake.advance(3_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', checkHolds: [{ code: 'case-unreachable' }] });
    expect(at.fake.openings).toHaveLength(1);
    at.end();
  });

  it('returns its claim after a restart, when the worker died before the case system was told', async () => {
    const disk = emptyDisk();
    const before = await armed(disk);
    before.cases.trouble.set('giveBack', 'down');
    await before.fake.advance(EXPIRED_MS);
    expect(before.run().state.owed).toMatchObject({ isOpen: false });
    before.end();
    before.cases.trouble.clear();
    const after = stage(disk, before);
    await boot(after.context);
    await after.fake.advance(1_000);
    expectReturned(after);
    after.end();
  });

  it('is unknown after a restart, when the worker died before the gate was seen closed', async () => {
    const disk = emptyDisk();
    const before = await armed(disk);
    before.fake.rules.closing = Promise.withResolvers<void>().promise;
    await before.fake.advance(EXPIRED_MS);
    before.end();
    const after = stage(disk, before);
    await boot(after.context);
    await after.fake.advance(1_000);
    expect(after.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    expect(after.escalation.raised).toHaveLength(1);
    after.end();
  });

  it('stays closed when its opening reaches the browser after its closing', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    const browser = Promise.withResolvers<void>();
    at.fake.rules.opening = browser.promise;
    await at.pressSubmit();
    await at.fake.advance(100);
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    await at.fake.advance(100);
    expect(claimOf(at)).toBe('consumed');
    browser.resolve();
    await at.fake.advance(500);
    expect(at.fake.gateLog.slice(-2)).toEqual(['open', 'close']);
    expectReturned(at);
    at.end();
  });
});

describe('a release', () => {
  it('is for the document that the recheck looked at: another one that came in between is not armed', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    at.cases.trouble.set('consume', 'stuck', 1);
    await at.pressSubmit();
    await at.show(shownPage({ screen: 'last', packet: at.packet, document: 'd2' }));
    at.cases.trouble.release();
    await at.fake.advance(500);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null });
    expect(at.fake.openings).toHaveLength(0);
    expectReturned(at);
    at.end();
  });
});

describe('a document that comes while the gate is armed', () => {
  it('takes the release back, also when it does not answer', async () => {
    const at = await armed();
    at.fake.page.report = null;
    await pageArrived(at.context, 7);
    await at.fake.advance(500);
    expect(at.run().state).toMatchObject({ phase: 'filling', checkHolds: [{ code: 'reading-changed' }] });
    expectReturned(at);
    at.end();
  });
});

describe('a commit that a blocking listener let through', () => {
  it('counts as sent at once, before its headers are: taking the release back meanwhile returns no claim', async () => {
    const at = stage();
    at.fake.enforcement.is = 'one-shot';
    await at.open();
    await at.fill();
    await at.pressSubmit();
    await at.fake.advance(100);
    const request = commitRequest(at.packet);
    expect(at.fake.openings.at(-1)?.isRight(request)).toBe(true);
    at.fake.openings.at(-1)?.letThrough(request);
    observe(at.context, () => requestBegan(at.context, request));
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    await at.fake.advance(500);
    expect(claimOf(at)).toBe('consumed');
    expect(at.run().state.left).toBe('one');
    at.end();
  });

  it('is waited for where another request is still being judged before it', async () => {
    const at = await armed();
    const before = Promise.withResolvers<void>();
    observe(at.context, () => before.promise);
    observe(at.context, () => requestLeft(at.context, commitRequest(at.packet)));
    await at.run().dispatch({ type: 'halt-asked', reason: reason('takeover-held'), by: 'lead-01' });
    await at.fake.advance(500);
    expect(claimOf(at)).toBe('consumed');
    before.resolve();
    await at.fake.advance(500);
    expect(claimOf(at)).toBe('consumed');
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    at.end();
  });
});

describe('a line that cannot be written', () => {
  it('while a claim is consumed closes everything, and returns the claim once lines can be written again', async () => {
    const at = await armed();
    at.fake.disk.isFailing = true;
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } }));
    expect(at.fake.gateLog.at(-1)).toBe('close');
    at.fake.disk.isFailing = false;
    await at.fake.advance(2_500);
    expect(at.run().state.halt?.reasons.map((one) => one.code)).toEqual(['storage-failed']);
    expectReturned(at);
    at.end();
  });

  it('of a commit that left makes the outcome unknown, and calls security once lines can be written again', async () => {
    const at = await armed();
    at.fake.disk.isFailing = true;
    await requestLeft(at.context, commitRequest(at.packet));
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    at.fake.disk.isFailing = false;
    await at.fake.advance(2_500);
    expect(at.escalation.raised).toHaveLength(1);
    expect(claimOf(at)).toBe('consumed');
    at.end();
  });
});
