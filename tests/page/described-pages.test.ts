import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isKnownByWords } from '../../lib/core/profile/notice.ts';
import type { PointingAt } from '../../lib/core/profile/picked.ts';
import type { Profile } from '../../lib/core/profile/profile.ts';
import type { FromDescribed } from '../../lib/wire/describe-link.ts';
import { parseFromDescribed } from '../../lib/wire/describe-link-schema.ts';
import { findBrowser } from '../setup/browser.ts';
import { consolePage } from './fixtures/console-page.ts';
import { ORIGIN, soon, stopClock } from './harness.ts';
import { benchProfile, named } from './one-field.ts';
import { roomScript } from './room-bundle.ts';

let browser: Browser;
let script: string;
let pages: Page[] = [];

beforeAll(async () => {
  const found = await findBrowser();
  if (!found.isFound) throw new Error(found.advice);
  [script, browser] = await Promise.all([
    roomScript('described'),
    chromium.launch({ executablePath: found.browser.path, args: ['--no-sandbox'] }),
  ]);
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
afterAll(() => browser.close());

async function open(html: string, path = '/restore'): Promise<Page> {
  const page = await browser.newPage();
  pages = [...pages, page];
  await page.route('**/*', (route) => route.fulfill({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }));
  await page.addInitScript(script);
  await page.goto(`${ORIGIN}${path}`);
  return page;
}

type Said<T extends FromDescribed['type']> = Extract<FromDescribed, { type: T }>;

/** The last message of a type, as the builder takes it: what does not parse is not heard there. */
async function heard<T extends FromDescribed['type']>(page: Page, type: T): Promise<Said<T> | null> {
  const sent = await page.evaluate((name) => window.described.sent.filter((one) => one.type === name).at(-1) ?? null, type);
  if (sent === null) return null;
  const parsed = parseFromDescribed(sent);
  expect(parsed.isParsed ? '' : parsed.where).toBe('');
  return parsed.isParsed && isOf(parsed.value, type) ? parsed.value : null;
}

function isOf<T extends FromDescribed['type']>(message: FromDescribed, type: T): message is Said<T> {
  return message.type === type;
}

async function screenOf(page: Page): Promise<Said<'screen'>['screen']> {
  await page.evaluate(() => window.described.deliver({ type: 'look' }));
  const said = await heard(page, 'screen');
  if (said === null) throw new Error('nothing was heard');
  return said.screen;
}

async function pointAt(page: Page, at: PointingAt, selector: string): Promise<Said<'picked'>['picked'] | null> {
  await page.evaluate((what) => window.described.deliver({ type: 'point', at: what, beside: null }), at);
  await page.hover(selector, { force: true });
  await page.mouse.down();
  await page.mouse.up();
  return (await heard(page, 'picked'))?.picked ?? null;
}

const whole = (main: string) => `<!doctype html><html lang="en"><body><main>${main}</main></body></html>`;
const TENANT = '<label>Tenant ID <input name="tenant_id"></label>';

describe('a page that is described', () => {
  it('opens its way on for a hand that comes near its button, and not for a script that gives it the focus', async () => {
    const page = await open(whole(`<h1>A</h1>${TENANT}<button>Next</button>`));
    const requests = benchProfile({ kind: 'text', locator: named('textbox') }).requests.filter((one) => one.class === 'step');
    await page.evaluate((all) => window.described.deliver({ type: 'may-pass', requests: all }), requests);
    await page.focus('input');
    await page.keyboard.type('a');
    await page.focus('button');
    expect(await heard(page, 'nearing')).toBeNull();
    await page.focus('input');
    await page.keyboard.type('b');
    await stopClock(page);
    await page.keyboard.press('Tab');
    expect(await heard(page, 'nearing')).not.toBeNull();
  });

  it('is heard where its first heading is a logo: that has no words', async () => {
    const page = await open(whole(`<h1><svg width="9" height="9"></svg></h1><h2>Restore access</h2>${TENANT}`));
    expect((await screenOf(page)).recognise).toEqual({ heading: { en: 'Restore access' } });
    expect(await pointAt(page, 'field', 'input')).toMatchObject({ name: 'Tenant ID' });
  });

  it('is heard where it has neither a heading nor a form that is marked, and is known by its address then', async () => {
    const page = await open(whole(TENANT));
    expect(await screenOf(page)).toMatchObject({ title: 'Screen', recognise: { path: '/restore' } });
    expect(await pointAt(page, 'field', 'input')).toMatchObject({ name: 'Tenant ID' });
    const other = await open(whole(TENANT), '/requests/INC-1042');
    expect((await screenOf(other)).recognise).toEqual({ locator: { css: 'body' } });
  });

  it('is heard where a list begins with an empty line, and that is no choice of it', async () => {
    const page = await open(
      whole('<h1>A</h1><label>Role <select name="role"><option></option><option value="read">Read</option></select></label>'),
    );
    expect((await screenOf(page)).controls).toMatchObject([{ name: { en: 'Role' }, options: ['Read'] }]);
    expect(await pointAt(page, 'field', 'select')).toMatchObject({ options: ['read'], unreadable: null });
  });

  it('is heard where a consent is called by a whole paragraph', async () => {
    const words = 'I confirm that this was approved by security. '.repeat(10).trim();
    const page = await open(whole(`<h1>A</h1>${TENANT}<label><input type="checkbox" name="consent"> ${words}</label>`));
    expect((await screenOf(page)).controls).toMatchObject([{ name: { en: 'Tenant ID' } }, { name: { en: words } }]);
    const picked = await pointAt(page, 'field', 'input[type=checkbox]');
    expect(picked?.ways[0]).toEqual({ locator: { css: 'input[name="consent"]' }, hits: 1, isRight: true });
  });

  it('is heard where a list is longer than a profile can hold', async () => {
    const zones = Array.from({ length: 400 }, (_, at) => `<option value="z${at}">Zone ${at}</option>`).join('');
    const page = await open(whole(`<h1>A</h1>${TENANT}<label>Time zone <select name="zone">${zones}</select></label>`));
    expect((await screenOf(page)).controls.map(({ options }) => options.length)).toEqual([0, 0]);
    expect(await pointAt(page, 'field', 'select')).toMatchObject({ name: 'Time zone', options: [], labels: {} });
  });

  it('is heard where what is pointed at stands so deep that its place is no selector for a profile', async () => {
    const deep = `${'<div>'.repeat(70)}<span data-testid="reference">GR-1</span>${'</div>'.repeat(70)}`;
    const page = await open(whole(`<h1>A</h1>${deep}`));
    const picked = await pointAt(page, 'text', 'span');
    expect(picked?.ways).toEqual([{ locator: { testId: 'reference' }, hits: 1, isRight: true }]);
  });
});

describe('a text that is pointed at', () => {
  it('is found by where it stands rather than by a test id with a number in it, which the next one has not', async () => {
    const page = await open(whole('<h1>Granted</h1><p data-testid="grant-10482">GR-10482</p>'));
    expect((await pointAt(page, 'text', 'p'))?.ways).toEqual([
      { locator: { css: 'main > p:nth-of-type(1)' }, hits: 1, isRight: true },
      { locator: { testId: 'grant-10482' }, hits: 1, isRight: true },
    ]);
  });
});

describe('a notice that is pointed at', () => {
  it.each([
    ['alert', '<div role="alert"><p>The session of somebody is open</p></div>'],
    ['status', '<output><b>The session of somebody is open</b></output>'],
    ['dialog', '<dialog open><h2>Session</h2><p>The session of somebody is open</p></dialog>'],
    ['alertdialog', '<div role="alertdialog"><p>The session of somebody is open</p></div>'],
    ['log', '<div role="log"><p>The session of somebody is open</p></div>'],
    ['heading', '<h2><span>The session of somebody is open</span></h2>'],
  ])('is the whole %s, known by words in it, and what it says is told to nobody', async (role, notice) => {
    const page = await open(whole(`<h1>A</h1>${TENANT}${notice}`));
    const inner = role === 'dialog' ? 'dialog p' : ':is([role] p, output b, h2 span)';
    const picked = await pointAt(page, 'notice', inner);
    expect([picked?.role, isKnownByWords(role)]).toEqual([role, true]);
    expect(JSON.stringify(picked)).not.toContain('somebody');
    const danger = [{ kind: 'existing-session', locator: { role, nameHas: { en: 'is open' } }, says: 'A session is open' }] as const;
    const trial = {
      profile: { ...benchProfile({ kind: 'text', locator: named('textbox') }), danger },
      approved: {},
      tenantId: '',
      account: '',
    };
    await page.evaluate((one) => window.described.deliver({ type: 'try', trial: one }), trial);
    expect((await heard(page, 'tried'))?.tried.around).toMatchObject({ dangers: [{ says: 'A session is open' }], unlisted: [] });
  });
});

describe('a form that a script sends for a button of its own', () => {
  it('is put down to that button, though the browser does not say which it was', async () => {
    const page = await open(
      whole(`<h1>A</h1><form method="post" action="/grant">${TENANT}<button type="button">Grant</button></form>
        <script>document.querySelector('button').onclick = () => document.querySelector('form').requestSubmit();</script>`),
    );
    await page.click('button');
    await soon(() => heard(page, 'stopped')).toMatchObject({ form: { control: { name: 'Grant' }, button: null, names: ['tenant_id'] } });
  });
});

describe('what a form sends', () => {
  const FILE = '<input type="file" name="packet">';
  it.each([
    ['multipart without a file', 'enctype="multipart/form-data"', '', '', true],
    ['multipart with a field for a file', 'enctype="multipart/form-data"', FILE, '', false],
    ['plain text', 'enctype="text/plain"', '', '', false],
    ['plain text by the word of its button', '', '', 'formenctype="text/plain"', false],
  ])('is read where the browser shows it: %s', async (_, type, more, button, isBodyRead) => {
    const page = await open(
      whole(`<h1>A</h1><form method="post" action="/grant" ${type}>${TENANT}${more}<button ${button}>Grant</button></form>`),
    );
    await page.click('button');
    await soon(() => heard(page, 'stopped')).toMatchObject({ form: { control: { name: 'Grant' }, isBodyRead } });
  });
});

describe('a dry run', () => {
  const NO_CONTEXT: Profile['context'] = { tenant: null, operator: null };
  const COMMIT = '<button name="action" value="submit">Submit restoration</button>';
  /** A profile whose submit sends `mode=0` each time, tried on a page that sends this. */
  const tryOn = async (
    fields: string,
    { buttons = COMMIT, context = NO_CONTEXT }: Partial<Readonly<{ buttons: string; context: Profile['context'] }>> = {},
  ) => {
    const profile = { ...benchProfile({ kind: 'text', locator: named('textbox') }), context };
    const requests = profile.requests.map((one) => (one.class === 'commit' ? { ...one, bodyKey: { ...one.bodyKey, mode: '0' } } : one));
    const page = await open(consolePage({ title: 'Bench', fields, buttons }));
    const trial = { profile: { ...profile, requests }, approved: { 'tenant.id': 'tnt_1' }, tenantId: 'tnt_1', account: 'practice' };
    await page.evaluate((one) => window.described.deliver({ type: 'try', trial: one }), trial);
    return { page, tried: async () => (await heard(page, 'tried'))?.tried };
  };

  it('says what is sent with another value than the profile demands each time', async () => {
    const { tried } = await tryOn('<input type="hidden" name="mode" value="1">');
    expect((await tried())?.sentOtherwise).toEqual(['mode']);
  });

  it('says nothing of it where that is sent as each time', async () => {
    const { tried } = await tryOn('<input type="hidden" name="mode" value="0">');
    expect(await tried()).toMatchObject({ hasCommit: true, sentOtherwise: [] });
  });

  it('says nothing of it where nothing on the page commits', async () => {
    const { tried } = await tryOn('<input type="hidden" name="mode" value="1">', { buttons: '' });
    expect(await tried()).toMatchObject({ hasCommit: false, sentOtherwise: [] });
  });

  it('tells of alerts and dialogs that nobody listed and of what looks like the submit, also when they come later', async () => {
    const { page, tried } = await tryOn('<div id="later"></div>', { buttons: `${COMMIT}<button>Submit restorations</button>` });
    expect((await tried())?.around).toMatchObject({ unlisted: [], lookalikes: ['“Submit restoration”'] });
    await page.evaluate(() => document.querySelector('#later')?.setAttribute('role', 'alert'));
    await page.evaluate(() => document.querySelector('#later')?.append('The session of practice@example.com ends'));
    await soon(tried).toMatchObject({ around: { unlisted: [{ role: 'alert', count: 1 }] } });
    expect(JSON.stringify(await tried())).not.toContain('practice@example.com');
  });

  it('counts a duration from when it looks', async () => {
    const profile = benchProfile({ kind: 'text', locator: named('textbox'), compare: 'instant', packet: 'window.end' });
    const page = await open(consolePage({ title: 'Bench', fields: '<label>It <input value="4 h"></label>', buttons: COMMIT }));
    const trial = { profile, approved: { 'tenant.id': '2001-01-01T00:00:00Z' }, tenantId: '', account: '' };
    await page.evaluate((one) => window.described.deliver({ type: 'try', trial: one }), trial);
    expect((await heard(page, 'tried'))?.tried.fields).toMatchObject([{ verdict: 'broader' }]);
  });

  it('holds against the practice values whom the page names, and tells none of them', async () => {
    const at = (css: string) => ({ locator: { css }, pick: null });
    const { tried } = await tryOn('<i id="tenant">tnt_SECRET</i><i id="who">practice</i>', {
      context: { tenant: at('#tenant'), operator: at('#who') },
    });
    expect(await tried()).toMatchObject({ tenant: 'other', operator: 'right' });
    expect(JSON.stringify(await tried())).not.toContain('tnt_SECRET');
    const without = await tryOn('<i id="tenant">-</i>', { context: { tenant: at('#tenant'), operator: null } });
    expect(await without.tried()).toMatchObject({ tenant: 'not-read', operator: 'unasked' });
  });
});

describe('a control that shows one thing and holds another', () => {
  it('is called that when it is pointed at, and what it shows is told to nobody', async () => {
    const twin = '<label>E-mail <input name="mail" value="somebody@example.com"></label><input type="hidden" name="mail" value="x">';
    const page = await open(whole(`<h1>A</h1><form>${twin}</form>`));
    const picked = await pointAt(page, 'field', 'input[name=mail]');
    expect(picked?.unreadable).toBe('It shows one value but holds another.');
    expect(JSON.stringify(picked)).not.toContain('somebody@example.com');
  });
});
