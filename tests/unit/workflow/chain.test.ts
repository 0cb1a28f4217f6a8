import { describe, expect, it } from 'vitest';
import type { Press } from '../../../lib/core/compare/page-report.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { tabRests } from '../../../lib/workflow/straying.ts';
import { mayStepNow } from '../../../lib/workflow/windows.ts';
import { shownPage } from './small-console.ts';
import { pressOf, stage } from './stage.ts';

const codes = (at: ReturnType<typeof stage>) => at.run().state.holds.map((one) => one.code);

async function onTheLastScreen() {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

/** A press on one of the form's buttons in another tab, as a page tells it. */
function press(at: ReturnType<typeof stage>, over: Partial<Press>): Press {
  return pressOf('step', shownPage({ screen: 'first', packet: at.packet }), { stoppedBy: 'no-execution', ...over });
}

describe('what was read on a screen that was left', () => {
  it('counts on the last screen', async () => {
    const at = await onTheLastScreen();
    expect(codes(at)).toEqual([]);
  });

  it('counts no longer once the screen is shown again, until it is left by a press', async () => {
    const at = await onTheLastScreen();
    const first = shownPage({ screen: 'first', packet: at.packet });
    await at.show(first);
    expect(codes(at)).toEqual(['reading-stale']);
    expect(mayStepNow(at.run())).toBe(true);
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    expect(codes(at)).toEqual(['reading-stale']);
    await at.fill();
    expect(codes(at)).toEqual([]);
  });

  it('counts no longer after a reload', async () => {
    const at = await onTheLastScreen();
    await at.show(shownPage({ screen: 'last', packet: at.packet, document: 'd2' }));
    expect(codes(at)).toEqual(['reading-stale']);
  });

  it('counts on where a press led to another document', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet }));
    await pageSaid(at.context, 7, { type: 'press', press: press(at, { isPassed: true, stoppedBy: null }) });
    await at.show(shownPage({ screen: 'last', packet: at.packet, document: 'd2' }));
    expect(codes(at)).toEqual([]);
  });

  it('counts no longer once the execution was halted and resumed', async () => {
    const at = await onTheLastScreen();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.run().dispatch({ type: 'resumed', by: 'lead-01', note: 'n' });
    await at.fake.advance(0);
    expect(at.run().state.halt).toBeNull();
    expect(at.run().facts).toMatchObject({ carried: [], chain: { screen: 'last' } });
    expect(codes(at)).toContain('reading-stale');
    at.end();
  });

  it('counts no longer after a new sign-in', async () => {
    const at = await onTheLastScreen();
    const signIn = { ...shownPage({ screen: 'elsewhere', packet: at.packet }), dangers: [{ kind: 'session-lost', says: 'x' }] as const };
    const shown = at.show(signIn);
    await at.fake.advance(400);
    await shown;
    expect(at.run().facts.carried).toEqual([]);
    at.end();
  });
});

describe('a press in another tab of the console', () => {
  it('breaks the chain, keeps the steps open, and is mended by walking through again', async () => {
    const at = await onTheLastScreen();
    await pageSaid(at.context, 8, { type: 'press', press: press(at, {}) });
    expect(codes(at)).toEqual(['chain-broken']);
    expect(mayStepNow(at.run())).toBe(true);
    expect((await at.entries()).some((entry) => entry.kind === 'chain-broken')).toBe(true);
    await at.fill();
    expect(codes(at)).toEqual([]);
  });

  it('takes back a release that is out', async () => {
    const at = await onTheLastScreen();
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    await pageSaid(at.context, 8, { type: 'press', press: press(at, {}) });
    await at.fake.advance(0);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null });
    expect(at.fake.gateLog.at(-1)).toBe('close');
    at.end();
  });

  it.each<[string, Partial<Press>, string | null]>([
    ['that a script made', { isTrusted: false }, 'https://console.example'],
    ['that ends a grant', { control: 'revoke' }, 'https://console.example'],
    ['of another console', {}, 'https://other.example'],
  ])('is nothing to this execution: one %s', async (_, over, origin) => {
    const at = await onTheLastScreen();
    at.fake.page.origin = origin;
    await pageSaid(at.context, 8, { type: 'press', press: press(at, over) });
    expect(codes(at)).toEqual([]);
  });
});

