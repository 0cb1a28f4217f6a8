import { fetchCommit, script, type Way } from '../way.ts';

const asked = (id: string, transport: string, rest: Pick<Way, 'page'> & Partial<Way>): Way => ({
  id,
  initiator: 'a script of the page',
  transport,
  target: 'commit',
  ...rest,
});

const body = (text: string) => `new URLSearchParams(${JSON.stringify(text)})`;

/** A script of the page makes a request. */
export const REQUESTS: readonly Way[] = [
  asked('fetch', 'fetch', { page: (at) => script(`${fetchCommit(at)};`) }),
  asked('fetch-json', 'fetch, JSON', {
    page: (at) =>
      script(
        `fetch(${JSON.stringify(at.commit)}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(${body(at.body)})) });`,
      ),
  }),
  asked('fetch-keepalive', 'fetch, keepalive, as the page goes', {
    page: (at) =>
      script(
        `addEventListener('pagehide', () => ${fetchCommit(at, 'keepalive: true')}); setTimeout(() => location.assign(${JSON.stringify(at.file('nowhere'))}), 50);`,
      ),
  }),
  asked('fetch-later', 'fetchLater', {
    page: (at) => script(`fetchLater(${JSON.stringify(at.commit)}, { method: 'POST', body: ${body(at.body)}, activateAfter: 0 });`),
    absent: { firefox: { because: 'browser', says: 'it has no fetchLater' } },
  }),
  asked('fetch-no-cors', 'fetch, no-cors', { page: (at) => script(`${fetchCommit(at, "mode: 'no-cors'")};`) }),
  asked('fetch-request', 'fetch of a cloned Request', {
    page: (at) => script(`fetch(new Request(${JSON.stringify(at.commit)}, { method: 'POST', body: ${body(at.body)} }).clone());`),
  }),
  asked('fetch-form-data', 'fetch, multipart', {
    page: (at) =>
      script(
        `const data = new FormData(); for (const [name, value] of ${body(at.body)}) data.append(name, value); fetch(${JSON.stringify(at.commit)}, { method: 'POST', body: data });`,
      ),
  }),
  asked('fetch-blob', 'fetch, Blob', {
    page: (at) =>
      script(
        `fetch(${JSON.stringify(at.commit)}, { method: 'POST', body: new Blob([${JSON.stringify(at.body)}], { type: 'application/x-www-form-urlencoded' }) });`,
      ),
  }),
  asked('fetch-empty', 'fetch without a body', { page: (at) => script(`fetch(${JSON.stringify(at.commit)}, { method: 'POST' });`) }),
  asked('fetch-stream', 'fetch, stream', {
    page: (at) =>
      script(
        `fetch(${JSON.stringify(at.commit)}, { method: 'POST', duplex: 'half', body: new Blob([${JSON.stringify(at.body)}]).stream() });`,
      ),
    absent: { chromium: { because: 'test', says: 'a stream leaves over HTTP/2 alone, which the console of the test does not speak' } },
  }),
  ...(['PUT', 'PATCH', 'DELETE', 'LOCK'] as const).map((method) =>
    asked(`fetch-${method.toLowerCase()}`, `fetch, ${method}`, {
      page: (at) => script(`fetch(${JSON.stringify(at.commit)}, { method: '${method}', body: ${body(at.body)} });`),
    }),
  ),
  asked('xhr', 'XMLHttpRequest', {
    page: (at) =>
      script(`const call = new XMLHttpRequest(); call.open('POST', ${JSON.stringify(at.commit)}); call.send(${body(at.body)});`),
  }),
  asked('xhr-sync', 'XMLHttpRequest, synchronous, as the page goes', {
    page: (at) =>
      script(`const call = new XMLHttpRequest(); call.open('POST', ${JSON.stringify(at.commit)}, false); call.send(${body(at.body)});`),
  }),
  asked('xhr-document', 'XMLHttpRequest, a document', {
    page: (at) =>
      script(
        `const call = new XMLHttpRequest(); call.open('POST', ${JSON.stringify(at.commit)}); call.send(new DOMParser().parseFromString('<grant/>', 'text/xml'));`,
      ),
  }),
  asked('beacon', 'beacon', { page: (at) => script(`navigator.sendBeacon(${JSON.stringify(at.commit)}, ${body(at.body)});`) }),
  asked('beacon-blob', 'beacon, Blob', {
    page: (at) =>
      script(`navigator.sendBeacon(${JSON.stringify(at.commit)}, new Blob([${JSON.stringify(at.body)}], { type: 'text/plain' }));`),
  }),
  asked('beacon-leaving', 'beacon, as the page goes', {
    page: (at) =>
      script(
        `for (const type of ['visibilitychange', 'pagehide']) addEventListener(type, () => navigator.sendBeacon(${JSON.stringify(at.commit)}, ${body(at.body)})); setTimeout(() => location.assign(${JSON.stringify(at.file('nowhere'))}), 50);`,
      ),
  }),
  asked('ping-by-script', 'ping', {
    initiator: 'a link that a script clicks',
    page: (at) => `<a id="a" href="${at.file('nowhere')}" ping="${at.commit}">Help</a>${script(`document.getElementById('a').click();`)}`,
    absent: { firefox: { because: 'browser', says: 'it sends no pings' } },
  }),
  asked('web-socket', 'WebSocket', {
    page: (at) =>
      script(
        `const socket = new WebSocket(${JSON.stringify(at.commit.replace('http', 'ws'))}); socket.onopen = () => socket.send(${JSON.stringify(at.body)});`,
      ),
  }),
  asked('web-transport', 'WebTransport', {
    page: (at) => script(`new WebTransport(${JSON.stringify(at.commit.replace('http:', 'https:'))}).ready.catch(() => undefined);`),
    absent: {
      chromium: { because: 'test', says: 'it goes over HTTP/3 alone, which the console of the test does not speak' },
      firefox: { because: 'test', says: 'it goes over HTTP/3 alone, which the console of the test does not speak' },
    },
  }),
  asked('csp-report', 'report of a violated policy', {
    initiator: 'the browser, for the page',
    headers: (at) => ({ 'content-security-policy': `img-src 'none'; report-uri ${at.commit}` }),
    page: () => '<img src="/nothing.png">',
  }),
];
