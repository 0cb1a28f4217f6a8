import { describe, expect, it } from 'vitest';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { commitRequest, shownPage, smallProfile } from './small-console.ts';
import { armedStage, grantedStage, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;
type Control = 'step' | 'back' | 'draft' | 'abandon' | 'revoke';

/** What the network gate opens for a press on a control, and what was on disk of it by then. */
async function press(at: Stage, control: Control, tabId = 7) {
  const { gate } = at.fake.device;
  const { openClass } = gate;
  const opened: string[] = [];
  Object.assign(gate, {
    openClass: async (...asked: Parameters<typeof openClass>) => {
      const line = (await at.entries()).findLast(({ kind }) => kind === 'step-opened');
      opened.push(`${asked[1]} in ${asked[2]} after ${String(line?.body.control)} in ${String(line?.body.tabId)}`);
      return openClass(...asked);
    },
  });
  await pageSaid(at.context, tabId, { type: 'intent', control, report: shownPage({ screen: 'last', packet: at.packet }) });
  await at.fake.advance(0);
  Object.assign(gate, { openClass });
  return opened;
}

async function filled() {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

/** A press on the submit was let through, and nothing was seen of its request yet. */
async function pressed() {
  const at = await armedStage();
  await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? null, stoppedBy: null });
  expect(at.run().state).toMatchObject({ phase: 'armed', left: 'possibly' });
  return at;
}

async function sent() {
  const at = await pressed();
  await requestLeft(at.context, commitRequest(at.packet));
  expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one' });
  return at;
}

describe('a window for a press', () => {
  it.each<[Control, string]>([
    ['step', 'step in 7 after step in 7'],
    ['back', 'back in 7 after back in 7'],
    ['abandon', 'exit in 7 after abandon in 7'],
    ['draft', 'exit in 7 after draft in 7'],
    ['revoke', 'revoke in 7 after revoke in 7'],
  ])('is opened once its line is on disk: %s', async (control, opened) => {
    const at = await filled();
    expect(await press(at, control)).toEqual([opened]);
    expect(at.fake.sent.at(-1)).toMatchObject({ type: 'window', control, isOpen: true });
    at.end();
  });

  it.each<Control>(['step', 'back', 'abandon', 'revoke'])('is not opened where its line cannot be written: %s', async (control) => {
    const at = await filled();
    at.fake.disk.isFailing = true;
    expect(await press(at, control)).toEqual([]);
    at.end();
  });
});

describe('a way out', () => {
  it('is opened while a release is out that nobody pressed for, and leaves it', async () => {
    const at = await armedStage();
    expect(await press(at, 'draft')).toHaveLength(1);
    expect(at.run().state.phase).toBe('armed');
    at.end();
  });

  it.each([
    ['was pressed for', pressed],
    ['was sent', sent],
    ['was granted', grantedStage],
  ])('is not opened once the commit %s', async (_, reached) => {
    const at = await reached();
    expect([await press(at, 'draft'), await press(at, 'abandon')]).toEqual([[], []]);
    expect(at.fake.sent.at(-1)).toMatchObject({ type: 'window', isOpen: false });
    at.end();
  });
});

describe('ending a grant', () => {
  it.each([
    ['entry has begun', filled],
    ['a release is out', armedStage],
    ['the commit was pressed for', pressed],
    ['the commit was sent', sent],
  ])('is open from every tab of the console once %s, and is in the journal', async (_, reached) => {
    const at = await reached();
    const { phase } = at.run().state;
    expect(await press(at, 'revoke')).toEqual(['revoke in 7 after revoke in 7']);
    expect(await press(at, 'revoke', 8)).toEqual(['revoke in 8 after revoke in 8']);
    expect(at.run().state.phase).toBe(phase);
    at.end();
  });

  it('is open where nothing was ever begun here', async () => {
    const at = stage();
    await pageSaid(at.context, 8, { type: 'intent', control: 'revoke', report: shownPage({ screen: 'last', packet: at.packet }) });
    expect(at.fake.gateLog).toEqual(['open revoke']);
    at.end();
  });

  it('does not open the address of the commit once one may have left', async () => {
    const requests = smallProfile.requests.map((one) => (one.class === 'revoke' ? { ...one, url: '/commit' } : one));
    const shared = async (reached: () => Promise<Stage>) => {
      const at = await reached();
      const { known } = at.run().facts;
      at.run().facts = { ...at.run().facts, known: { ...known, profile: { ...known.profile, requests } } };
      const opened = [...(await press(at, 'revoke')), ...(await press(at, 'revoke', 8))];
      at.end();
      return opened.length;
    };
    expect([await shared(filled), await shared(armedStage), await shared(pressed), await shared(sent)]).toEqual([2, 0, 0, 0]);
  });
});
