import { describe, expect, it } from 'vitest';
import { assess } from '../../../../lib/core/execution/assess.ts';
import { dryLines } from '../../../../lib/core/execution/dry-run.ts';
import type { Tried } from '../../../../lib/core/profile/picked.ts';
import type { Profile } from '../../../../lib/core/profile/profile.ts';
import { example } from '../../../fakes/example.ts';
import { shownPage, smallProfile } from '../../workflow/small-console.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const TENANT = packet.tenant.id;
const approved = { tenant: TENANT, scope: packet.scope, end: packet.window.end ?? '' };
const WARNING = { kind: 'bypass', locator: { css: '.ask' }, says: 'It asks to go past the policy.' } as const;
const profile: Profile = { ...smallProfile, danger: [WARNING] };

const CLEAN: Tried = {
  screen: 'last',
  place: 'screen',
  fields: [],
  around: { dangers: [], unlisted: [], notices: [], drift: [], lookalikes: [] },
  sentOtherwise: [],
  hasCommit: false,
  tenant: 'right',
  operator: 'right',
};
const AGAINST = { profile, tenantId: TENANT, account: 'lead-01' };
const linesOf = (over: Partial<Tried>, account = 'lead-01') => dryLines({ ...CLEAN, ...over }, { ...AGAINST, account });
const around = (over: Partial<Tried['around']>) => ({ around: { ...CLEAN.around, ...over } });

describe('a page that was tried', () => {
  it('says nothing where nothing would stop an execution, and that the submit stands there', () => {
    expect(linesOf({})).toEqual([]);
    expect(linesOf({ hasCommit: true })).toEqual([{ is: 'said', seen: 'The submit stands here.', now: null }]);
  });

  it.each<[string, Partial<Tried>, 'halts' | 'holds', string]>([
    ['an alert that nobody listed', around({ unlisted: [{ role: 'alert', count: 1 }] }), 'halts', 'not listed: an alert'],
    ['a listed warning', around({ dangers: [{ kind: 'bypass', says: WARNING.says }] }), 'halts', WARNING.says],
    ['an ended session', around({ dangers: [{ kind: 'session-lost', says: 'Sign in' }] }), 'halts', 'session ended'],
    ['an open session', around({ dangers: [{ kind: 'existing-session', says: 'Open' }] }), 'halts', 'still open'],
    ['a second submit', around({ lookalikes: ['“Submit”'] }), 'halts', 'look like “Submit”'],
    ['drift', around({ drift: ['“Region” is new'] }), 'halts', '“Region” is new'],
    ['another tenant', { tenant: 'other' }, 'halts', 'another one than your practice value'],
    ['no tenant', { tenant: 'not-read' }, 'halts', 'tenant cannot be read'],
    ['another operator', { operator: 'other' }, 'holds', 'something else than your practice value'],
    ['no operator', { operator: 'not-read' }, 'holds', 'cannot be read here'],
    ['what would be sent otherwise', { sentOtherwise: ['mode'] }, 'holds', '“mode” would be sent'],
  ])('says of %s what it would do to an execution, and what to do', (_, over, is, words) => {
    const [line, ...others] = linesOf(over);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ is, seen: expect.stringContaining(words), now: expect.stringMatching(/\.$/) });
  });

  it('that says who is signed in is not right before somebody wrote who that has to be', () => {
    expect(linesOf({ operator: 'other' }, '')).toMatchObject([{ is: 'holds', now: 'Write above what your practice account is called.' }]);
  });

  it('is judged as an execution judges it', () => {
    const cases: readonly Partial<Tried>[] = [
      around({ unlisted: [{ role: 'dialog', count: 2 }], drift: ['a', 'b'], lookalikes: ['c'] }),
      { ...around({ dangers: [{ kind: 'bypass', says: 'x' }] }), tenant: 'not-read', operator: 'not-read' },
      { place: 'elsewhere', screen: null, tenant: 'not-read', ...around({ unlisted: [{ role: 'alert', count: 1 }] }) },
    ];
    for (const over of cases) {
      const tried = { ...CLEAN, ...over };
      const report = shownPage({ screen: 'last', packet, report: { ...tried.around, place: tried.place, screen: tried.screen } });
      const context = {
        tenant: tried.tenant === 'right' ? TENANT : null,
        operator: tried.operator === 'right' ? 'lead-01' : null,
      };
      const input = { profile, approved, tenantId: TENANT, accounts: ['lead-01'], report: { ...report, context } };
      const { halts, holds } = assess({ ...input, carried: new Map(), done: [], isBroken: false });
      const lines = dryLines(tried, AGAINST);
      const ofOtherScreens = holds.filter(({ code }) => code !== 'reading-stale');
      expect(lines.filter((one) => one.is === 'halts')).toHaveLength(halts.length);
      expect(lines.filter((one) => one.is === 'holds')).toHaveLength(ofOtherScreens.length);
    }
  });

  it('that is no screen says as what it is taken', () => {
    expect(linesOf({ place: 'elsewhere', screen: null })).toMatchObject([
      { is: 'said', seen: expect.stringContaining('none of the screens') },
    ]);
    expect(linesOf({ place: 'confirmed', screen: null, ...around({ drift: ['x'] }) })).toMatchObject([
      { is: 'said', seen: 'It is taken for the confirmation.' },
    ]);
  });

  it('with a notice says that its operator acknowledges it', () => {
    expect(linesOf(around({ notices: ['Maintenance'] }))).toMatchObject([{ is: 'said', seen: 'The notice “Maintenance” stands here.' }]);
  });
});
