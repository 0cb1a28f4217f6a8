import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Small consoles that nobody wrote a profile for, each with another way to commit. `arrived`: what reached the server and could have granted. */
export type WildConsoles = Readonly<{ origin: string; arrived: () => readonly string[]; stop: () => Promise<void> }>;

const page = (title: string, body: string, script: string): string => `<!doctype html><html lang="en"><title>${title}</title>
<header>Signed in: <b id="operator">practice.admin</b></header><main><h1>${title}</h1>${body}</main><script>${script}</script></html>`;

const FIELDS = `<p><label for="t">Tenant ID</label><input id="t"></p>
<p><label for="e">Access ends</label><input id="e" type="datetime-local"></p>
<fieldset><legend>Roles</legend><label><input type="checkbox" value="tenant.restore"> tenant.restore</label>
<label><input type="checkbox" value="tenant.full"> tenant.full</label></fieldset><button type="button" id="go">Grant access</button>`;

/** As frameworks build it: a list that a kit drew, named after what it holds; two boxes; a date and a time apart. */
const PARTED = `<form method="post" action="/grants"><p><label>Tenant <input name="tenant"></label></p>
<p><select name="user" aria-label="User" style="position:absolute;width:1px;height:1px;clip-path:inset(50%)"><option>admin-78</option></select><span
class="kit"><span role="combobox" tabindex="0" aria-haspopup="true" aria-expanded="false" aria-labelledby="shown"><span id="shown">admin-78</span></span></span></p>
<div><select multiple name="scope_old" size="3"><option>tenant.full</option></select><select multiple name="scope" size="3"><option>tenant.restore</option></select></div>
<p class="datetime">Ends <input name="ends_0" aria-label="Ends"> <input name="ends_1"></p><button name="_save" value="Save">Save</button></form>`;

const listOf = (name: string, label: string, options: string) =>
  `<label>${label} <select name="${name}"><option value="">${label}</option>${options}</select></label>`;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `<option>${from + at}</option>`).join('');

/** A date and its time in five lists, the day first, as older consoles have it; roles that are sent by their numbers. */
const SEGMENTED = `<form method="post" action="/grants"><p><label>Tenant <input name="tenant"></label></p><fieldset class="ends"><legend>Access ends</legend>
${listOf('d', 'Day', numbers(1, 31))}${listOf('m', 'Month', '<option value="1">January</option><option value="2">February</option>')}
${listOf('y', 'Year', numbers(2029, 2031))}${listOf('h', 'Hour', numbers(0, 23))}${listOf('i', 'Minutes', numbers(0, 59))}</fieldset>
<p>${listOf('role', 'Role', '<option value="7">Restore administrators</option><option value="9">Everything</option>')}</p>
<button name="_save" value="Save">Save</button></form>`;

/** How long access lasts: an amount, and a unit that is sent as a number of its own. */
const LASTING = `<form method="post" action="/grants"><p><label>Tenant <input name="tenant"></label></p><p class="ends">
<label>Lasts <input name="amount" type="number"></label>
<label>Unit <select name="unit"><option value="1">hours</option><option value="24">days</option></select></label></p>
<button name="_save" value="Save">Save</button></form>`;

const PAGES: Readonly<Record<string, string>> = {
  '/json': page(
    'New grant',
    FIELDS,
    `go.onclick = () => fetch('/api/grants/1742', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({
      tenantId: t.value, endsAt: e.value, roles: [...document.querySelectorAll('input:checked')].map((one) => one.value), nonce: '1' }) });`,
  ),
  '/noticed': page(
    'New grant',
    `<p role="alert">Planned maintenance on Sunday</p><form method="post" action="/grants"><p><label>Tenant ID <input name="tenant"></label></p>
<p><label>Access ends <input name="ends"></label></p><fieldset><legend>Roles</legend><label><input type="checkbox" name="roles" value="tenant.restore">
tenant.restore</label></fieldset><button>Grant access</button></form>`,
    '',
  ),
  '/form-by-script': page(
    'Grant by a form that a script sends',
    '<form method="post" enctype="multipart/form-data" action="/index.php?route=/grant"><label>Tenant ID <input name="tenant"></label><label>Requested by <input name="by"></label><label>Note <input name="note"></label><input type="hidden" name="table" value="grants"><button>Grant access</button></form>',
    `document.addEventListener('submit', (event) => { event.preventDefault(); event.stopImmediatePropagation();
      fetch(event.target.action, { method: 'POST', body: new URLSearchParams([...new FormData(event.target), ['nonce', '1']]) }); });`,
  ),
  '/socket': page('Grant over a socket', FIELDS, `go.onclick = () => { new WebSocket(location.origin.replace('http', 'ws') + '/live'); };`),
  '/socket-in-frame': page('Grant in a frame', '<iframe src="/socket"></iframe>', ''),
  '/socket-at-once': page('Live', '<p>Connecting …</p>', `new WebSocket(location.origin.replace('http', 'ws') + '/live');`),
  '/socket-in-worker': page(
    'Grant by a worker',
    FIELDS,
    `go.onclick = () => new Worker(URL.createObjectURL(new Blob(["new WebSocket('" + location.origin.replace('http', 'ws') + "/live')"])));`,
  ),
  '/relayed': page(
    'Grant by a service worker',
    `${FIELDS}<p id="says">Waiting</p>`,
    `go.onclick = () => fetch('/api/next', { method: 'POST', body: JSON.stringify({ tenantId: t.value }) })
      .then(() => { document.querySelector('h1').textContent = 'The next view'; });
    const isRelayed = () => { says.textContent = 'Relayed'; };
    navigator.serviceWorker.addEventListener('controllerchange', isRelayed);
    navigator.serviceWorker.register('/relay.js').then(() => { if (navigator.serviceWorker.controller) isRelayed(); });`,
  ),
  '/parted': page('Add grant', PARTED, '').replace('<header>', '<header><h1>Administration</h1>'),
  '/segmented': page('Add grant', SEGMENTED, ''),
  '/lasting': page('Add grant', LASTING, ''),
  '/get': page(
    'Grant by a form that asks',
    '<form action="/granted"><label>Tenant <input name="tenant"></label><button>Grant access</button></form>',
    '',
  ),
  '/get-by-script': page(
    'Grant by a script that asks',
    '<form action="/granted"><label>Tenant <input name="tenant"></label><button>Grant access</button></form><p id="said">Nothing yet</p>',
    `addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      fetch('/api/granted?tenant=x').finally(() => { said.textContent = 'Sent'; });
    }, true);`,
  ),
  '/pick': page(
    'Grant at once',
    `<p><label for="r">Role</label><select id="r"><option value="">None</option><option>tenant.restore</option></select></p>`,
    `r.onchange = () => fetch('/api/roles', { method: 'PUT', body: JSON.stringify({ role: r.value }) });`,
  ),
};

/** It sends for its pages what they send, as it is. */
const RELAY = `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => { if (event.request.url.includes('/api/')) event.respondWith(fetch(event.request)); });`;

export async function startWildConsoles(): Promise<WildConsoles> {
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://wild').pathname;
    if (request.method !== 'GET' || path === '/granted') arrived.push(`${request.method} ${path}`);
    if (path === '/relay.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(RELAY);
    const text = PAGES[path];
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(text ?? '');
  });
  server.on('upgrade', (request, socket) => {
    arrived.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const { port } = isAddress(address) ? address : { port: 0 };
  return {
    origin: `http://wild.range.localhost:${port}`,
    arrived: () => arrived,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isAddress(address: ReturnType<ReturnType<typeof createServer>['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
