import { html } from 'hono/html';
import { type Console, faultsNow, isOn } from '../console.ts';
import { localOf } from '../page/shared/zone.ts';
import { isLast } from '../progress.ts';
import { reviewOf } from '../review.ts';
import { namesOn, type PlaceId, placesOf, screenOf, titleOf } from '../screens.ts';
import type { SessionView } from '../session.ts';
import type { Draft } from '../store.ts';
import { valuesShown } from '../understanding.ts';
import { BODY_NAMES, VALUE_NAMES, type ValueName, type Values } from '../values.ts';
import { fieldRow } from './fields.ts';
import { type ClassOf, classOf, type Markup, type Step, shell } from './shell.ts';

/** Values that a form carries along only where a fault asks for them. */
const RARE: readonly ValueName[] = ['justification', 'extendedRights'];

/** The page of the place where a request stands: one of the six screens, or the review. */
export function formPage(console: Console, draft: Draft, session: SessionView): Markup {
  const { place } = draft;
  const cls = classOf(session);
  const screen = screenOf(faultsNow(console), place);
  const needsElements = screen?.fields.some(({ build }) => build === 'closed');
  const needsBridge = screen?.fields.some(({ build }) => build === 'framed');
  const main = html`
    <h1>${titleOf(place)}</h1>
    <p class="${cls('progress')}">${progressText(console, draft)}</p>
    <form method="post" action="/restore" class="${cls('form')}" data-screen="${place}" novalidate>
      <input type="hidden" name="screen" value="${place}">
      <input type="hidden" name="csrf" value="${console.csrf}">
      ${screen === null ? reviewList(console, draft, cls) : screenFields(console, draft, { session, cls })}
      ${isLast(console, place) ? hiddenValues(draft.values, screen === null ? [] : namesOn(screen)) : ''}
      ${buttons(console, place, cls)}
    </form>`;
  return shell({
    session,
    title: titleOf(place),
    steps: stepsAt(console, draft),
    main,
    draft: draft.reference,
    modules: [...(needsElements ? ['elements/define'] : []), ...(needsBridge ? ['shared/frame-bridge'] : [])],
  });
}

/** The steps of the request, for the list at the side. */
export function stepsAt({ world }: Console, draft: Draft): readonly Step[] {
  const places = placesOf(world.get().console.reviewPage);
  const at = places.indexOf(draft.place);
  return places.map((place, index) => ({ title: titleOf(place), state: index < at ? 'done' : index === at ? 'current' : 'to-come' }));
}

function progressText({ world }: Console, { place, reference, openedAtMs }: Draft): string {
  const { timeZone, reviewPage } = world.get().console;
  const places = placesOf(reviewPage);
  const opened = localOf(new Date(openedAtMs), timeZone).slice(11);
  const step = place === 'review' ? 'Last step.' : `Step ${places.indexOf(place) + 1} of 6.`;
  return `${step} Request draft ${reference}, opened ${opened}.`;
}

function screenFields(console: Console, draft: Draft, { session, cls }: Readonly<{ session: SessionView; cls: ClassOf }>): Markup {
  const faults = faultsNow(console);
  const screen = screenOf(faults, draft.place);
  const context = {
    values: valuesShown(draft, draft.place, faults),
    errors: draft.errors,
    cls,
    timeZone: session.timeZone,
    frameOrigin: console.places.consoleApi.origin,
  };
  const isWithoutEnd = draft.place === 'expiration' && screen?.fields.length === 0;
  return html`<p class="${cls('intro')}">${screen?.says ?? ''}</p>
    <div class="${cls('rows')}">
      ${screen?.fields.map((field) => fieldRow(field, context)) ?? ''}
      ${isWithoutEnd ? html`<p class="${cls('intro')}">Emergency privileges stay until they are revoked.</p>` : ''}
    </div>`;
}

function reviewList(console: Console, draft: Draft, cls: ClassOf): Markup {
  return html`<p class="${cls('intro')}">Nothing is granted before you submit.</p>
    <dl class="${cls('review')}">
      ${reviewOf(console, draft).map(({ testId, label, text }) => html`<div><dt>${label}</dt><dd data-testid="${testId}">${text}</dd></div>`)}
    </dl>`;
}

/** Every value again, so that the commit carries the whole request. Those that the screen itself sends are left out. */
function hiddenValues(values: Values, shown: readonly ValueName[]): Markup {
  const pairs = VALUE_NAMES.filter((name) => !shown.includes(name)).flatMap((name) => {
    const value = values[name];
    if (RARE.includes(name) && value === '') return [];
    const sent = typeof value === 'boolean' ? [value ? 'on' : 'off'] : typeof value === 'string' ? [value] : value;
    return sent.map((text) => ({ name: BODY_NAMES[name], text }));
  });
  return html`${pairs.map(({ name, text }) => html`<input type="hidden" name="${name}" value="${text}">`)}`;
}

/** The way on comes first: it is what Enter in a field presses. */
function buttons(console: Console, place: PlaceId, cls: ClassOf): Markup {
  const activates = isOn(console, 'draft-activates');
  const lookalike = isOn(console, 'lookalike-submit')
    ? html`<button type="submit" name="action" value="submit-all" class="${cls('primary')}">Submit restorations</button>`
    : '';
  const on = isLast(console, place)
    ? html`<button type="submit" name="action" value="submit" class="${cls('primary')}">Submit restoration</button>${lookalike}`
    : html`<button type="submit" name="action" value="next" class="${cls('primary')}">Next</button>`;
  return html`<div class="${cls('actions')}">
      ${on}
      <button type="submit" name="action" value="back" ${place === 'tenant' ? 'disabled' : ''}>Back</button>
      <button type="submit" name="action" value="save-draft" ${activates ? html`aria-describedby="draft-says"` : ''}>Save draft</button>
      <button type="submit" name="action" value="abandon">Abandon</button>
    </div>
    ${activates ? html`<p id="draft-says" class="${cls('says')}">Saving a draft starts the restoration and tells the tenant.</p>` : ''}`;
}
