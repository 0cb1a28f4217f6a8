import { html } from 'hono/html';
import type { Console } from '../console.ts';
import { consoleGrants } from '../grants.ts';
import { localOf } from '../page/shared/zone.ts';
import type { SessionView, SignInNeed } from '../session.ts';
import type { Draft, Result } from '../store.ts';
import { type ClassOf, classOf, type Markup, shell } from './shell.ts';

/** The answer to a commit. */
export function resultPage(session: SessionView, result: Result): Markup {
  const cls = classOf(session);
  switch (result.is) {
    case 'granted':
      return shell({ session, title: 'Restoration granted', steps: [], main: granted(result, cls) });
    case 'queued': {
      const main = html`<h1>Queued</h1><p>The request waits for the directory. Reference <span data-testid="reference">${result.reference}</span>.</p>`;
      return shell({ session, title: 'Queued', steps: [], main });
    }
    case 'refused': {
      const main = html`<h1>Restoration request</h1>
        <p role="alert" class="${cls('alert')}">The restoration could not be granted: ${result.because ?? 'no reason was given'}.</p>
        <p><a href="/restore/new">Start again</a></p>`;
      return shell({ session, title: 'Not granted', steps: [], main });
    }
  }
}

export function draftSavedPage(session: SessionView, draft: Draft): Markup {
  const main = html`<h1>Draft saved</h1>
    <p>Reference <span data-testid="draft-reference">${draft.reference}</span>. Nothing was granted.</p>
    <p><a href="/restore/drafts/${draft.reference}">Continue with this draft</a></p>`;
  return shell({ session, title: 'Draft saved', steps: [], main });
}

export function abandonedPage(session: SessionView): Markup {
  const main = html`<h1>Request abandoned</h1>
    <p>What was entered is thrown away. Nothing was granted.</p>
    <p><a href="/restore/new">Start a restoration request</a></p>`;
  return shell({ session, title: 'Request abandoned', steps: [], main });
}

/** A page that only says something. */
export function plainPage(session: SessionView, page: Readonly<{ title: string; text: string }>): Markup {
  const main = html`<h1>${page.title}</h1><p>${page.text}</p><p><a href="/restore/new">Start a restoration request</a></p>`;
  return shell({ session, title: page.title, steps: [], main });
}

const SIGN_IN_TITLES: Readonly<Record<SignInNeed, string>> = {
  ended: 'Your session has ended',
  again: 'Sign in again',
  'none-yet': 'Sign in',
};
const SIGN_IN_TEXTS: Readonly<Record<SignInNeed, string>> = {
  ended: 'You were signed out. What was entered is lost.',
  again: 'The console asks who you are before it goes on. What was entered is kept.',
  'none-yet': 'Sign in with your support account.',
};

export function signInPage(console: Console, session: SessionView, need: SignInNeed): Markup {
  const cls = classOf(session);
  const main = html`<h1>${SIGN_IN_TITLES[need]}</h1>
    <p>${SIGN_IN_TEXTS[need]}</p>
    <form method="post" action="/signin" class="${cls('form')}">
      <input type="hidden" name="csrf" value="${console.csrf}">
      <div class="${cls('rows')}"><div class="${cls('row')}">
        <div class="${cls('label')}"><label for="account">Account</label></div>
        <div class="${cls('control')}"><input type="text" id="account" name="account" value="${session.operator}" autocomplete="username" required></div>
      </div></div>
      <div class="${cls('actions')}"><button type="submit" class="${cls('primary')}">Sign in</button></div>
    </form>`;
  return shell({ session, title: SIGN_IN_TITLES[need], steps: [], main });
}

/** Every emergency grant that the console knows of; those that are open can be ended here. */
export function grantsPage(console: Console, session: SessionView): Markup {
  const cls = classOf(session);
  const grants = consoleGrants(console);
  const rows = grants.map(({ reference, tenant, objectId, privileges, endsAt, state }) => {
    const ends = endsAt === null ? 'never' : localOf(new Date(endsAt), session.timeZone).replace('T', ' ');
    const revoke = html`<form method="post" action="/grants/${reference}/revoke"><input type="hidden" name="csrf" value="${console.csrf}">
        <button type="submit" aria-describedby="grant-${reference}">Revoke</button></form>`;
    return html`<tr data-testid="grant">
        <th scope="row" id="grant-${reference}">${reference}</th><td>${tenant}</td><td>${objectId}</td><td>${privileges.join(', ')}</td>
        <td>${ends}</td><td data-testid="grant-state">${state}</td><td>${state === 'ended' ? '' : revoke}</td></tr>`;
  });
  const main = html`<h1>Emergency grants</h1>
    <p>Times are in ${session.timeZone}.</p>
    ${
      grants.length === 0
        ? html`<p>There are no grants.</p>`
        : html`<div class="${cls('scroll')}"><table class="${cls('table')}">
      <thead><tr><th scope="col">Reference</th><th scope="col">Tenant</th><th scope="col">Administrator</th><th scope="col">Privileges</th>
        <th scope="col">Ends</th><th scope="col">State</th><th scope="col">Action</th></tr></thead>
      <tbody>${rows}</tbody></table></div>`
    }
    <p><a href="/restore/new">Start a restoration request</a></p>`;
  return shell({ session, title: 'Emergency grants', steps: [], main });
}

function granted(result: Result, cls: ClassOf): Markup {
  return html`<h1>Restoration granted</h1>
    <p>The grant ends by itself. It can be ended earlier under <a href="/grants">Emergency grants</a>.</p>
    <dl class="${cls('review')}">
      <div><dt>Reference</dt><dd data-testid="reference">${result.reference}</dd></div>
      ${result.tenant === null ? '' : html`<div><dt>Tenant ID</dt><dd data-testid="result-tenant">${result.tenant}</dd></div>`}
      <div><dt>Administrator object ID</dt><dd data-testid="result-administrator">${result.administrator}</dd></div>
      <div><dt>Privileges</dt><dd data-testid="result-scope">${result.scope.join(', ')}</dd></div>
      <div><dt>Access ends</dt><dd data-testid="result-ends">${result.ends}</dd></div>
      <div><dt>Time zone</dt><dd data-testid="result-zone">${result.timeZone}</dd></div>
    </dl>`;
}
