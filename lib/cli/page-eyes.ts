import { fileURLToPath } from 'node:url';
import { type BrowserPipe, isRecord } from './browser-pipe.ts';
import { NotDone, Refused } from './refused.ts';

/** A page in a tab of its own. A page that is just giving way to another answers null. */
export type Eyes = Readonly<{
  isWhole: () => Promise<boolean>;
  /** Runs a call of the page script there, such as `checkPage(document, …)`. `openRoot` stands for whoever opens shadow roots. */
  look: (script: string, call: string) => Promise<unknown>;
}>;

/** Extensions look from a world of their own: what a page replaces in its own, such as whole DOM interfaces, is not replaced there. */
const WORLD = 'countersign';

const SCRIPTS = {
  'check-page': new URL('../page/check-page.ts', import.meta.url),
  'draft-screen': new URL('../page/describe/draft-screen.ts', import.meta.url),
} as const;

/** The page room's own eyes, as one script. They are built when they are asked for: the program itself needs no bundler. */
export async function pageScript(name: keyof typeof SCRIPTS): Promise<string> {
  const { build } = await import('vite');
  const entry = fileURLToPath(SCRIPTS[name]);
  const lib = { entry, formats: ['iife' as const], name: 'countersignEyes' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, target: 'esnext', lib } });
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const one of output.output) if (one.type === 'chunk') return one.code;
  }
  throw new Error('the page script was not built');
}

type Ask = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** Opens a page. One that was saved runs no script and loads nothing. */
export async function openPage(browser: BrowserPipe, { url, isSaved }: Readonly<{ url: string; isSaved: boolean }>): Promise<Eyes> {
  const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' }, null);
  const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true }, null);
  const ask: Ask = (method, params = {}) => browser.ask(method, params, String(sessionId));
  if (isSaved) {
    await ask('Emulation.setScriptExecutionDisabled', { value: true });
    await ask('Network.enable');
    await ask('Network.setBlockedURLs', { urls: ['http://*', 'https://*', 'ws://*', 'wss://*'] });
  }
  const { errorText, frameId } = await ask('Page.navigate', { url });
  if (typeof errorText === 'string') throw new Refused(`${url} cannot be opened: ${errorText}.`);
  const at: At = { ask, frameId };
  return {
    isWhole: async () => (await run(at, '() => document.readyState', async () => [])) === 'complete',
    look: (script, call) => run(at, `(...roots) => { ${OPENING} ${script}; return countersignEyes.${call}; }`, closedRoots),
  };
}

type At = Readonly<{ ask: Ask; frameId: unknown }>;
type Handle = Readonly<{ objectId: string }>;

/** The page script asks for a shadow root by the element that it hangs on. */
const OPENING = 'const inside = new Map(roots.map((root) => [root.host, root])); const openRoot = (host) => inside.get(host) ?? null;';

/** Runs a function in our own world of a page; null where the page was left meanwhile. */
async function run(
  { ask, frameId }: At,
  functionDeclaration: string,
  handlesIn: (ask: Ask, world: unknown) => Promise<readonly Handle[]>,
): Promise<unknown> {
  try {
    const { executionContextId } = await ask('Page.createIsolatedWorld', { frameId, worldName: WORLD });
    const handles = await handlesIn(ask, executionContextId);
    const called = { functionDeclaration, executionContextId, arguments: handles, returnByValue: true };
    const { result } = await ask('Runtime.callFunctionOn', called);
    return isRecord(result) ? (result.value ?? null) : null;
  } catch (error) {
    if (error instanceof NotDone) return null;
    throw error;
  }
}

/** More closed parts than these are no console's page: what is in the rest stays closed, and is not known. */
const ROOTS_MAX = 1_000;

/** The closed shadow roots of a page, which an extension is given by the browser itself. */
async function closedRoots(ask: Ask, world: unknown): Promise<readonly Handle[]> {
  const { root } = await ask('DOM.getDocument', { depth: -1, pierce: true });
  const handles: Handle[] = [];
  for (const backendNodeId of closedIn(root).slice(0, ROOTS_MAX)) {
    const { object } = await ask('DOM.resolveNode', { backendNodeId, executionContextId: world });
    if (isRecord(object) && typeof object.objectId === 'string') handles.push({ objectId: object.objectId });
  }
  return handles;
}

function closedIn(root: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const open = [root];
  for (let node = open.pop(); isRecord(node); node = open.pop()) {
    if (node.shadowRootType === 'closed') found.push(node.backendNodeId);
    for (const inner of [node.children, node.shadowRoots]) if (Array.isArray(inner)) open.push(...inner);
    if (node.contentDocument !== undefined) open.push(node.contentDocument);
  }
  return found;
}
