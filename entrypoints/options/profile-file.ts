import { readStrictJson } from '../../lib/core/evidence/strict-json.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import { LIMITS } from '../../lib/wire/limits.ts';
import { parseProfile, profileFaults } from '../../lib/wire/profile-schema.ts';

type ReadFile = Readonly<{ isRead: true; profile: Profile }> | Readonly<{ isRead: false; faults: readonly string[] }>;

/** More than this is not read by anybody who looks for the first thing that is wrong. */
const FAULTS_MAX = 20;

/** A profile file that a person chose. What is wrong with it is named by its path; nothing of it is taken then. */
export async function readProfileFile(file: File): Promise<ReadFile> {
  if (file.size > LIMITS.answerBytesMax) return refused([`${file.name} is larger than ${LIMITS.answerBytesMax} bytes`]);
  const json = readStrictJson(await file.text());
  if (json === null) return refused([`${file.name} is not JSON, or says the same thing twice`]);
  const parsed = parseProfile(json.value);
  return parsed.isParsed ? { isRead: true, profile: parsed.value } : refused(profileFaults(json.value));
}

function refused(faults: readonly string[]): ReadFile {
  const more = faults.length - FAULTS_MAX;
  return { isRead: false, faults: more > 0 ? [...faults.slice(0, FAULTS_MAX), `and ${more} more`] : faults };
}
