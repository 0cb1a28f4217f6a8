import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jcsDigest } from '../range/digests.ts';

/** Any text of a field; the reader of profiles takes no pattern that could run for ever, and this one cannot. */
const ANYTHING = '[^\\n]*';

/**
 * The built extension with a profile that allow-lists every field: masking switched off in the only way there is, by data. The
 * policy must name that profile, or nothing is released.
 */
export function unmasked(
  built: string,
  folder: string,
): Readonly<{ folder: string; policy: readonly Readonly<{ id: string; digest: string }>[] }> {
  cpSync(built, folder, { recursive: true });
  const file = join(folder, 'profiles', 'range-server.json');
  const profile: unknown = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
    key === 'evidence' && typeof value === 'object' && value !== null ? { ...value, isShown: true, pattern: ANYTHING } : value,
  );
  writeFileSync(file, JSON.stringify(profile));
  const id = typeof profile === 'object' && profile !== null ? Reflect.get(profile, 'id') : null;
  if (typeof id !== 'string') throw new Error('the shipped profile has no id');
  return { folder, policy: [{ id, digest: jcsDigest(profile) }] };
}