describe('the console’s tab', () => {
  it.each([['https://console-staging.example'], ['http://console.example'], [null]])(
    'that rests at %s is not the console',
    async (origin) => {
      const at = await onTheLastScreen();
      await tabRests(at.context, 7, origin);
      expect(codes(at)).toEqual(['console-origin-wrong']);
      expect(mayStepNow(at.run())).toBe(false);
      await at.fill();
      expect(codes(at)).toEqual([]);
    },
  );

  it('that rests at the console holds nothing', async () => {
    const at = await onTheLastScreen();
    await tabRests(at.context, 7, 'https://console.example');
    await tabRests(at.context, 8, 'https://elsewhere.example');
    expect(codes(at)).toEqual([]);
  });

  it('that leaves while armed closes the gate, and the claim goes back', async () => {
    const at = await onTheLastScreen();
    await at.pressSubmit();
    await at.fake.advance(100);
    await tabRests(at.context, 7, null);
    await at.fake.advance(600);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null });
    expect(at.cases.now('CASE-1042').claim?.state).toBe('held');
    at.end();
  });

  it('that strayed is left for a new one when a person goes to the console, and a good one is brought to the front', async () => {
    const at = await onTheLastScreen();
    const focused: number[] = [];
    const asked = { signedIn: 'in', focusTab: async (tab: number) => void focused.push(tab) } as const;
    await answer(at.context, { type: 'go-to-console', execution: at.run().execution }, asked);
    expect(focused).toEqual([7]);
    await tabRests(at.context, 7, null);
    at.fake.page.tabId = 9;
    await answer(at.context, { type: 'go-to-console', execution: at.run().execution }, asked);
    expect(focused).toEqual([7]);
    expect(at.run().state.tabId).toBe(9);
  });

  it('that never came to the console is held from the beginning', async () => {
    const at = stage();
    at.fake.page.origin = null;
    await at.open();
    expect(codes(at)).toEqual(['console-origin-wrong']);
  });
});

describe('the words of a dialog that no profile lists', () => {
  it('are sealed, and stand nowhere else', async () => {
    const at = await onTheLastScreen();
    await pageSaid(at.context, 7, { type: 'unlisted', role: 'dialog', text: 'Region eu-south-7' });
    const entries = await at.entries();
    const sealed = entries.findLast((entry) => entry.kind === 'sealed');
    expect(sealed?.body).toMatchObject({ about: 'what a dialog said that no profile lists' });
    expect(JSON.stringify(entries)).not.toContain('eu-south-7');
  });

  it('are dropped, and that is said, where nobody can be found to seal them to', async () => {
    const at = await onTheLastScreen();
    at.enrolment.trouble.set('recipients', 'down', 20);
    const said = pageSaid(at.context, 7, { type: 'unlisted', role: 'dialog', text: 'Region eu-south-7' });
    await at.fake.advance(70_000);
    await said;
    const entries = await at.entries();
    expect(entries.at(-1)?.kind).toBe('not-sealed');
    expect(JSON.stringify(entries)).not.toContain('eu-south-7');
    at.end();
  });
});

describe('a dialog of the browser', () => {
  it('halts at once: it is gone before it could be looked at twice', async () => {
    const at = await onTheLastScreen();
    const told = shownPage({ screen: 'last', packet: at.packet, report: { unlisted: [{ role: 'browser-dialog', count: 1 }] } });
    const heard = pageSaid(at.context, 7, { type: 'report', report: told });
    await heard;
    expect(at.run().state.halt?.reasons.map((one) => one.code)).toEqual(['console-warning']);
    await at.fake.advance(0);
    const files = await at.fake.device.journal.files(at.run().execution);
    const records = [...files].filter(([path]) => path.endsWith('.json')).map(([, bytes]) => new TextDecoder().decode(bytes));
    expect(records.join()).toContain('"unlisted":[{"count":1,"role":"browser-dialog"}]');
    at.end();
  });
});
