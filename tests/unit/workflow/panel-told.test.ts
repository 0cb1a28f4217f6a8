import { describe, expect, it } from 'vitest';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { panelTrouble, popupView } from '../../../lib/workflow/popup.ts';
import { shownPage } from './small-console.ts';
import { stage } from './stage.ts';

const COVERED = { type: 'panel', document: 'd1', trouble: 'covered' } as const;

/** Filled in, where the page of `document` said that something lies over its panel. */
async function covered() {
  const at = stage();
  await at.open();
  await at.fill();
  await pageSaid(at.context, 7, COVERED);
  return at;
}

async function saidOfPanel(at: Awaited<ReturnType<typeof covered>>): Promise<string | null> {
  const { body } = await popupView(at.context, 'in');
  if (body.is !== 'running') throw new Error(`the popup shows ${body.is}`);
  return body.view.panel;
}

describe('a panel that cannot be seen', () => {
  it('is said by the popup, with what to go by, and whoever looks is told', async () => {
    const at = await covered();
    expect(await saidOfPanel(at)).toBe(
      'The panel on the page cannot be seen or used: something lies over it. Go by this popup alone. If it stays so, halt and hand over.',
    );
    const { changes } = at.told;
    await pageSaid(at.context, 7, { ...COVERED, trouble: null });
    expect(at.told.changes).toBeGreaterThan(changes);
    expect(await saidOfPanel(at)).toBeNull();
    at.end();
  });

  it('decides nothing: the gate arms as before, by the same presses', async () => {
    const at = await covered();
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    expect(await saidOfPanel(at)).not.toBeNull();
    at.end();
  });

  it('is not said of another document, of another tab, of a tab that is gone, nor after the end', async () => {
    const at = await covered();
    await at.show(shownPage({ screen: 'last', packet: at.packet, document: 'd2' }));
    expect(await saidOfPanel(at)).toBeNull();
    await pageSaid(at.context, 8, { ...COVERED, document: 'd2' });
    expect(await saidOfPanel(at)).toBeNull();
    await pageSaid(at.context, 7, { ...COVERED, document: 'd2' });
    expect(await saidOfPanel(at)).not.toBeNull();
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    expect(await saidOfPanel(at)).toBeNull();
    at.end();
    const ended = await covered();
    await ended.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    expect(panelTrouble(ended.run())).toBeNull();
    ended.end();
  });
});
