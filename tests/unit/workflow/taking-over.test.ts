import { describe, expect, it } from 'vitest';
import type { Capsule } from '../../../lib/core/execution/capsule.ts';
import type { TakeoverView } from '../../../lib/core/execution/takeover-view.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import { reconcile } from '../../../lib/workflow/reconciling.ts';
import { decide, takeoverView } from '../../../lib/workflow/taking-over.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { shownPage } from './small-console.ts';
import { armedStage, stage } from './stage.ts';

const CASE = 'CASE-1042';
type Stage = ReturnType<typeof stage>;

/** Lead-01 filled both screens, halted, and their browser handed it to the case. */
async function halted(): Promise<Stage> {
  const at = stage();
  await at.open();
  await at.fill();
  await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
  await at.fake.advance(4_000);
  return at;
}

const second = (first: Stage, who: 'lead-02' | 'sec-01' | 'ic-01' = 'lead-02') => stage(emptyDisk(), first, who);
const openView = async (at: Stage): Promise<Extract<TakeoverView, { is: 'open' }>> => {
  const view = await takeoverView(at.context, CASE);
  if (view.is !== 'open') throw new Error(`it is ${view.is}`);
  return view;
};
const goOn = async (at: Stage, to: 'resume' | 'abandon') => {
  const refusal = await decide(at.context, { caseId: CASE, to, note: 'agreed with the duty desk' });
  await at.fake.advance(2_000);
  return refusal;
};
const end = (...all: readonly Stage[]) => {
  for (const one of all) one.end();
};
const follows = async (at: Stage) => (await at.entries())[0]?.body['facts'];

describe('a successor on a second machine', () => {
  it('sees what was entered, on whose approval, why it was halted, and that nothing can have left', async () => {
    const first = await halted();
    const view = await openView(second(first));
    expect(view).toMatchObject({ isOwn: false, mayHaveLeft: false, stops: ['This execution is halted until a person decides.'] });
    expect(view.left).toContain('halted this execution at');
    expect(view.sent[0]).toBe('Nothing has left the browser.');
    expect(view.capsule.entered.map(({ entered, verdict }) => [entered === null, verdict])).not.toContainEqual([true, 'match']);
    expect(view.capsule.entered.some(({ entered }) => entered === first.packet.tenant.id)).toBe(true);
    expect(view.capsule.approvals.map(({ authority }) => authority)).toEqual(['incident-command', 'security', 'customer-account']);
    expect(view.offers).toMatchObject({ resume: { isOffered: true }, abandon: { isOffered: true }, reconcile: { isOffered: false } });
    first.end();
  });

  it('goes on in an execution of their own, under the next epoch, and both sides name each other', async () => {
    const first = await halted();
    const other = second(first);
    expect(await goOn(other, 'resume')).toBeNull();
    expect(other.run().state).toMatchObject({ phase: 'filling', claim: { epoch: 2 }, halt: null });
    const { claim } = first.cases.now(CASE);
    expect(claim).toMatchObject({ holder: 'lead-02', execution: other.run().execution, device: 'dev-2', epoch: 2, state: 'held' });
    expect(await follows(other)).toMatchObject({
      follows: { execution: first.run().execution, by: 'lead-01', device: 'dev-1', epoch: 1, to: 'resume' },
    });
    await first.fake.advance(40_000);
    expect(first.run().state).toMatchObject({ phase: 'taken-over', outcome: { reasons: [{ code: 'claim-fenced' }] } });
    const taken = (await first.entries()).find(({ kind }) => kind === 'taken-over');
    expect(taken?.body).toMatchObject({ by: 'lead-02', execution: other.run().execution, epoch: 2 });
    expect(first.cases.now(CASE).claim?.state).toBe('held');
    end(first, other);
  });

  it('is not let on while an approval is withdrawn, and what was left stays open for others', async () => {
    const first = await halted();
    const other = second(first);
    first.cases.change(CASE, (record) => {
      const { security, ...rest } = record.approvals;
      return { ...record, approvals: security === undefined ? rest : { ...rest, security: { ...security, decision: 'withdrawn' } } };
    });
    await goOn(other, 'resume');
    expect(other.run().state).toMatchObject({ phase: 'idle', claim: null });
    expect(first.cases.now(CASE)).toMatchObject({ claim: { holder: 'lead-01', epoch: 1 }, handovers: [{ settled: null }] });
    end(first, other);
  });

  it('may end it whatever became of the approvals, and the case is free again', async () => {
    const first = await halted();
    const other = second(first);
    first.cases.change(CASE, (record) => ({ ...record, state: 'withdrawn' }));
    expect(await goOn(other, 'abandon')).toBeNull();
    await other.fake.advance(10_000);
    expect(other.run().state).toMatchObject({ phase: 'abandoned', claim: { epoch: 2 } });
    expect(first.cases.now(CASE).claim).toMatchObject({ state: 'closed', holder: 'lead-02' });
    const kinds = (await other.entries()).map(({ kind }) => kind);
    expect(kinds.indexOf('abandoned')).toBeLessThan(kinds.indexOf('claimed'));
    expect(kinds).not.toContain('console-opened');
    end(first, other);
  });

  it('comes too late where somebody else has taken it: the case says who has it', async () => {
    const first = await halted();
    const [quick, slow] = [second(first), second(first)];
    const view = await openView(slow);
    await goOn(quick, 'resume');
    expect(view.offers.resume.isOffered).toBe(true);
    expect(await goOn(slow, 'resume')).toMatchObject({ code: 'takeover-held' });
    expect((await takeoverView(slow.context, CASE)).is).toBe('nothing');
    end(first, quick, slow);
  });

  it('begins nothing where the reason cannot be sealed, and asks again once it can', async () => {
    const first = await halted();
    const other = second(first);
    other.enrolment.trouble.set('recipients', 'down', 1);
    expect(await goOn(other, 'resume')).toMatchObject({ code: 'case-unreachable' });
    expect(other.context.runs.size).toBe(0);
    expect(await goOn(other, 'resume')).toBeNull();
    const kinds = (await other.entries()).map(({ kind }) => kind);
    expect(kinds).toContain('sealed');
    end(first, other);
  });

  it('leaves nothing behind where every answer to the takeover is lost: the case is free again', async () => {
    const first = await halted();
    const other = second(first);
    first.cases.trouble.set('takeOver', 'lost-reply', 6);
    expect(await goOn(other, 'resume')).toBeNull();
    await other.fake.advance(60_000);
    expect(other.run().state).toMatchObject({ phase: 'idle', claim: null });
    expect(first.cases.now(CASE).claim).toMatchObject({ holder: 'lead-02', epoch: 2, state: 'closed' });
    await other.open();
    await other.fake.advance(20_000);
    expect(other.run().state).toMatchObject({ phase: 'filling', claim: { epoch: 3 } });
    end(first, other);
  });
});

