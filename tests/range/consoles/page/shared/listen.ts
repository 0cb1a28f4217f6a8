import type { SessionView } from '../../session.ts';

/** Hears what stands around the form, now and after every change, until the returned function is called. */
export function listen(url: string, hear: (session: SessionView) => void): () => void {
  const source = new EventSource(url, { withCredentials: true });
  source.addEventListener('session', ({ data }) => hear(JSON.parse(data)));
  // A page that is left closes its stream at once: a browser allows only few of them to one host.
  addEventListener('pagehide', () => source.close(), { once: true });
  return () => source.close();
}

/** Puts the header's words in their places, where they are others. */
export function showContext({ operator, tenant, timeZone }: SessionView): void {
  say('signed-in-as', operator);
  say('current-tenant', `${tenant.name} (${tenant.id})`);
  say('time-zone', timeZone);
}

/** Loads the page scripts that are not there yet. */
export function loadScripts(names: readonly string[]): void {
  for (const name of names) {
    const path = `/assets/faults/${name}.ts`;
    if (document.querySelector(`script[src="${path}"]`) !== null) continue;
    const script = document.createElement('script');
    script.type = 'module';
    script.src = path;
    document.head.append(script);
  }
}

function say(testId: string, text: string): void {
  const place = document.querySelector(`[data-testid="${testId}"]`);
  if (place !== null && place.textContent !== text) place.textContent = text;
}
