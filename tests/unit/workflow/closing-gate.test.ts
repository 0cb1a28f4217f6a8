import { describe, expect, it } from 'vitest';
import { reason } from '../../../lib/core/reason.ts';
import { requestBegan, requestEnded } from '../../../lib/workflow/confirming.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import { observe } from '../../../lib/workflow/observing.ts';
import { pageArrived } from '../../../lib/workflow/page-events.ts';
import { decide, takeoverView } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { CASE, leaves, press, releaseOf, type Stage, shows } from './pressing.ts';
import { commitRequest } from './small-console.ts';
import { armedStage, END, stage } from './stage.ts';

const QUESTION = { unlisted: [{ role: 'browser-dialog', count: 1 }] };

/** A press and a question: the page tells the one or the other first. */
async function asked(at: Stage, first: 'press' | 'question') {
  const release = releaseOf(at);
  if (first === 'press') await press(at);
  else shows(at, QUESTION);
  await at.fake.advance(10);
  if (first === 'press') shows(at, QUESTION);
  else await press(at, release);
}

/** The disk takes the lines of one kind only once it is told to. */
function slowly(at: Stage, kind: string) {
  const { journal } = at.fake.device;
  const { append } = journal;
  const disk = Promise.withResolvers<void>();
  Object.assign(journal, {
    append: async (...given: Parameters<typeof append>) => {
      if (given[1].kind === kind) await disk.promise;
      return append(...given);
    },
  });
  return disk;
}

const expectSuccessorMayResume = async (at: Stage) => {
  expect(at.run().state).toMatchObject({ left: 'nothing', owed: null });
  const other = stage(emptyDisk(), at, 'lead-02');
  const view = await takeoverView(other.context, CASE);
  expect(view).toMatchObject({ is: 'open', mayHaveLeft: false, offers: { resume: { isOffered: true } } });
  at.end();
  other.end();
};

describe('a gate that is being closed', () => {
  it.each(['press', 'question'] as const)(
    'lets nothing count as sent that the browser stopped after it was closed: %s told first',
    async (first) => {
      const at = await armedStage();
      await asked(at, first);
      await at.fake.advance(250);
      expect(at.fake.gateLog.at(-1)).toBe('close');
      const seen = { ...commitRequest(at.packet), atMs: at.fake.nowMs() };
      const end = { ...END, status: null, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' };
      observe(at.context, () => requestBegan(at.context, seen));
      observe(at.context, () => requestEnded(at.context, end, { kind: 'commit', seen }));
      await at.fake.advance(5_000);
      expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', owed: null });
      expect(at.escalation.raised).toEqual([]);
      at.end();
    },
  );

  it.each(['press', 'question'] as const)(
    'tells whoever goes on anew that nothing left, where it closed slowly: %s told first',
    async (first) => {
      const at = await armedStage();
      const browser = Promise.withResolvers<void>();
      at.fake.rules.closing = browser.promise;
      await asked(at, first);
      await at.fake.advance(6_000);
      browser.resolve();
      await at.fake.advance(10_000);
      await expectSuccessorMayResume(at);
    },
  );

  it('tells them so, too, where its line came late to the disk', async () => {
    const at = await armedStage();
    const { journal } = at.fake.device;
    const { append } = journal;
    let isFull = true;
    Object.assign(journal, {
      append: async (...given: Parameters<typeof append>) => {
        if (isFull && given[1].kind === 'gate-closed') throw new Error('no space');
        return append(...given);
      },
    });
    await asked(at, 'press');
    await at.fake.advance(6_000);
    isFull = false;
    await at.fake.advance(20_000);
    await expectSuccessorMayResume(at);
  });

  it('proves nothing where the guard is lost meanwhile, or the form behind the question', async () => {
    for (const loses of [
      (at: Stage) => at.run().dispatch({ type: 'halt-asked', reason: reason('guard-not-intact'), by: 'guard' }),
      (at: Stage) => shows(at, { document: 'd2' }, 'confirmed'),
    ]) {
      const at = await armedStage();
      await asked(at, 'press');
      await at.fake.advance(100);
      await loses(at);
      await at.fake.advance(5_000);
      expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
      expect((await at.entries()).map(({ kind }) => kind)).not.toContain('given-back');
      at.end();
    }
  });

  it('proves nothing where the guard is lost after a question that came before its press', async () => {
    const at = await armedStage();
    await asked(at, 'question');
    await at.run().dispatch({ type: 'halt-asked', reason: reason('guard-not-intact'), by: 'guard' });
    await at.fake.advance(5_000);
    expect(at.run().state.phase).toBe('unknown');
    expect((await at.entries()).map(({ kind }) => kind)).not.toContain('given-back');
    at.end();
  });

  it('is a halt, and no more, where the guard was lost while armed and says so twice', async () => {
    const at = await armedStage();
    for (const _time of [1, 2]) await at.run().dispatch({ type: 'halt-asked', reason: reason('guard-not-intact'), by: 'guard' });
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', owed: null });
    expect(at.escalation.raised).toEqual([]);
    at.end();
  });

  it('leaves nothing to others of what was resumed while the capsule of its halt was on its way', async () => {
    const at = await armedStage();
    const { caseSystem } = await systemsOf(at.context);
    const { attach } = caseSystem;
    const names: string[] = [];
    Object.assign(caseSystem, {
      attach: async (...given: Parameters<typeof attach>) => {
        names.push(given[1].name);
        await at.fake.device.clock.sleep(1_500, at.context.signal);
        return attach(...given);
      },
    });
    await at.run().dispatch({ type: 'halt-asked', reason: reason('takeover-held'), by: 'lead-01' });
    await at.fake.advance(1_500);
    expect(await decide(at.context, { caseId: CASE, to: 'resume', note: 'it is right' })).toBeNull();
    await at.fake.advance(10_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', halt: null });
    expect(names).toHaveLength(1);
    expect((await at.entries()).map(({ kind }) => kind)).not.toContain('claim-left');
    at.end();
  });

  it('says that it is being closed, also where nobody pressed', async () => {
    const at = await armedStage();
    at.fake.rules.closing = Promise.withResolvers<void>().promise;
    await at.run().dispatch({ type: 'halt-asked', reason: reason('takeover-held'), by: 'operator' });
    await at.fake.advance(1_000);
    const because = expect.stringContaining('being closed');
    expect(await takeoverView(at.context, CASE)).toMatchObject({
      mayHaveLeft: true,
      left: because,
      offers: { resume: { because }, abandon: { because } },
    });
    at.end();
  });
});

describe('a press whose line comes late to the disk', () => {
  it.each<[string, (at: Stage) => unknown]>([
    ['another document comes', (at) => shows(at, { document: 'd2' })],
    ['the tab is closed', (at) => at.run().dispatch({ type: 'tab-lost', tabId: 7 })],
    [
      'a page comes that does not answer',
      (at) => {
        at.fake.page.report = null;
        return pageArrived(at.context, 7);
      },
    ],
  ])('is followed by its request first, where %s behind that', async (_, happens) => {
    const at = await armedStage();
    const disk = slowly(at, 'pressed');
    void press(at);
    await at.fake.advance(10);
    leaves(at);
    await at.fake.advance(10);
    void happens(at);
    await at.fake.advance(50);
    disk.resolve();
    await at.fake.advance(0);
    expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one' });
    at.end();
  });
});
