import type { Profile } from '../core/profile/profile.ts';
import { NO_HAND } from './hand.ts';
import { createMemory } from './memory.ts';
import { lookAtPage } from './report.ts';

/** What a page came to, held against a profile: which screen it is, and how it differs from what the profile says of it. */
export type PageCheck = Readonly<{ screen: string | null; differences: readonly string[] }>;

/** One look at a page that nobody works on: what would halt an execution here is said, what a field holds is not. */
export function checkPage(document: Document, pathname: string, profile: Profile): PageCheck {
  const memory = createMemory(document, () => null, document.createElement('countersign-panel'));
  const { report, lookalikes, strays } = lookAtPage({
    profile,
    documentId: 'checked',
    pathname,
    hand: NO_HAND,
    memory,
    nowMs: 0,
    isLoading: false,
    browserDialogs: 0,
    isPlaced: false,
  });
  const unread = report.readings.flatMap(({ field, look }) =>
    look.isReadable ? [] : [`${field}: ${look.reason.code}${detailOf(look.reason)}`],
  );
  const twins = lookalikes.map((name) => `“${name}” can be taken for something that the profile lists`);
  const hidden = strays.map((name) => `the hidden value is called “${name}”`);
  const alerts = report.unlisted.map(({ role, count }) => `${count} of the role ${role} that the profile does not know`);
  return { screen: report.screen, differences: [...new Set([...report.drift, ...hidden, ...unread, ...twins, ...alerts])] };
}

function detailOf({ details }: { readonly details?: Readonly<Record<string, string>> | undefined }): string {
  const said =
    details?.detail ?? details?.difference ?? (details?.count === undefined ? undefined : `${details.count} controls could be it`);
  return said === undefined ? '' : `, ${said}`;
}
