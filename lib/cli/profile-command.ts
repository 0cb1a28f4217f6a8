import { readStrictJson } from '../core/evidence/strict-json.ts';
import type { Profile } from '../core/profile/profile.ts';
import { parseProfile, profileDigestText, profileFaults } from '../wire/profile-schema.ts';
import { type Checked, checkPages, draftPage } from './look-at-pages.ts';
import { printable } from './printable.ts';
import { Refused } from './refused.ts';
import { readSmallFile } from './small-file.ts';
import { verifyTools } from './verify-tools.ts';

export type ProfileAsked = Readonly<{ profile: string; pages: readonly string[]; signedIn: string | null; isJson: boolean }>;

/**
 * Whether a profile can be used, and whether pages of its console still fit it. Good only when every page is a screen of
 * the profile and differs in nothing; a profile that cannot be used is told place by place.
 */
export async function profileCommand(asked: ProfileAsked): Promise<Readonly<{ text: string; isGood: boolean }>> {
  const input = readJson(await readSmallFile(asked.profile, 'profile'), asked.profile);
  const parsed = parseProfile(input);
  if (!parsed.isParsed) return unusable(profileFaults(input), asked);
  const profile = parsed.value;
  const digest = `sha256:${await verifyTools.digest(new TextEncoder().encode(profileDigestText(profile)))}`;
  const pages = asked.pages.length === 0 ? [] : await checkPages(asked.pages, profile, asked.signedIn);
  const isGood = pages.every((page) => page.screen !== null && page.differences.length === 0);
  const unseen = asked.pages.length === 0 ? [] : screensOf(profile).filter(({ id }) => !pages.some((page) => page.screen === id));
  if (asked.isJson) {
    const json = { v: 1, isUsable: true, profile: { id: profile.id, version: profile.version, digest }, pages, unseen };
    return { text: `${JSON.stringify(json, null, 2)}\n`, isGood };
  }
  const lines = [`${profile.name}, ${profile.id} ${profile.version}`, `digest ${digest}`, 'It can be used.'];
  const parts = [lines.join('\n'), ...pages.map((page) => told(page, profile))];
  if (unseen.length > 0) parts.push(`Not looked at: ${unseen.map(({ title }) => title).join(', ')}.`);
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

function told({ page, screen, differences }: Checked, profile: Profile): string {
  if (screen === null) return `${page}\n  NOT KNOWN  it is none of the profile’s screens`;
  const title = screensOf(profile).find(({ id }) => id === screen)?.title ?? screen;
  if (differences.length === 0) return `${page}\n  ok         ${title}: as the profile says`;
  return [page, `  CHANGED    ${title}:`, ...differences.map((one) => `             ${one}`)].join('\n');
}

function screensOf({ screens, review }: Profile): readonly Readonly<{ id: string; title: string }>[] {
  return [...screens, ...(review === null ? [] : [review])].map(({ id, title }) => ({ id, title }));
}

/** As the options read it: what says the same thing twice would be one profile here and another one to whoever reviews it. */
function readJson(text: string, path: string): unknown {
  const json = readStrictJson(text);
  if (json === null) throw new Refused(`${path} is not JSON, or says the same thing twice.`);
  return json.value;
}
