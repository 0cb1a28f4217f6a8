import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../../lib/core/compare/instant.ts';
import type { PageReport } from '../../../../lib/core/compare/page-report.ts';
import type { Effective, Reading } from '../../../../lib/core/compare/reading.ts';
import { type AssessInput, assess } from '../../../../lib/core/execution/assess.ts';
import type { Profile } from '../../../../lib/core/profile/profile.ts';
import { reason, sentence } from '../../../../lib/core/reason.ts';
import { example } from '../../../fakes/example.ts';
import { shownPage, smallProfile } from '../../workflow/small-console.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
const END = (packet.window.end ?? '').slice(0, 16);
const approved = { tenant: packet.tenant.id, scope: packet.scope, end: packet.window.end ?? '' };

function judged(report: PageReport, more: Partial<AssessInput> = {}) {
  const input = { profile: smallProfile, approved, tenantId: packet.tenant.id, accounts: ['lead-01'], report };
  const { halts, holds } = assess({ ...input, carried: new Map(), done: [], isBroken: false, ...more });
  return { halts: halts.map((one) => one.code), holds: holds.map((one) => one.code) };
}

const text = (value: string): Effective => ({ kind: 'text', text: value });
const carried = (report: PageReport): ReadonlyMap<string, Reading> => new Map(report.readings.map((one) => [one.field, one]));
const FIRST = shownPage({ screen: 'first', packet });
const LAST = shownPage({ screen: 'last', packet });

/** The last screen as a review page that only says again what was entered. */
function reviewed(over: Readonly<Record<string, Effective>>): PageReport {
  const report = shownPage({ screen: 'last', packet, over });
  return { ...report, place: 'review', readings: report.readings.map((one) => ({ ...one, source: 'review' })) };
}

/** The last screen, changed by somebody. */
function changed(over: Readonly<Record<string, Effective>>, changedBy: Reading['changedBy'], more: Partial<PageReport> = {}): PageReport {
  const report = shownPage({ screen: 'last', packet, over });
  return { ...report, ...more, readings: report.readings.map((one) => ({ ...one, changedBy })) };
}

const WIDE: Effective = { kind: 'set', items: [...packet.scope, 'all-tenants'] };

