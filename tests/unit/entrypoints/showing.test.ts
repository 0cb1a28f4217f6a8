import { describe, expect, it, vi } from 'vitest';
import type { Profile } from '../../../lib/core/profile/profile.ts';
import { reason } from '../../../lib/core/reason.ts';
import { FORGOTTEN } from '../../../lib/wire/page-link.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { smallProfile } from '../workflow/small-console.ts';
import { stage } from '../workflow/stage.ts';

const toolbar = vi.hoisted(() => ({ reminders: [] as (string | null)[] }));
vi.mock('../../../lib/browser/api.ts', async () => {
  const { fakeApi } = await import('../../fakes/extension-api.ts');
  return { browser: fakeApi().browser };
});
vi.mock('../../../lib/browser/badge.ts', () => ({
  showState: async () => undefined,
  showReminder: async (says: string | null) => void toolbar.reminders.push(says),
}));
const { showing } = await import('../../../entrypoints/background/showing.ts');
const { pageLink } = await import('../../../lib/browser/page-link.ts');

/** What the tab of the console is told, where these profiles describe consoles. */
async function told(known: readonly Profile[], change: (at: ReturnType<typeof stage>) => void | Promise<void> = () => undefined) {
  const at = stage();
  await change(at);
  const heard: unknown[] = [];
  const pages = {
    ...pageLink(async () => known, { connected: () => undefined, said: () => undefined, gone: () => undefined, isSettled: () => true }),
    originOf: () => 'https://console.example',
    brief: () => void heard.push('what stands'),
    send: (_: number, message: unknown) => void heard.push(message),
  };
  await showing(
    () => at.context,
    pages,
    async () => known,
  ).brief(7);
  at.end();
  return heard;
}

describe('a tab of a console', () => {
  it('is told what stands where a profile describes it', async () => {
    expect(await told([smallProfile])).toEqual(['what stands']);
  });

  it('is told that none does any more, also where an execution ended in it', async () => {
    expect(await told([])).toEqual([FORGOTTEN]);
    const ended = async (at: ReturnType<typeof stage>) => {
      await at.open();
      await at.run().dispatch({ type: 'abandoned', by: 'lead-01', exit: null, note: null });
    };
    expect(await told([], ended)).toEqual([FORGOTTEN]);
  });

  it('is told nothing of the kind before it is known what is open', async () => {
    const waits = ({ context }: ReturnType<typeof stage>) =>
      void context.waiting.set('id-1', { caseId: null, reason: reason('case-unreachable') });
    expect(await told([], waits)).toEqual([]);
  });
});

describe('the toolbar', () => {
  it('has a mark for as long as the panel on the page cannot be seen', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    const pages = pageLink(async () => [smallProfile], {
      connected: () => undefined,
      said: () => undefined,
      gone: () => undefined,
      isSettled: () => true,
    });
    const shown = showing(
      () => at.context,
      pages,
      async () => [smallProfile],
    );
    for (const trouble of ['out', null] as const) {
      await pageSaid(at.context, 7, { type: 'panel', document: 'd1', trouble });
      const before = toolbar.reminders.length;
      shown.changed();
      await vi.waitUntil(() => toolbar.reminders.length > before);
    }
    expect(toolbar.reminders).toEqual(['the panel on the page cannot be seen', null]);
    at.end();
  });
});
