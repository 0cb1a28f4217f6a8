import { type At, commitForm, fetchCommit, SEND_FORM, script, type Way } from '../way.ts';

const whole = (at: At) => `<!doctype html><body>${commitForm(at)}${script(SEND_FORM)}</body>`;
const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const framed = (id: string, initiator: string, rest: Pick<Way, 'page'> & Partial<Way>): Way => ({
  id,
  initiator,
  transport: 'form in a frame',
  target: 'commit',
  ...rest,
});

/** Another document inside the page, or beside it. */
export const FRAMES: readonly Way[] = [
  framed('frame-same-origin', 'a frame of the console', {
    page: (at) => `<iframe src="${at.file('inner')}"></iframe>`,
    files: { inner: (at) => ({ type: 'text/html', body: whole(at) }) },
  }),
  framed('frame-srcdoc', 'a srcdoc frame', { page: (at) => `<iframe srcdoc="${quoted(whole(at))}"></iframe>` }),
  framed('frame-blob', 'a blob: frame', {
    page: (at) =>
      `<iframe id="i"></iframe>${script(
        `document.getElementById('i').src = URL.createObjectURL(new Blob([${JSON.stringify(whole(at)).replaceAll('</script>', '<\\/script>')}], { type: 'text/html' }));`,
      )}`,
  }),
  framed('frame-data', 'a data: frame', { page: (at) => `<iframe src="data:text/html,${encodeURIComponent(whole(at))}"></iframe>` }),
  framed('frame-sandboxed', 'a sandboxed frame', {
    page: (at) => `<iframe sandbox="allow-scripts allow-forms" srcdoc="${quoted(whole(at))}"></iframe>`,
  }),
  framed('frame-sandboxed-top', 'a sandboxed frame that navigates the page', {
    transport: 'form, from a frame into the top',
    page: (at) =>
      `<iframe sandbox="allow-scripts allow-forms allow-same-origin allow-top-navigation" srcdoc="${quoted(
        `<!doctype html><body>${commitForm(at, { attributes: 'target="_top"' })}${script(SEND_FORM)}</body>`,
      )}"></iframe>`,
  }),
  framed('frame-blank', 'a blank frame that is written into', {
    page: (at) =>
      `<iframe id="i"></iframe>${script(
        `const inner = document.getElementById('i').contentDocument; inner.body.innerHTML = ${JSON.stringify(commitForm(at))}; inner.getElementById('f').submit();`,
      )}`,
  }),
  framed('frame-javascript', 'a javascript: frame', {
    page: (at) => `${commitForm(at)}<iframe src="javascript:parent.document.getElementById('f').submit()"></iframe>`,
    transport: 'form, urlencoded',
  }),
  framed('frame-fetch', 'a blank frame’s fetch', {
    transport: 'fetch',
    page: (at) =>
      script(
        `addEventListener('load', () => { const frame = document.body.appendChild(document.createElement('iframe')); frame.contentWindow.${fetchCommit(at)}; });`,
      ),
  }),
  framed('frame-object', 'a document in an object element', {
    page: (at) => `<object type="text/html" data="${at.file('inner')}"></object>`,
    files: { inner: (at) => ({ type: 'text/html', body: whole(at) }) },
  }),
  framed('popup-page', 'a popup of the console', {
    transport: 'form in a popup',
    page: (at) => script(`open(${JSON.stringify(at.file('inner'))}, '_blank', 'width=300,height=300');`),
    files: { inner: (at) => ({ type: 'text/html', body: whole(at) }) },
  }),
  framed('popup-blank', 'a blank popup that is written into', {
    transport: 'form in a popup',
    page: (at) =>
      script(
        `const other = open('about:blank', '_blank', 'width=300,height=300'); other.document.body.innerHTML = ${JSON.stringify(commitForm(at))}; other.document.getElementById('f').submit();`,
      ),
  }),
  framed('popup-fetch', 'a blank popup’s fetch', {
    transport: 'fetch',
    page: (at) => script(`const other = open('about:blank', '_blank', 'width=300,height=300'); other.${fetchCommit(at)};`),
  }),
  framed('popup-blob', 'a blob: popup', {
    transport: 'form in a popup',
    page: (at) =>
      script(
        `open(URL.createObjectURL(new Blob([${JSON.stringify(whole(at)).replaceAll('</script>', '<\\/script>')}], { type: 'text/html' })), '_blank');`,
      ),
  }),
  framed('popup-opener', 'a popup that sends its opener’s form', {
    transport: 'form, urlencoded',
    page: (at) => commitForm(at) + script(`open(${JSON.stringify(at.file('inner'))}, '_blank', 'width=300,height=300');`),
    files: { inner: () => ({ type: 'text/html', body: script('opener.document.getElementById("f").submit();') }) },
  }),
  framed('other-tab', 'another tab that hears of it', {
    transport: 'fetch',
    page: (at) =>
      script(`open(${JSON.stringify(at.file('inner'))}, '_blank', 'noopener'); const channel = new BroadcastChannel('go');
        setInterval(() => channel.postMessage('go'), 50);`),
    files: {
      inner: (at) => ({ type: 'text/html', body: script(`new BroadcastChannel('go').onmessage = () => ${fetchCommit(at)};`) }),
    },
  }),
  framed('elsewhere-form', 'a page of somebody else', {
    transport: 'form, urlencoded',
    isElsewhere: true,
    page: (at) => commitForm(at) + script(SEND_FORM),
  }),
  framed('elsewhere-fetch', 'a page of somebody else', {
    transport: 'fetch, no-cors',
    isElsewhere: true,
    page: (at) => script(`${fetchCommit(at, "mode: 'no-cors', credentials: 'include'")};`),
  }),
  framed('elsewhere-frame', 'a frame of somebody else', {
    isElsewhere: true,
    page: (at) => `<iframe name="there"></iframe>${commitForm(at, { attributes: 'target="there"' })}${script(SEND_FORM)}`,
  }),
  framed('elsewhere-inside', 'somebody else’s frame inside the console', {
    page: (at) => `<iframe src="${at.file('inner').replace(at.origin, at.elsewhere)}"></iframe>`,
    files: { inner: (at) => ({ type: 'text/html', body: whole(at) }) },
  }),
];
