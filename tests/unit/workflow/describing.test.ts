import { describe, expect, it } from 'vitest';
import { profileOf } from '../../../lib/core/profile/draft-profile.ts';
import type { Picked } from '../../../lib/core/profile/picked.ts';
import { nameField } from '../../../lib/workflow/describing-names.ts';
import { builderView } from '../../../lib/workflow/describing-view.ts';
import { openDescribing, STOPPED } from './describing-stage.ts';

const way = { locator: { role: 'textbox', name: { en: 'Tenant ID' } }, hits: 1, isRight: true };
const next = { locator: { role: 'button', name: { en: 'Next' } }, hits: 1, isRight: true };
const PICKED: Picked = {
  at: 'field',
  role: 'textbox',
  name: 'Tenant ID',
  kind: 'text',
  isRequired: true,
  options: [],
  labels: {},
  ways: [way],
  sentAs: ['tenant_id'],
  offeredBeside: [],
  around: [],
  unreadable: null,
  picks: [],
  screen: { recognise: { heading: { en: 'Tenant' } }, title: 'Tenant', region: { role: 'main' }, controls: [] },
};
const SAID = {
  path: 'tenant.id',
  constant: '',
  label: 'Tenant ID',
  way: 0,
  isShown: false,
  isRequired: true,
  zone: '',
  dateOrder: null,
  parts: [],
  isBox: false,
  prompt: '',
  called: {},
} as const;

const SOCKET = { type: 'socket', url: 'wss://console.example/live', atMs: 10 } as const;

