import type { TimelineEntry } from '../../lib/core/execution/page-views.ts';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import type { Meaning } from '../ui/meaning.ts';

type KindLook = Readonly<{ glyph: GlyphName; meaning: Meaning }>;

/** Kinds that always mean the same. */
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

const VERDICTS: Readonly<Record<NonNullable<TimelineEntry['verdict']>, KindLook>> = {
  match: { glyph: 'match', meaning: 'go' },
  mismatch: { glyph: 'mismatch', meaning: 'fix' },
};

export function signOf({ kind, verdict }: TimelineEntry): KindLook | null {
  return verdict === null ? (SIGNS.get(kind) ?? null) : VERDICTS[verdict];
}

/** What the eye should find first when it runs down the timeline. */
export function isMilestone(kind: string): boolean {
  return MILESTONES.has(kind) || SIGNS.has(kind);
}
