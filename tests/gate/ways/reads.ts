import { type At, script, type Way } from '../way.ts';

const REFUSED =
  'No rule can tell a commit that only reads from looking at a page. A profile whose commit is GET or HEAD is refused when it is brought in, and the builder calls such a console not guardable: nothing can be begun on it with Countersign, and nothing there is held.';

const read = (id: string, initiator: string, page: (at: At) => string, rest: Partial<Way> = {}): Way => ({
  id: `read-${id}`,
  initiator,
  transport: 'GET',
  target: 'commit that only reads',
  page,
  refused: REFUSED,
  ...rest,
});

const speculative = (at: At) =>
  `<script type="speculationrules">${JSON.stringify({ prerender: [{ source: 'list', urls: [at.commitByRead], eagerness: 'immediate' }] })}</script>`;

/** A console whose commits are read requests. */
export const READS: readonly Way[] = [
  read('image', 'an image', (at) => `<img src="${at.commitByRead}">`),
  read('script', 'a script element', (at) => `<script src="${at.commitByRead}"></script>`),
  read('style', 'a style sheet', (at) => `<link rel="stylesheet" href="${at.commitByRead}">`),
  read('prefetch', 'a prefetch link', (at) => `<link rel="prefetch" href="${at.commitByRead}">`),
  read('preload', 'a preload link', (at) => `<link rel="preload" as="fetch" crossorigin href="${at.commitByRead}">`),
  read('frame', 'a frame', (at) => `<iframe src="${at.commitByRead}"></iframe>`),
  read('background', 'a background image', (at) => `<p style="background:url('${at.commitByRead}')">here</p>`),
  read('media', 'a video', (at) => `<video src="${at.commitByRead}" preload="auto"></video>`),
  read('object', 'an object', (at) => `<object data="${at.commitByRead}"></object>`),
  read('refresh', 'a refresh', (at) => `<meta http-equiv="refresh" content="0;url=${at.commitByRead}">`),
  read('address', 'a change of address', (at) => script(`location.href = ${JSON.stringify(at.commitByRead)};`)),
  read(
    'form',
    'a form',
    (at) =>
      `<form id="f" action="${at.commitByRead}"><input name="way" value="${at.id}"></form>${script('document.getElementById("f").submit()')}`,
  ),
  read('fetch', 'fetch', (at) => script(`fetch(${JSON.stringify(at.commitByRead)});`)),
  read('event-source', 'an EventSource', (at) => script(`new EventSource(${JSON.stringify(at.commitByRead)});`)),
  read('import', 'an import', (at) => script(`import(${JSON.stringify(at.commitByRead)});`)),
  read('prerender', 'speculation rules, prerender', speculative, {
    absent: { firefox: { because: 'browser', says: 'it has no speculation rules' } },
  }),
  ...[301, 302, 303].map((status) =>
    read(`redirect-${status}`, `a free request, ${status}`, (at) =>
      script(`fetch(${JSON.stringify(at.redirect('console', status))}, { method: 'POST' });`),
    ),
  ),
];