describe('what was left', () => {
  it('cannot be opened by a third person, who is told so in words and sees no value', async () => {
    const first = await halted();
    const view = await takeoverView(second(first, 'ic-01').context, CASE);
    expect(view).toMatchObject({ is: 'not-for-you' });
    expect(JSON.stringify(view)).toContain('you are not among them');
    expect(JSON.stringify(view)).not.toContain(first.packet.administrator.email);
    first.end();
  });

  it('is seen by security, who approved and may not go on', async () => {
    const first = await halted();
    const { offers } = await openView(second(first, 'sec-01'));
    expect([offers.resume.isOffered, offers.abandon.isOffered, offers.reconcile.isOffered]).toEqual([false, false, false]);
    first.end();
  });

  it.each<readonly [string, (capsule: Capsule) => Capsule]>([
    ['another execution', (capsule) => ({ ...capsule, execution: 'exe-other' })],
    ['another person', (capsule) => ({ ...capsule, by: { ...capsule.by, id: 'lead-02' } })],
    ['an older epoch', (capsule) => ({ ...capsule, claim: { ...capsule.claim, epoch: 0 } })],
    ['a packet with another scope', (capsule) => ({ ...capsule, packet: { ...capsule.packet, scope: ['tenant.all'] } })],
  ])('is not shown when it is of %s', async (_, change) => {
    const first = await halted();
    const other = second(first);
    const { capsule } = await openView(other);
    const plain = new TextEncoder().encode(JSON.stringify(change(capsule)));
    const keys = [{ kid: 'dev-2', jwk: { kty: 'EC', crv: 'P-256' } }];
    const bytes = await other.fake.device.signer.seal(plain, keys, 'any');
    const attached = await first.cases
      .as(first.given.operator)
      .attach(CASE, { name: 'x', mediaType: 'y', bytes }, { deadlineMs: 1_000, signal: first.context.signal });
    if (attached.is !== 'done') throw new Error('the fake takes attachments');
    first.cases.change(CASE, (record) => ({
      ...record,
      handovers: record.handovers.map((one) => ({ ...one, capsule: attached.value.id })),
    }));
    expect(await takeoverView(other.context, CASE)).toMatchObject({ is: 'not-for-you', says: 'What was left does not fit the case.' });
    end(first, other);
  });

  it('is nobody’s once it was resumed where it was halted', async () => {
    const first = await halted();
    await goOn(first, 'resume');
    expect(await takeoverView(second(first).context, CASE)).toMatchObject({
      is: 'nothing',
      problem: { seen: 'Nobody has left this case to somebody else.', now: expect.stringContaining('popup') },
    });
    first.end();
  });
});

