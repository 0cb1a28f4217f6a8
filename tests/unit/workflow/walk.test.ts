import { describe, expect, it } from 'vitest';
import type { ObservedRequest } from '../../../lib/ports/device.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { requestBegan, requestEnded, requestLeft } from '../../../lib/workflow/confirming.ts';
import { pageSaid } from '../../../lib/workflow/page-events.ts';
import { isRightCommit } from '../../../lib/workflow/released-request.ts';
import { answer } from '../../../lib/workflow/requests.ts';
import { commitRequest, shownPage, smallProfile, stepRequest } from './small-console.ts';
import { END, openedBeside, stage } from './stage.ts';

async function armed() {
  const at = stage();
  await at.open();
  await at.fill();
  await at.pressSubmit();
  await at.fake.advance(100);
  return at;
}

async function sent() {
  const at = await armed();
  const release = at.run().state.release?.id ?? '';
  await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
  await requestLeft(at.context, commitRequest(at.packet));
  await requestEnded(at.context, END, { kind: 'commit', seen: commitRequest(at.packet) });
  return at;
}

describe('the walk, on fakes', () => {
  it('enters after a green preflight with a claim, and opens the console', async () => {
    const at = stage();
    await at.open();
    expect(at.run().state).toMatchObject({ phase: 'filling', tabId: 7, checkHolds: [] });
    expect(at.cases.now('CASE-1042').claim).toMatchObject({ state: 'held', holder: 'lead-01' });
  });

  it('claims nothing and opens no console where it would not see or hold what is sent there', async () => {
    const at = stage();
    at.fake.rules.faults = ['it has no access to this console'];
    await at.open();
    expect(at.run().state).toMatchObject({
      phase: 'idle',
      claim: null,
      checkHolds: [{ code: 'guard-not-intact', details: { detail: 'it has no access to this console' } }],
    });
    expect(at.fake.gateLog).not.toContain('guard');
    expect(at.cases.now('CASE-1042').claim).toBeNull();
  });

  it.each([
    ['as approved', (tenant: string) => tenant, null],
    ['with another tenant', (tenant: string) => `${tenant}x`, 'body-differs'],
  ] as const)('judges a step that is told of late by the screen it sends: %s', async (_, change, code) => {
    const at = stage();
    await at.open();
    await at.fill({ isStepSeen: false });
    expect(at.run().state.screen).toBe('last');
    await requestLeft(at.context, { ...stepRequest(at.packet), body: { tenant: [change(at.packet.tenant.id)] } });
    expect(at.run().state.halt?.reasons[0]?.code ?? null).toBe(code);
  });

  it('begins no check for Enter in a field, and says that the submission was stopped', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } }));
    await at.pressSubmit({ isFromField: true });
    expect(at.run().state).toMatchObject({ phase: 'filling', check: null, checkHolds: [{ code: 'commit-without-release' }] });
    await at.show(shownPage({ screen: 'last', packet: at.packet }));
    await at.pressSubmit();
    expect(at.run().state).toMatchObject({ phase: 'armed', checkHolds: [] });
  });

  it('arms only after the claim is consumed, and journals the opening before the rule', async () => {
    const at = await armed();
    expect(at.run().state.phase).toBe('armed');
    expect(at.cases.now('CASE-1042').claim).toMatchObject({ state: 'consumed' });
    const kinds = (await at.entries()).map((entry) => entry.kind);
    expect(kinds.indexOf('consumed')).toBeLessThan(kinds.indexOf('gate-opening'));
    expect(kinds.indexOf('gate-opening')).toBeLessThan(kinds.indexOf('armed'));
    expect(at.fake.openings).toHaveLength(1);
  });

  it('goes on in the new tab that the commit leaves from, where the profile says so, whichever is told first', async () => {
    const at = await armed();
    const seen = { ...commitRequest(at.packet), tabId: 9 };
    await requestBegan(at.context, seen);
    await requestLeft(at.context, seen);
    expect(at.run().state).toMatchObject({ phase: 'armed', tabId: 7 });
    const run = at.run();
    openedBeside(run, [7, 8]);
    await requestLeft(at.context, { ...seen, tabId: 8 });
    expect(at.run().state.phase).toBe('armed');
    await requestLeft(at.context, seen);
    expect(at.run().state).toMatchObject({ phase: 'committing', tabId: 9, left: 'one' });
    await at.pressSubmit({ isPassed: true, release: run.state.release?.id ?? '', stoppedBy: null });
    expect((await at.entries()).filter((one) => one.kind === 'pressed')).toHaveLength(1);
    await requestEnded(at.context, { ...END, tabId: 9 }, { kind: 'commit', seen });
    expect(at.run().state.phase).toBe('confirming');
  });

  it('takes for right, where the profile says that the commit opens a tab, only what a page of the console sends from a new one', async () => {
    const { run, packet } = await armed();
    const { known } = run().facts;
    const requests = smallProfile.requests.map((one) => (one.class === 'commit' ? { ...one, opens: 'new-tab' as const } : one));
    const opening = {
      ...openedBeside(run(), [7, 8]),
      facts: { ...run().facts, known: { ...known, profile: { ...smallProfile, requests } } },
    };
    const isRight = (over: Partial<ObservedRequest>) => isRightCommit(opening, { ...commitRequest(packet), tabId: 9, ...over });
    expect(isRight({})).toBe(true);
    for (const over of [
      { tabId: 7 },
      { tabId: 8 },
      { tabId: -1 },
      { initiator: 'https://other.example' },
      { initiator: null },
      { body: {} },
    ])
      expect(isRight(over)).toBe(false);
  });

  it('takes what got past the rules and fits no request of the profile for a commit that nobody approved', async () => {
    const at = await armed();
    const seen = { ...commitRequest(at.packet), kind: 'unknown' as const, url: 'https://console.example/commit-all' };
    await requestBegan(at.context, seen);
    expect(at.run().state.phase).toBe('armed');
    await requestLeft(at.context, seen);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one', outcome: { reasons: [{ code: 'body-differs' }] } });
    expect(at.cases.now('CASE-1042').claim).toMatchObject({ state: 'consumed' });
  });

  it('holds what left against the screen that it left from, also where the answer was shown first', async () => {
    const at = await armed();
    const release = at.run().state.release?.id ?? '';
    await at.pressSubmit({ isPassed: true, release, stoppedBy: null });
    void at.show(shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' }));
    await requestLeft(at.context, commitRequest(at.packet));
    expect(at.run().state).toMatchObject({ phase: 'committing', left: 'one' });
  });

  it('confirms when console and IAM agree, closes the claim, and delivers one bundle', async () => {
    const at = await sent();
    at.grant();
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(5_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed', left: 'one' });
    expect(at.cases.now('CASE-1042').claim?.state).toBe('closed');
    expect((await bundleOf(at.context, at.run().execution))?.bytes.length).toBeGreaterThan(1_000);
    expect(at.store.bundles.size).toBe(1);
  });

  it('goes back to the list once it ended, and stays evidence', async () => {
    const at = await sent();
    at.grant();
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(5_000);
    const asked = { signedIn: 'in', focusTab: async () => undefined } as const;
    expect(await answer(at.context, { type: 'state' }, asked)).toMatchObject({ value: { body: { is: 'running' } } });
    expect(await answer(at.context, { type: 'read-again' }, asked)).toMatchObject({
      value: { body: { is: 'ready' }, evidence: [{ outcome: 'confirmed', isComplete: true }] },
    });
  });

  it('calls the outcome unknown when the console says yes and IAM shows nothing in time', async () => {
    const at = await sent();
    at.fake.page.report = shownPage({ screen: 'confirmed', packet: at.packet, document: 'd2' });
    await at.fake.advance(70_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', outcome: { reasons: [{ code: 'grant-not-found' }] } });
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it.each(['confirmed', 'refused'] as const)(
    'does not say that IAM shows nothing where it cannot be read: the console has %s',
    async (screen) => {
      const at = await sent();
      at.fake.page.report = shownPage({ screen, packet: at.packet, document: 'd2' });
      at.records.trouble.iam.set('*', 'down');
      await at.fake.advance(70_000);
      expect(at.run().state).toMatchObject({ phase: 'unknown', outcome: { reasons: [{ code: 'outcome-unknown' }] } });
      expect(at.escalation.raised).toHaveLength(1);
      at.end();
    },
  );

  it('rejects only when the console refused and IAM shows nothing for its whole time', async () => {
    const at = await sent();
    at.fake.page.report = shownPage({ screen: 'refused', packet: at.packet, document: 'd2' });
    await at.fake.advance(30_000);
    expect(at.run().state.phase).toBe('confirming');
    await at.fake.advance(40_000);
    expect(at.run().state).toMatchObject({ phase: 'rejected', left: 'refused' });
  });

  it('returns the claim when the release expires unused, and a second check goes through', async () => {
    const at = await armed();
    await at.fake.advance(21_000);
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', checkHolds: [{ code: 'release-expired' }] });
    expect(at.cases.now('CASE-1042').claim).toMatchObject({ state: 'held' });
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.phase).toBe('armed');
    expect(at.fake.openings).toHaveLength(2);
    at.end();
  });

  it('halts when an approval is withdrawn while armed, with the gate closed and the claim returned', async () => {
    const at = await armed();
    at.cases.change('CASE-1042', (record) => {
      const security = record.approvals.security;
      return security ? { ...record, approvals: { ...record.approvals, security: { ...security, decision: 'withdrawn' } } } : record;
    });
    await at.fake.advance(1_500);
    expect(at.run().state.halt?.reasons.map((one) => one.code)).toEqual(['approval-withdrawn']);
    expect(at.fake.gateLog.at(-1)).toBe('close');
    expect(at.cases.now('CASE-1042').claim?.state).toBe('held');
    at.end();
  });

  it('disarms when a reading changes under the armed gate', async () => {
    const at = await armed();
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: [] } } }));
    expect(at.run().state).toMatchObject({ phase: 'filling', release: null, checkHolds: [{ code: 'reading-changed' }] });
    at.end();
  });

  it('escalates a body that differs from what was shown, and never calls it confirmed', async () => {
    const at = await armed();
    await requestLeft(at.context, commitRequest(at.packet, { scope: ['all-tenants'] }));
    await at.fake.advance(2_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    expect(at.escalation.raised.length).toBeGreaterThan(0);
    at.end();
  });

  it('begins nothing when a leg is red, and says which', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => {
      const { security: _, ...approvals } = record.approvals;
      return { ...record, approvals };
    });
    await at.open();
    expect(at.run().state).toMatchObject({ phase: 'idle', claim: null, checkHolds: [{ code: 'approval-missing' }] });
  });

  it('halts, and opens nothing, when the journal cannot be written', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    at.fake.disk.isFailing = true;
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.halt?.reasons.map((one) => one.code)).toEqual(['storage-failed']);
    expect(at.fake.openings).toHaveLength(0);
  });

  it('keeps the record when the picture cannot be drawn, and says so', async () => {
    const at = stage();
    at.fake.drawing.isFailing = true;
    await at.open();
    await at.fill();
    const [capture, pictured] = (await at.entries()).filter(({ kind }) => kind === 'capture' || kind === 'pictured');
    expect(pictured?.body).toMatchObject({ record: capture?.body.record, picture: null, because: 'Error' });
  });

  it('does not arm when a step was let through and its request was never seen: then nobody could say what left', async () => {
    const at = stage();
    await at.open();
    await at.fill({ isStepSeen: false });
    await at.fake.advance(4_000);
    await at.pressSubmit();
    await at.fake.advance(100);
    expect(at.run().state.halt?.reasons.map((one) => one.code)).toEqual(['guard-not-intact']);
    expect(at.fake.openings).toHaveLength(0);
    at.end();
  });

  it('calls it unknown when a press was let through and no request was seen until the release ended', async () => {
    const at = await armed();
    await at.pressSubmit({ isPassed: true, release: at.run().state.release?.id ?? '', stoppedBy: null });
    await at.fake.advance(22_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'possibly' });
    expect(at.cases.now('CASE-1042').claim?.state).not.toBe('held');
    at.end();
  });

  it('begins nothing, and leaves a journal that says so, when the policy cannot be read', async () => {
    const at = stage();
    at.records.trouble.iam.set('*', 'down');
    await at.open();
    expect(at.run().state).toMatchObject({ phase: 'idle', claim: null });
    expect(at.run().state.checkHolds.map((one) => one.code)).toContain('iam-unknown');
    expect((await at.entries()).map((entry) => entry.kind)).toEqual(['opened', 'preflight-read', 'closed']);
  });

  it('escalates, with the gate closed, when the page would send something else than it shows', async () => {
    const at = await armed();
    await at.pressSubmit({ release: at.run().state.release?.id ?? '', stoppedBy: 'body-differs' });
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', checkHolds: [{ code: 'body-differs' }] });
    expect(at.fake.gateLog.at(-1)).toBe('close');
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it('holds, and calls nothing unknown, when a rule stops a commit that no release allowed', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    await requestBegan(at.context, commitRequest(at.packet));
    await requestEnded(
      at.context,
      { ...END, status: null, wasBlocked: true, error: 'net::ERR_BLOCKED_BY_CLIENT' },
      { kind: 'commit', seen: commitRequest(at.packet) },
    );
    expect(at.run().state).toMatchObject({ phase: 'filling', left: 'nothing', checkHolds: [{ code: 'commit-without-release' }] });
    expect(at.escalation.raised).toHaveLength(0);
    at.end();
  });

  it('escalates a commit that got past every rule without a release', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    await requestBegan(at.context, commitRequest(at.packet));
    await requestLeft(at.context, commitRequest(at.packet));
    await at.fake.advance(100);
    expect(at.run().state).toMatchObject({ phase: 'unknown', left: 'one' });
    expect(at.escalation.raised).toHaveLength(1);
    at.end();
  });

  it('opens no window for a way out that the console says is more than one', async () => {
    const at = stage();
    await at.open();
    const report = shownPage({ screen: 'first', packet: at.packet, report: { unsafeExits: ['draft'] } });
    await at.show(report);
    const before = at.fake.gateLog.length;
    await pageSaid(at.context, 7, { type: 'intent', control: 'draft', report });
    expect(at.fake.gateLog.slice(before)).toEqual([]);
    expect(at.run().state.checkHolds.map((one) => one.code)).toEqual(['exit-not-safe']);
    await pageSaid(at.context, 7, { type: 'intent', control: 'abandon', report });
    expect(at.fake.gateLog.slice(before)).toEqual(['open exit']);
  });

  it('opens no step from a screen that has not been looked at yet and does not match: what holds may be about the one before', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet }));
    const next = shownPage({ screen: 'last', packet: at.packet, over: { scope: { kind: 'set', items: ['all-tenants'] } } });
    const before = at.fake.gateLog.length;
    await pageSaid(at.context, 7, { type: 'intent', control: 'step', report: next });
    expect(at.fake.gateLog.slice(before)).toEqual([]);
    expect(at.run().state.holds.map((one) => one.code)).toContain('scope-broader');
  });

  it('opens a step for what the screen holds at the press, though the last report was of a moment before', async () => {
    const at = stage();
    await at.open();
    await at.show(shownPage({ screen: 'first', packet: at.packet, over: { tenant: { kind: 'text', text: 'tnt_7Q' } } }));
    const before = at.fake.gateLog.length;
    await pageSaid(at.context, 7, { type: 'intent', control: 'step', report: shownPage({ screen: 'first', packet: at.packet }) });
    expect(at.fake.gateLog.slice(before)).toEqual(['open step']);
  });

  it('journals nothing that was typed', async () => {
    const at = await armed();
    const secret = 'hunter2-do-not-keep';
    await at.show(shownPage({ screen: 'last', packet: at.packet, over: { end: { kind: 'text', text: secret } } }));
    await at.fake.advance(1_000);
    const lines = (await at.fake.device.journal.lines(at.run().execution)).join('\n');
    expect(lines).not.toContain(secret);
    at.end();
  });
});
