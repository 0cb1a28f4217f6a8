import type { Served } from '../way.ts';
import type { Pages } from './server.ts';

/**
 * How the console's page sends its commit, and how its server answers: at once, in two pieces, or for a script to draw. `beside-steps`
 * and `apart-from-steps`: as by `navigation`, from a form with a step and an exit, at one address with them or each at its own.
 */
export type Sending =
  | 'navigation'
  | 'see-other'
  | 'new-tab'
  | 'fetch'
  | 'service-worker'
  | 'in-pieces'
  | 'drawn-late'
  | 'beside-steps'
  | 'apart-from-steps';

/** One access that the console gave: by which request, and how often that was asked for again under the same key. */
export type GateGrant = Readonly<{ reference: string; scope: readonly string[]; ends: string; key: string | null }>;

const HEAD = '<!doctype html><html lang="en"><meta charset="utf-8">';
const TENANT = 'tnt_7Q2K94';
/** So much later than its heading comes the rest of a page that does not come at once. */
const LATE_MS = 1_200;
/** Shown where the address asks for it; the profile knows it, and a person must say why it may go on. */
const NOTICE = '<p data-testid="notice">Maintenance begins at midnight.</p>';
const SCOPES = ['tenant.admin.restore', 'all-tenants'] as const;

/**
 * The console's own pages: one form, and what it answers. It keeps the idempotency key, so that the same release grants
 * once however often it is sent. `onGrant` is told of each access that it gives.
 */
export function consolePages(sending: () => Sending, onGrant: (grant: GateGrant) => Promise<void>): Pages {
  const grants = new Map<string, GateGrant>();
  return async (got, commit) => {
    const { pathname, searchParams } = new URL(got.url, 'http://console');
    if (pathname === '/grant/new') return page('New grant', `${searchParams.has('notice') ? NOTICE : ''}${form(sending())}`, sending());
    if (pathname === '/grant/done') return done(searchParams.get('reference') ?? '', sending());
    if (pathname === '/grant/worker.js') return { type: 'text/javascript', body: WORKER };
    if (pathname === '/grants') return page('Grants', '<p>None is shown here.</p>', sending());
    const fields = new URLSearchParams(got.body);
    if (commit === null || commit.way !== null || fields.get('action') !== 'submit') return null;
    const known = commit.key === null ? undefined : grants.get(commit.key);
    const grant = known ?? {
      reference: `GA-${grants.size + 1}`,
      scope: fields.getAll('scope'),
      ends: `${fields.get('ends') ?? ''}:00Z`,
      key: commit.key,
    };
    grants.set(grant.key ?? grant.reference, grant);
    if (known === undefined) await onGrant(grant);
    return sending() === 'see-other'
      ? { type: 'text/html', body: '', headers: { status: '303', location: `/grant/done?reference=${grant.reference}` } }
      : done(grant.reference, sending());
  };
}

/** The same pages, each with a script before everything else in it. */
export function beginningWith(pages: Pages, early: () => string = () => ''): Pages {
  return async (got, commit) => {
    const served = await pages(got, commit);
    if (served === null || early() === '') return served;
    return { ...served, body: served.body.replace(HEAD, `${HEAD}<script>${early()}</script>`) };
  };
}

function form(sending: Sending): string {
  const boxes = SCOPES.map((scope) => `<label><input type="checkbox" name="scope" value="${scope}"> ${scope}</label>`).join('');
  return `<form id="f" method="post" action="/grant"${sending === 'new-tab' ? ' target="_blank"' : ''}>
<label>Tenant <input name="tenant" required></label>
<fieldset><legend>Scope</legend>${boxes}</fieldset>
<label>Ends <input name="ends" required></label>
<button id="b" name="action" value="submit">Grant access</button>
<button name="action" value="save-draft" formnovalidate${sending === 'apart-from-steps' ? ' formaction="/grant/draft"' : ''}>Save draft</button>
${nextButton(sending)}</form>${sending === 'fetch' || sending === 'service-worker' ? `<script>(${sendByScript.toString()})(${sending === 'service-worker'})</script>` : ''}`;
}

/** A step beside the commit, at one address with it or at its own. */
function nextButton(sending: Sending): string {
  if (sending === 'beside-steps') return '<button name="action" value="next">Next</button>';
  return sending === 'apart-from-steps' ? '<button name="action" value="next" formaction="/grant/next" formnovalidate>Next</button>' : '';
}

function done(reference: string, sending: Sending): Served {
  return page(
    'Access granted',
    `<p>Reference <b data-testid="reference">${reference}</b></p><p data-testid="granted-tenant">${TENANT}</p>`,
    sending,
  );
}

function page(title: string, inside: string, sending: Sending): Served {
  const head = `${HEAD}<title>${title}</title>
<header><p data-testid="tenant">${TENANT}</p><p data-testid="operator">lead-01</p></header><main><h1>${title}</h1>`;
  const rest = `${sending === 'drawn-late' ? drawnLate(inside) : inside}</main></html>`;
  return sending === 'in-pieces'
    ? { type: 'text/html', body: head, late: { body: rest, afterMs: LATE_MS } }
    : { type: 'text/html', body: head + rest };
}

function drawnLate(inside: string): string {
  return `<template id="rest">${inside}</template><script>setTimeout(() => rest.replaceWith(rest.content), ${LATE_MS})</script>`;
}

/** A worker of the page that passes its requests on. */
const WORKER = `addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => { if (event.request.method === 'POST') event.respondWith(fetch(event.request)); });`;

/** Runs in the page: sends the form by a script, and shows the answer in its place. */
function sendByScript(isByWorker: boolean): void {
  if (isByWorker) void navigator.serviceWorker.register('/grant/worker.js', { scope: '/' });
  const own = document.querySelector('form');
  own?.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(own, submitter)) if (typeof value === 'string') body.append(name, value);
    void fetch('/grant', { method: 'POST', body })
      .then((answer) => answer.text())
      .then((text) => {
        const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
        if (main !== null) document.querySelector('main')?.replaceWith(main);
      });
  });
}
