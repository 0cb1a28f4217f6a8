import { describe, expect, it, vi } from 'vitest';
import { showReminder, showState } from '../../../lib/browser/badge.ts';

const fake = vi.hoisted(() => ({ title: '', icon: '', isIconBroken: false }));
vi.mock('../../../lib/browser/api.ts', () => ({
  browser: {
    action: {
      setIcon: async ({ path }: Readonly<{ path: Readonly<Record<string, string>> }>) => {
        if (fake.isIconBroken) throw new Error('it could not be drawn');
        fake.icon = path[16] ?? '';
      },
      setTitle: async ({ title }: Readonly<{ title: string }>) => {
        fake.title = title;
      },
      setBadgeText: async () => undefined,
    },
  },
}));

describe('the toolbar', () => {
  it('says the state again once there is nothing to be reminded of', async () => {
    await showState('armed', 'Armed');
    await showReminder('security has not acknowledged yet');
    expect(fake.title).toBe('Countersign: security has not acknowledged yet');
    await showReminder(null);
    expect(fake.title).toBe('Countersign: Armed');
    await showReminder('access to T is still open');
    await showState('held', 'Closed');
    expect(fake.title).toContain('access to T is still open');
    await showReminder(null);
    expect(fake.title).toBe('Countersign: Closed');
  });

  it('shows a state that it could not show at the next look', async () => {
    await showState('armed', 'Armed');
    fake.isIconBroken = true;
    await showState('held', 'Closed').catch(() => undefined);
    fake.isIconBroken = false;
    await showState('held', 'Closed');
    expect(fake.icon).toContain('held');
  });
});
