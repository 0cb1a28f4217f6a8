import type { Page } from '@playwright/test';

/** What the panel on the console's page shows of the gate, as a debugger sees through its closed shadow root. */
export type PanelSight = Readonly<{ state: string; words: string }>;

/** What a person reads where no execution is, on the panel or in the popup, by the code of its reason. */
const READS: Readonly<Record<string, string>> = {
  'no-execution': 'No approved request is being executed here',
  'iam-unknown': "IAM's answer is missing or incomplete",
  'case-unreachable': 'The case system does not answer',
  'answer-untrusted': 'answered in a way that cannot be trusted',
  'clock-untrusted': 'The clocks of this computer',
  'profile-untrusted': 'This console profile is not trusted',
  'takeover-held': 'This execution is halted until a person decides',
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

/** One node as the debugging protocol gives it, as far as it matters here. */
type Node = Readonly<{
  localName: string;
  nodeValue: string;
  attributes?: readonly string[];
  children?: readonly Node[];
  shadowRoots?: readonly Node[];
}>;

/** Looks at the panel; null where there is none. */
export async function seePanel(page: Page): Promise<PanelSight | null> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const panel = find(root, ({ localName }) => localName === 'countersign-panel');
    const gate = panel === null ? null : find(panel, (node) => attribute(node, 'data-state') !== null);
    return gate === null ? null : { state: attribute(gate, 'data-state') ?? '', words: wordsIn(gate) };
  } finally {
    await session.detach();
  }
}

function find(node: Node, fits: (node: Node) => boolean): Node | null {
  if (fits(node)) return node;
  for (const part of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
    const found = find(part, fits);
    if (found !== null) return found;
  }
  return null;
}

/** The protocol lists names and values in turn. */
function attribute(node: Node, name: string): string | null {
  const index = (node.attributes ?? []).findIndex((one, place) => place % 2 === 0 && one === name);
  return index < 0 ? null : (node.attributes?.[index + 1] ?? null);
}

function wordsIn(node: Node): string {
  const own = node.nodeValue.trim();
  return [own, ...(node.children ?? []).map(wordsIn)].filter((part) => part !== '').join(' ');
}
