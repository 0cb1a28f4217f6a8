import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/core/execution/view-of.ts';
import { reason } from '../../../lib/core/reason.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { observe } from '../../../lib/workflow/observing.ts';
import { factsOf } from '../../../lib/workflow/popup.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { tabRests } from '../../../lib/workflow/straying.ts';
import { takeoverView } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { CASE, claimOf, leaves, press, pressedStage, releaseOf, type Stage, shows } from './pressing.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, openedBeside, stage } from './stage.ts';

const QUESTION = { unlisted: [{ role: 'alertdialog', count: 1 }] };
const OTHER_TENANT = { context: { tenant: 'tnt_other', operator: 'lead-01' } };

/** A press that counted, and a console that asks something instead of sending. */
async function askedStage(disk?: Parameters<typeof pressedStage>[0]): Promise<Stage> {
  const at = await pressedStage(disk);
  expect(at.run().state).toMatchObject({ phase: 'armed', left: 'possibly' });
  shows(at, QUESTION);
  return at;
}

/** Something left: no claim came back in between, and security knows. */
async function expectCalled(at: Stage) {
  expect(at.run().state.phase).toBe('unknown');
  expect((await at.entries()).map(({ kind }) => kind)).not.toContain('given-back');
  expect(at.escalation.raised).not.toEqual([]);
  at.end();
}

describe('a console that answers a press with a question', () => {
  it.each(['press', 'question'])('halts, and once the gate is closed and nothing was seen nothing left: %s told first', async (first) => {
    const at = await armedStage();
    const release = releaseOf(at);
    if (first === 'press') await press(at);
    else shows(at, QUESTION);
    await at.fake.advance(20);
    if (first === 'press') shows(at, QUESTION);
    else await press(at, release);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({
      phase: 'filling',
      left: 'nothing',
      owed: null,
      halt: { reasons: [{ code: 'console-warning' }] },
    });
    expect(claimOf(at)).toBe('held');
    expect(at.escalation.raised).toEqual([]);
    at.end();
  });

  it.each([
    ['a dialog in the page', QUESTION],
    ['a dialog of the browser', { unlisted: [{ role: 'browser-dialog', count: 1 }] }],
  ])('returns no claim where %s is told before the press, and the request behind both', async (_, question) => {
    const at = await armedStage();
    const release = releaseOf(at);
    shows(at, question);
    await at.fake.advance(20);
    await press(at, release);
    await at.fake.advance(280);
    leaves(at);
    await at.fake.advance(5_000);
    await expectCalled(at);
  });

  it('tells whoever goes on that nothing left, and offers them to resume', async () => {
    const at = await askedStage();
    await at.fake.advance(10_000);
    const other = stage(emptyDisk(), at, 'lead-02');
    const view = await takeoverView(other.context, CASE);
    expect(view).toMatchObject({ is: 'open', mayHaveLeft: false, offers: { resume: { isOffered: true } } });
    expect(view.is === 'open' && view.sent).toContain('Nothing has left the browser.');
    at.end();
    other.end();
  });

  it('returns no claim, and is neither resumed nor settled, before the browser says that the gate is closed', async () => {
    const at = await askedStage();
    const browser = Promise.withResolvers<void>();
    at.fake.rules.closing = browser.promise;
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ left: 'possibly', owed: { isOpen: true }, halt: { reasons: [{ code: 'console-warning' }] } });
    expect(claimOf(at)).toBe('consumed');
    const asking = { signedIn: 'in', focusTab: async () => undefined } as const;
    await answer(at.context, { type: 'decide', caseId: CASE, to: 'resume', note: 'it asked' }, asking);
    await at.run().dispatch({ type: 'reconciled', by: 'sec-01', found: 'nothing', note: 'n' });
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'possibly', reconciled: null });
    browser.resolve();
    await at.fake.advance(1_000);
    expect(at.run().state).toMatchObject({ left: 'nothing', owed: null });
    expect(claimOf(at)).toBe('held');
    at.end();
  });

  it.each([
    ['while the gate is closing', 0],
    ['told a little after the browser said that it is closed', 350],
  ])('calls security where it also sent: %s', async (_, afterMs) => {
    const at = await askedStage();
    await at.fake.advance(400);
    expect(at.run().state.halt).not.toBeNull();
    await at.fake.advance(afterMs);
    leaves(at);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ left: 'one', owed: null });
    await expectCalled(at);
  });

  it.each<[string, (at: Stage) => Promise<void>]>([
    ['its tab is closed', (at) => at.run().dispatch({ type: 'tab-lost', tabId: 7 })],
    ['the guard is not whole any more', (at) => at.run().dispatch({ type: 'halt-asked', reason: reason('guard-not-intact'), by: 'guard' })],
  ])('proves nothing where %s before all was told', async (_, happens) => {
    const at = await askedStage();
    await at.fake.advance(400);
    expect(at.run().state.halt).not.toBeNull();
    await happens(at);
    leaves(at);
    await at.fake.advance(5_000);
    await expectCalled(at);
  });

  it('says that the gate is being closed as long as it is, and calls security where the browser does not say so', async () => {
    const at = await askedStage();
    at.fake.rules.closing = Promise.withResolvers<void>().promise;
    await at.fake.advance(5_000);
    const { gate } = viewOf(at.run().state, factsOf(at.run()), at.fake.nowMs());
    expect(gate).toMatchObject({ now: expect.stringContaining('being closed'), exits: [] });
    expect(await takeoverView(at.context, CASE)).toMatchObject({
      offers: { resume: { isOffered: false, because: expect.stringContaining('being closed') } },
    });
    expect(at.escalation.raised).toEqual([]);
    await at.fake.advance(6_000);
    await expectCalled(at);
  });

  it('is unknown where the worker dies before it saw the gate closed', async () => {
    const disk = emptyDisk();
    const at = await askedStage(disk);
    at.fake.rules.closing = Promise.withResolvers<void>().promise;
    await at.fake.advance(1_000);
    at.end();
    const next = stage(disk, at);
    await boot(next.context);
    await next.fake.advance(1_000);
    expect(next.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    next.end();
  });
});

