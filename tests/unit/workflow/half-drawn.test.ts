import { describe, expect, it } from 'vitest';
import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import type { Reading } from '../../../lib/core/compare/reading.ts';
import { type ReasonCode, reason } from '../../../lib/core/reason.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { shownPage } from './small-console.ts';
import { grantedStage, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

/** Longer than a page is given to draw what is missing. */
const DRAWN_MS = 3_000;

async function onTheLastScreen(): Promise<Stage> {
  const at = stage();
  await at.open();
  await at.fill();
  return at;
}

const stands = ({ run }: Stage) => ({
  halt: run().state.halt?.reasons.map((one) => one.code) ?? null,
  holds: run().state.holds.map((one) => one.code),
});

/** The last screen, and how one of its readings differs. */
function last(at: Stage, over: Partial<Reading>, more: Partial<PageReport> = {}): PageReport {
  const whole = shownPage({ screen: 'last', packet: at.packet, report: more });
  return { ...whole, readings: whole.readings.map((one) => (one.field === 'end' ? { ...one, ...over } : one)) };
}

const without = (code: ReasonCode): Partial<Reading> => ({
  look: { isReadable: false, reason: reason(code, { field: 'End', difference: '“End” was not found', detail: 'it is disabled' }, 'end') },
  changedBy: 'nobody',
});

/** The page tells one thing, and what it shows after that another. */
async function showThen(at: Stage, first: PageReport, then: PageReport, afterMs: number): Promise<void> {
  at.fake.page.report = first;
  const heard = pageSaid(at.context, 7, { type: 'report', report: first });
  await at.fake.advance(0);
  expect(stands(at)).toMatchObject({ halt: null });
  expect(stands(at).holds).not.toEqual([]);
  await at.fake.advance(afterMs);
  await at.show(then);
  await at.fake.advance(DRAWN_MS);
  await heard;
}

describe('a page that is drawn in pieces', () => {
  it.each<[ReasonCode, number]>([
    ['expiry-control-missing', 100],
    ['console-drift', 100],
    ['control-unreadable', 100],
    ['expiry-control-missing', 1_000],
    ['console-drift', 1_000],
  ])('is held for %s, and no longer once the control came %i ms later, also where a hand typed into it at once', async (code, afterMs) => {
    const at = await onTheLastScreen();
    await showThen(at, last(at, without(code)), last(at, { changedBy: 'hand' }), afterMs);
    expect(stands(at)).toEqual({ halt: null, holds: [] });
    at.end();
  });

  it.each<ReasonCode>(['expiry-control-missing', 'console-drift', 'control-unreadable'])('is halted for %s that lasts', async (code) => {
    const at = await onTheLastScreen();
    const missing = last(at, without(code));
    await showThen(at, missing, missing, 100);
    expect(stands(at).halt).toEqual([code === 'control-unreadable' ? 'expiry-control-missing' : code]);
    at.end();
  });

  it('that goes on changing after the halt is not looked at for each change', async () => {
    const at = await onTheLastScreen();
    const missing = last(at, without('console-drift'));
    await showThen(at, missing, missing, 100);
    expect(stands(at).halt).toEqual(['console-drift']);
    let looks = 0;
    const { pages } = at.context.ports.device;
    const look = pages.look;
    Object.assign(pages, {
      look: (...given: Parameters<typeof look>) => {
        looks += 1;
        return look(...given);
      },
    });
    for (const document of ['d2', 'd3', 'd4']) void at.show({ ...missing, document });
    await at.fake.advance(DRAWN_MS);
    expect(looks).toBe(0);
    at.end();
  });

  it('is only held as long as its document arrives, and halted when that has arrived without the control', async () => {
    const at = await onTheLastScreen();
    const arriving = last(at, without('expiry-control-missing'), { isLoading: true });
    await at.show(arriving);
    await at.fake.advance(60_000);
    expect(stands(at)).toEqual({ halt: null, holds: ['expiry-control-missing'] });
    const heard = at.show({ ...arriving, isLoading: false });
    await at.fake.advance(DRAWN_MS);
    await heard;
    expect(stands(at).halt).toEqual(['expiry-control-missing']);
    at.end();
  });

  it('has its whole time also where another page, drawn in pieces as well, stood there just before', async () => {
    const at = await onTheLastScreen();
    const [before, after] = ['d1', 'd2'].map((document) => last(at, without('console-drift'), { document }));
    const heard = [at.show(before as PageReport)];
    await at.fake.advance(2_000);
    heard.push(at.show(after as PageReport));
    await at.fake.advance(2_000);
    expect(stands(at).halt).toBe(null);
    await at.fake.advance(DRAWN_MS);
    await Promise.all(heard);
    expect(stands(at).halt).toEqual(['console-drift']);
    at.end();
  });

  it.each<[string, Partial<Reading>, ReasonCode]>([
    [
      'a later end',
      { look: { isReadable: true, value: { kind: 'text', text: '2027-01-01T00:00' } }, changedBy: 'nobody' },
      'window-differs',
    ],
    ['two values at once', without('reading-contradicts-itself'), 'reading-contradicts-itself'],
  ])('is halted for %s that a hand took back before it could be looked at twice', async (_, danger, code) => {
    const at = await onTheLastScreen();
    await showThen(at, last(at, danger), last(at, { changedBy: 'hand' }), 100);
    expect(stands(at).halt).toEqual([code]);
    at.end();
  });
});

describe('a confirmation that is drawn in pieces', () => {
  const unread = (one: Reading): Reading => ({ ...one, look: { isReadable: false, reason: reason('console-drift', { difference: 'x' }) } });
  const saying = (whole: PageReport, text: string): PageReport => ({
    ...whole,
    readings: whole.readings.map((one) => ({ ...one, look: { isReadable: true, value: { kind: 'text', text } } })),
  });
  const pieces = {
    'without its reference': (whole: PageReport) => ({ ...whole, reference: null }),
    'with a dash for the tenant': (whole: PageReport) => saying(whole, '–'),
    'with an empty place for the tenant': (whole: PageReport) => saying(whole, ''),
    'without the tenant': (whole: PageReport) => ({ ...whole, readings: whole.readings.map(unread) }),
    'with a heading alone': (whole: PageReport) => ({ ...whole, reference: ' ', readings: [] }),
    'with another tenant, and still arriving': (whole: PageReport) => ({
      ...saying(whole, 'tnt_OTHER'),
      isLoading: true,
    }),
  };

  it.each(Object.entries(pieces))('%s is waited for, and confirmed once it is whole', async (_, piece) => {
    const at = await grantedStage();
    const whole = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    at.fake.page.report = piece(whole);
    await at.fake.advance(10_000);
    expect(at.run().state.phase).toBe('confirming');
    at.fake.page.report = whole;
    await at.fake.advance(2_000);
    expect(at.run().state.phase).toBe('confirmed');
    at.end();
  });

  it.each(Object.entries(pieces))('%s that stays so is unknown when its time is over', async (_, piece) => {
    const at = await grantedStage();
    at.fake.page.report = piece(shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' }));
    await at.fake.advance(22_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    at.end();
  });

  it('that says another tenant is unknown at once', async () => {
    const at = await grantedStage();
    const over = { tenant: { kind: 'text', text: 'tnt_OTHER' } } as const;
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2', over });
    await at.fake.advance(1_500);
    expect(at.run().state.phase).toBe('unknown');
    at.end();
  });
});
