import type { Profile } from '../../lib/core/profile/profile.ts';
import { parseProfile } from '../../lib/wire/profile-schema.ts';
import { PACKET } from '../fakes/packet.ts';
import { type Range, startRange } from '../range/range.ts';
import type { Room, Stage } from './harness.ts';
import { readProfile } from './practice.ts';

export type Skin = 'server' | 'spa';

/** The practice consoles on free ports, with the shipped profiles turned to them. */
export type Practice = Readonly<{
  /** Opens the console at its first screen, with these faults on. */
  open: (stage: Stage, skin: Skin, faults?: readonly string[], more?: Readonly<{ canOpenClosedRoots?: boolean }>) => Promise<Room>;
  fault: (name: string) => Promise<void>;
  /** Waits until the page script of a fault is at work in the document that is open. */
  atWork: (room: Room, fault: string) => Promise<void>;
  commits: () => Promise<number>;
  stop: () => Promise<void>;
}>;

export async function openPractice(): Promise<Practice> {
  const range = await startRange({ portBase: 0 });
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'x-control': range.control.secret, 'Content-Type': 'application/json' };
    const answer = await fetch(`${range.control.url}${path}`, { ...sent, headers });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    open: async (stage, skin, faults = [], more = {}) => {
      const given = [
        { op: 'replace', path: '/console/faults', value: faults },
        { op: 'replace', path: '/cases/CASE-1042/packet/window/end', value: PACKET.window.end },
      ];
      await ask('/reset', { skin, given });
      const profile = turned(readProfile(`range-${skin}`), range);
      const room = await stage.visit(profile.where.startUrl, { profile, ...more });
      await atScreen(room, 'Tenant verification');
      return room;
    },
    fault: async (name) => void (await ask('/fault', { name, on: true })),
    atWork: async ({ page }, fault) => {
      const path = `/assets/faults/${fault}.ts`;
      await page.locator(`script[src="${path}"]`).waitFor({ state: 'attached' });
      // A module is there once: whoever asks for it again waits for the one that the page loads.
      await page.evaluate(`import('${path}').then(() => undefined)`);
    },
    commits: async () => {
      const oracle = await ask('/oracle');
      const commits: unknown = typeof oracle === 'object' && oracle !== null && 'commits' in oracle ? oracle.commits : null;
      if (!Array.isArray(commits)) throw new Error('the oracle says nothing');
      return commits.length;
    },
    stop: range.stop,
  };
}

/** The shipped profile, with the origins of this start in place of the fixed ones. */
function turned(profile: Profile, { places }: Range): Profile {
  const text = JSON.stringify(profile)
    .replaceAll('http://console.range.localhost:4701', places.console.origin)
    .replaceAll('http://console-spa.range.localhost:4702', places.consoleSpa.origin)
    .replaceAll('http://console-api.range.localhost:4703', places.consoleApi.origin);
  const parsed = parseProfile(JSON.parse(text));
  if (!parsed.isParsed) throw new Error(parsed.where);
  return parsed.value;
}

/** Waits for a screen, and briefs the room where the document is a new one. The heading is there before the form and the scripts are. */
export async function atScreen(room: Room, title: string): Promise<void> {
  await room.page.getByRole('heading', { name: title, exact: true, level: 1 }).waitFor();
  await room.page.waitForLoadState('load');
  if (await room.page.evaluate(() => window.room.profile() === null)) await room.brief();
}

/** Enters a text by one trusted input, as a paste does. */
async function enter({ page }: Room, label: string, text: string): Promise<void> {
  await page.getByLabel(label).focus();
  await page.keyboard.insertText(text);
}

/** What a hand does on each screen; the end is wall-clock time in the console's zone. */
const FILL: Readonly<Record<string, (room: Room) => Promise<void>>> = {
  'Tenant verification': async (room) => {
    await enter(room, 'Tenant ID', PACKET.tenant.id);
    await enter(room, 'Administrator object ID', PACKET.administrator.objectId);
    await enter(room, 'Administrator e-mail', PACKET.administrator.email);
  },
  'Incident reference': (room) => enter(room, 'Incident ID', PACKET.incident.id),
  'Temporary privilege scope': ({ page }) => page.getByText('tenant.admin.restore', { exact: true }).click(),
  Expiration: async ({ page }) => {
    await page.getByLabel('Access ends').focus();
    await page.keyboard.type('11232026');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0800AM');
  },
  'Customer-account approval evidence': async (room) => {
    await enter(room, 'Approval references', PACKET.approvalEvidence.join('\n'));
    await enter(room, 'Identity check reference', PACKET.assurance.reference);
  },
  Acknowledgement: ({ page }) => page.getByLabel('I understand that this grants production access').click(),
};

export const SCREENS = Object.keys(FILL);

export async function fill(room: Room, title: string): Promise<void> {
  await FILL[title]?.(room);
}

/** Fills and leaves every screen before this one. */
export async function walkTo(room: Room, title: string): Promise<void> {
  for (const [at, screen] of SCREENS.entries()) {
    if (screen === title) return;
    await fill(room, screen);
    await goOn(room, SCREENS[at + 1] ?? 'Review');
  }
}

export async function goOn(room: Room, title: string): Promise<void> {
  await room.openWindow('step');
  await room.page.getByRole('button', { name: 'Next', exact: true }).click();
  await atScreen(room, title);
}
