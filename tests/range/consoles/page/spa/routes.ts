import type { DraftView } from '../../spa/draft-view.ts';
import { abandonedView, grantsView, plainView, resultView, savedView } from './after-views.ts';
import type { Reply } from './api.ts';
import { formView, pathOf, placeAt } from './form-view.ts';
import type { App, View } from './view.ts';

/** The view of a path; null when something stands in its way, which is then shown already. */
export async function viewAt(app: App, path: string): Promise<View | null> {
  const [, first, second, third] = path.split('/');
  if (first === 'grants') {
    const list = app.done(await app.api.grants());
    return list === null ? null : grantsView(app, list.grants);
  }
  if (second === 'new') return openedView(app, await app.api.newDraft());
  if (second === 'drafts' && third !== undefined) return openedView(app, await app.api.openSaved(third));
  if (second === 'abandoned') return abandonedView();
  if (second === 'result' && third !== undefined) {
    const result = await app.api.result(third);
    return result.is === 'done' ? resultView(result.value) : noRequestView();
  }
  return requestView(app, path);
}

/** The request's view at a path; where the path names no place of it, at the place where the request stands. */
async function requestView(app: App, path: string): Promise<View | null> {
  const known = app.draft();
  const isReadAgain = known === null || path === '/restore' || path === '/signin';
  const draft = isReadAgain ? keptOr(app, await app.api.draft()) : known;
  if (draft === null || draft === 'none') return draft === null ? null : noRequestView();
  if (path === '/restore/saved') return savedView(draft.reference);
  return formView(app, draft, placeAt(draft, path) ?? standingAt(draft));
}

/** A request that was just opened stands at its place, and its path says so. */
function openedView(app: App, reply: Reply<DraftView>): View | null {
  const draft = keptOr(app, reply);
  if (draft === null || draft === 'none') return draft === null ? null : noRequestView();
  return formView(app, draft, standingAt(draft));
}

function keptOr(app: App, reply: Reply<DraftView>): DraftView | 'none' | null {
  if (reply.is === 'failed' && reply.status === 404) return 'none';
  const draft = app.done(reply);
  if (draft !== null) app.keepDraft(draft);
  return draft;
}

function standingAt(draft: DraftView): DraftView['place'] {
  history.replaceState(null, '', pathOf(draft, draft.place));
  return draft.place;
}

function noRequestView(): View {
  return plainView('No request is open', 'There is no such request here.');
}
