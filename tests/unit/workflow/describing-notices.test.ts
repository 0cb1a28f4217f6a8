import { describe, expect, it } from 'vitest';
import { newDraft } from '../../../lib/core/profile/draft.ts';
import { partsOf } from '../../../lib/core/profile/draft-missing.ts';
import { profileOf } from '../../../lib/core/profile/draft-profile.ts';
import { withWords } from '../../../lib/core/profile/draft-saying.ts';
import { withoutNotice } from '../../../lib/core/profile/notice.ts';
import type { Picked } from '../../../lib/core/profile/picked.ts';
import { nameNotice } from '../../../lib/workflow/describing-names.ts';
import { builderView } from '../../../lib/workflow/describing-view.ts';
import { openDescribing } from './describing-stage.ts';

/** Something that the page says, of this role, found by where it stands. */
const said = (role: string): Picked => ({
  at: 'text',
  role,
  name: '',
  kind: 'read-only',
  isRequired: false,
  options: [],
  labels: {},
  ways: [{ locator: { css: 'p.banner' }, hits: 1, isRight: true }],
  sentAs: [],
  offeredBeside: [],
  around: [],
  unreadable: null,
  picks: [],
  screen: { recognise: { heading: { en: 'New' } }, title: 'New', region: { role: 'main' }, controls: [] },
});

function pointed(role: string) {
  const stage = openDescribing();
  stage.describing.point({ for: 'notice' });
  stage.tell({ type: 'picked', picked: said(role) });
  const listed = () => {
    const { danger, harmless } = profileOf(stage.describing.state().draft);
    return { danger, harmless };
  };
  return { ...stage, listed, view: () => builderView(stage.describing.state(), {}) };
}

describe('what a page says beside its form', () => {
  it('is pointed at whole, and is a warning of one kind once a person says so; that can be taken back', () => {
    const { describing, sent, listed, view } = pointed('alert');
    expect(sent.find(({ type }) => type === 'point')).toMatchObject({ at: 'notice' });
    expect(view().picked).toMatchObject({ is: 'notice', what: 'an alert', isByWords: true, mayBeHarmless: true });
    nameNotice({ is: 'existing-session', words: 'is still open', way: -1 }, describing);
    const locator = { role: 'alert', nameHas: { en: 'is still open' } };
    expect(listed()).toEqual({ danger: [{ kind: 'existing-session', locator, says: 'is still open' }], harmless: [] });
    expect(view()).toMatchObject({ picked: null, notices: [{ is: 'existing-session', says: 'is still open' }] });
    describing.undo();
    expect(listed()).toEqual({ danger: [], harmless: [] });
  });

  it('is harmless by its words, so that another alert in the same place is not', () => {
    const { describing, listed } = pointed('alert');
    nameNotice({ is: 'harmless', words: 'Planned maintenance', way: 0 }, describing);
    const locator = { role: 'alert', nameHas: { en: 'Planned maintenance' } };
    expect(listed()).toEqual({ danger: [], harmless: [{ locator, says: 'Planned maintenance' }] });
  });

  it('is not harmless by words that any alert may have', () => {
    const { describing, listed } = pointed('alert');
    nameNotice({ is: 'harmless', words: 'session', way: 0 }, describing);
    expect(listed().harmless).toEqual([]);
    nameNotice({ is: 'harmless', words: 'sessions', way: 0 }, describing);
    expect(listed().harmless).toHaveLength(1);
  });

  it('as plain text warns by where it stands, and is never harmless: nothing would have stopped for it', () => {
    const { describing, listed, view } = pointed('text');
    expect(view().picked).toMatchObject({ is: 'notice', isByWords: false, mayBeHarmless: false });
    nameNotice({ is: 'harmless', words: 'News', way: 0 }, describing);
    expect(listed()).toEqual({ danger: [], harmless: [] });
    nameNotice({ is: 'bypass', words: 'It asks to override', way: 0 }, describing);
    expect(listed().danger).toEqual([{ kind: 'bypass', locator: { css: 'p.banner' }, says: 'It asks to override' }]);
  });

  it('is not listed without words, nor where nothing finds it alone', () => {
    const worded = pointed('alert');
    nameNotice({ is: 'harmless', words: '', way: 0 }, worded.describing);
    const plain = pointed('text');
    nameNotice({ is: 'bypass', words: 'It asks', way: 4 }, plain.describing);
    expect([worded.listed(), plain.listed()]).toEqual(Array(2).fill({ danger: [], harmless: [] }));
  });

  it('stands in the list of parts, named anew is listed once, and is taken out again', () => {
    const { describing, tell, listed } = pointed('alert');
    const part = () => partsOf(describing.state().draft).find((one) => one.part === 'notices');
    expect(part()?.state).toBe('wanted');
    nameNotice({ is: 'harmless', words: 'Welcome back', way: 0 }, describing);
    describing.point({ for: 'notice' });
    tell({ type: 'picked', picked: said('alert') });
    nameNotice({ is: 'session-lost', words: 'Welcome back', way: 0 }, describing);
    expect(part()).toEqual({ part: 'notices', state: 'done', says: '1 warning' });
    expect(listed().harmless).toEqual([]);
    describing.change((now) => withoutNotice(now, 'Welcome back'), 'It is out.');
    expect(listed()).toEqual({ danger: [], harmless: [] });
  });
});

describe('a page that asks to wait', () => {
  it('is known by its heading, where a person wrote one', () => {
    const draft = newDraft('https://console.example/new', 'en');
    const pendingOf = (words: string) => profileOf(withWords(draft, 'pendingWords', words)).confirmation.pending;
    expect([pendingOf('Queued'), pendingOf('')]).toEqual([{ recognise: { heading: { en: 'Queued' } } }, null]);
  });
});
