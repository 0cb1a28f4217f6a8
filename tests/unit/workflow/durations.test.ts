import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../lib/core/compare/instant.ts';
import type { PageReport } from '../../../lib/core/compare/page-report.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { shownPage, stepRequest } from './small-console.ts';
import { pressOf, stage } from './stage.ts';

/** The last screen is shown, and its end was entered as what is left until the approved one, as of the first screen. */
async function entered() {
  const at = stage();
  await at.open();
  const { packet } = at;
  const leftMs = Date.parse(packet.window.end ?? '') - at.fake.nowMs();
  const end = { kind: 'text', text: `${Math.ceil(leftMs / MINUTE_MS)} minutes` } as const;
  const now = (): PageReport => {
    const atMs = at.fake.nowMs();
    const report = shownPage({ screen: 'last', packet, over: { end }, report: { atMs } });
    return { ...report, readings: report.readings.map((one) => ({ ...one, readAtMs: atMs })) };
  };
  await at.show(shownPage({ screen: 'first', packet }));
  await pageSaid(at.context, 7, { type: 'press', press: pressOf('step', shownPage({ screen: 'first', packet }), { isPassed: true }) });
  await requestLeft(at.context, stepRequest(packet));
  await at.show(now());
  return { ...at, now, minuteEndsMs: Math.floor(at.fake.nowMs() / MINUTE_MS) * MINUTE_MS + MINUTE_MS };
}

const codes = ({ holds }: Readonly<{ holds: readonly Readonly<{ code: string }>[] }>) => holds.map(({ code }) => code);

describe('an end that is entered as a duration', () => {
  it('arms for no longer than its minute, and is another end in the next one', async () => {
    const at = await entered();
    await at.fake.advance(at.minuteEndsMs - at.fake.nowMs() - 5_000);
    at.fake.page.report = at.now();
    await at.pressSubmit({}, at.now());
    await at.fake.advance(100);
    const { state } = at.run();
    expect([state.phase, state.release?.untilMs]).toEqual(['armed', at.minuteEndsMs - 1]);
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null, checkHolds: [{ code: 'release-expired' }] });
    await at.show(at.now());
    expect(codes(at.run().state)).toEqual(['window-differs']);
    at.end();
  });

  it('does not arm where its minute is over before the claim is consumed', async () => {
    const at = await entered();
    const looked = at.now();
    await at.fake.advance(at.minuteEndsMs - at.fake.nowMs());
    await at.pressSubmit({}, looked);
    await at.fake.advance(100);
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null, halt: null, checkHolds: [{ code: 'release-expired' }] });
    expect(at.fake.openings).toEqual([]);
    at.end();
  });

  it('is no obstacle to going on later: it is entered anew', async () => {
    const at = await entered();
    await at.run().dispatch({ type: 'halt-asked', reason: { code: 'takeover-held' }, by: 'lead-01' });
    await at.fake.advance(2 * MINUTE_MS);
    at.fake.page.report = at.now();
    await at.run().dispatch({ type: 'resumed', by: 'lead-01', note: 'n' });
    await at.fake.advance(0);
    expect(at.run().state.halt).toBeNull();
    await at.show(at.now());
    expect(codes(at.run().state)).toContain('window-differs');
    at.end();
  });
});
