// The console's service worker: every call to the API goes through here. It keeps nothing. The stream of events is left
// to the page, so that it ends with the page.
const api = new URL(location.href).searchParams.get('api');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const isCall = origin === api && pathname.startsWith('/v1/') && !pathname.endsWith('/events');
  if (isCall) event.respondWith(fetch(event.request));
});
