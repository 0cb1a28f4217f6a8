import type { PlaceId } from '../../screens.ts';
import type { CommitBody, DraftView } from '../../spa/draft-view.ts';
import type { Values } from '../../values.ts';
import { linesOf } from '../shared/lines.ts';
import { cls, h } from './dom.ts';
import { fieldElement, valuesIn } from './fields.ts';
import type { App, View } from './view.ts';

/** A screen of the request, or its review: one form, with the way on as its first button. */
export function formView(app: App, draft: DraftView, place: PlaceId): View {
  const title = draft.places.find(({ id }) => id === place)?.title ?? '';
  const index = draft.places.findIndex(({ id }) => id === place);
  const step = place === 'review' ? 'Last step.' : `Step ${index + 1} of 6.`;
  const form = h(
    'form',
    {
      class: cls('form'),
      novalidate: true,
      'data-screen': place,
      'data-api': app.api.origin,
      submit: (event) => onPress(app, place, event),
    },
    ...(place === 'review' ? [reviewList(draft)] : screenFields(app, draft, place)),
    buttons(draft, place),
    draft.draftSays === null ? null : h('p', { id: 'draft-says', class: cls('says') }, draft.draftSays),
  );
  const progress = h('p', { class: cls('progress') }, `${step} Request draft ${draft.reference}, opened ${draft.opened}.`);
  return { title, main: [progress, form] };
}

/** Where a place's view is, and the other way round. */
export function pathOf(draft: DraftView, place: PlaceId): string {
  return place === 'review' ? '/restore/review' : `/restore/${draft.places.findIndex(({ id }) => id === place) + 1}`;
}

export function placeAt(draft: DraftView, path: string): PlaceId | null {
  return draft.places.find(({ id }) => pathOf(draft, id) === path)?.id ?? null;
}

function screenFields(app: App, draft: DraftView, place: PlaceId): readonly HTMLElement[] {
  const screen = draft.screens.find(({ id }) => id === place);
  if (screen === undefined) return [];
  const context = {
    values: { ...draft.values, ...app.typed() },
    errors: draft.place === place ? draft.errors : {},
    timeZone: app.session().timeZone,
    apiOrigin: app.api.origin,
  };
  const isWithoutEnd = place === 'expiration' && screen.fields.length === 0;
  return [
    h('p', { class: cls('intro') }, screen.says),
    ...screen.fields.map((field) => fieldElement(field, context)),
    ...(isWithoutEnd ? [h('p', { class: cls('intro') }, 'Emergency privileges stay until they are revoked.')] : []),
  ];
}

function reviewList({ review }: DraftView): HTMLElement {
  const lines = review.map(({ testId, label, text }) => h('div', {}, h('dt', {}, label), h('dd', { 'data-testid': testId }, text)));
  return h('dl', { class: cls('review') }, ...lines);
}

function buttons(draft: DraftView, place: PlaceId): HTMLElement {
  const button = (action: string, text: string, more = {}): HTMLElement =>
    h('button', { type: 'submit', name: 'action', value: action, ...more }, text);
  const primary = { class: cls('primary') };
  const isLast = draft.places.at(-1)?.id === place;
  return h(
    'div',
    { class: cls('actions') },
    isLast ? button('submit', 'Submit restoration', primary) : button('next', 'Next', primary),
    isLast && draft.hasLookalikeSubmit ? button('submit-all', 'Submit restorations', primary) : null,
    button('back', 'Back', { disabled: place === 'tenant' }),
    button('save-draft', 'Save draft', draft.draftSays === null ? {} : { 'aria-describedby': 'draft-says' }),
    button('abandon', 'Abandon'),
  );
}

function onPress(app: App, place: PlaceId, event: Event): void {
  event.preventDefault();
  const draft = app.draft();
  const { target: form } = event;
  if (draft === null || !(form instanceof HTMLFormElement) || !(event instanceof SubmitEvent)) return;
  const screen = draft.screens.find(({ id }) => id === place);
  const values = screen === undefined ? {} : valuesIn(form, screen);
  const action = event.submitter instanceof HTMLButtonElement ? event.submitter.value : '';
  void act(app, { draft, place, values, action });
}

type Pressed = Readonly<{ draft: DraftView; place: PlaceId; values: Partial<Values>; action: string }>;

async function act(app: App, { draft, place, values, action }: Pressed): Promise<void> {
  app.keepTyped(values);
  switch (action) {
    case 'next':
      return stepOn(app, { draft, place, values, action });
    case 'back':
      return app.go(pathOf(draft, before(draft, place)));
    case 'save-draft': {
      const saved = app.done(await app.api.save(place, values));
      if (saved !== null) app.keepDraft(saved);
      return saved === null ? undefined : app.go('/restore/saved');
    }
    case 'abandon':
      return app.done(await app.api.abandon()) === null ? undefined : app.go('/restore/abandoned');
    case 'submit':
      return commit(app, commitBody(draft, values));
    case 'submit-all': {
      const body = commitBody(draft, values);
      return commit(app, { ...body, scope: [...body.scope, 'all-tenants'] });
    }
  }
}

async function stepOn(app: App, { place, values }: Pressed): Promise<void> {
  const next = app.done(await app.api.step(place, values));
  if (next === null) return;
  app.keepDraft(next);
  // The API may have understood something else than was typed: from here on that is what counts.
  const names = next.screens.find(({ id }) => id === place)?.fields.flatMap(({ name }) => (name === 'extra' ? [] : [name])) ?? [];
  app.keepTyped(Object.fromEntries(names.map((name) => [name, next.values[name]])));
  app.go(pathOf(next, next.place));
}

async function commit(app: App, body: CommitBody): Promise<void> {
  const result = app.done(await app.api.commit(body));
  if (result !== null) app.go(`/restore/result/${result.id}`);
}

/** The request as the API understood it; what stands on the last screen itself was not sent before. */
function commitBody({ commit: body }: DraftView, { approvals, expiresAt: _, ...values }: Partial<Values>): CommitBody {
  return { ...body, ...values, ...(approvals === undefined ? {} : { approvals: linesOf(approvals) }) };
}

function before({ places }: DraftView, place: PlaceId): PlaceId {
  const index = places.findIndex(({ id }) => id === place);
  return places[Math.max(0, index - 1)]?.id ?? place;
}
