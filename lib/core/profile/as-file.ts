import type { Profile } from './profile.ts';

/** A profile as the file that a person carries on: its name, and JSON to be read by people too. */
export function asFile(profile: Profile): Readonly<{ name: string; text: string }> {
  const name = `${profile.id}-${profile.version}`.replace(/[^A-Za-z0-9.-]+/g, '-');
  return { name: `${name}.json`, text: `${JSON.stringify(profile, null, 2)}\n` };
}
