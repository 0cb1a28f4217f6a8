import { describe, expect, it } from 'vitest';
import { reason } from '../../../lib/core/reason.ts';
import { systemsOf } from '../../../lib/workflow/context.ts';
import { popupView } from '../../../lib/workflow/popup.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { armedStage, stage } from './stage.ts';

const healthOf = async (at: ReturnType<typeof stage>, signedIn: 'in' | 'out') => {
  const { health } = await popupView(at.context, signedIn);
  return Object.fromEntries(health.map(({ label, value, state }) => [label, `${value}, ${state}`]));
};

describe('the health of the popup', () => {
  it('is not in doubt about who is here before anything was begun', async () => {
    const at = stage();
    expect(await healthOf(at, 'in')).toMatchObject({ 'Case system': 'reachable, green', You: 'lead-01, green', Profile: '1 here, green' });
    at.end();
  });

  it('says that somebody is signed out, and does not claim what it has not read', async () => {
    const at = stage();
    expect(await healthOf(at, 'out')).toMatchObject({ 'Case system': 'not known yet, unknown', You: 'signed out, fix' });
    at.end();
  });

  it('says in plain words what the browser can hold back, and what to do where it cannot', async () => {
    const at = stage();
    expect((await popupView(at.context, 'in')).health[3]).toMatchObject({ label: 'Second submit', value: 'may pass', state: 'fix' });
    expect((await popupView(at.context, 'in')).health[3].means).toMatch(/while it is armed.*Now: press the submit once/is);
    at.fake.enforcement.is = 'one-shot';
    expect((await popupView(at.context, 'in')).health[3]).toEqual({
      label: 'Second submit',
      value: 'is stopped',
      state: 'green',
      means: null,
    });
    at.end();
  });
});

describe('a preflight after which nothing was entered', () => {
  const red = async (at: ReturnType<typeof stage>) => {
    await at.open();
    await at.fake.advance(4_000);
    const { body } = await popupView(at.context, 'in');
    if (body.is !== 'preflight-red') throw new Error(`the popup is ${body.is}`);
    at.end();
    return body;
  };

  it('says of each leg that is not green what was seen and expected, and who does what about it', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, state: 'pending' }));
    const { view, why } = await red(at);
    expect(view.legs.filter(({ state }) => state !== 'green')).toMatchObject([
      { id: 'case', detail: 'The case is pending; it has to be approved.', now: 'Ask incident command what is to become of it.' },
    ]);
    expect(why).toBe('1 of 15 legs are not green. Nothing was opened and nothing was sent.');
    expect(view.gate.now).toBe('Have what is listed put right, then read again.');
  });

  it('says why the case was not given, where every leg is green', async () => {
    const at = stage();
    const { caseSystem } = await systemsOf(at.context);
    const because = reason('claimed-by-other', { person: 'Second support lead', since: '2026-11-23 03:00 UTC' });
    Object.assign(caseSystem, { claim: async () => ({ is: 'refused', reason: because, isStale: false }) });
    const { view, why } = await red(at);
    expect(view.legs.filter(({ state }) => state !== 'green')).toEqual([]);
    expect(why).toBe('Second support lead is executing this case since 2026-11-23 03:00 UTC. Nothing was opened and nothing was sent.');
    expect(view.gate.now).toBe('Do not use the console for this case. Ask that person. Read again once it is put right.');
  });
});

describe('the window on a card', () => {
  it.each([
    ['2026-11-23T08:00:00+02:00', '2026-11-23T10:00:00+02:00', '2 h, until 08:00 UTC'],
    ['2026-11-23T03:00:00.000Z', '2026-11-26T06:30:00.000Z', '75 h 30 min, until 26 Nov, 06:30 UTC'],
    [null, '2026-11-23T06:30:00.000Z', 'until 06:30 UTC'],
    ['2026-11-23T03:00:00.000Z', null, 'no approved end'],
    [null, null, 'no approved end'],
    ['2026-11-23T03:00:00.000Z', 'never', 'until never'],
  ])('from %s to %s is told as %s … %s', async (start, end, words) => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, packet: { ...record.packet, window: { start, end } } }));
    const { body } = await popupView(at.context, 'in');
    expect(body).toMatchObject({ is: 'ready', requests: [{ window: words }] });
    at.end();
  });
});

