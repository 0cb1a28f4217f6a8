import { type At, fetchCommit, script, type Way } from '../way.ts';

const JS = 'text/javascript';
const quoted = (text: string) => JSON.stringify(text);

const worked = (id: string, initiator: string, rest: Pick<Way, 'page'> & Partial<Way>): Way => ({
  id,
  initiator,
  transport: 'fetch',
  target: 'commit',
  ...rest,
});

const fetching = { 'worker.js': (at: At) => ({ type: JS, body: `${fetchCommit(at)};` }) };
const service = (text: (at: At) => string) => ({ 'worker.js': (at: At) => ({ type: JS, body: text(at) }) });
/** Registers the way's service worker and goes on when it is at work. */
const registered = (at: At, then: string) =>
  script(
    `navigator.serviceWorker.register(${quoted(at.file('worker.js'))}).then(() => navigator.serviceWorker.ready).then(async (registration) => { ${then} });`,
  );
const AT_WORK = `addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim()));`;

/** Something that runs beside the page. */
export const WORKERS: readonly Way[] = [
  worked('worker', 'a worker', { page: (at) => script(`new Worker(${quoted(at.file('worker.js'))});`), files: fetching }),
  worked('worker-module', 'a module worker', {
    page: (at) => script(`new Worker(${quoted(at.file('worker.js'))}, { type: 'module' });`),
    files: fetching,
  }),
  worked('worker-blob', 'a worker out of a blob', {
    page: (at) => script(`new Worker(URL.createObjectURL(new Blob([${quoted(`${fetchCommit(at)};`)}])));`),
  }),
  worked('worker-nested', 'a worker of a worker', {
    page: (at) => script(`new Worker(${quoted(at.file('outer.js'))});`),
    files: { ...fetching, 'outer.js': (at) => ({ type: JS, body: `new Worker(${quoted(at.file('worker.js'))});` }) },
  }),
  worked('worker-xhr', 'a worker', {
    transport: 'XMLHttpRequest',
    page: (at) => script(`new Worker(${quoted(at.file('worker.js'))});`),
    files: service(
      (at) => `const call = new XMLHttpRequest(); call.open('POST', ${quoted(at.commit)}, false); call.send(${quoted(at.body)});`,
    ),
  }),
  worked('worker-socket', 'a worker', {
    transport: 'WebSocket',
    page: (at) => script(`new Worker(${quoted(at.file('worker.js'))});`),
    files: service(
      (at) => `const socket = new WebSocket(${quoted(at.commit.replace('http', 'ws'))}); socket.onopen = () => socket.send('go');`,
    ),
  }),
  worked('shared-worker', 'a shared worker', {
    page: (at) => script(`new SharedWorker(${quoted(at.file('worker.js'))});`),
    files: fetching,
  }),
  worked('shared-worker-blob', 'a shared worker out of a blob', {
    page: (at) => script(`new SharedWorker(URL.createObjectURL(new Blob([${quoted(`${fetchCommit(at)};`)}])));`),
  }),
  worked('service-worker-install', 'a service worker as it is installed', {
    page: (at) => registered(at, ''),
    files: service((at) => `addEventListener('install', (event) => event.waitUntil(${fetchCommit(at)}));`),
  }),
  worked('service-worker-message', 'a service worker that is told to', {
    page: (at) => registered(at, `registration.active.postMessage('go');`),
    files: service((at) => `${AT_WORK} addEventListener('message', (event) => event.waitUntil(${fetchCommit(at)}));`),
  }),
  worked('service-worker-keepalive', 'a service worker', {
    transport: 'fetch, keepalive',
    page: (at) => registered(at, `registration.active.postMessage('go');`),
    files: service((at) => `${AT_WORK} addEventListener('message', () => { ${fetchCommit(at, 'keepalive: true')}; });`),
  }),
  worked('service-worker-turns', 'a service worker that turns a page’s read into it', {
    page: (at) => registered(at, `setInterval(() => fetch(${quoted(at.file('read-me'))}), 100);`),
    files: service(
      (at) =>
        `${AT_WORK} addEventListener('fetch', (event) => { if (event.request.url.endsWith('read-me')) event.respondWith(${fetchCommit(at)}); });`,
    ),
  }),
  worked('service-worker-navigation', 'a service worker that turns a navigation into it', {
    page: (at) => registered(at, `setTimeout(() => location.assign(${quoted(at.file('read-me'))}), 100);`),
    files: service(
      (at) =>
        `${AT_WORK} addEventListener('fetch', (event) => { if (event.request.url.endsWith('read-me')) event.respondWith(${fetchCommit(at)}.then(() => new Response('done'))); });`,
    ),
  }),
  worked('background-sync', 'background sync', {
    page: (at) => registered(at, `await registration.sync.register('go');`),
    files: service((at) => `${AT_WORK} addEventListener('sync', (event) => event.waitUntil(${fetchCommit(at)}));`),
    absent: { firefox: { because: 'browser', says: 'it has no background sync' } },
  }),
  worked('background-fetch', 'background fetch', {
    transport: 'background fetch',
    page: (at) =>
      registered(
        at,
        `await registration.backgroundFetch.fetch('go', new Request(${quoted(at.commit)}, { method: 'POST', body: ${quoted(at.body)} }));`,
      ),
    files: service(() => AT_WORK),
    absent: { firefox: { because: 'browser', says: 'it has no background fetch' } },
  }),
  worked('frame-worker', 'a worker of a sandboxed frame', {
    page: (at) =>
      `<iframe sandbox="allow-scripts" srcdoc="${script(`new Worker(URL.createObjectURL(new Blob([decodeURIComponent('${encodeURIComponent(`${fetchCommit(at, "mode: 'no-cors'")};`).replaceAll("'", '%27')}')])));`).replaceAll('"', '&quot;')}"></iframe>`,
  }),
];
