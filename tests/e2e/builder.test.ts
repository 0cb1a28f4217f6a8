import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passing } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../lib/cli/main.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import { profileFaults } from '../../lib/wire/profile-schema.ts';
import { type HandBrowser, openBrowser } from '../hand/browser.ts';
import { type BuilderHand, describeConsole, pickByKeys, pointInSavedPage, TIME_APART } from '../hand/building.ts';
import { at, type Control, controlAt } from '../hand/control.ts';
import { setUp } from '../hand/extension-pages.ts';
import { goByKeys, pressByKeys, writeByKeys } from '../hand/keys.ts';
import { momentsOf } from '../hand/moments.ts';
import type { Desk } from '../hand/operator.ts';
import type { Played } from '../hand/plan.ts';
import { play } from '../hand/play.ts';
import { FAST } from '../hand/screens.ts';
import { watchPopup } from '../hand/sight.ts';
import { approvedEntries } from '../hand/values.ts';
import { startWildConsoles, type WildConsoles } from '../hand/wild-console.ts';
import { jcsDigest } from '../range/digests.ts';
import { startRange } from '../range/range.ts';
import { findBrowser } from '../setup/browser.ts';
import { readyToPlay, TESTED_IN } from '../setup/ready.ts';

const TIMEOUT_MS = 170_000;
const ACCOUNT = 'lead-01';
const TRIES_MAX = 4;
/** From the pointer's coming to the press: a hand is no quicker. */
const NEARING_MS = 500;
/** The practice console under an address that no profile describes. */
const ADDRESS = 'http://console-staging.range.localhost:4701/restore/new';

/** It would run a script, and ask something of a console. */
const confirmation = (
  elsewhere: string,
) => `<!doctype html><html lang="en"><title>Restoration granted</title><main><h1>Restoration granted</h1><dl>
<div><dt>Reference</dt><dd data-testid="reference">GR-1</dd></div><div><dt>Tenant ID</dt><dd data-testid="result-tenant">tnt_OLD</dd></div>
<div><dt>Privileges</dt><dd data-testid="result-scope">tenant.admin.restore</dd></div></dl><script>document.title = 'ran'</script>
<img src="${elsewhere}/granted" alt="" onerror="document.title = 'ran'"></main></html>`;

type Tries = Readonly<{ practice: Readonly<Record<string, string>>; fields: number; later: Readonly<Record<string, string>> }>;

/** Nothing has to be asked of what is sent; in a dry run all matches, a wrong value on purpose is caught, and so is a later end by hand. */
async function triesRight({ builder, console: page }: BuilderHand, { practice, fields, later }: Tries): Promise<void> {
  const dry = builder.getByRole('region', { name: 'Dry run' });
  await builder.bringToFront();
  expect(await builder.getByRole('region', { name: 'What the submit sends' }).getByRole('combobox').count()).toBe(0);
  for (const [label, value] of Object.entries(practice)) {
    await dry.getByLabel(label).fill(value);
    await builder.keyboard.press('Tab');
  }
  await builder.getByRole('button', { name: 'Begin the dry run' }).click();
  await builder.bringToFront();
  await dry.getByText(`A wrong value on purpose: caught, ${fields} of ${fields}`).waitFor();
  await page.bringToFront();
  for (const [selector, value] of Object.entries(later)) await page.locator(selector).selectOption(value);
  await builder.bringToFront();
  await dry.getByText('Broader', { exact: true }).waitFor();
  await builder.getByRole('button', { name: 'End', exact: true }).click();
  await Promise.all([page.close(), builder.close()]);
}

let browser: HandBrowser;
let control: Control;
let wild: WildConsoles;
/** The console's screens as a person would save them, for a check by the command line. */
let screensSaved: string[] = [];
let ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const ready = await readyToPlay(TESTED_IN);
  if (!ready.isReady) throw new Error(ready.says);
  const looking = await findBrowser();
  if (!looking.isFound) throw new Error(looking.advice);
  // The command line looks at saved pages in this one.
  process.env.COUNTERSIGN_BROWSER = looking.browser.path;
  const range = await startRange();
  ends.push(() => range.stop());
  control = controlAt(range.control.url, range.control.secret);
  await control.reset('server', []);
  wild = await startWildConsoles();
  ends.push(() => wild.stop());
  const systems = Object.values(range.places).map(({ origin }) => origin);
  browser = await openBrowser({
    ...ready,
    origins: [...systems, new URL(ADDRESS).origin, wild.origin],
    isHeadless: true,
    enforcement: 'best-effort',
  });
  ends.push(() => browser.close());
  await browser.freshExtension();
}, TIMEOUT_MS);

afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
  screensSaved = [];
});

async function fill(page: BuilderHand['console'], values: Readonly<Record<string, string | true>>): Promise<void> {
  await page.bringToFront();
  for (const [label, value] of Object.entries(values)) {
    if (value === true) await page.getByLabel(label, { exact: true }).check();
    else await page.getByLabel(label, { exact: true }).fill(value);
  }
}

/** A hand comes to the button, and presses it; where the gate was not open yet, once more. */
async function goOn(hand: BuilderHand, heading: string): Promise<void> {
  const { console: page } = hand;
  await page.bringToFront();
  screensSaved.push(await page.evaluate(() => `<!doctype html>${document.documentElement.outerHTML}`));
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await page.mouse.move(1, 1);
    await next.hover();
    await passing(NEARING_MS);
    await next.click({ delay: 100 });
    const isThere = await page
      .getByRole('heading', { name: heading, level: 1 })
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (isThere) return;
  }
  throw new Error(`the console does not come to “${heading}”`);
}

describe('a console that nobody described', () => {
  it(
    'is described by pointing and pressing, nothing that is pressed on the way reaches it, and it is guarded to the end by what came of it',
    async () => {
      const hand = await describeConsole(browser, ADDRESS);
      const { builder, console: page } = hand;

      await fill(page, {
        'Tenant ID': 'tnt_PRACT1',
        'Administrator object ID': '00000000-0000-4000-8000-000000000001',
        'Administrator e-mail': 'practice@example.com',
      });
      await hand.field('Tenant ID', { isByKeyboard: true });
      await hand.field('Administrator object ID');
      await hand.field('Administrator e-mail');
      await hand.text('Point at the tenant', '[data-testid=current-tenant]', { counts: 'what stands in brackets at the end' });
      await hand.text('Point at who is signed in', '[data-testid=signed-in-as]');
      await hand.press('Save draft', 'Save as a draft');
      await hand.press('Next', 'A step on');
      await goOn(hand, 'Incident reference');

      await fill(page, { 'Incident ID': 'INC-1' });
      await hand.field('Incident ID');
      await goOn(hand, 'Temporary privilege scope');

      await fill(page, { 'tenant.admin.restore': true });
      await hand.field('Privileges', { role: 'group', selector: 'fieldset' });
      await hand.field('Include child tenants', { role: 'checkbox', must: 'Always off' });
      await goOn(hand, 'Expiration');

      await fill(page, { 'Access ends': '2030-01-02T03:04' });
      await hand.field('Access ends', { selector: '[name=expires_at]', isFollowed: true });
      await hand.textNow('[data-testid=time-zone]');
      await goOn(hand, 'Customer-account approval evidence');

      await fill(page, { 'Approval references': 'APR-1', 'Identity check reference': 'IDA-1' });
      await hand.field('Approval references', { holds: 'Approval evidence' });
      await hand.field('Identity check reference', { holds: 'Identity assurance' });
      await goOn(hand, 'Acknowledgement');

      await fill(page, { 'I understand that this grants production access': true });
      await hand.field('I understand that this grants production access', { role: 'checkbox', must: 'Always on' });
      await goOn(hand, 'Review');
      await builder.bringToFront();
      await builder.getByRole('button', { name: 'It is the review page' }).click();
      await hand.text('Point at Tenant ID', '[data-testid=review-tenant]');
      await hand.press('Submit restoration', 'The submit');
      // The same press again is stopped again, and asks nothing.
      await page.bringToFront();
      await page.getByRole('button', { name: 'Submit restoration' }).click();
      await nothingCommitted();

      await savedConfirmation(builder);
      await builder.getByLabel('Page on which a grant is ended').fill('/grants');
      await builder.getByLabel('Words of the alert that says no').fill('could not be granted');
      await builder.getByLabel('Version').fill('7');
      await builder.getByLabel('Saving a draft').selectOption({ label: 'Grants nothing: offered at a halt' });
      const unwatched = builder.getByRole('region', { name: 'Sent with it, and not watched' });
      for (const name of ['csrf', 'screen']) await unwatched.getByText(name, { exact: true }).waitFor();
      await unwatched.getByRole('button', { name: 'These may change' }).click();
      await builder.getByRole('heading', { name: 'Nothing is missing' }).waitFor();

      const exported = builder.waitForEvent('download');
      await builder.getByRole('button', { name: 'Export the profile' }).click();
      const file = join(mkdtempSync(join(tmpdir(), 'exported-')), 'profile.json');
      await (await exported).saveAs(file);
      const profile = JSON.parse(await readFile(file, 'utf8'));
      await judged(profile);
      await checkedByCommand(file);

      // Kept here it closes its console and can arm nothing, and what is closed cannot be described anew.
      await builder.getByRole('button', { name: 'Keep it in this browser' }).click();
      await builder.getByText('brought in here').waitFor();
      await builder.getByText('The emergency policy is not read').first().waitFor();
      await builder.getByLabel('Describe a console that is not here yet').fill(ADDRESS);
      await builder.getByRole('button', { name: 'Describe this console' }).click();
      await builder.getByText('describes http://console-staging.range.localhost:4701 already').waitFor();
      await nothingCommitted();

      // Once the policy names its digest it is a profile like any other: the whole walk, to the end.
      await control.patch([{ op: 'add', path: '/iam/policy/consoleProfiles', value: [{ id: profile.id, digest: jcsDigest(profile) }] }]);
      const played = await wholeWalk();
      expect({ state: played.state, reasons: played.reasons, troubles: played.troubles }).toEqual({
        state: 'confirmed',
        reasons: [],
        troubles: [],
      });
      expect(await control.oracle()).toMatchObject({ commits: 1, grants: [{}] });
    },
    TIMEOUT_MS,
  );

  it(
    'whose scripts send JSON is described too; its practice press is stopped at the network, and says what it would have sent',
    async () => {
      const hand = await describeConsole(browser, `${wild.origin}/json`);
      const { builder, console: page } = hand;
      await fill(page, { 'Tenant ID': 'tnt_PRACT1', 'Access ends': '2030-01-02T03:04', 'tenant.restore': true });
      await hand.field('Tenant ID');
      await hand.field('Access ends', { selector: '#e', zone: 'UTC' });
      await hand.field('Roles', { role: 'group', selector: 'fieldset' });
      await hand.press('Grant access', 'The submit');
      await builder.getByLabel('Tenant ID', { exact: true }).selectOption('/tenantId');
      await builder.getByRole('region', { name: 'What the submit sends' }).getByLabel('Access ends').selectOption('/endsAt');
      await builder.getByRole('region', { name: 'What the submit sends' }).getByLabel('Roles').selectOption('/roles');
      await builder.getByRole('region', { name: 'Dry run' }).getByLabel('Scope: which privileges').fill('tenant.restore');
      await builder.keyboard.press('Tab');
      await builder.getByRole('button', { name: 'Begin the dry run' }).click();
      await builder.bringToFront();
      const dry = builder.getByRole('region', { name: 'Dry run' });
      await dry.getByText('A wrong value on purpose: caught, 3 of 3').waitFor();
      await expect.poll(() => dry.getByText('Match', { exact: true }).count()).toBe(3);
      await fill(page, { 'tenant.full': true });
      await builder.bringToFront();
      await dry.getByText('Broader', { exact: true }).waitFor();
      // What was said is taken back, one step after the other.
      await builder.getByRole('button', { name: 'Undo' }).click();
      await builder.getByText('does not show “Roles”').waitFor({ state: 'attached' });
      expect(wild.arrived()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'is described by keys alone: pointed at, named, answered, tried, taken back, and confirmed by a saved page',
    async () => {
      const { builder, console: page } = await describeConsole(browser, `${wild.origin}/noticed`);
      const point = async (button: string, words: string) => {
        await pressByKeys(builder, button);
        await builder.getByRole('heading', { name: /^Point at/ }).waitFor({ state: 'attached' });
        await passing(NEARING_MS);
        await pickByKeys(browser, page, words);
        await builder.getByRole('region', { name: 'You pointed at' }).waitFor({ state: 'attached' });
        await builder.bringToFront();
      };
      await builder.bringToFront();
      await point('Point at a control', '“Tenant ID”, ');
      await pressByKeys(builder, 'Keep this field');
      await point('Point at a control', '“Access ends”, ');
      await writeByKeys(builder, 'Its time zone', 'UTC');
      await builder.keyboard.press('Shift+Tab');
      await writeByKeys(builder, 'Written as', 'Year');
      await pressByKeys(builder, 'Keep this field');
      await point('Point at a control', '“Roles”, ');
      await pressByKeys(builder, 'Keep this field');

      await page.bringToFront();
      await writeByKeys(page, 'Tenant ID', 'tnt_PRACT1');
      await page.keyboard.press('Shift+Tab');
      await writeByKeys(page, 'Access ends', '2030/01/02 03:04');
      await page.keyboard.press('Space');
      await pressByKeys(page, 'Grant access');
      await builder.getByRole('region', { name: 'What was that?' }).waitFor({ state: 'attached' });
      await builder.bringToFront();
      await pressByKeys(builder, 'The submit');
      await writeByKeys(builder, 'Scope: which privileges', 'tenant.restore');
      await pressByKeys(builder, 'Begin the dry run');

      // An alert that nobody listed stops an execution, and so a dry run, until it is called harmless.
      const dry = builder.getByRole('region', { name: 'Dry run' });
      await dry.getByText('An execution would be stopped on “New grant”').waitFor({ state: 'attached' });
      await builder.bringToFront();
      await goByKeys(builder, 'Point at a control', 'back');
      await point('Point at a warning or notice', 'reads Planned maintenance');
      await writeByKeys(builder, 'It is', 'Harmless');
      await builder.keyboard.type('Planned maintenance', { delay: 5 });
      await pressByKeys(builder, 'Keep it');
      await dry.getByText('Nothing on the screen would stop or hold an execution').waitFor();
      await pressByKeys(builder, 'Undo', 'back');
      await dry.getByText('An execution would be stopped on “New grant”').waitFor();

      await goByKeys(builder, 'Open a saved page');
      await builder.getByLabel('Open a saved page').setInputFiles(await savedFile());
      await builder.getByRole('button', { name: 'Point at its reference' }).waitFor();
      await pressByKeys(builder, 'Point at its reference');
      // Its heading, the word “Reference”, and the reference itself.
      for (const key of ['Tab', 'Tab', 'Tab', 'Enter']) await builder.keyboard.press(key);
      await builder.getByRole('region', { name: 'You pointed at' }).getByText('test id reference').waitFor();
      await pressByKeys(builder, 'Keep it');
      await builder.getByRole('region', { name: 'Confirmation' }).getByText('found', { exact: true }).waitFor();
      expect(wild.arrived()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'whose scripts send its form in their own way is known by what they really send, and by its query where all goes to one path',
    async () => {
      const hand = await describeConsole(browser, `${wild.origin}/form-by-script`);
      const { builder, console: page } = hand;
      await fill(page, { 'Tenant ID': 'tnt_PRACT1', 'Requested by': 'Somebody' });
      await page.getByRole('button', { name: 'Grant access' }).click();
      await builder.bringToFront();
      const asked = builder.getByRole('region', { name: 'What was that?' });
      await asked.getByText('You pressed “Grant access”').waitFor();
      await asked.getByText('POST /index.php?route=/grant', { exact: true }).waitFor();
      await asked.getByText(/with 5 names: /).waitFor();
      await asked.getByRole('button', { name: 'The submit', exact: true }).click();
      await builder.getByText('That is the submit. It stays closed; nothing left this browser.').waitFor({ state: 'attached' });
      expect(await builder.getByRole('heading', { name: 'Not guardable here' }).count()).toBe(0);
      // Of its hidden inputs the plain words stay, and what was left empty; not what was entered, and not what a script adds.
      const each = builder.getByRole('region', { name: 'Sent with it each time' });
      await each.getByText('2 values').click();
      for (const said of ['table = grants', 'note = (nothing)']) await each.getByText(said, { exact: true }).waitFor();
      expect(await builder.getByText('Somebody').count()).toBe(0);
      expect(wild.arrived()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'whose service worker sends for its pages is asked about what that sends, which is let through from there once it is a step',
    async () => {
      const hand = await describeConsole(browser, `${wild.origin}/relayed`);
      const { builder, console: page } = hand;
      await page.getByText('Relayed').waitFor();
      await hand.press('Grant access', 'A step on');
      expect(wild.arrived()).toEqual([]);
      for (let tries = 0; tries < TRIES_MAX && wild.arrived().length === 0; tries += 1) {
        await page.bringToFront();
        await page.mouse.move(1, 1);
        const again = page.getByRole('button', { name: 'Grant access' });
        await again.hover();
        await passing(NEARING_MS);
        await again.click();
        await passing(NEARING_MS);
      }
      await expect.poll(() => wild.arrived()).toContain('POST /api/next');
      // No page was loaded for it, and the builder sees it all the same.
      await builder.getByRole('heading', { name: 'On “The next view”' }).waitFor();
      expect(await builder.getByRole('heading', { name: 'Not guardable here' }).count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    'whose date, list and boxes are in parts is described by pointing at each, and read as it will be sent',
    async () => {
      const hand = await describeConsole(browser, `${wild.origin}/parted`);
      const { builder, console: page } = hand;
      await fill(page, { Tenant: 'tnt_PRACT1', Ends: '2030-01-02' });
      await page.locator('[name=ends_1]').fill('03:04');
      await hand.field('Tenant');
      await hand.field('User', { selector: '.kit', holds: 'Administrator, sign-in name' });
      const counts = 'Everything in it: it is the box of what was chosen';
      await hand.field('Scope', { selector: '[name=scope]', holds: 'Scope: which privileges', counts });
      await hand.field('Ends', { selector: '[name=ends_0]', entered: TIME_APART, others: ['[name=ends_1]'], zone: 'UTC' });
      await builder.getByRole('heading', { name: 'On “Add grant”' }).waitFor();
      await hand.press('Save', 'The submit');
      const sent = builder.getByRole('region', { name: 'What the submit sends' });
      // Only what a kit drew is not found by itself: the box and both parts of the date are.
      await expect.poll(() => sent.getByRole('combobox').count()).toBe(1);
      await sent.getByLabel('Administrator, sign-in name').selectOption('user');
      const dry = builder.getByRole('region', { name: 'Dry run' });
      for (const [label, value] of [
        ['Scope: which privileges', 'tenant.restore'],
        ['Administrator, sign-in name', 'admin-78'],
      ] as const) {
        await dry.getByLabel(label).fill(value);
        await builder.keyboard.press('Tab');
      }
      await builder.getByRole('button', { name: 'Begin the dry run' }).click();
      await builder.bringToFront();
      await dry.getByText('A wrong value on purpose: caught, 4 of 4').waitFor();
      await page.bringToFront();
      await page.locator('[name=ends_1]').fill('04:04');
      await builder.bringToFront();
      await dry.getByText('Broader', { exact: true }).waitFor();
      expect(wild.arrived()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'whose end is entered in five lists, or as an amount with its unit, and whose roles are sent by number, is described so',
    async () => {
      const five = await describeConsole(browser, `${wild.origin}/segmented`);
      await five.console.bringToFront();
      for (const [name, value] of Object.entries({ d: '2', m: '1', y: '2030', h: '3', i: '4', role: '7' }))
        await five.console.locator(`[name=${name}]`).selectOption(value);
      const inFive = { 'Its date': 'Stands in three: year, month and day', 'Its time of day': 'Stands in two more: hour and minutes' };
      await five.field('Day', {
        selector: '[name=d]',
        holds: 'End of access',
        entered: { ...inFive, 'This control is': 'The day' },
        others: ['[name=y]', '[name=m]', '[name=h]', '[name=i]'],
        zone: 'UTC',
      });
      await five.field('Role', {
        selector: '[name=role]',
        holds: 'Scope: which privileges',
        written: { '“Restore administrators”, sent as 7': 'tenant.restore' },
      });
      await five.press('Save', 'The submit');
      await triesRight(five, { practice: { 'Scope: which privileges': 'tenant.restore' }, fields: 2, later: { '[name=i]': '5' } });

      const lasting = await describeConsole(browser, `${wild.origin}/lasting`);
      await lasting.console.bringToFront();
      await lasting.console.getByLabel('Lasts').fill('4');
      await lasting.field('Lasts', {
        selector: '[name=amount]',
        holds: 'End of access',
        entered: { 'It is entered as': 'An amount from now, and its unit in another control: I point at that next' },
        others: ['[name=unit]'],
      });
      await lasting.press('Save', 'The submit');
      const inFourHours = new Date(Date.now() + 4 * 3_600_000).toISOString();
      await triesRight(lasting, { practice: { 'End of access': inFourHours }, fields: 1, later: { '[name=unit]': '24' } });
      expect(wild.arrived()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'that commits over a WebSocket is called not guardable, with the reason, and the socket is not opened',
    async () => {
      for (const { path, press, says } of SOCKETS) {
        const { builder, console: page } = await describeConsole(browser, `${wild.origin}${path}`);
        await page.bringToFront();
        const on = path === '/socket-in-frame' ? page.frameLocator('iframe') : page;
        if (press) await on.getByRole('button', { name: 'Grant access' }).click();
        await builder.bringToFront();
        const asked = builder.getByRole('region', { name: 'What was that?' });
        if (says !== null) await asked.getByText(says).waitFor();
        else await builder.getByText('You pressed “Grant access”, and nothing was seen to be sent.').waitFor();
        await builder.getByRole('button', { name: says === null ? 'It sends over a WebSocket' : 'The console works over it' }).click();
        await notGuardable(builder, 'over a WebSocket');
        await builder.getByText('What to do instead').waitFor();
        expect(await builder.getByRole('button', { name: 'Export the profile' }).getAttribute('aria-disabled')).toBe('true');
        await builder.getByRole('button', { name: 'End', exact: true }).click();
        await Promise.all([page.close(), builder.close()]);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'that commits by a form that only asks is called not guardable, and what it asked is not asked',
    async () => {
      const { builder, console: page } = await describeConsole(browser, `${wild.origin}/get`);
      await page.bringToFront();
      await page.getByRole('button', { name: 'Grant access' }).click();
      await builder.bringToFront();
      await builder.getByRole('region', { name: 'What was that?' }).getByRole('button', { name: 'The submit' }).click();
      await notGuardable(builder, 'commits by GET');
    },
    TIMEOUT_MS,
  );

  it(
    'whose script sends the form by GET in its own way, of which nothing is seen, is called not guardable by the person',
    async () => {
      const { builder, console: page } = await describeConsole(browser, `${wild.origin}/get-by-script`);
      await page.bringToFront();
      await page.getByRole('button', { name: 'Grant access' }).click();
      await page.getByText('Sent', { exact: true }).waitFor();
      await builder.bringToFront();
      await builder.getByText('You pressed “Grant access”, and nothing was seen to be sent.').waitFor();
      await builder.getByRole('button', { name: 'It sends by GET, like a link' }).click();
      await notGuardable(builder, 'commits by GET');
    },
    TIMEOUT_MS,
  );

  it(
    'that commits when something is picked is called not guardable, with the reason, and what was picked is not committed',
    async () => {
      const { builder, console: page } = await describeConsole(browser, `${wild.origin}/pick`);
      await page.bringToFront();
      await page.getByLabel('Role').focus();
      await page.keyboard.press('ArrowDown');
      await builder.bringToFront();
      await builder.getByRole('region', { name: 'What was that?' }).getByRole('button', { name: 'The submit' }).click();
      await notGuardable(builder, 'as soon as “Role” is picked');
    },
    TIMEOUT_MS,
  );
});

/** `says`: as what the builder asks about it; null where the browser tells nothing of it, as of a worker's socket. */
const SOCKETS = [
  { path: '/socket', press: true, says: 'You pressed “Grant access”' },
  { path: '/socket-at-once', press: false, says: 'The page opens a WebSocket by itself' },
  { path: '/socket-in-frame', press: true, says: 'You pressed “Grant access”' },
  { path: '/socket-in-worker', press: true, says: null },
] as const;

async function notGuardable(builder: BuilderHand['builder'], words: string): Promise<void> {
  await builder.getByRole('heading', { name: 'Not guardable here' }).waitFor();
  await builder.getByText(words).first().waitFor();
  await builder.getByText('This console cannot be guarded here.').first().waitFor();
  expect(wild.arrived()).toEqual([]);
}

/** `countersign profile check` looks at each screen as it was saved on the way, and finds it as the profile says. */
async function checkedByCommand(profile: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'screens-'));
  const pages = screensSaved.map((_, place) => join(folder, `${place}.html`));
  for (const [place, html] of screensSaved.entries()) await writeFile(pages[place] ?? folder, html);
  const checked = await run(['profile', 'check', profile, ...pages]);
  expect(checked.stdout).toContain('It can be used.');
  expect(checked.stdout.match(/as the profile says/g)).toHaveLength(pages.length);
  expect({ exitCode: checked.exitCode, count: pages.length }).toEqual({ exitCode: 0, count: 6 });
}

/** The practised hand signs in, starts the case from the popup, and walks through the console as a careful person does. */
async function wholeWalk(): Promise<Played> {
  await setUp(browser, ACCOUNT, FAST);
  const world = await control.world();
  const [caseId = '', record] = Object.entries(Object(at(world, '/cases')))[0] ?? [];
  const watch = await watchPopup(browser);
  const desk: Desk = {
    browser,
    watch,
    moments: momentsOf([], async () => undefined),
    pace: FAST,
    approved: approvedEntries(at(record, '/packet'), String(at(world, '/console/timeZone'))),
    consoleOrigin: new URL(ADDRESS).origin,
    consoleStart: ADDRESS,
    caseId,
    say: () => undefined,
    trouble: () => undefined,
  };
  return play({ first: ACCOUNT, deskOf: () => desk, comesOn: async () => undefined }, { operator: [], during: [] });
}

/** Steps went on; nothing was saved, nothing was submitted, nothing was granted. */
async function nothingCommitted(): Promise<void> {
  const { commits, grants, drafts } = await control.oracle();
  expect({ commits, grants, states: drafts.map((one) => at(one, '/state')) }).toEqual({ commits: 0, grants: [], states: ['open'] });
}

async function savedFile(): Promise<string> {
  const saved = join(mkdtempSync(join(tmpdir(), 'saved-')), 'granted.html');
  await writeFile(saved, confirmation(wild.origin));
  return saved;
}

/** The confirmation comes from a saved page, which runs nothing. */
async function savedConfirmation(builder: BuilderHand['builder']): Promise<void> {
  await builder.bringToFront();
  await builder.getByLabel('Open a saved page').setInputFiles(await savedFile());
  await pointInSavedPage(builder, [
    ['Point at its reference', '[data-testid=reference]'],
    ['Point at Tenant ID', '[data-testid=result-tenant]'],
    ['Point at Privileges', '[data-testid=result-scope]'],
  ]);
  expect(await builder.frameLocator('iframe').locator('title').textContent()).toBe('Restoration granted');
  expect(wild.arrived()).toEqual([]);
}

/** What was made by pointing says of the console what the shipped profile of the same console says. */
async function judged(profile: Profile): Promise<void> {
  const shipped: Profile = JSON.parse(await readFile(new URL('../../public/profiles/range-server.json', import.meta.url), 'utf8'));
  expect(profileFaults(profile)).toEqual([]);
  // Which buttons a screen has is the shipped profile's to leave open: its console may be without a review page.
  const essence = ({ screens }: Profile) =>
    screens.map(({ recognise, region, controls, fields }) => ({
      recognise,
      region,
      controls: controls.filter(({ role }) => role !== 'button'),
      fields: fields.map(({ approved, kind, compare, options }) => ({ approved, kind, compare, options })),
    }));
  expect(essence(profile)).toEqual(essence(shipped));
  const commitOf = ({ requests }: Profile) => requests.find((one) => one.class === 'commit')?.body;
  expect(Object.values(commitOf(profile)?.fields ?? {}).sort()).toEqual(Object.values(commitOf(shipped)?.fields ?? {}).sort());
  expect([...(commitOf(profile)?.others ?? [])].sort()).toEqual([...(commitOf(shipped)?.others ?? [])].sort());
}