describe('describing a console', () => {
  it('goes from pointing to a named field, and every step can be taken back', () => {
    const { describing, tell, shown } = openDescribing();
    describing.point({ for: 'field' });
    tell({ type: 'picked', picked: PICKED });
    expect(shown).toEqual(['console', 'builder']);
    nameField(SAID, describing);
    expect(describing.state().draft.screens[0]?.fields[0]?.spec).toMatchObject({
      id: 'tenant.id',
      locator: way.locator,
      compare: 'identifier',
    });
    describing.undo();
    expect(describing.state().draft.screens).toEqual([]);
    describing.undo();
    expect(describing.state().undoable).toBe(0);
  });

  it('keeps what a list shows while nothing is chosen, where that is said', () => {
    const { describing, tell } = openDescribing();
    describing.point({ for: 'field' });
    tell({ type: 'picked', picked: { ...PICKED, kind: 'combobox' } });
    nameField({ ...SAID, prompt: 'Choose …' }, describing);
    expect(describing.state().draft.screens[0]?.fields[0]?.spec.prompt).toEqual({ en: 'Choose …' });
  });

  it('hears nothing that it did not ask to be pointed at', () => {
    const { describing, tell } = openDescribing();
    tell({ type: 'picked', picked: PICKED });
    expect(describing.state().picked).toBeNull();
  });

  it('asks what a stopped press was, opens a step for the press after it alone, and the submit never', async () => {
    const { describing, tell, request, begun, passed, sent } = openDescribing();
    tell({ type: 'pressed', press: { name: 'Next', role: 'button', ways: [next], atMs: 5, unentered: [] } });
    request(STOPPED);
    expect(describing.state().stopped).toMatchObject({ pressed: { name: 'Next' }, method: 'POST' });
    describing.answer('step');
    expect(begun.at(-1)?.requests.map((one) => one.class)).toEqual(['step']);
    tell({ type: 'pressed', press: { name: 'Next', role: 'button', ways: [next], atMs: 20, unentered: [] } });
    await Promise.resolve();
    await Promise.resolve();
    expect(passed).toEqual(['step']);
    expect(sent.at(-1)).toEqual({ type: 'open', untilMs: 99 });

    tell({
      type: 'pressed',
      press: {
        name: 'Submit',
        role: 'button',
        ways: [{ ...next, locator: { role: 'button', name: { en: 'Submit' } } }],
        atMs: 30,
        unentered: [],
      },
    });
    request({ ...STOPPED, url: 'https://console.example/submit', atMs: 31 });
    describing.answer('commit');
    expect(begun.at(-1)?.requests.map((one) => one.class)).toEqual(['step']);
    request({ ...STOPPED, url: 'https://console.example/submit', atMs: 40 });
    expect(describing.state()).toMatchObject({ stopped: null, says: 'Stopped again, as it should be: nothing left this browser.' });
    expect(passed).toEqual(['step']);
  });

  it('says that it cannot be guarded when the console works over a socket, and asks once', () => {
    const { describing, tell, shown, begun } = openDescribing();
    tell(SOCKET);
    expect(shown).toEqual(['builder']);
    expect(builderView(describing.state(), {}).stopped).toMatchObject({ isSocket: true, what: 'The page opens a WebSocket by itself' });
    describing.answer('commit');
    tell(SOCKET);
    expect(describing.state().stopped).toBeNull();
    expect(begun.at(-1)?.requests).toEqual([]);
    const view = builderView(describing.state(), {});
    expect(view.obstacles).toHaveLength(1);
    expect(view.obstacles[0]).toContain('wss://console.example/live');
    expect(view.isWhole).toBe(false);
  });

  it('says that it cannot be guarded as soon as a file is named, until that is taken back', () => {
    const { describing, tell } = openDescribing();
    describing.point({ for: 'field' });
    tell({ type: 'picked', picked: { ...PICKED, role: 'file', name: 'Signed packet', kind: 'file' } });
    nameField({ ...SAID, path: 'approvalEvidence', label: 'Signed packet' }, describing);
    expect(describing.state().says).toBe('This console cannot be guarded here.');
    expect(builderView(describing.state(), {}).obstacles).toEqual([expect.stringContaining('“Signed packet” is a file')]);
    describing.undo();
    expect(builderView(describing.state(), {}).obstacles).toEqual([]);
  });

  it.each(['news', 'free', 'step'] as const)('opens no socket, also when it is called %s', (answer) => {
    const { describing, tell, begun } = openDescribing();
    tell(SOCKET);
    describing.answer(answer);
    tell(SOCKET);
    expect(describing.state()).toMatchObject({ stopped: null, draft: { requests: [], obstacles: [] } });
    expect(begun.at(-1)?.requests).toEqual([]);
    describing.undo();
    tell(SOCKET);
    expect(describing.state().stopped).not.toBeNull();
  });

  it('lets a step through from the pages’ service worker once that was heard to send, and tells it to whoever guards the console', () => {
    const { describing, request, begun } = openDescribing();
    request(STOPPED);
    describing.answer('step');
    expect(begun.at(-1)).toMatchObject({ hasServiceWorker: false, requests: [{ class: 'step' }] });
    request({ ...STOPPED, isRelayed: true });
    expect(begun.at(-1)).toMatchObject({ hasServiceWorker: true, requests: [{ class: 'step' }] });
    expect(profileOf(describing.state().draft).where.hasServiceWorker).toBe(true);
  });

  it('puts a socket down to the press before it, and asks again about a press that nobody knew', () => {
    const { describing, tell } = openDescribing();
    tell(SOCKET);
    describing.forgetStopped();
    tell(SOCKET);
    expect(describing.state().stopped).toBeNull();
    tell({ type: 'pressed', press: { name: 'Grant', role: 'button', ways: [], atMs: 9, unentered: [] } });
    tell(SOCKET);
    expect(describing.state()).toMatchObject({ quiet: null, stopped: { pressed: { name: 'Grant' } } });
    describing.forgetStopped();
    tell(SOCKET);
    expect(describing.state().stopped).not.toBeNull();
  });

  it('does not say of a socket to another host that it was stopped', () => {
    const { describing, tell } = openDescribing();
    tell({ ...SOCKET, url: 'wss://live.example/feed' });
    expect(describing.state()).toMatchObject({ stopped: null, draft: { obstacles: [] } });
    expect(describing.state().says).toContain('https://live.example');
  });
});
