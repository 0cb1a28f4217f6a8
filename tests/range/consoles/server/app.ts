import type { Hono } from 'hono';
import { serveAssets, serveStyles } from '../assets.ts';
import { takeCommit } from '../commits.ts';
import { type Console, faultsNow } from '../console.ts';
import { abandonDraft, resumeDraft, saveDraft, stepBack, stepOn } from '../drafts.ts';
import { sessionEvents } from '../events.ts';
import { revokeGrant } from '../grants.ts';
import { type ConsoleContext, type ConsoleEnv, consoleApp, draftOf, setDraft, stayingSilent, wrongStart } from '../http.ts';
import { answerDialog, isDialogId } from '../notices.ts';
import { namesOn, type PlaceId, placesOf, screenOf } from '../screens.ts';
import { type SessionView, sessionView, signedIn, signInNeed } from '../session.ts';
import type { Draft } from '../store.ts';
import { commitValues } from '../understanding.ts';
import { VALUE_NAMES, type Values, valuesOfForm } from '../values.ts';
import { formPage } from './form.ts';
import { abandonedPage, draftSavedPage, grantsPage, plainPage, resultPage, signInPage } from './pages.ts';
import { classOf, noticeList } from './shell.ts';

/** The default skin: six pages drawn by the server, one URL, state on the server, 303 after every POST. */
export function serverSkin(console: Console): Hono<ConsoleEnv> {
  const { console: place, consoleApi } = console.places;
  const app = consoleApp(console, { place, allowed: () => ({ frame: [consoleApi.origin] }) });
  serveAssets(app);
  serveStyles(app, 'server');
  app.get('/', (c) => c.redirect('/restore/new', 303));
  addRestore(app, console);
  addAfter(app, console);
  addSession(app, console);
  return app;
}

function addRestore(app: Hono<ConsoleEnv>, console: Console): void {
  app.get('/restore/new', (c) => {
    const elsewhere = wrongStart(console, { place: console.places.console, here: c.req.header('Host') ?? '', path: '/restore/new' });
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    setDraft(c, console.store.newDraft('server', console.world.nowMs()));
    return c.redirect('/restore', 303);
  });

  app.get('/restore', (c) => {
    const { draft, session } = at(console, c);
    if (session.signInNeed !== null) return c.redirect('/signin', 303);
    if (draft === null || draft.state === 'abandoned') return c.html(plainPage(session, NO_REQUEST));
    if (draft.result !== null && draft.state === 'submitted') return c.redirect(`/restore/result/${draft.result}`, 303);
    const { dialog = '', answer } = c.req.query();
    if (!isDialogId(dialog)) return c.html(formPage(console, draft, session));
    answerDialog(console, draft, { id: dialog, isYes: answer === 'yes' });
    return c.redirect('/restore', 303);
  });

  app.post('/restore', async (c) => {
    const draft = draftOf(console, c);
    const body = new URLSearchParams(await c.req.text());
    if (signInNeed(console, draft) !== null) return c.redirect('/signin', 303);
    if (draft === null || body.get('csrf') !== console.csrf) return c.html(plainPage(sessionView(console, draft), FOREIGN_FORM), 403);
    return answerForm(console, c, { draft, body });
  });
}

/** What a press on one of the form's buttons does. */
async function answerForm(
  console: Console,
  c: ConsoleContext,
  { draft, body }: Readonly<{ draft: Draft; body: URLSearchParams }>,
): Promise<Response> {
  const place = placeOf(body.get('screen')) ?? draft.place;
  const sent = { place, values: sentValues(console, { draft, body, place }) };
  switch (body.get('action')) {
    case 'next':
      stepOn(console, draft, sent);
      return c.redirect('/restore', 303);
    case 'back':
      stepBack(console, draft, sent);
      return c.redirect('/restore', 303);
    case 'save-draft':
      saveDraft(console, draft, sent);
      return c.redirect('/restore/saved', 303);
    case 'abandon':
      abandonDraft(console, draft);
      return c.redirect('/restore/abandoned', 303);
    case 'submit':
      return commit(console, c, { draft, values: sent.values });
    case 'submit-all':
      return commit(console, c, { draft, values: { ...sent.values, scope: [...sent.values.scope, 'all-tenants'] } });
    default:
      return c.html(plainPage(sessionView(console, draft), FOREIGN_FORM), 400);
  }
}