describe('security, where something may have left', () => {
  /** The press passed, and no request was seen: nobody knows. */
  async function unknown(): Promise<Stage> {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    await at.fake.advance(30_000);
    expect(at.run().state.phase).toBe('unknown');
    return at;
  }
  /** The answer to the reconcile is lost, and from then on nothing answers. */
  const silentOnce = async (at: Stage) => {
    const { reconcile: write } = (await systemsOf(at.context)).caseSystem;
    const silent: typeof write = async (...given) => {
      at.cases.trouble.set('reconcile', 'lost-reply', 1);
      const written = await write(...given);
      at.cases.trouble.set('*', 'down');
      return written;
    };
    return { reconcile: silent };
  };
  const settle = (at: Stage, found: 'granted' | 'nothing' | 'other') =>
    reconcile(at.context, { caseId: CASE, found, note: 'IAM was read twice' });

  it('reads IAM, says so in the case first, and the browser that halted learns it', async () => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    const view = await openView(security);
    expect(view).toMatchObject({ mayHaveLeft: true, readBack: { found: { is: 'nothing' } } });
    expect([view.offers.resume.isOffered, view.offers.abandon.isOffered, view.offers.reconcile.isOffered]).toEqual([false, false, true]);
    expect(await settle(security, 'nothing')).toBeNull();
    expect(first.cases.notes.at(-1)?.text).toContain(`execution ${first.run().execution} is being reconciled`);
    expect(first.cases.notes.at(-1)?.text).not.toContain('anew');
    expect(first.cases.now(CASE).handovers.at(-1)?.settled).toMatchObject({ by: 'sec-01', how: 'reconciled' });
    await first.fake.advance(10_000);
    expect(first.run().state).toMatchObject({ phase: 'unknown', reconciled: { by: 'sec-01', found: 'nothing' } });
    expect(first.fake.openings).toHaveLength(1);
    end(first, security);
  });

  it('is told that it is settled although the answer was lost, at once or when it asks again', async () => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    first.cases.trouble.set('reconcile', 'lost-reply', 1);
    expect(await settle(security, 'nothing')).toBeNull();
    expect(await settle(security, 'nothing')).toBeNull();
    // What it would be told now is not what it settled.
    expect(await settle(security, 'granted')).toMatchObject({ code: 'case-changed' });
    expect(first.cases.trouble.calls.get('reconcile')).toBe(1);
    end(first, security);
  });

  it('asks again where the case could not be read behind the lost answer either', async () => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    Object.assign((await systemsOf(security.context)).caseSystem, await silentOnce(security));
    expect(await settle(security, 'nothing')).toMatchObject({ code: 'case-unreachable' });
    first.cases.trouble.clear();
    expect(await settle(security, 'nothing')).toBeNull();
    end(first, security);
  });

  it('is not told that somebody else’s word is its own', async () => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    first.cases.change(CASE, (record) => ({
      ...record,
      handovers: record.handovers.map((one) => ({ ...one, settled: { by: 'sec-02', at: one.at, how: 'reconciled' as const } })),
    }));
    expect(await settle(security, 'nothing')).toMatchObject({ code: 'case-changed' });
    end(first, security);
  });

  it.each([
    ['a word that nobody here knows', [{ execution: 'id-1', packetDigest: '', outcome: 'reviewed', at: '2026-11-23T03:05:00Z' }]],
    ['no such execution', []],
  ])('is not heard by the browser that halted while the case says %s', async (_, executions) => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    expect(await settle(security, 'nothing')).toBeNull();
    const settled = first.cases.now(CASE).executions;
    first.cases.change(CASE, (record) => ({ ...record, executions }));
    await first.fake.advance(10_000);
    expect(first.run().state).toMatchObject({ phase: 'unknown', reconciled: null });
    first.cases.change(CASE, (record) => ({ ...record, executions: settled }));
    await first.fake.advance(10_000);
    expect(first.run().state).toMatchObject({ reconciled: { by: 'sec-01', found: 'nothing' } });
    end(first, security);
  });

  it('settles nothing that IAM does not show, and nothing at all while IAM cannot be read', async () => {
    const first = await unknown();
    const security = second(first, 'sec-01');
    expect(await settle(security, 'granted')).toMatchObject({ code: 'case-changed' });
    security.records.trouble.iam.set('*', 'down');
    expect(await settle(security, 'nothing')).toMatchObject({ code: 'iam-unknown' });
    expect((await openView(security)).offers.reconcile).toMatchObject({ isOffered: false });
    expect(first.cases.now(CASE).handovers.at(-1)?.settled).toBeNull();
    end(first, security);
  });

  it('holds nothing against it that was there before, also where the browser was closed in between', async () => {
    const disk = emptyDisk();
    const before = stage(disk);
    const held = { kind: 'assigned', objectId: 'somebody', privileges: ['tenant.data.read'], reference: null, endsAt: null } as const;
    before.grant(held);
    await before.open();
    await before.fill();
    await before.pressSubmit();
    await before.fake.advance(100);
    await before.pressSubmit({ isPassed: true, release: before.run().state.release?.id ?? null });
    before.end();
    disk.session.clear();
    const first = stage(disk, before);
    await boot(first.context);
    await first.fake.advance(30_000);
    expect(first.run().state.phase).toBe('unknown');
    const security = second(first, 'sec-01');
    security.grant(held);
    expect((await openView(security)).readBack?.found?.is).toBe('nothing');
    security.grant({ ...held, objectId: first.packet.administrator.objectId });
    expect((await openView(security)).readBack?.found?.is).toBe('other');
    end(first, security);
  });

  it('is the only one who may: a successor may look, and neither go on nor settle it', async () => {
    const first = await unknown();
    const other = second(first);
    const { offers } = await openView(other);
    expect([offers.resume.isOffered, offers.abandon.isOffered, offers.reconcile.isOffered]).toEqual([false, false, false]);
    expect(await settle(other, 'nothing')).toMatchObject({ code: 'operator-not-assigned' });
    expect(await goOn(other, 'resume')).not.toBeNull();
    end(first, other);
  });
});

