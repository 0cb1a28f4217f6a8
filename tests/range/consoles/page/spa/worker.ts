const CLAIM_MS = 2_000;

/** Puts the console's service worker between page and API, or takes it away, as the session says. */
export async function settleWorker(isWanted: boolean, apiOrigin: string): Promise<void> {
  // A page that is no secure context has no workers, and goes on without.
  if (!isSecureContext) return;
  const { serviceWorker } = navigator;
  if (!isWanted) {
    for (const registration of await serviceWorker.getRegistrations()) await registration.unregister();
    return;
  }
  await serviceWorker.register(`/sw.js?api=${encodeURIComponent(apiOrigin)}`);
  if (serviceWorker.controller === null) await claimed(serviceWorker);
}

/** The first visit is not under the worker yet; it takes over within moments. */
function claimed(container: ServiceWorkerContainer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  container.addEventListener('controllerchange', () => resolve(), { once: true });
  setTimeout(resolve, CLAIM_MS);
  return promise;
}
