import { describe, expect, it } from 'vitest';
import { type Draft, newDraft, withField } from '../../../lib/core/profile/draft.ts';
import { fieldNamed } from '../../../lib/core/profile/draft-field.ts';
import { withSpot } from '../../../lib/core/profile/draft-saying.ts';
import type { Tried } from '../../../lib/core/profile/picked.ts';
import { builderView } from '../../../lib/workflow/describing-view.ts';
import { naming } from '../core/profile/naming.ts';
import { openDescribing } from './describing-stage.ts';

const seen = (title: string) => ({ recognise: { heading: { en: title } }, title, region: { role: 'main' }, controls: [] });
const spot = { locator: { css: '#who' }, pick: null, sentAs: [], labels: {}, around: { css: 'p' } };
const roles = fieldNamed(naming({ approved: { packet: 'scope' }, label: 'Roles', kind: 'checkbox-set', options: ['a.b'] }));

function drafted(): Draft {
  const one = withField(newDraft('https://console.example/new', 'en'), seen('One'), fieldNamed(naming({})));
  return withField(one, seen('Two'), roles);
}

const match = (field: string) => ({ field, verdict: 'match', isWrongCaught: true, because: null }) as const;
const around = { dangers: [], unlisted: [], notices: [], drift: [], lookalikes: [] };
const tried = (screen: string, field: string, over: Partial<Tried> = {}): Tried => ({
  screen,
  place: 'screen',
  fields: [match(field)],
  around,
  sentOtherwise: [],
  hasCommit: false,
  tenant: 'unasked',
  operator: 'unasked',
  ...over,
});
const ONE = tried('one', 'tenant.id');
const TWO = tried('two', 'scope', { hasCommit: true });

/** A dry run of a draft in which these pages were looked at. */
function run(pages: readonly Tried[], draft = drafted()) {
  const { describing, tell, sent } = openDescribing(draft);
  describing.tryOut({});
  for (const one of pages) tell({ type: 'tried', tried: one });
  const verdict = (practice = {}) => builderView(describing.state(), practice).dryVerdict;
  return { describing, tell, sent, verdict };
}

describe('a dry run', () => {
  it('is green where each screen was looked at, each field matched, and the submit was found', () => {
    expect(run([ONE, TWO]).verdict()?.is).toBe('go');
  });

  it('is none before it begins', () => {
    expect(builderView(openDescribing(drafted()).describing.state(), {}).dryVerdict).toBeNull();
  });

  it.each<[string, readonly Tried[], 'open' | 'stop', string]>([
    ['while a screen was not looked at', [ONE], 'open', 'not looked at: “Two”'],
    ['where no screen has the submit', [ONE, { ...TWO, hasCommit: false }], 'open', 'the submit was found on none'],
    [
      'where another page has the submit',
      [ONE, { ...TWO, hasCommit: false }, { ...TWO, screen: null, place: 'elsewhere' }],
      'open',
      'on none',
    ],
    [
      'where a field does not match',
      [ONE, { ...TWO, fields: [{ ...match('scope'), verdict: 'mismatch' }] }],
      'open',
      'not right yet on “Two”',
    ],
    ['where a value is wider', [ONE, { ...TWO, fields: [{ ...match('scope'), verdict: 'broader' }] }], 'stop', 'stopped on “Two”'],
    [
      'where a field does not read',
      [ONE, { ...TWO, fields: [{ ...match('scope'), verdict: 'unreadable', because: 'No.' }] }],
      'stop',
      '“Two”',
    ],
    ['where a wrong value was let pass', [ONE, { ...TWO, fields: [{ ...match('scope'), isWrongCaught: false }] }], 'stop', '“Two”'],
    ['where an alert speaks up', [{ ...ONE, around: { ...around, unlisted: [{ role: 'alert', count: 1 }] } }, TWO], 'stop', '“One”'],
    [
      'where the review page says something else',
      [ONE, { ...TWO, place: 'review', fields: [{ ...match('scope'), verdict: 'empty' }] }],
      'stop',
      '“Two”',
    ],
    ['where the submit would be held', [ONE, { ...TWO, sentOtherwise: ['mode'] }], 'open', 'not right yet on “Two”'],
  ])('is not green %s, and says so', (_, pages, is, says) => {
    expect(run(pages).verdict()).toMatchObject({ is, says: expect.stringContaining(says) });
  });

  it('says nothing of a profile that was changed since, and tries the page that is shown anew', () => {
    const { describing, verdict, sent } = run([ONE, TWO]);
    describing.change((now) => ({ ...now, version: '2' }), 'Kept.');
    expect(verdict()?.is).toBe('go');
    const before = sent.filter(({ type }) => type === 'try').length;
    describing.change((now) => withSpot(now, { for: 'operator' }, spot), 'Kept.');
    expect(verdict()).toMatchObject({ is: 'open', says: expect.stringContaining('not looked at: “One”, “Two”') });
    expect(sent.filter(({ type }) => type === 'try')).toHaveLength(before + 1);
  });

  it('is never green on a console that cannot be guarded', () => {
    expect(run([ONE, TWO], { ...drafted(), obstacles: ['It commits by GET.'] }).verdict()?.is).toBe('stop');
    const signed = fieldNamed(naming({ approved: { packet: 'approvalEvidence' }, label: 'Signed packet', kind: 'file' }));
    const file = withField(drafted(), seen('Two'), signed);
    expect(run([ONE, { ...TWO, fields: [match('scope'), match(signed.spec.id)] }], file).verdict()?.is).toBe('stop');
  });

  it('says nothing of practice values that were changed since', () => {
    expect(run([ONE, TWO]).verdict({ 'tenant.id': 'tnt_2' })).toMatchObject({
      is: 'open',
      says: expect.stringContaining('press “Run again”'),
    });
  });

  it('asks for the tenant and the account that the console has to name, where it names any', () => {
    const draft = withSpot(withSpot(drafted(), { for: 'operator' }, spot), { for: 'tenant' }, spot);
    const { describing, sent } = run([], { ...draft, screens: draft.screens.slice(1) });
    expect(builderView(describing.state(), {}).practice.map(({ path }) => path)).toEqual(['tenant.id', 'scope', 'operator']);
    expect(sent.at(-1)).toMatchObject({ type: 'try', trial: { tenantId: 'tnt_PRACT1', account: '' } });
    expect(
      run([tried('two', 'scope', { hasCommit: true, operator: 'other' })], { ...draft, screens: draft.screens.slice(1) }).verdict()?.is,
    ).not.toBe('go');
  });

  it('keeps a page that is no screen apart from a screen that is called so', () => {
    const named = withField(drafted(), seen('Pending'), fieldNamed(naming({ approved: { constant: 'x' }, label: 'Note' })));
    const waiting = { ...tried('', ''), screen: null, place: 'pending', fields: [] } as const;
    expect(run([ONE, TWO, waiting], named).verdict()?.says).toContain('not looked at: “Pending”');
  });
});
