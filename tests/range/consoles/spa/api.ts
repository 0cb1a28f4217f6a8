import type { Hono } from 'hono';
import { cors } from 'hono/cors';
import { html } from 'hono/html';
import { serveAssets } from '../assets.ts';
import { takeCommit } from '../commits.ts';
import { type Console, faultsNow } from '../console.ts';
import { abandonDraft, resumeDraft, saveDraft, stepOn } from '../drafts.ts';
import { sessionEvents } from '../events.ts';
import { consoleGrants, revokeGrant } from '../grants.ts';
import { type ConsoleContext, type ConsoleEnv, consoleApp, draftOf, setDraft, stayingSilent } from '../http.ts';
import { answerDialog, isDialogId } from '../notices.ts';
import { namesOn, type PlaceId, placesOf, screenOf } from '../screens.ts';
import { sessionView, signedIn, signInNeed } from '../session.ts';
import type { Draft } from '../store.ts';
import { type Values, valuesOf } from '../values.ts';
import { commitOf, draftView } from './draft-view.ts';

/** The single-page skin's API, at an origin of its own. */
export function spaApi(console: Console): Hono<ConsoleEnv> {
  const { console: serverPages, consoleSpa: pages, consoleApi } = console.places;
  const app = consoleApp(console, { place: consoleApi, allowed: () => ({ framedBy: [serverPages.origin, pages.origin] }) });
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => (origin.endsWith(`:${pages.port}`) ? origin : null),
      credentials: true,
      allowHeaders: ['Content-Type', 'Idempotency-Key'],
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    }),
  );
  serveAssets(app);
  app.get('/frame', (c) => c.html(framePage(c.req.query('label') ?? '', c.req.query('value') ?? '')));
  addApi(app, console);
  return app;
}

/** The API's routes; also at the pages' own origin, where the world puts the API there. */
export function addApi(app: Hono<ConsoleEnv>, console: Console): void {
  addSession(app, console);
  addDraft(app, console);
  addCommit(app, console);
}

function addSession(app: Hono<ConsoleEnv>, console: Console): void {
  app.get('/v1/session', (c) => c.json(sessionView(console, draftOf(console, c))));
  app.get('/v1/session/events', (c) => sessionEvents(console, c, draftOf(console, c)?.id ?? null));
  app.post('/v1/session/heartbeat', (c) => c.body(null, 204));
  app.post('/v1/session', async (c) => {
    const draft = signedIn(console, draftOf(console, c), textIn(await c.req.json(), 'account'));
    return c.json({ hasDraft: draft !== null });
  });
  app.post('/v1/session/tenant', async (c) => {
    const tenant = textIn(await c.req.json(), 'tenant');
    console.world.update((next) => {
      if (Object.hasOwn(next.tenants, tenant)) next.console.session.tenant = tenant;
    });
    return c.json(sessionView(console, draftOf(console, c)));
  });
}

function addDraft(app: Hono<ConsoleEnv>, console: Console): void {
  app.get('/v1/draft/new', (c) => {
    const draft = console.store.newDraft('spa', console.world.nowMs());
    setDraft(c, draft);
    return c.json(draftView(console, draft));
  });
  app.get('/v1/draft/saved/:reference', (c) => {
    const draft = resumeDraft(console, c.req.param('reference'));
    if (draft === null) return c.json(NOT_FOUND, 404);
    setDraft(c, draft);
    return c.json(draftView(console, draft));
  });
  app.get('/v1/draft/answer', (c) =>
    withDraft(console, c, (draft) => {
      const { dialog = '', answer } = c.req.query();
      return c.json(draftView(console, isDialogId(dialog) ? answerDialog(console, draft, { id: dialog, isYes: answer === 'yes' }) : draft));
    }),
  );
  app.get('/v1/draft', (c) => withDraft(console, c, (draft) => c.json(draftView(console, draft))));
  app.post('/v1/draft/steps', async (c) => {
    const body: unknown = await c.req.json();
    return withDraft(console, c, (draft) => {
      const next = stepOn(console, draft, sentIn(console, draft, body));
      return c.json(draftView(console, next), Object.keys(next.errors).length > 0 ? 422 : 200);
    });
  });
  app.put('/v1/draft', async (c) => {
    const body: unknown = await c.req.json();
    return withDraft(console, c, (draft) => c.json(draftView(console, saveDraft(console, draft, sentIn(console, draft, body)))));
  });
  app.delete('/v1/draft', (c) => withDraft(console, c, (draft) => c.json(draftView(console, abandonDraft(console, draft)))));
}

function addCommit(app: Hono<ConsoleEnv>, console: Console): void {
  app.post('/v1/restorations', async (c) => {
    const draft = draftOf(console, c);
    const need = signInNeed(console, draft);
    if (need !== null) return c.json({ code: 'sign-in', need }, 401);
    const values = commitOf(await c.req.json());
    if (values === null) return c.json({ code: 'malformed' }, 400);
    const { result, delivery } = takeCommit(console, {
      skin: 'spa',
      values,
      idempotencyKey: c.req.header('Idempotency-Key') ?? null,
      draft,
    });
    if (delivery === 'silent') return stayingSilent(c);
    if (delivery === 'broken') return c.json({ code: 'internal' }, 500);
    return c.json(result, result.is === 'refused' ? 409 : result.is === 'queued' ? 202 : 201);
  });
  app.get('/v1/restorations/:id', (c) => {
    const result = console.store.resultById(c.req.param('id'));
    return result === null ? c.json(NOT_FOUND, 404) : c.json(result);
  });
  app.get('/v1/grants', (c) => c.json({ grants: consoleGrants(console) }));
  app.post('/v1/grants/:reference/revoke', (c) =>
    revokeGrant(console, c.req.param('reference')) ? c.json({ grants: consoleGrants(console) }) : c.json(NOT_FOUND, 404),
  );
}

const NOT_FOUND = { code: 'not-found' };

/** Nothing is done for a request that is gone, or in a session that wants a sign-in first. */
function withDraft(console: Console, c: ConsoleContext, act: (draft: Draft) => Response): Response {
  const draft = draftOf(console, c);
  const need = signInNeed(console, draft);
  if (need !== null) return c.json({ code: 'sign-in', need }, 401);
  return draft === null || draft.state === 'abandoned' ? c.json(NOT_FOUND, 404) : act(draft);
}

/** A screen's own values out of a body; everything else stays as it was. */
function sentIn(console: Console, draft: Draft, body: unknown): Readonly<{ place: PlaceId; values: Values }> {
  const place = placesOf(true).find((each) => each === textIn(body, 'screen')) ?? draft.place;
  const screen = screenOf(faultsNow(console), place);
  const given = valuesOf(typeof body === 'object' && body !== null ? Reflect.get(body, 'values') : null);
  const names = screen === null ? [] : namesOn(screen);
  return { place, values: valuesOf({ ...draft.values, ...Object.fromEntries(names.map((name) => [name, given[name]])) }) };
}

function textIn(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** A field that lives in a frame of another origin. */
function framePage(label: string, value: string) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${label}</title>
    <link rel="stylesheet" href="/assets/styles/frame.css">
    <script type="module" src="/assets/shared/frame-field.ts"></script>
  </head>
  <body><input type="text" value="${value}" aria-label="${label}" autocomplete="off"></body>
</html>`;
}
