import { type At, commitForm, fetchCommit, SEND_FORM, script, type Way } from '../way.ts';

const aimed = (id: string, target: string, path: string): Way => ({
  id,
  initiator: 'a script of the page',
  transport: 'fetch',
  target,
  page: (at) => script(`${fetchCommit(at, '', at.commitAs(path))};`),
});

const hosted = (id: string, target: string, host: (at: At) => string): Way => ({
  id,
  initiator: 'form.submit()',
  transport: 'form, urlencoded',
  target,
  page: (at) => commitForm(at, { action: host(at) }) + script(SEND_FORM),
});

const withUser = (at: At) => at.commit.replace('//', '//somebody:else@');
const withDot = (at: At) => at.commit.replace('.localhost:', '.localhost.:');

const redirected = (id: string, rest: Pick<Way, 'target' | 'transport' | 'page'> & Partial<Way>): Way => ({
  id,
  initiator: 'a redirect',
  ...rest,
});

/** The same commit under another spelling, or behind a redirect. */
export const TARGETS: readonly Way[] = [
  aimed('path-encoded', 'path with an encoded letter', '/%67rant'),
  aimed('path-slash', 'path with a slash at its end', '/grant/'),
  aimed('path-double-slash', 'path with two slashes', '//grant'),
  aimed('path-dots', 'path with dots', '/session/../grant'),
  aimed('path-encoded-dots', 'path with encoded dots behind a free one', '/session/heartbeat/%2e%2e/%2e%2e/grant'),
  aimed('path-encoded-slash', 'path with an encoded slash behind a free one', '/session/heartbeat%2f..%2f..%2fgrant'),
  aimed('path-parameter', 'path with a parameter', '/grant;v=2'),
  aimed('path-upper-case', 'path in capitals', '/GRANT'),
  aimed('path-twice-encoded', 'path encoded twice', '/%2567rant'),
  aimed('path-query', 'path with a query that names a free one', '/grant?/session/heartbeat'),
  aimed('path-null', 'path with an encoded zero byte', '/grant%00'),
  hosted('host-capitals', 'host in capitals', (at) => at.commit.replace('//gate', '//GATE')),
  hosted('host-dot', 'host with a dot at its end', withDot),
  hosted('host-user', 'host with a user before it', withUser),
  {
    ...hosted('host-user-elsewhere', 'host with a user before it, from somebody else’s page', withUser),
    isElsewhere: true,
  },
  {
    id: 'host-user-frame',
    initiator: 'a data: frame',
    transport: 'form in a frame',
    target: 'host with a user before it',
    absent: { chromium: { because: 'browser', says: 'it loads no address with a user before its host in a frame' } },
    page: (at) =>
      `<iframe src="data:text/html,${encodeURIComponent(commitForm(at, { action: withUser(at) }) + script(SEND_FORM))}"></iframe>`,
  },
  {
    id: 'host-user-socket',
    initiator: 'a script of the page',
    transport: 'WebSocket',
    target: 'host with a user before it',
    page: (at) =>
      script(
        `const socket = new WebSocket(${JSON.stringify(withUser(at).replace('http', 'ws'))}); socket.onopen = () => socket.send('go');`,
      ),
  },
  { ...hosted('host-dot-elsewhere', 'host with a dot at its end, from somebody else’s page', withDot), isElsewhere: true },
  hosted('host-wide-dot', 'host with other full stops', (at) => at.commit.replace('.range.localhost', '。range。localhost')),
  {
    ...hosted('host-address', 'host by its number', (at) => at.commit.replace(/\/\/[^:/]+/, '//127.0.0.1')),
    beyond:
      'An origin that the profile does not name is not guarded. The console answers to one name only, and requires its own session there.',
  },
  ...(['POST', 'PUT'] as const).map(
    (method): Way => ({
      id: `override-header-${method.toLowerCase()}`,
      initiator: 'a script of the page',
      transport: `fetch, GET with a header that says ${method}`,
      target: 'commit',
      page: (at) => script(`fetch(${JSON.stringify(at.commit)}, { headers: { 'x-http-method-override': '${method}' } });`),
    }),
  ),
  {
    id: 'override-header-older',
    initiator: 'a script of the page',
    transport: 'fetch, GET with an older header of that kind',
    target: 'commit',
    page: (at) => script(`fetch(${JSON.stringify(at.commit)}, { headers: { 'x-method-override': 'POST' } });`),
  },
  {
    id: 'override-query',
    initiator: 'a form',
    transport: 'GET with _method in the query',
    target: 'commit',
    page: (at) =>
      commitForm(at, { attributes: 'method="get"', inside: '<input name="_method" value="POST">' }).replace('method="post"', '') +
      script(SEND_FORM),
  },
  {
    id: 'override-field',
    initiator: 'form.submit()',
    transport: 'form with _method in its body',
    target: 'commit',
    page: (at) => commitForm(at, { inside: '<input name="_method" value="PUT">' }) + script(SEND_FORM),
  },
  ...[307, 308].flatMap((status) => [
    redirected(`redirect-${status}-form`, {
      transport: 'form, urlencoded',
      target: `free request, ${status} to the commit`,
      page: (at) => commitForm(at, { action: at.redirect('console', status) }) + script(SEND_FORM),
    }),
    redirected(`redirect-${status}-fetch`, {
      transport: 'fetch',
      target: `free request, ${status} to the commit`,
      page: (at) => script(`${fetchCommit(at, '', at.redirect('console', status))};`),
    }),
    redirected(`redirect-${status}-elsewhere`, {
      transport: 'form, urlencoded',
      target: `somebody else’s address, ${status} to the commit`,
      page: (at) => commitForm(at, { action: at.redirect('elsewhere', status) }) + script(SEND_FORM),
    }),
  ]),
  redirected('redirect-307-beacon', {
    transport: 'beacon',
    target: 'somebody else’s address, 307 to the commit',
    page: (at) => script(`navigator.sendBeacon(${JSON.stringify(at.redirect('elsewhere', 307))}, ${JSON.stringify(at.body)});`),
  }),
  redirected('redirect-302-put', {
    transport: 'fetch, PUT',
    target: 'somebody else’s address, 302 to the commit',
    page: (at) => script(`fetch(${JSON.stringify(at.redirect('elsewhere', 302))}, { method: 'PUT', body: ${JSON.stringify(at.body)} });`),
  }),
  redirected('redirect-307-frame', {
    transport: 'form into a frame',
    target: 'free request, 307 to the commit',
    page: (at) =>
      `<iframe name="there"></iframe>${commitForm(at, { action: at.redirect('console', 307), attributes: 'target="there"' })}${script(SEND_FORM)}`,
  }),
];
