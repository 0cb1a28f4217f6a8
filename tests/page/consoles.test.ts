import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../lib/core/compare/compare.ts';
import type { PageReport } from '../../lib/core/compare/page-report.ts';
import { fieldSpec } from '../../lib/core/profile/profile.ts';
import { openStage, type Room, type Stage, soon } from './harness.ts';
import { approvedFor, readProfile } from './practice.ts';
import { atScreen, fill, goOn, openPractice, type Practice, SCREENS, type Skin, walkTo } from './practice-console.ts';

let stage: Stage;
let practice: Practice;
beforeAll(async () => {
  [stage, practice] = await Promise.all([openStage(), openPractice()]);
});
afterEach(() => stage.clear());
afterAll(async () => {
  await stage.close();
  await practice.stop();
});

const SKINS: readonly Skin[] = ['server', 'spa'];
const submit = (room: Room) => room.page.getByRole('button', { name: 'Submit restoration', exact: true });

/** Field id and verdict of everything that does not match. */
function wrong(report: PageReport, skin: Skin): readonly unknown[] {
  const profile = readProfile(`range-${skin}`);
  return report.readings.flatMap((reading) => {
    const spec = fieldSpec(profile, reading.field);
    const comparison = spec && compareField({ spec, approved: approvedFor(profile)[spec.id] ?? '', reading });
    return comparison?.verdict === 'match' ? [] : [[reading.field, comparison?.reason?.code ?? 'not known']];
  });
}

const code = (report: PageReport, field: string) => {
  const look = report.readings.find((one) => one.field === field)?.look;
  return look === undefined ? 'not read' : look.isReadable ? 'readable' : look.reason.code;
};
const CALM = { dangers: [], unlisted: [], drift: [], lookalikes: [], unsafeExits: [] };

