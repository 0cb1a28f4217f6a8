import { effectiveOf } from '../core/compare/body.ts';
import type { Reading, ScreenId } from '../core/compare/reading.ts';
import { namesAt } from '../core/profile/profile.ts';
import { entriesOf, formAround } from './read/entries.ts';
import { reading, type ScreenInput, zoneOf } from './screen.ts';

export type KeptInput = ScreenInput & Readonly<{ screen: ScreenId; commits: readonly Element[]; read: readonly Reading[] }>;

/**
 * A form that commits may keep the values of the screens that were left, hidden, because it sends all of them. That is
 * the console saying again what it took them for, so it is read like a review. What is read on this page anyway is left out.
 */
export function readKept(input: KeptInput): readonly Reading[] {
  const { profile, finder, commits, read } = input;
  const [commit] = commits;
  const form = commit === undefined ? null : formAround(commit);
  if (form === null) return [];
  const bodies = profile.requests.flatMap(({ class: kind, body }) => (kind === 'commit' && body?.encoding === 'urlencoded' ? [body] : []));
  const entries = bodies.length === 0 ? new Map<string, readonly string[]>() : entriesOf(form);
  return profile.screens.flatMap(({ fields }) =>
    fields.flatMap((spec) => {
      const place = bodies.map((body) => body.fields[spec.id]).find((one) => namesAt(one).some((name) => entries.has(name)));
      if (place === undefined || read.some((one) => one.field === spec.id)) return [];
      const look = {
        isReadable: true,
        value: effectiveOf(spec, place, { body: Object.fromEntries(entries), locales: profile.where.locales }),
      } as const;
      return [reading(spec, look, { ...input, source: 'review', control: null, zone: zoneOf(spec.zone, finder) })];
    }),
  );
}
