import '../elements/define.ts';
import '../shared/frame-bridge.ts';
import type { SessionView } from '../../session.ts';
import type { DraftView } from '../../spa/draft-view.ts';
import type { Values } from '../../values.ts';
import { beat } from '../shared/heartbeat.ts';
import { listen, loadScripts } from '../shared/listen.ts';
import { abandonedView, grantsView, plainView, resultView, savedView, signInView } from './after-views.ts';
import { makeApi, type Reply } from './api.ts';
import type { App, View } from './app.ts';
import { metaText } from './dom.ts';
import { formView, pathOf, placeAt } from './form-view.ts';
import { makeShell } from './shell.ts';
import { settleWorker } from './worker.ts';

const NO_REQUEST = plainView('No request is open', 'There is no such request here.');
const NO_ANSWER = 'The service does not answer. What was sent may have arrived.';

await start();

async function start(): Promise<void> {
  const api = makeApi(metaText('api'));
  const first = await api.session();
  if (first.is !== 'done') {
    document.body.append('The service does not answer.');
    return;
  }
  await settleWorker(first.value.hasServiceWorker, api.origin);
  const app = makeApp(api, first.value);
  beat(`${api.origin}/v1/session/heartbeat`);
  await app.show();
}

function makeApp(api: App['api'], first: SessionView): Readonly<{ show: () => Promise<void> }> {
  let session = first;
  let draft: DraftView | null = null;
  let typed: Partial<Values> = {};
  let stopListening: () => void = () => undefined;

  const app: App = {
    api,
    session: () => session,
    draft: () => draft,
    typed: () => typed,
    keepDraft: (next) => {
      const isOther = next.reference !== draft?.reference;
      draft = next;
      if (!isOther) return;
      typed = {};
      document.documentElement.dataset.draft = next.reference;
      stopListening();
      stopListening = listen(`${api.origin}/v1/session/events`, take);
    },
    keepTyped: (values) => {
      typed = { ...typed, ...values };
    },
    go: (path) => {
      history.pushState(null, '', path);
      void show();
    },
    done: (reply) => doneOr(reply),
    askToSignIn: (need) => {
      if (location.pathname !== '/signin') history.pushState(null, '', '/signin');
      shell.show(signInView(app, need), null);
    },
    redrawShell: async () => {
      const next = await api.session();
      if (next.is === 'done') take(next.value);
    },
  };
  const shell = makeShell(app);

  const doneOr = <T>(reply: Reply<T>): T | null => {
    if (reply.is === 'done' || reply.is === 'wrong') return reply.value;
    if (reply.is === 'sign-in') app.askToSignIn(reply.need);
    else shell.say(reply.status === null ? NO_ANSWER : `Something went wrong (error ${reply.status}).`);
    return null;
  };

  const take = (next: SessionView): void => {
    session = next;
    shell.showSession();
    loadScripts(next.scripts);
    if (next.signInNeed !== null && location.pathname !== '/signin') app.askToSignIn(next.signInNeed);
  };

  const show = async (): Promise<void> => {
    await app.redrawShell();
    if (session.signInNeed !== null) {
      app.askToSignIn(session.signInNeed);
      return;
    }
    const view = await viewAt(app, location.pathname);
    if (view !== null) shell.show(view, draft === null ? null : placeAt(draft, location.pathname));
  };

  addEventListener('popstate', () => void show());
  document.addEventListener('click', (event) => onLink(app, event));
  return { show };
}

/** The view of a path; null when the path leads on to another, which is shown instead. */
async function viewAt(app: App, path: string): Promise<View | null> {
  const [, first, second, third] = path.split('/');
  if (first === 'grants') {
    const list = app.done(await app.api.grants());
    return list === null ? null : grantsView(app, list.grants);
  }
  if (second === 'new') return openedAt(app, await app.api.newDraft());
  if (second === 'drafts' && third !== undefined) return openedAt(app, await app.api.openSaved(third));
  if (second === 'abandoned') return abandonedView();
  if (second === 'result' && third !== undefined) {
    const result = await app.api.result(third);
    return result.is === 'done' ? resultView(result.value) : NO_REQUEST;
  }
  return requestView(app, path);
}

async function requestView(app: App, path: string): Promise<View | null> {
  if (app.draft() === null || path === '/restore' || path === '/signin') {
    const reply = await app.api.draft();
    if (reply.is === 'failed' && reply.status === 404) return NO_REQUEST;
    const known = app.done(reply);
    if (known === null) return null;
    app.keepDraft(known);
  }
  const draft = app.draft();
  if (draft === null) return NO_REQUEST;
  if (path === '/restore/saved') return savedView(draft.reference);
  const place = placeAt(draft, path);
  if (place !== null) return formView(app, draft, place);
  history.replaceState(null, '', pathOf(draft, draft.place));
  return formView(app, draft, draft.place);
}

/** A request that was just opened stands at its place, and its path says so. */
function openedAt(app: App, reply: Reply<DraftView>): View | null {
  if (reply.is === 'failed' && reply.status === 404) return NO_REQUEST;
  const draft = app.done(reply);
  if (draft === null) return null;
  app.keepDraft(draft);
  history.replaceState(null, '', pathOf(draft, draft.place));
  return formView(app, draft, draft.place);
}

/** Links of this console change the view and load nothing. */
function onLink(app: App, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  app.go(link.getAttribute('href') ?? '/');
}
