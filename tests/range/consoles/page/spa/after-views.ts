import type { SignInNeed } from '../../session.ts';
import type { ConsoleGrant, Result } from '../../store.ts';
import { localOf } from '../shared/zone.ts';
import { cls, h } from './dom.ts';
import type { App, View } from './view.ts';

/** The answer to a commit. */
export function resultView(result: Result): View {
  switch (result.is) {
    case 'granted':
      return { title: 'Restoration granted', main: [grantedText(), grantedList(result)] };
    case 'queued':
      return {
        title: 'Queued',
        main: [
          h('p', {}, 'The request waits for the directory. Reference ', h('span', { 'data-testid': 'reference' }, result.reference), '.'),
        ],
      };
    case 'refused': {
      const text = `The restoration could not be granted: ${result.because ?? 'no reason was given'}.`;
      return {
        title: 'Restoration request',
        main: [h('p', { role: 'alert', class: cls('alert') }, text), link('/restore/new', 'Start again')],
      };
    }
  }
}

export function savedView(reference: string): View {
  const place = h('span', { 'data-testid': 'draft-reference' }, reference);
  return {
    title: 'Draft saved',
    main: [h('p', {}, 'Reference ', place, '. Nothing was granted.'), link(`/restore/drafts/${reference}`, 'Continue with this draft')],
  };
}

export function abandonedView(): View {
  return {
    title: 'Request abandoned',
    main: [h('p', {}, 'What was entered is thrown away. Nothing was granted.'), link('/restore/new', 'Start a restoration request')],
  };
}

/** A view that only says something. */
export function plainView(title: string, text: string): View {
  return { title, main: [h('p', {}, text), link('/restore/new', 'Start a restoration request')] };
}

const SIGN_IN: Readonly<Record<SignInNeed, Readonly<{ title: string; text: string }>>> = {
  ended: { title: 'Your session has ended', text: 'You were signed out. What was entered is lost.' },
  again: { title: 'Sign in again', text: 'The console asks who you are before it goes on. What was entered is kept.' },
  'none-yet': { title: 'Sign in', text: 'Sign in with your support account.' },
};

export function signInView(app: App, need: SignInNeed): View {
  const { title, text } = SIGN_IN[need];
  const form = h(
    'form',
    { class: cls('form'), submit: (event) => void signIn(app, event) },
    h(
      'div',
      { class: cls('row') },
      h('x-text-field', { label: 'Account', name: 'account', value: app.session().operator, required: true }),
    ),
    h('div', { class: cls('actions') }, h('button', { type: 'submit', class: cls('primary') }, 'Sign in')),
  );
  return { title, main: [h('p', {}, text), form] };
}

async function signIn(app: App, event: Event): Promise<void> {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const signedIn = app.done(await app.api.signIn(String(new FormData(event.target).get('account') ?? '')));
  if (signedIn !== null) app.go(signedIn.hasDraft ? '/restore' : '/restore/new');
}

/** Every emergency grant; those that are open can be ended here. */
export function grantsView(app: App, grants: readonly ConsoleGrant[]): View {
  const { timeZone } = app.session();
  const head = ['Reference', 'Tenant', 'Administrator', 'Privileges', 'Ends', 'State', 'Action'].map((text) =>
    h('th', { scope: 'col' }, text),
  );
  const table = h(
    'table',
    { class: cls('table') },
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...grants.map((grant) => grantRow(app, grant, timeZone))),
  );
  return {
    title: 'Emergency grants',
    main: [
      h('p', {}, `Times are in ${timeZone}.`),
      grants.length === 0 ? h('p', {}, 'There are no grants.') : h('div', { class: cls('scroll') }, table),
      link('/restore/new', 'Start a restoration request'),
    ],
  };
}

function grantRow(app: App, grant: ConsoleGrant, timeZone: string): HTMLElement {
  const { reference, tenant, objectId, privileges, endsAt, state } = grant;
  const ends = endsAt === null ? 'never' : localOf(new Date(endsAt), timeZone).replace('T', ' ');
  const revoke = async (): Promise<void> => {
    if (app.done(await app.api.revoke(reference)) !== null) app.go('/grants');
  };
  const button = h('button', { type: 'button', 'aria-describedby': `grant-${reference}`, click: () => void revoke() }, 'Revoke');
  return h(
    'tr',
    { 'data-testid': 'grant' },
    h('th', { scope: 'row', id: `grant-${reference}` }, reference),
    ...[tenant, objectId, privileges.join(', '), ends].map((text) => h('td', {}, text)),
    h('td', { 'data-testid': 'grant-state' }, state),
    h('td', {}, state === 'ended' ? null : button),
  );
}

function grantedText(): HTMLElement {
  return h('p', {}, 'The grant ends by itself. It can be ended earlier under ', h('a', { href: '/grants' }, 'Emergency grants'), '.');
}

function grantedList({ reference, tenant, administrator, scope, ends, timeZone }: Result): HTMLElement {
  const line = (testId: string, label: string, text: string): HTMLElement =>
    h('div', {}, h('dt', {}, label), h('dd', { 'data-testid': testId }, text));
  return h(
    'dl',
    { class: cls('review') },
    line('reference', 'Reference', reference),
    tenant === null ? null : line('result-tenant', 'Tenant ID', tenant),
    line('result-administrator', 'Administrator object ID', administrator),
    line('result-scope', 'Privileges', scope.join(', ')),
    line('result-ends', 'Access ends', ends),
    line('result-zone', 'Time zone', timeZone),
  );
}

function link(href: string, text: string): HTMLElement {
  return h('p', {}, h('a', { href }, text));
}