describe('a page that answers a press with anything else than it showed', () => {
  it('calls security at once: no question says that the press was not sent', async () => {
    const at = await pressedStage();
    shows(at, OTHER_TENANT);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ left: 'possibly', halt: { reasons: [{ code: 'console-other-tenant' }] } });
    expect(claimOf(at)).toBe('consumed');
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it.each<[string, (at: Stage) => unknown]>([
    ['another document', (at) => shows(at, { document: 'd9' })],
    ['another document with a question', (at) => shows(at, { ...QUESTION, document: 'd9' })],
    ['another site', (at) => tabRests(at.context, 7, 'https://elsewhere.example')],
  ])('closes the gate and calls security where %s stands there, and no request of the press was seen', async (_, goes) => {
    const at = await pressedStage();
    void goes(at);
    await at.fake.advance(0);
    expect(at.fake.gateLog.at(-1)).toBe('close');
    await at.fake.advance(600);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'possibly', owed: null });
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it('calls security at once where an alert tells something, or the form is gone: nothing is asked', async () => {
    for (const over of [{ unlisted: [{ role: 'alert', count: 1 }] }, { ...QUESTION, place: 'elsewhere', screen: null } as const]) {
      const at = await pressedStage();
      shows(at, over);
      await at.fake.advance(5_000);
      expect(at.run().state).toMatchObject({ left: 'possibly', halt: { reasons: [{ code: 'console-warning' }] } });
      expect(at.escalation.raised).toHaveLength(1);
      at.end();
    }
  });

  it('lets the release run on where the commit leaves from a new tab, whatever becomes of the first one', async () => {
    const at = await armedStage();
    openedBeside(at.run(), [7]);
    await press(at);
    await at.fake.advance(0);
    shows(at, { document: 'd9' });
    await at.fake.advance(1_000);
    expect(at.run().state).toMatchObject({ phase: 'armed', left: 'possibly' });
    at.end();
  });

  it('waits for a request that is told later than its answer', async () => {
    const at = await pressedStage();
    shows(at, { document: 'd9' });
    await at.fake.advance(300);
    observe(at.context, () => requestLeft(at.context, commitRequest(at.packet)));
    await at.fake.advance(400);
    expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one' });
    at.end();
  });
});
