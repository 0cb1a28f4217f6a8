import type { Dialog } from '../../notices.ts';
import type { PlaceId } from '../../screens.ts';
import { showContext } from '../shared/listen.ts';
import { cls, h } from './dom.ts';
import type { App, View } from './view.ts';

/** The parts of the page that stay while views come and go. */
export type Shell = Readonly<{ show: (view: View, place: PlaceId | null) => void; showSession: () => void; say: (text: string) => void }>;

export function makeShell(app: App): Shell {
  const steps = h('div', {});
  const notices = h('div', { id: 'notices' });
  const main = h('main', { id: 'main', class: cls('main') });
  const side = h('div', { class: cls('side') }, steps, h('p', { class: cls('links') }, h('a', { href: '/grants' }, 'Emergency grants')));
  document.body.replaceChildren(
    h('a', { class: cls('skip'), href: '#main' }, 'Skip to the form'),
    banner(app),
    h('div', { class: cls('columns') }, side, h('div', { class: cls('content') }, notices, main)),
    h('footer', { class: cls('footer') }, 'Emergency Support Admin 5.0 ', h('span', { id: 'contact' })),
  );

  return {
    show: ({ title, main: nodes }, place) => {
      const heading = h('h1', { tabindex: '-1' }, title);
      main.replaceChildren(heading, ...nodes);
      steps.replaceChildren(...(place === null ? [] : [stepList(app, place)]));
      document.title = `${title} - Emergency Support Admin`;
      // What is wrong with a field comes before the heading: the hand goes there next.
      const wrong = main.querySelector('[error]');
      (wrong instanceof HTMLElement ? wrong : heading).focus();
    },
    showSession: () => {
      showContext(app.session());
      showBanners(app, notices);
      showDialogs(app);
    },
    say: (text) => main.append(h('p', { role: 'alert', class: cls('alert') }, text)),
  };
}

function banner(app: App): HTMLElement {
  const value = (testId: string): HTMLElement => h('span', { 'data-testid': testId });
  return h(
    'header',
    { role: 'banner', class: cls('banner') },
    h('span', { class: cls('product') }, 'Emergency Support Admin'),
    h('span', { class: cls('environment') }, 'Production'),
    h(
      'span',
      { class: cls('context') },
      h('span', {}, 'Tenant: ', value('current-tenant')),
      h('button', { type: 'button', 'aria-haspopup': 'dialog', click: () => switchTenant(app) }, 'Switch tenant'),
      h('span', {}, 'Working as: ', value('signed-in-as')),
      h('span', {}, 'Times in: ', value('time-zone')),
    ),
  );
}

function stepList(app: App, place: PlaceId): HTMLElement {
  const places = app.draft()?.places ?? [];
  const at = places.findIndex(({ id }) => id === place);
  const items = places.map(({ title }, index) => {
    const state = index < at ? 'done' : index === at ? 'current' : 'to-come';
    return h('li', { class: cls(state) }, h('span', index === at ? { 'aria-current': 'step' } : {}, title));
  });
  return h(
    'nav',
    { 'aria-label': 'Restoration request' },
    h('p', { class: cls('side-title') }, 'Restoration request'),
    h('ol', {}, ...items),
  );
}

function showBanners(app: App, place: HTMLElement): void {
  const { banners } = app.session().notices;
  const drawn = JSON.stringify(banners);
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  place.replaceChildren(...banners.map(({ role, text }) => h('p', { role, class: cls(role) }, text)));
}

function showDialogs(app: App): void {
  const { dialogs } = app.session().notices;
  for (const open of document.querySelectorAll<HTMLDialogElement>('dialog[data-notice]')) {
    if (!dialogs.some(({ id }) => id === open.dataset.notice)) open.remove();
  }
  for (const dialog of dialogs) if (document.querySelector(`dialog[data-notice="${dialog.id}"]`) === null) openDialog(app, dialog);
}

function openDialog(app: App, { id, title, text, accept, refuse }: Dialog): void {
  const answer = async (word: 'yes' | 'no'): Promise<void> => {
    const draft = app.done(await app.api.answer(id, word));
    if (draft === null) return;
    app.keepDraft(draft);
    app.keepTyped({ scope: draft.values.scope });
    if (word === 'yes') app.go(location.pathname);
    else await app.redrawShell();
  };
  const dialog = h(
    'dialog',
    {
      'data-notice': id,
      role: 'dialog',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-text`,
      cancel: () => void answer('no'),
    },
    h('h2', { id: `${id}-title` }, title),
    h('p', { id: `${id}-text` }, text),
    h(
      'p',
      { class: cls('actions') },
      h('button', { type: 'button', click: () => void answer('yes') }, accept),
      h('button', { type: 'button', class: cls('primary'), click: () => void answer('no') }, refuse),
    ),
  );
  document.body.append(dialog);
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** The tenants that this session may work on, in a dialog. */
function switchTenant(app: App): void {
  const { tenants, tenant } = app.session();
  const dialog = h('dialog', { 'aria-labelledby': 'switch-title', close: () => dialog.remove() });
  if (!(dialog instanceof HTMLDialogElement)) return;
  const choose = async (id: string): Promise<void> => {
    app.done(await app.api.switchTenant(id));
    dialog.close();
    await app.redrawShell();
  };
  const choices = tenants.map(({ id, name }) => {
    const attributes = { type: 'button', 'aria-pressed': String(id === tenant.id), click: () => void choose(id) };
    return h('li', {}, h('button', attributes, `${name} (${id})`));
  });
  dialog.append(
    h('h2', { id: 'switch-title' }, 'Switch tenant'),
    h('ul', { class: cls('choices') }, ...choices),
    h('p', { class: cls('actions') }, h('button', { type: 'button', class: cls('primary'), click: () => dialog.close() }, 'Cancel')),
  );
  document.body.append(dialog);
  dialog.showModal();
}