describe('whoever halted', () => {
  it('resumes after the whole preflight, under the next epoch of their own claim', async () => {
    const at = await halted();
    expect((await openView(at)).isOwn).toBe(true);
    expect(await goOn(at, 'resume')).toBeNull();
    expect(at.run().state).toMatchObject({ phase: 'filling', halt: null, claim: { epoch: 2 } });
    expect(at.cases.now(CASE)).toMatchObject({ claim: { holder: 'lead-01', epoch: 2 }, handovers: [{ settled: { how: 'resumed' } }] });
    const kinds = (await at.entries()).map(({ kind }) => kind);
    expect(kinds.lastIndexOf('resumed')).toBeLessThan(kinds.lastIndexOf('preflight-read'));
    expect(kinds.lastIndexOf('preflight-read')).toBeLessThan(kinds.lastIndexOf('claimed'));
    at.end();
  });

  it('abandons only after the console was left, by its own way out or by its tab', async () => {
    const at = await halted();
    expect((await openView(at)).offers.abandon).toMatchObject({
      isOffered: false,
      because: expect.stringContaining('First leave the console'),
    });
    expect(await goOn(at, 'abandon')).toMatchObject({ code: 'takeover-held' });
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    expect(await goOn(at, 'abandon')).toBeNull();
    await at.fake.advance(10_000);
    expect(at.run().state).toMatchObject({ phase: 'abandoned', claim: { epoch: 1 } });
    expect(at.cases.now(CASE).claim?.state).toBe('closed');
    at.end();
  });

  it('stays halted where the form holds what was never approved', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet, over: { tenant: { kind: 'text', text: 'tnt_other' } } }));
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(4_000);
    await goOn(at, 'resume');
    expect(at.run().state.halt?.reasons.map(({ code }) => code)).toEqual(['readings-outside-packet']);
    at.end();
  });

  it('cannot go on any more once somebody else did', async () => {
    const first = await halted();
    const other = second(first);
    await goOn(other, 'resume');
    await goOn(first, 'resume');
    await first.fake.advance(10_000);
    expect(first.run().state).toMatchObject({
      phase: 'taken-over',
      halt: { reasons: [{ code: 'claim-fenced' }] },
    });
    expect(first.cases.now(CASE).claim).toMatchObject({ holder: 'lead-02', epoch: 2 });
    end(first, other);
  });

  it('decides nothing where something may have left', async () => {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    await at.fake.advance(30_000);
    const { offers, mayHaveLeft } = await openView(at);
    expect([mayHaveLeft, offers.resume.isOffered, offers.abandon.isOffered]).toEqual([true, false, false]);
    expect(await goOn(at, 'resume')).not.toBeNull();
    expect(at.run().state.phase).toBe('unknown');
    at.end();
  });
});