describe.each(SKINS)('the practice console, %s skin', (skin) => {
  it.each([[[]], [['restyled']]])('is walked from the first screen to the confirmation without a word, faults: %j', async (faults) => {
    const room = await practice.open(stage, skin, faults);
    for (const [at, title] of SCREENS.entries()) {
      const empty = await room.look();
      expect(empty).toMatchObject({ place: 'screen', context: { tenant: 'tnt_7Q2K94', operator: 'lead-01' }, ...CALM });
      await room.passMs(1_000);
      await fill(room, title);
      const filled = await room.look();
      expect(wrong(filled, skin)).toEqual([]);
      expect(filled.readings.every((one) => one.changedBy === 'hand' || one.field === 'includeChildren')).toBe(true);
      expect(filled).toMatchObject(CALM);
      await goOn(room, SCREENS[at + 1] ?? 'Review');
    }
    const review = await room.look();
    expect(review).toMatchObject({ place: 'review', ...CALM });
    expect(review.readings).toHaveLength(10);
    expect(wrong(review, skin)).toEqual([]);
    await submit(room).click();
    await room.frame();
    expect(await practice.commits()).toBe(0);
    await room.arm();
    await submit(room).click();
    await atScreen(room, 'Restoration granted');
    const confirmed = await room.look();
    expect(confirmed).toMatchObject({ place: 'confirmed', reference: expect.stringMatching(/^BG-\d+$/) });
    expect(confirmed.readings).toHaveLength(4);
    expect(wrong(confirmed, skin)).toEqual([]);
    expect(await practice.commits()).toBe(1);
  });

  it.each<[string, string, Partial<PageReport>]>([
    ['label-renamed', 'Expiration', { drift: ['“Access ends” is gone, and “Ends on” is new', '“Ends on” is new and required'] }],
    ['field-moved', 'Tenant verification', { drift: ['“Administrator e-mail” is gone'] }],
    ['required-field-added', 'Temporary privilege scope', { drift: ['“Business justification” is new and required'] }],
    ['unknown-scope-control', 'Temporary privilege scope', { drift: ['“Extended rights” is new and may change what is granted'] }],
    ['lookalike-role', 'Temporary privilege scope', { drift: [], lookalikes: ['“tenant.admin.restore”'] }],
    ['lookalike-submit', 'Review', { drift: [], lookalikes: ['“Submit restoration”'] }],
    ['other-tenant-context', 'Tenant verification', { context: { tenant: 'tnt_7Q2K9A', operator: 'lead-01' } }],
    ['console-operator-other', 'Tenant verification', { context: { tenant: 'tnt_7Q2K94', operator: 'lead-02' } }],
    ['existing-session-banner', 'Tenant verification', { unlisted: [], dangers: [{ kind: 'existing-session', says: expect.any(String) }] }],
    ['harmless-banner', 'Tenant verification', { ...CALM, notices: ['Planned maintenance is announced.'] }],
    ['draft-activates', 'Tenant verification', { ...CALM, unsafeExits: ['draft'] }],
  ])('with %s says so on its screen', async (fault, title, expected) => {
    const room = await practice.open(stage, skin, [fault]);
    await walkTo(room, title);
    expect(await room.look()).toMatchObject(expected);
  });

  it.each<[string, string, string, string]>([
    ['duplicate-control', 'Tenant verification', 'administrator.objectId', 'locator-ambiguous'],
    ['unreadable-frame', 'Tenant verification', 'administrator.objectId', 'control-unreadable'],
    ['closed-shadow-field', 'Tenant verification', 'administrator.objectId', 'control-unreadable'],
    ['hidden-value-differs', 'Tenant verification', 'tenant.id', 'reading-contradicts-itself'],
    ['expiry-missing', 'Expiration', 'window.end', 'expiry-control-missing'],
    ['expiry-disabled', 'Expiration', 'window.end', 'expiry-control-missing'],
    ['expiry-none-default', 'Expiration', 'window.end', 'expiry-control-missing'],
  ])('with %s says it of the field, and of nothing else', async (fault, title, field, expected) => {
    for (const canOpenClosedRoots of fault === 'closed-shadow-field' ? [false, true] : [true]) {
      const room = await practice.open(stage, skin, [fault], { canOpenClosedRoots });
      await walkTo(room, title);
      await soon(async () => code(await room.look(), field)).toBe(expected);
      expect(await room.look()).toMatchObject({ drift: [], lookalikes: [] });
    }
  });

  it.each<[string, string]>([
    ['scope-all-tenants-default', 'scope'],
    ['extra-privilege-default', 'includeChildren'],
  ])('with %s shows what it switched on', async (fault, field) => {
    const room = await practice.open(stage, skin, [fault]);
    await walkTo(room, 'Temporary privilege scope');
    const report = await room.look();
    expect(report).toMatchObject(CALM);
    expect(wrong(report, skin)).toContainEqual([field, 'scope-broader']);
    expect(report.readings.every((one) => one.changedBy === 'nobody')).toBe(true);
  });

  it.each(['script-changes-field', 'autofill-changes-field'])('with %s tells the page’s hand from a person’s', async (fault) => {
    const room = await practice.open(stage, skin, [fault]);
    await practice.atWork(room, fault);
    await room.look();
    await room.passMs(1_000);
    await fill(room, 'Tenant verification');
    await room.page.keyboard.press('Tab');
    const report = await room.look();
    expect(report.readings.map((one) => one.changedBy).sort()).toEqual(['hand', 'hand', 'page']);
    const changed = report.readings.find((one) => one.changedBy === 'page');
    expect(wrong(report, skin).map((one) => (Array.isArray(one) ? one[0] : one))).toEqual([changed?.field]);
  });

  it.each([
    ['bypass-warning', 'bypass'],
    ['scope-expansion-prompt', 'scope-expansion'],
  ])('with %s shows the prompt', async (fault, kind) => {
    const room = await practice.open(stage, skin, [fault]);
    await walkTo(room, 'Temporary privilege scope');
    await soon(async () => (await room.look()).dangers.map((one) => one.kind)).toEqual([kind]);
    expect((await room.look()).unlisted).toEqual([]);
  });

  it.each([
    ['session-timeout', 'Your session has ended'],
    ['relogin-mid-form', 'Sign in again'],
  ])('with %s shows that the session is lost', async (fault, heading) => {
    const room = await practice.open(stage, skin, []);
    await walkTo(room, 'Temporary privilege scope');
    await practice.fault(fault);
    await atScreen(room, heading);
    await soon(async () => (await room.look()).dangers.map((one) => one.kind)).toEqual(['session-lost']);
  });

  it.each<[string, string]>([
    ['review-differs', 'incident.id'],
    ['zone-shifted', 'window.end'],
    ['duration-zero', 'window.end'],
    ['summary-differs', 'window.end'],
    ['date-order-swapped', 'window.end'],
  ])('with %s shows another value on the review page', async (fault, field) => {
    const room = await practice.open(stage, skin, [fault]);
    await walkTo(room, 'Review');
    const report = await room.look();
    expect(wrong(report, skin).map((one) => (Array.isArray(one) ? one[0] : one))).toEqual([field]);
  });

  it('whose script presses the submit is held, with and without a release', async () => {
    const room = await practice.open(stage, skin, ['commit-by-script']);
    await walkTo(room, 'Review');
    await soon(async () => (await room.presses()).filter((one) => one.control === 'commit').length).toBe(1);
    const told = (await room.presses()).find((one) => one.control === 'commit');
    expect(told).toMatchObject({ isTrusted: false, isPassed: false, stoppedBy: 'no-release' });
    expect(await practice.commits()).toBe(0);
  });

  it('that asks again after the press shows a dialog that nobody knows, and its answer sends nothing', async () => {
    const room = await practice.open(stage, skin, ['extra-confirmation']);
    await walkTo(room, 'Review');
    await practice.atWork(room, 'extra-confirmation');
    await room.arm();
    await submit(room).click();
    await soon(async () => (await room.look()).unlisted).toEqual([{ role: 'dialog', count: 1 }]);
    await room.page.getByRole('button', { name: 'Confirm for all' }).click();
    await room.frame();
    expect(await practice.commits()).toBe(0);
  });

  it('says that a draft was saved, with its reference, and that a request was abandoned', async () => {
    const room = await practice.open(stage, skin);
    await room.openWindow('draft');
    await room.page.getByRole('button', { name: 'Save draft' }).click();
    await atScreen(room, 'Draft saved');
    expect((await room.look()).exit).toEqual({ kind: 'draft', reference: expect.stringMatching(/^DR-\d+$/) });
    const other = await practice.open(stage, skin);
    await other.openWindow('abandon');
    await other.page.getByRole('button', { name: 'Abandon' }).click();
    await atScreen(other, 'Request abandoned');
    expect((await other.look()).exit).toEqual({ kind: 'abandon', reference: null });
  });

  it.each([
    ['confirm-pending', 'Queued', 'pending'],
    ['confirm-rejected', 'Restoration request', 'refused'],
  ])('with %s shows how the commit ended', async (fault, heading, place) => {
    const room = await practice.open(stage, skin, [fault]);
    await walkTo(room, 'Review');
    await room.arm();
    await submit(room).click();
    await atScreen(room, heading);
    expect((await room.look()).place).toBe(place);
  });
});

describe('the practice console, server skin', () => {
  it('whose script adds a privilege to what is sent is stopped before it leaves', async () => {
    const room = await practice.open(stage, 'server', ['body-differs']);
    await walkTo(room, 'Review');
    await practice.atWork(room, 'body-differs');
    await room.arm();
    // A navigation that is held never ends, so nothing waits for it.
    await submit(room).click({ noWaitAfter: true });
    await soon(async () => (await room.presses()).at(-1)?.stoppedBy).toBe('body-differs');
    const commits = (await room.presses()).filter((one) => one.control === 'commit');
    expect(commits.map((one) => one.stoppedBy)).toEqual(['body-differs']);
    expect(await practice.commits()).toBe(0);
  });
});
