import { expect, it } from 'vitest';
import { newDraft, withField, withReview } from '../../../lib/core/profile/draft.ts';
import { fieldNamed } from '../../../lib/core/profile/draft-field.ts';
import { profileOf } from '../../../lib/core/profile/draft-profile.ts';
import { withConfirmation } from '../../../lib/core/profile/draft-saying.ts';
import type { Picked } from '../../../lib/core/profile/picked.ts';
import type { FieldSpec, Locator } from '../../../lib/core/profile/profile.ts';
import { nameText } from '../../../lib/workflow/describing-names.ts';
import { naming } from '../core/profile/naming.ts';
import { openDescribing } from './describing-stage.ts';

const SCREEN = { recognise: { heading: { en: 'Request' } }, title: 'Request', region: { role: 'main' }, controls: [] };
const REVIEW = { ...SCREEN, recognise: { heading: { en: 'Review' } }, title: 'Review' };

/** A text of the page that was pointed at, found by this. */
function text(locator: Locator): Picked {
  return {
    at: 'text',
    role: 'text',
    name: '',
    kind: 'read-only',
    isRequired: false,
    options: [],
    labels: {},
    ways: [{ locator, hits: 1, isRight: true }],
    sentAs: [],
    offeredBeside: [],
    around: [],
    unreadable: null,
    picks: [],
    screen: REVIEW,
  };
}

function open(zone: FieldSpec['zone']) {
  const ends = {
    approved: { packet: 'window.end' },
    label: 'Ends',
    locator: { css: '#ends' },
    kind: 'datetime',
    sentAs: ['ends'],
  } as const;
  const field = fieldNamed(naming({ ...ends, zone }));
  const draft = withConfirmation(withReview(withField(newDraft('https://console.example/', 'en'), SCREEN, field), REVIEW), {
    heading: { en: 'Granted' },
  });
  const { describing, tell } = openDescribing(draft);
  const keep = (locator: Locator) => {
    tell({ type: 'picked', picked: text(locator) });
    nameText({ way: 0, pick: null }, describing);
  };
  return { describing, keep };
}

it.each(['confirmed', 'reviewed'] as const)('a time that a page says again (%s) has the zone that this page says', (where) => {
  const { describing, keep } = open({ locator: { testId: 'zone' } });
  describing.point({ for: where, field: 'window.end' });
  keep({ css: '.end' });
  expect(describing.state().target).toEqual({ for: 'zone', again: { where, field: 'window.end' } });
  keep({ css: '.zone' });
  expect(describing.state().target).toBeNull();
  const { confirmation, review, screens } = profileOf(describing.state().draft);
  const said = where === 'confirmed' ? confirmation.success.fields : review?.fields;
  expect(said?.['window.end']).toEqual({ locator: { css: '.end' }, pick: null, zone: { locator: { css: '.zone' } } });
  expect(screens[0]?.fields[0]?.zone).toEqual({ locator: { testId: 'zone' } });
});

it('a time in a fixed zone is in that everywhere, and nothing more is asked', () => {
  const { describing, keep } = open({ fixed: 'UTC' });
  describing.point({ for: 'confirmed', field: 'window.end' });
  keep({ css: '.end' });
  expect(describing.state().target).toBeNull();
});