describe('a look at a screen', () => {
  it('holds nothing where all matches', () => {
    expect(judged(LAST, { carried: carried(FIRST) })).toEqual({ halts: [], holds: [] });
  });

  it.each<[string, Reading['changedBy'], Partial<PageReport>, readonly string[], readonly string[]]>([
    ['that the console made wider halts', 'nobody', {}, ['scope-broader'], []],
    ['that a page script made wider halts', 'page', {}, ['scope-broader'], []],
    ['that a hand made wider only holds', 'hand', {}, [], ['scope-broader']],
    ['is only shown while somebody types', 'nobody', { isTyping: true }, [], ['scope-broader']],
  ])('%s', (_, by, more, halts, holds) => {
    expect(judged(changed({ scope: WIDE }, by, more), { carried: carried(FIRST) })).toEqual({ halts, holds });
  });

  describe('with an end that is entered as a duration', () => {
    const END_MS = Date.parse(packet.window.end ?? '');
    const FOUR_MS = END_MS - 4 * 60 * MINUTE_MS;
    const [one, other] = smallProfile.screens;
    const ends = other?.fields.filter(({ id }) => id === 'end') ?? [];
    const screens =
      one && other
        ? [
            { ...one, fields: [...one.fields, ...ends] },
            { ...other, fields: other.fields.slice(0, 1) },
          ]
        : [];
    const early: Profile = { ...smallProfile, screens };
    const last = (atMs: number): PageReport => ({ ...LAST, atMs, readings: LAST.readings.slice(0, 1) });
    const left = (words: string): ReadonlyMap<string, Reading> => {
      const end = shownPage({ screen: 'last', packet, over: { end: text(words) } }).readings.slice(1);
      return carried({
        ...FIRST,
        readings: [...FIRST.readings, ...end].map((reading) => ({ ...reading, source: 'carried', readAtMs: FOUR_MS })),
      });
    };
    const onTheLast = (atMs: number, words = '4 h') => judged(last(atMs), { profile: early, carried: left(words) });

    it('on a screen that was left asks whether it would still be right if it were sent now', () => {
      expect(onTheLast(FOUR_MS)).toEqual({ halts: [], holds: [] });
      expect(onTheLast(FOUR_MS + MINUTE_MS - 1)).toEqual({ halts: [], holds: [] });
      for (const atMs of [FOUR_MS - 1, FOUR_MS + MINUTE_MS]) expect(onTheLast(atMs)).toEqual({ halts: [], holds: ['reading-stale'] });
      expect(onTheLast(FOUR_MS + MINUTE_MS, '239 min')).toEqual({ halts: [], holds: [] });
      const { holds } = assess({
        profile: early,
        approved,
        tenantId: packet.tenant.id,
        accounts: ['lead-01'],
        report: last(FOUR_MS + MINUTE_MS),
        carried: left('4 h'),
        done: [],
        isBroken: false,
      });
      expect(holds.map(sentence)).toEqual([
        'First, where the end of access counts from now and is no longer the approved one, must be seen again.',
      ]);
    });

    it('takes a review page that says it again as it was entered by what was entered, and any other for another end', () => {
      const review = (words: string, atMs: number) => {
        const report = reviewed({ end: text(words) });
        const readings = report.readings.map((reading) => ({ ...reading, readAtMs: atMs }));
        return judged({ ...report, atMs, readings }, { profile: early, carried: left('4 h') });
      };
      expect(review('4 hours', FOUR_MS)).toEqual({ halts: [], holds: [] });
      expect(review('4 hours', FOUR_MS + MINUTE_MS)).toEqual({ halts: [], holds: ['reading-stale'] });
      expect(review('5 hours', FOUR_MS - 60 * MINUTE_MS).halts).toHaveLength(1);
    });

    it('only holds where the clock made it later, and halts where the page did', () => {
      const by = (changedBy: Reading['changedBy']) => {
        const report = changed({ end: text('4 h') }, changedBy, { atMs: FOUR_MS + MINUTE_MS });
        const readings = report.readings.map((reading) => ({ ...reading, readAtMs: FOUR_MS + MINUTE_MS }));
        return judged({ ...report, readings }, { carried: carried(FIRST) });
      };
      expect(by('nobody')).toEqual({ halts: [], holds: ['window-differs'] });
      expect(by('page')).toEqual({ halts: ['window-differs'], holds: [] });
    });
  });

  it('names the page where the page changed a value, and the value where a hand did', () => {
    const other = { screen: 'first', packet, over: { tenant: text('tnt_OTHER') } } as const;
    const by = (changedBy: Reading['changedBy']) => {
      const report = shownPage(other);
      return judged({ ...report, readings: report.readings.map((one) => ({ ...one, changedBy })) }).holds;
    };
    expect(by('page')).toEqual(['reading-changed-by-script']);
    expect(by('hand')).toEqual(['field-mismatch']);
  });

  it('calls an invisible character by name, and forgives a plain blank at the end', () => {
    const typed = (value: string) => judged(shownPage({ screen: 'first', packet, over: { tenant: text(value) } })).holds;
    expect(typed(`${packet.tenant.id.slice(0, 5)}\u200b${packet.tenant.id.slice(5)}`)).toEqual(['invisible-characters']);
    expect(typed(`${packet.tenant.id} `)).toEqual([]);
  });

  it('tells a review page that would end access at another time from one that says another value', () => {
    expect(judged(reviewed({ end: text('2026-11-24T07:00') }), { carried: carried(FIRST) }).halts).toEqual(['window-differs']);
    expect(judged(reviewed({ end: text('2026-11-23T03:05') }), { carried: carried(FIRST) }).halts).toEqual(['window-differs']);
    expect(judged(reviewed({ scope: WIDE }), { carried: carried(FIRST) }).halts).toEqual(['scope-broader']);
    expect(judged(reviewed({ scope: { kind: 'set', items: ['other'] }, end: text(END) }), { carried: carried(FIRST) }).halts).toEqual([
      'scope-broader',
    ]);
    const first = shownPage({ screen: 'first', packet, over: { tenant: text('tnt_OTHER') } });
    const saysAgain: PageReport = { ...first, place: 'review', readings: first.readings.map((one) => ({ ...one, source: 'review' })) };
    expect(judged(saysAgain).halts).toEqual(['review-differs']);
  });

  it.each<[string, Partial<PageReport>, readonly string[], readonly string[]]>([
    ['another tenant', { context: { tenant: 'tnt_OTHER', operator: 'lead-01' } }, ['console-other-tenant'], []],
    ['no tenant', { context: { tenant: null, operator: 'lead-01' } }, ['control-unreadable'], []],
    ['a dash for the tenant', { context: { tenant: '–', operator: 'lead-01' } }, ['control-unreadable'], []],
    ['another operator', { context: { tenant: packet.tenant.id, operator: 'lead-02' } }, [], ['console-operator-differs']],
    ['a lost session', { dangers: [{ kind: 'session-lost', says: 'x' }] }, ['console-session-lost'], []],
    ['a warning', { dangers: [{ kind: 'bypass', says: 'x' }] }, ['console-warning'], []],
    ['an open session', { dangers: [{ kind: 'existing-session', says: 'x' }] }, ['session-exists'], []],
    ['a dialog that nobody knows', { unlisted: [{ role: 'dialog', count: 1 }] }, ['console-warning'], []],
    ['two submits', { lookalikes: ['“Submit restoration”'] }, ['console-lookalike'], []],
    ['drift', { drift: ['“End” is gone'] }, ['console-drift'], []],
  ])('with %s', (_, more, halts, holds) => {
    expect(judged({ ...FIRST, ...more })).toEqual({ halts, holds });
  });

  it.each<[string, Effective]>([
    ['nothing', text('')],
    ['a dash', text(' — ')],
    ['no member', { kind: 'set', items: [] }],
  ])('at a review page that says %s for a value calls it unread, which may yet come', (_, value) => {
    const over = value.kind === 'set' ? { scope: value } : { end: value };
    expect(judged(reviewed(over), { carried: carried(FIRST) })).toEqual({ halts: ['control-unreadable'], holds: [] });
    expect(judged({ ...reviewed(over), isLoading: true }, { carried: carried(FIRST) })).toEqual({
      halts: [],
      holds: ['control-unreadable'],
    });
  });

  it.each<[string, Record<string, Effective>, string]>([
    ['no end', { end: text('∞') }, 'window-differs'],
    ['everything', { scope: { kind: 'set', items: ['*'] } }, 'scope-broader'],
  ])('at a review page that says %s by a sign knows that it says something', (_, over, halt) => {
    const report = { ...reviewed(over), isLoading: true };
    expect(judged(report, { carried: carried(FIRST) }).halts).toEqual([halt]);
  });

  it('at a page that is still arriving halts for what it shows, and only holds for what it lacks', () => {
    const report = changed({ scope: WIDE }, 'nobody', { isLoading: true, drift: ['“End” is gone'] });
    expect(judged(report, { carried: carried(FIRST) })).toEqual({ halts: ['scope-broader'], holds: ['console-drift'] });
  });

  it('that names another tenant keeps what is no tenant id to itself', () => {
    const context = { tenant: 'tnt_1 signed in, token hunter2', operator: 'lead-01' };
    const input = { profile: smallProfile, approved, tenantId: packet.tenant.id, accounts: ['lead-01'], report: { ...FIRST, context } };
    const { halts } = assess({ ...input, carried: new Map(), done: [], isBroken: false });
    expect(halts).toMatchObject([{ code: 'console-other-tenant', details: { expected: packet.tenant.id } }]);
    expect(JSON.stringify(halts)).not.toContain('hunter2');
  });

  it('that cannot be read halts with its own name, and with that of the end of access where it is that', () => {
    const unread = (field: string): PageReport => ({
      ...LAST,
      readings: LAST.readings.map((one) =>
        one.field === field
          ? { ...one, look: { isReadable: false, reason: reason('control-unreadable', { field, detail: 'x' }, field) } }
          : one,
      ),
    });
    expect(judged(unread('scope'), { carried: carried(FIRST) }).halts).toEqual(['control-unreadable']);
    expect(judged(unread('end'), { carried: carried(FIRST) }).halts).toEqual(['expiry-control-missing']);
  });
});

describe('the way through the screens', () => {
  it('is whole when every earlier screen was left as approved', () => {
    expect(judged(LAST, { carried: carried(FIRST) }).holds).toEqual([]);
    expect(judged(LAST).holds).toEqual(['reading-stale']);
    expect(judged(LAST, { carried: carried(shownPage({ screen: 'first', packet, over: { tenant: text('x') } })) }).holds).toEqual([
      'reading-stale',
    ]);
  });

  it('asks on an earlier screen for those that had been passed, and for none that were not yet', () => {
    expect(judged(FIRST, { done: [] }).holds).toEqual([]);
    expect(judged(FIRST, { done: ['last'] }).holds).toEqual(['reading-stale']);
    expect(judged(FIRST, { done: ['first'] }).holds).toEqual([]);
  });

  it('says once that another tab came between, as long as a screen is missing', () => {
    expect(judged(LAST, { isBroken: true }).holds).toEqual(['chain-broken']);
    expect(judged(LAST, { isBroken: true, carried: carried(FIRST) }).holds).toEqual([]);
  });
});
