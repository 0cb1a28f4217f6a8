import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Notices } from '../notices.ts';
import type { SessionView } from '../session.ts';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Class names of the look of the moment: "es-row", or "nx-row" after a restyle. */
export type ClassOf = (name: string) => string;

export function classOf({ isRestyled }: Pick<SessionView, 'isRestyled'>): ClassOf {
  return (name) => `${isRestyled ? 'nx' : 'es'}-${name}`;
}

export type Step = Readonly<{ title: string; state: 'done' | 'current' | 'to-come' }>;

export type Page = Readonly<{
  session: SessionView;
  title: string;
  steps: readonly Step[];
  main: Markup;
  /** Modules that this page needs beside those of every page. */
  modules?: readonly string[];
  /** The request's reference, for scripts that act once a request. */
  draft?: string | null;
}>;

/** A whole page of the server skin. It works without any of its scripts. */
export function shell({ session, title, steps, main, modules = [], draft = null }: Page): Markup {
  const cls = classOf(session);
  const look = session.isRestyled ? 'nx' : 'es';
  return html`<!doctype html>
<html lang="en" data-draft="${draft ?? ''}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} - Emergency Support Admin</title>
    <link rel="icon" href="/assets/styles/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/styles/${look}/server.css">
    <script type="module" src="/assets/server/live.ts"></script>
    ${[...modules, ...session.scripts.map((name) => `faults/${name}`)].map((path) => html`<script type="module" src="/assets/${path}.ts"></script>`)}
  </head>
  <body>
    <a class="${cls('skip')}" href="#main">Skip to the form</a>
    ${banner(session, cls)}
    <div class="${cls('strip')}">PRODUCTION. Every action is logged.</div>
    <div class="${cls('columns')}">
      <div class="${cls('side')}">
        ${steps.length > 0 ? stepList(steps, cls) : ''}
        <p class="${cls('links')}"><a href="/grants">Emergency grants</a></p>
      </div>
      <div class="${cls('content')}">
        <div id="notices" data-shown="${JSON.stringify(session.notices)}">${noticeList(session.notices, cls)}</div>
        <main id="main" class="${cls('main')}">${main}</main>
      </div>
    </div>
    <footer class="${cls('footer')}">Emergency Support Admin 4.2 <span id="contact"></span></footer>
  </body>
</html>`;
}

/** Banners and dialogs, with plain links for answers. */
export function noticeList({ banners, dialogs }: Notices, cls: ClassOf): Markup {
  return html`${banners.map(({ role, text }) => html`<p role="${role}" class="${cls(role)}">${text}</p>`)}${dialogs.map(
    ({ id, title, text, accept, refuse }) => html`
      <div class="${cls('veil')}">
        <div role="dialog" aria-modal="true" aria-labelledby="${id}-title" aria-describedby="${id}-text" class="${cls('dialog')}">
          <h2 id="${id}-title">${title}</h2>
          <p id="${id}-text">${text}</p>
          <p class="${cls('actions')}">
            <a class="${cls('button')}" href="/restore?answer=yes&dialog=${id}">${accept}</a>
            <a class="${cls('button')}" href="/restore?answer=no&dialog=${id}" autofocus>${refuse}</a>
          </p>
        </div>
      </div>`,
  )}`;
}

function banner({ tenant, operator, timeZone }: SessionView, cls: ClassOf): Markup {
  return html`<header role="banner" class="${cls('banner')}">
      <span class="${cls('product')}">Emergency Support Admin</span>
      <span class="${cls('context')}">
        <span>Working as: <span data-testid="signed-in-as">${operator}</span></span>
        <span>Tenant: <span data-testid="current-tenant">${tenant.name} (${tenant.id})</span></span>
        <span>Times in: <span data-testid="time-zone">${timeZone}</span></span>
      </span>
    </header>`;
}

function stepList(steps: readonly Step[], cls: ClassOf): Markup {
  return html`<nav aria-label="Restoration request">
          <p class="${cls('side-title')}">Restoration request</p>
          <ol>
            ${steps.map(
              ({ title, state }) =>
                html`<li class="${cls(state)}">${state === 'current' ? html`<span aria-current="step">${title}</span>` : html`<span>${title}</span>`}</li>`,
            )}
          </ol>
        </nav>`;
}
