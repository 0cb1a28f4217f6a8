import type { HandBrowser, Part } from './browser.ts';
import type { Page } from './page.ts';

/** What the panel on the console's page shows of the gate, as a debugger sees through its closed shadow root. */
export type PanelSight = Readonly<{ state: string; words: string }>;

/** What a person reads where no execution is, on the panel or in the popup, by the code of its reason. */
const READS: Readonly<Record<string, string>> = {
  'claimed-by-other': 'is executing this case since',
  'claimed-elsewhere': 'You are executing this case since',
  'no-execution': 'No approved request is being executed here',
  'iam-unknown': "IAM's answer is missing or incomplete",
  'case-unreachable': 'The case system does not answer',
  'answer-untrusted': 'answered in a way that cannot be trusted',
  'clock-untrusted': 'The clocks of this computer',
  'profile-untrusted': 'This console profile is not trusted',
  'takeover-held': 'This execution is halted until a person decides',
  'takeover-open': 'it can be taken over',
};

/** The reasons that words on a page of the extension give. */
export function reasonsRead(words: string): readonly string[] {
  return Object.entries(READS).flatMap(([code, sentence]) => (words.includes(sentence) ? [code] : []));
}

/** Waits until the popup says why a start was refused. Empty when it did not in time. */
export async function refusalRead(popup: Page, timeoutMs: number): Promise<readonly string[]> {
  const said = Object.values(READS).map((sentence) => popup.getByText(sentence));
  const [first, ...others] = said;
  if (first === undefined) return [];
  const any = others.reduce((one, other) => one.or(other), first).first();
  const isSaid = await any.waitFor({ timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
  return isSaid ? reasonsRead((await any.textContent()) ?? '') : [];
}

/** Looks at the panel; null where there is none. */
export async function seePanel(browser: HandBrowser, page: Page): Promise<PanelSight | null> {
  const panel = find(await browser.anatomy(page), ({ name }) => name === 'countersign-panel');
  const gate = panel === null ? null : find(panel, ({ attributes }) => attributes['data-state'] !== undefined);
  return gate === null ? null : { state: gate.attributes['data-state'] ?? '', words: wordsIn(gate) };
}

/** What the panel says of a press that came before its way was open. */
const ONCE_MORE = 'Press once more; what you typed is still there.';
const ONCE_MORE_TIMEOUT_MS = 1_500;

/** Whether the panel asks for the press once more, soon after it. */
export async function asksOnceMore(browser: HandBrowser, page: Page): Promise<boolean> {
  for (const untilMs = performance.now() + ONCE_MORE_TIMEOUT_MS; performance.now() < untilMs; ) {
    // A press that went through takes the page, and the panel, away.
    const panel = await seePanel(browser, page).catch(() => null);
    if (panel?.words.includes(ONCE_MORE) === true) return true;
    await new Promise((resolve) => setTimeout(resolve, PANEL_EVERY_MS));
  }
  return false;
}

/** How long a console tab may take to show the execution's panel, and how often it is looked at. */
const PANEL_TIMEOUT_MS = 8_000;
const PANEL_EVERY_MS = 150;

/** A person goes by the panel: of several tabs of the console they work in the one that says that it is the execution's. Null where none does. */
export async function guardedPage(browser: HandBrowser, consoleOrigin: string): Promise<Page | null> {
  for (const untilMs = performance.now() + PANEL_TIMEOUT_MS; performance.now() < untilMs; ) {
    for (const page of browser.context().pages()) {
      const panel = page.url().startsWith(`${consoleOrigin}/`) ? await seePanel(browser, page).catch(() => null) : null;
      if (panel !== null && panel.state !== 'closed') return page;
    }
    await new Promise((resolve) => setTimeout(resolve, PANEL_EVERY_MS));
  }
  return null;
}

function find(part: Part, fits: (part: Part) => boolean): Part | null {
  if (fits(part)) return part;
  for (const inside of part.parts) {
    const found = find(inside, fits);
    if (found !== null) return found;
  }
  return null;
}

function wordsIn({ words, parts }: Part): string {
  return [words.trim(), ...parts.map(wordsIn)].filter((part) => part !== '').join(' ');
}
