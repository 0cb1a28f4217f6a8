/**
 * The shadow root of an element, also a closed one, where the browser gives it to content scripts
 * (`dom.openOrClosedShadowRoot` in Chrome, `openOrClosedShadowRoot` on the element in Firefox); null where there is none.
 */
export function openRootOf(element: Element): ShadowRoot | null {
  const found = chromeRoot(element) ?? Reflect.get(element, 'openOrClosedShadowRoot');
  return found instanceof ShadowRoot ? found : null;
}

function chromeRoot(element: Element): unknown {
  if (!(element instanceof HTMLElement)) return null;
  const chrome: unknown = Reflect.get(globalThis, 'chrome');
  if (typeof chrome !== 'object' || chrome === null || !('dom' in chrome)) return null;
  const { dom } = chrome;
  if (typeof dom !== 'object' || dom === null || !('openOrClosedShadowRoot' in dom)) return null;
  return typeof dom.openOrClosedShadowRoot === 'function' ? dom.openOrClosedShadowRoot(element) : null;
}
