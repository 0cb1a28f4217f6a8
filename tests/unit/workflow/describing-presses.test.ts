import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../lib/core/profile/draft-missing.ts';
import type { LastPress } from '../../../lib/core/profile/picked.ts';
import type { DescribedRequest } from '../../../lib/ports/described.ts';
import { take } from '../../../lib/workflow/describing-names.ts';
import { openDescribing, STOPPED } from './describing-stage.ts';

const PATCH: DescribedRequest = { ...STOPPED, method: 'PATCH', url: 'https://console.example/wizard' };

function open() {
  const at = openDescribing();
  const press = (name: string, role = 'button') => {
    const ways: LastPress['ways'] = [{ locator: { role, name: { en: name } }, hits: 1, isRight: true }];
    at.tell({ type: 'pressed', press: { name, role, ways, atMs: 9, unentered: [] } });
    at.request(PATCH);
  };
  return { ...at, press };
}

const commitPart = (at: ReturnType<typeof open>) => partsOf(at.describing.state().draft).find(({ part }) => part === 'submit');

describe('a request that was named before, and comes of another button', () => {
  it('is asked about: a second step is let through once it was named, and the submit is none', () => {
    const at = open();
    at.press('Next: account');
    at.describing.answer('step');
    at.press('Next: privileges');
    expect(at.describing.state().stopped).toMatchObject({ pressed: { name: 'Next: privileges' } });
    expect(at.passed).toEqual([]);
    at.describing.answer('step');
    at.press('Next: privileges');
    expect(at.passed).toEqual(['step']);
    expect(at.describing.state().stopped).toBeNull();
    at.press('Submit');
    expect(at.describing.state().stopped).toMatchObject({ pressed: { name: 'Submit' } });
    at.describing.answer('commit');
    expect(at.describing.state().draft.requests.map(({ kind }) => kind)).toEqual(['commit']);
  });

  it('is not opened by any answer where it is the submit’s, and a step that turns out to be the submit’s is closed, and told', () => {
    const at = open();
    at.press('Next');
    at.describing.answer('step');
    at.press('Submit');
    at.describing.answer('commit');
    expect(at.describing.state().says).toContain('closed from now on');
    for (const answer of ['step', 'free', 'back'] as const) {
      at.press('Save and go on');
      at.describing.answer(answer);
      expect(at.describing.state()).toMatchObject({ stopped: null, says: expect.stringContaining('stays closed') });
      expect(at.describing.state().draft.requests.map(({ kind }) => kind)).toEqual(['commit']);
    }
  });

  it('comes to have a button where it was first seen without one', () => {
    const at = open();
    at.request(PATCH);
    at.describing.answer('commit');
    expect(commitPart(at)).toMatchObject({ state: 'to-do', says: expect.stringContaining('its button is not known') });
    at.press('Submit');
    at.describing.answer('commit');
    expect(commitPart(at)?.state).toBe('done');
    at.press('Submit');
    expect(at.describing.state().stopped).toBeNull();
  });
});

describe('a question that stands', () => {
  it('is not exchanged for what the page sends by itself, or by the same press, before it is answered', () => {
    const at = open();
    at.press('Submit');
    at.request({ ...PATCH, url: 'https://console.example/heartbeat', atMs: 60_000 });
    at.request({ ...PATCH, url: 'https://console.example/counting', atMs: 11 });
    expect(at.describing.state().stopped).toMatchObject({ url: '/wizard', pressed: { name: 'Submit' } });
    at.press('Save draft');
    expect(at.describing.state().stopped).toMatchObject({ pressed: { name: 'Save draft' } });
    at.describing.answer('draft');
    at.request({ ...PATCH, url: 'https://console.example/heartbeat', atMs: 60_000 });
    expect(at.describing.state().stopped).toMatchObject({ url: '/heartbeat', pressed: null });
  });
});

describe('Enter in a field', () => {
  it('does not make the field the submit: nobody could type in it any more', () => {
    const at = open();
    at.press('Tenant ID', 'textbox');
    expect(at.describing.state().stopped).toMatchObject({ pressed: { name: 'Tenant ID', locator: null } });
    at.describing.answer('commit');
    expect(at.describing.state().draft.controls.commit).toEqual([]);
  });
});

describe('a page that was left', () => {
  it('is not taken for the one that is there now', () => {
    const at = open();
    const screen = { recognise: { heading: { en: 'Request' } }, title: 'Request', region: { role: 'main' }, controls: [] };
    at.tell({ type: 'screen', screen, opaque: 0 });
    at.tell({ type: 'here', pathname: '/granted' });
    take('confirmation', at.describing);
    expect(at.describing.state().draft.confirmation.recognise).toBeNull();
  });
});
