import type { GlyphName } from '../ui/glyph-shapes.ts';
import type { Meaning } from '../ui/meaning.ts';

export type KindLook = Readonly<{ glyph: GlyphName; meaning: Meaning }>;

/** Only kinds that always mean the same get a sign: a check may have been green or not, and its words say which. */
const SIGNS: ReadonlyMap<string, KindLook> = new Map<string, KindLook>([
  ['press-held', { glyph: 'stale', meaning: 'fix' }],
  ['consume-refused', { glyph: 'denied', meaning: 'stop' }],
  ['claim-refused', { glyph: 'denied', meaning: 'stop' }],
  ['commit-stopped', { glyph: 'denied', meaning: 'stop' }],
  ['halt-asked', { glyph: 'halt', meaning: 'stop' }],
  ['escalated', { glyph: 'unreadable', meaning: 'unknown' }],
]);

const MILESTONES: ReadonlySet<string> = new Set([
  'opened',
  'preflight-read',
  'recheck-read',
  'armed',
  'commit-seen',
  'outcome-read',
  'resumed',
  'abandoned',
  'closed',
]);

export function kindSign(kind: string): KindLook | null {
  return SIGNS.get(kind) ?? null;
}

/** What the eye should find first when it runs down the timeline. */
export function isMilestone(kind: string): boolean {
  return MILESTONES.has(kind) || SIGNS.has(kind);
}
