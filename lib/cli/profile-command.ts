import { readStrictJson } from '../core/evidence/strict-json.ts';
import { fieldSpec, type Profile } from '../core/profile/profile.ts';
import { parseProfile, profileDigestText, profileFaults } from '../wire/profile-schema.ts';
import { type Checked, checkPages, draftPage } from './look-at-pages.ts';
import { printable } from './printable.ts';
import { type ProfilePlace, placesOf } from './profile-places.ts';
import { Refused } from './refused.ts';
import { readSmallFile } from './small-file.ts';
import { verifyTools } from './verify-tools.ts';

export type ProfileAsked = Readonly<{ profile: string; pages: readonly string[]; signedIn: string | null; isJson: boolean }>;

/**
 * Whether a profile can be used, and whether pages of its console still fit it. Good only when every page is one that the
 * profile describes and differs in nothing; a profile that cannot be used is told place by place.
 */
export async function profileCommand(asked: ProfileAsked): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const input = readJson(await readSmallFile(asked.profile, 'profile'), asked.profile);
  const parsed = parseProfile(input);
  if (!parsed.isParsed) return unusable(profileFaults(input), asked);
  const profile = parsed.value;
  const digest = `sha256:${await verifyTools.digest(new TextEncoder().encode(profileDigestText(profile)))}`;
  const pages = asked.pages.length === 0 ? [] : await checkPages(asked.pages, profile, asked.signedIn);
  const isGood = pages.every((page) => page.place !== 'elsewhere' && page.differences.length === 0);
  const unseen = asked.pages.length === 0 ? [] : placesOf(profile).filter((known) => !pages.some((page) => isAt(page, known)));
  if (asked.isJson) {
    const json = { v: 1, isUsable: true, profile: { id: profile.id, version: profile.version, digest }, pages, unseen: unseen.map(named) };
    return { text: `${JSON.stringify(json, null, 2)}\n`, isGood };
  }
  const lines = [`${profile.name}, ${profile.id} ${profile.version}`, `digest ${digest}`, 'It can be used.'];
  const parts = [lines.join('\n'), ...pages.map((page) => told(page, profile))];
  if (unseen.length > 0) parts.push(`Not looked at: ${unseen.map(({ title }) => title).join('; ')}.`);
  return { text: printable(`${parts.join('\n\n')}\n`), isGood };
}

/** What a profile for one page could begin with: every control, each with a locator that finds it and nothing else. */
export async function draftCommand(page: string, signedIn: string | null): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const draft = await draftPage(page, signedIn);
  if (draft === null || draft === undefined) throw new Refused(`${page} cannot be looked at.`);
  return { text: `${JSON.stringify(draft, null, 2)}\n`, isGood: true };
}

function unusable(faults: readonly string[], { isJson, profile }: ProfileAsked): Readonly<{ text: string; isGood: boolean }> {
  if (isJson) return { text: `${JSON.stringify({ v: 1, isUsable: false, faults }, null, 2)}\n`, isGood: false };
  return { text: printable(`${profile} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n`), isGood: false };
}

function told(page: Checked, profile: Profile): string {
  const known = placesOf(profile).find((one) => isAt(page, one));
  const lines = page.differences.map((one) => `             ${one}`);
  if (known === undefined) return [page.page, '  NOT KNOWN  it is none of the pages that the profile describes', ...lines].join('\n');
  const repeated = page.confirmation === null ? [] : [`             ${saidOnce(page.confirmation, profile)}`];
  if (lines.length === 0) return [page.page, `  ok         ${known.title}: as the profile says`, ...repeated].join('\n');
  return [page.page, `  CHANGED    ${known.title}:`, ...lines, ...repeated].join('\n');
}

function saidOnce({ hasReference, repeats }: NonNullable<Checked['confirmation']>, profile: Profile): string {
  const labels = Object.entries(repeats).flatMap(([field, isRepeated]) => (isRepeated ? [fieldSpec(profile, field)?.label ?? field] : []));
  return `it has ${hasReference ? 'its' : 'no'} reference, and repeats ${labels.length === 0 ? 'nothing' : labels.join(', ')}`;
}

function isAt({ place, screen }: Checked, known: ProfilePlace): boolean {
  return place === known.place && screen === known.id;
}

function named({ place, id, title }: ProfilePlace): Readonly<{ place: string; id: string | null; title: string }> {
  return { place, id, title };
}

/** As the options read it: what says the same thing twice would be one profile here and another one to whoever reviews it. */
function readJson(text: string, path: string): unknown {
  const json = readStrictJson(text);
  if (json === null) throw new Refused(`${path} is not JSON, or says the same thing twice.`);
  return json.value;
}
