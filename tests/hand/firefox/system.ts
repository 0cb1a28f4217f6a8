import { type Bidi, part, text } from './bidi.ts';
import { EXTENSION_ID } from './launch.ts';

/**
 * What a test does to the browser itself, run in the browser's own scope: Firefox gives its remote agent that scope when it is
 * started for tests. Each is the body of a function that is given the extension's id.
 */
const ACTS = {
  /** Everything that pages and an earlier extension left: cookies, storage, caches, service workers. */
  empty: `await new Promise((resolve) => Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: resolve }));`,
  /** As the idle time-out does, only now. Says what the background was before and after. */
  endBackground: `const { extension } = WebExtensionPolicy.getByID(id);
    const before = extension.backgroundState;
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    return before + ', ' + extension.backgroundState;`,
  extensionProcess: `const { children } = await ChromeUtils.requestProcInfo();
    return String(children.find(({ type }) => type === 'extension')?.pid ?? 0);`,
  /** As with the switches on the browser's page about the extension's permissions. */
  withdrawAccess: `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { origins } = await ExtensionPermissions.get(id);
    await ExtensionPermissions.remove(id, { permissions: [], origins, data_collection: [] }, WebExtensionPolicy.getByID(id).extension);`,
  switchOffAndOn: `const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const addon = await AddonManager.getAddonByID(id);
    await addon.disable();
    await addon.enable();`,
} as const;

/** Returns what the act says, as a text; empty where it says nothing. */
export async function inBrowser(bidi: Bidi, act: keyof typeof ACTS): Promise<string> {
  const tree = part(await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 }), 'contexts');
  const [window] = Array.isArray(tree) ? tree : [];
  const answer = await bidi.send('script.callFunction', {
    functionDeclaration: `async (id) => { ${ACTS[act]} }`,
    arguments: [{ type: 'string', value: EXTENSION_ID }],
    target: { context: text(window, 'context') },
    awaitPromise: true,
  });
  const fault = part(part(answer, 'exceptionDetails'), 'text');
  if (fault !== undefined) throw new Error(`the browser could not ${act}: ${String(fault)}`);
  const value = part(part(answer, 'result'), 'value');
  return typeof value === 'string' ? value : '';
}
