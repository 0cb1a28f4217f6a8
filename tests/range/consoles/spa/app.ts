import type { Hono } from 'hono';
import { html } from 'hono/html';
import { assetText, serveAssets, serveStyles } from '../assets.ts';
import { type Console, isOn } from '../console.ts';
import { type ConsoleEnv, consoleApp, wrongStart } from '../http.ts';
import { addApi } from './api.ts';

/** The second skin's pages: one document that draws every view by itself. */
export function spaSkin(console: Console): Hono<ConsoleEnv> {
  const { consoleSpa: place, consoleApi } = console.places;
  const app = consoleApp(console, { place, allowed: () => ({ connect: [consoleApi.origin], frame: [consoleApi.origin] }) });
  serveAssets(app);
  serveStyles(app, 'spa');
  app.use('/v1/*', async (c, next) => (isApiHere(console) ? next() : c.json({ code: 'not-here' }, 404)));
  addApi(app, console);
  app.get('/sw.js', async (c) => c.body((await assetText('sw.js')) ?? '', 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/', (c) => c.redirect('/restore/new', 303));
  for (const path of ['/restore/*', '/grants', '/signin']) {
    app.get(path, (c) => {
      const here = c.req.header('Host') ?? '';
      const elsewhere = c.req.path === '/restore/new' ? wrongStart(console, { place, here, path: '/restore/new' }) : null;
      return elsewhere === null ? c.html(indexPage(console, here)) : c.redirect(elsewhere, 303);
    });
  }
  return app;
}

function isApiHere({ world }: Console): boolean {
  return world.get().console.apiOrigin === 'same';
}

function indexPage(console: Console, here: string) {
  const look = isOn(console, 'restyled') ? 'nx' : 'es';
  const api = isApiHere(console) ? `http://${here}` : console.places.consoleApi.origin;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="api" content="${api}">
    <meta name="look" content="${look}">
    <title>Emergency Support Admin</title>
    <link rel="icon" href="/assets/styles/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/styles/${look}/spa.css">
    <script type="module" src="/assets/spa/main.ts"></script>
  </head>
  <body><noscript>This console needs scripts.</noscript></body>
</html>`;
}