describe('a case system that does not take the sign-in any more', () => {
  it('is not told as one that does not answer: whoever it is can sign in again', async () => {
    const at = stage();
    at.cases.trouble.set('list', 'signed-out');
    expect(await popupView(at.context, 'in')).toMatchObject({ body: { is: 'signed-out' } });
    at.cases.trouble.set('list', 'down');
    expect(await popupView(at.context, 'in')).toMatchObject({ body: { is: 'attention', title: 'The case system does not answer' } });
    at.end();
  });
});

describe('what was left and nobody has settled', () => {
  type Stage = ReturnType<typeof stage>;
  const other = (first: Stage, who: 'sec-01' | 'ic-01') => stage(emptyDisk(), first, who);
  const leftTo = async (at: Stage) => {
    const { body } = await popupView(at.context, 'in');
    if (body.is !== 'ready') throw new Error(`the popup is ${body.is}`);
    return body.left?.[0];
  };
  const ownDecision = async (at: Stage) => {
    const { body } = await popupView(at.context, 'in');
    return body.is === 'running' ? body.view.decision : body.is;
  };
  async function unknown(): Promise<Stage> {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null });
    await at.fake.advance(30_000);
    return at;
  }
  async function halted(): Promise<Stage> {
    const at = stage();
    await at.open();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(4_000);
    return at;
  }

  it('is offered to be reconciled to security alone; everybody else reads who does it and whom to call', async () => {
    const first = await unknown();
    expect(await leftTo(other(first, 'sec-01'))).toMatchObject({ decision: 'reconcile' });
    const card = await leftTo(other(first, 'ic-01'));
    expect(card).toMatchObject({ decision: 'look', mayHaveLeft: true });
    expect(card?.says).toContain('Only security reconciles it. Call the duty desk if nobody has come.');
    first.end();
  });

  it('is offered to be reconciled to nobody as long as it is not known who is here', async () => {
    const first = await unknown();
    const security = other(first, 'sec-01');
    security.cases.trouble.set('me', 'down');
    expect(await leftTo(security)).toMatchObject({ decision: 'look' });
    first.end();
  });

  it('is offered to be taken over to those alone who may go on', async () => {
    const first = await halted();
    const card = await leftTo(other(first, 'ic-01'));
    expect(card).toMatchObject({ decision: 'look', mayHaveLeft: false });
    expect(card?.says).toContain('You may not go on with it; who may stands in the case.');
    first.end();
  });

  it('is for whoever submitted it to look at, and for whoever halted it to decide', async () => {
    const [sent, stopped] = [await unknown(), await halted()];
    expect([await ownDecision(sent), await ownDecision(stopped)]).toEqual(['look', 'resume-or-abandon']);
    await stopped.run().dispatch({ type: 'exit-seen', exit: 'abandon', status: 200 });
    await stopped.run().dispatch({ type: 'exit-read', exit: 'abandon', isPending: true, reference: null });
    expect(await ownDecision(stopped)).toBe('look');
    sent.end();
    stopped.end();
  });
});

it('what a person pressed for one execution does nothing to another', async () => {
  const at = stage();
  await at.open();
  const halt = (execution: string) =>
    answer(at.context, { type: 'halt', execution, note: 'stop' }, { signedIn: 'in', focusTab: async () => undefined });
  expect(await halt('the-one-before')).toMatchObject({ ok: false, reason: { code: 'no-execution' } });
  expect(at.run().state.halt).toBeNull();
  expect(await halt(at.run().execution)).toMatchObject({ ok: true });
  expect(at.run().state.halt).not.toBeNull();
  at.end();
});