/** The values of a form. A commit carries all of them; a screen only its own. */
function sentValues(console: Console, { draft, body, place }: Readonly<{ draft: Draft; body: URLSearchParams; place: PlaceId }>): Values {
  const isWhole = body.get('action')?.startsWith('submit') === true && body.has('tenant_id');
  const screen = screenOf(faultsNow(console), place);
  const names = isWhole ? VALUE_NAMES : screen === null ? [] : namesOn(screen);
  return valuesOfForm(body, names, draft.values);
}

async function commit(
  console: Console,
  c: ConsoleContext,
  { draft, values }: Readonly<{ draft: Draft; values: Values }>,
): Promise<Response> {
  const { result, delivery } = takeCommit(console, {
    skin: 'server',
    values: commitValues(values, console.world.get().console.timeZone),
    idempotencyKey: c.req.header('Idempotency-Key') ?? null,
    draft,
  });
  if (delivery === 'silent') return stayingSilent(c);
  if (delivery === 'broken') return c.html(plainPage(sessionView(console, draft), BROKEN), 500);
  return c.redirect(`/restore/result/${result.id}`, 303);
}

function addAfter(app: Hono<ConsoleEnv>, console: Console): void {
  app.get('/restore/result/:id', (c) => {
    const { session } = at(console, c);
    const result = console.store.resultById(c.req.param('id'));
    return result === null ? c.html(plainPage(session, NO_REQUEST), 404) : c.html(resultPage(session, result));
  });
  app.get('/restore/saved', (c) => {
    const { draft, session } = at(console, c);
    return c.html(draft?.state === 'saved' ? draftSavedPage(session, draft) : plainPage(session, NO_REQUEST));
  });
  app.get('/restore/abandoned', (c) => c.html(abandonedPage(at(console, c).session)));
  app.get('/restore/drafts/:reference', (c) => {
    const draft = resumeDraft(console, c.req.param('reference'));
    if (draft === null) return c.html(plainPage(at(console, c).session, NO_REQUEST), 404);
    setDraft(c, draft);
    return c.redirect('/restore', 303);
  });
  app.get('/grants', (c) => c.html(grantsPage(console, at(console, c).session)));
  app.post('/grants/:reference/revoke', async (c) => {
    const body = new URLSearchParams(await c.req.text());
    if (body.get('csrf') !== console.csrf) return c.html(plainPage(at(console, c).session, FOREIGN_FORM), 403);
    const isKnown = revokeGrant(console, c.req.param('reference'));
    return isKnown ? c.redirect('/grants', 303) : c.html(plainPage(at(console, c).session, NO_REQUEST), 404);
  });
}

function addSession(app: Hono<ConsoleEnv>, console: Console): void {
  app.get('/signin', (c) => {
    const { session } = at(console, c);
    return session.signInNeed === null ? c.redirect('/restore', 303) : c.html(signInPage(console, session, session.signInNeed));
  });
  app.post('/signin', async (c) => {
    const body = new URLSearchParams(await c.req.text());
    if (body.get('csrf') !== console.csrf) return c.html(plainPage(at(console, c).session, FOREIGN_FORM), 403);
    const draft = signedIn(console, draftOf(console, c), body.get('account') ?? '');
    return c.redirect(draft === null ? '/restore/new' : '/restore', 303);
  });
  app.post('/session/heartbeat', (c) => c.body(null, 204));
  app.get('/session/events', (c) => sessionEvents(console, c, draftOf(console, c)?.id ?? null));
  app.get('/session/notices', (c) => {
    const { session } = at(console, c);
    return c.html(noticeList(session.notices, classOf(session)));
  });
}

const NO_REQUEST = { title: 'No request is open', text: 'There is no such request here.' };
const FOREIGN_FORM = { title: 'This form is not known', text: 'It was made by another session. Nothing was changed.' };
const BROKEN = { title: 'Something went wrong', text: 'Error 500. Please try again later.' };

function at(console: Console, c: ConsoleContext): Readonly<{ draft: Draft | null; session: SessionView }> {
  const draft = draftOf(console, c);
  return { draft, session: sessionView(console, draft) };
}

function placeOf(text: string | null): PlaceId | null {
  return placesOf(true).find((place) => place === text) ?? null;
}
