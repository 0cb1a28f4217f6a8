import { describe, expect, it } from 'vitest';
import { requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { observe } from '../../../lib/workflow/observing.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { popupView } from '../../../lib/workflow/popup.ts';
import { commitRequest, shownPage, stepRequest } from './small-console.ts';
import { armedStage, END, pressOf, stage } from './stage.ts';

/** A step of the first screen was pressed and let through. */
async function stepPressed() {
  const at = stage();
  await at.open();
  const first = shownPage({ screen: 'first', packet: at.packet });
  await at.show(first);
  await pageSaid(at.context, 7, { type: 'press', press: pressOf('step', first, { isPassed: true }) });
  return at;
}

const STOPPED = {
  ...END,
  url: 'https://console.example/v1/drafts?secret=1',
  status: null,
  wasBlocked: true,
  error: 'net::ERR_BLOCKED_BY_CLIENT',
};

/** The rules stop a request that no class of the profile is; Chromium may not have shown it before. */
async function stopUnknown({ context, fake }: ReturnType<typeof stage>) {
  const told = requestEnded(context, STOPPED, { kind: 'unknown', seen: null });
  await fake.advance(2_000);
  await told;
}

const kindsOf = async (at: ReturnType<typeof stage>) => (await at.entries()).map(({ kind }) => kind);

describe('a step whose request no profile knows', () => {
  it('is told, by method and host alone, and is in the journal', async () => {
    const at = await stepPressed();
    await stopUnknown(at);
    const why = [
      'This console cannot be guarded here: this step sent a POST to console.example that the profile does not know, and it was stopped.',
    ];
    const gate = { state: 'filling', why, now: 'Hand over. The console owner must look at the console.' };
    expect(await popupView(at.context, 'in')).toMatchObject({ body: { is: 'running', view: { gate } } });
    expect((await at.entries()).at(-1)).toMatchObject({ kind: 'step-held', body: { because: { code: 'not-guardable' } } });
    expect(JSON.stringify(await at.entries())).not.toContain('secret');
  });

  it('is told once, and no more once the console shows another screen', async () => {
    const at = await stepPressed();
    await stopUnknown(at);
    await stopUnknown(at);
    expect((await kindsOf(at)).filter((kind) => kind === 'step-held')).toHaveLength(1);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    expect(at.run().facts.astray).toBeNull();
  });

  it('is told no more once its request left', async () => {
    const at = await stepPressed();
    await stopUnknown(at);
    await requestLeft(at.context, stepRequest(at.packet));
    expect(at.run().facts.astray).toBeNull();
  });
});

describe('what a page sends by itself, and is stopped,', () => {
  it.each<[string, (at: Awaited<ReturnType<typeof stepPressed>>) => Promise<void>]>([
    ['long after a step', ({ fake }) => fake.advance(10_000)],
    ['beside a step whose request left', ({ context, packet }) => requestLeft(context, stepRequest(packet))],
    ['beside a step that led to another screen', ({ show, packet }) => show(shownPage({ screen: 'last', packet }))],
  ])('says nothing of a step: %s', async (_, happens) => {
    const at = await stepPressed();
    await happens(at);
    await stopUnknown(at);
    expect(await kindsOf(at)).not.toContain('step-held');
  });
});

describe('a page that sends such requests all the time', () => {
  it('keeps nobody from seeing at once that the commit left', async () => {
    const at = await armedStage();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null, stoppedBy: null });
    for (const requestId of ['t1', 't2', 't3'])
      observe(at.context, () => requestEnded(at.context, { ...STOPPED, requestId }, { kind: 'unknown', seen: null }));
    observe(at.context, () => requestLeft(at.context, commitRequest(at.packet)));
    await at.fake.advance(0);
    expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one' });
    at.end();
  });

  it('is looked at once at a time', async () => {
    const at = await stepPressed();
    const all = ['t1', 't2'].map((requestId) => requestEnded(at.context, { ...STOPPED, requestId }, { kind: 'unknown', seen: null }));
    await at.fake.advance(2_000);
    await Promise.all(all);
    expect((await kindsOf(at)).filter((kind) => kind === 'step-held')).toHaveLength(1);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.show(shownPage({ screen: 'first', packet: at.packet }));
    await pageSaid(at.context, 7, {
      type: 'press',
      press: pressOf('step', shownPage({ screen: 'first', packet: at.packet }), { isPassed: true }),
    });
    await stopUnknown(at);
    expect((await kindsOf(at)).filter((kind) => kind === 'step-held')).toHaveLength(2);
  });
});
