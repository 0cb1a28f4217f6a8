import type { SessionView } from '../../session.ts';
import type { DraftView } from '../../spa/draft-view.ts';
import type { Values } from '../../values.ts';
import { listen, loadScripts } from '../shared/listen.ts';
import { signInView } from './after-views.ts';
import type { Api, Reply } from './api.ts';
import { placeAt } from './form-view.ts';
import { viewAt } from './routes.ts';
import { makeShell } from './shell.ts';
import type { App } from './view.ts';

const NO_ANSWER = 'The service does not answer. What was sent may have arrived.';
const SIGN_IN_PATH = '/signin';

/** The application: what it holds, and how its parts reach each other. `show` draws the view of the path that is open. */
export function makeApp(api: Api, first: SessionView): Readonly<{ show: () => Promise<void> }> {
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
      goTo(path);
      void show();
    },
    done: (reply) => doneOr(reply),
    askToSignIn: (need) => {
      goTo(SIGN_IN_PATH);
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
    if (next.signInNeed !== null && location.pathname !== SIGN_IN_PATH) app.askToSignIn(next.signInNeed);
  };

  const show = async (): Promise<void> => {
    const view = await viewAt(app, location.pathname);
    if (view === null) return;
    await app.redrawShell();
    if (session.signInNeed === null) shell.show(view, draft === null ? null : placeAt(draft, location.pathname));
    else app.askToSignIn(session.signInNeed);
  };

  addEventListener('popstate', () => void show());
  document.addEventListener('click', (event) => onLink(app, event));
  return { show };
}

/** A path that is open already gets no second entry in the history. */
function goTo(path: string): void {
  if (path === location.pathname) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
}

/** Links of this console change the view and load nothing. */
function onLink(app: App, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  app.go(link.getAttribute('href') ?? '/');
}
