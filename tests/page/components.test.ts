import { createHash } from 'node:crypto';
import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from '../gallery/open.ts';

const START_MS = 90_000;

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
}, START_MS);
afterEach(() => page.close());
afterAll(() => gallery.close());

async function open(name: string, options?: BrowserContextOptions): Promise<Page> {
  page = await gallery.show(name, options);
  return page;
}

const pressed = () => page.evaluate(() => Reflect.get(globalThis, 'pressed'));
const showGate = (name: string) => page.evaluate((gate) => Reflect.apply(Reflect.get(globalThis, 'showGate'), null, [gate]), name);
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

/** The name or the words of what has the focus, also inside the panel's shadow root. */
const focused = () =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inside?.getAttribute('aria-label') ?? inside?.textContent?.trim() ?? '';
  });

describe('the panel', () => {
  it('is a landmark that can be walked through from the keyboard, in the order it is read', async () => {
    await open('overlay-filling-last');
    await page.getByRole('complementary', { name: 'Countersign' }).waitFor();
    await page.locator('#submit').focus();
    const walked: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('Tab');
      walked.push(await focused());
    }
    expect(walked).toEqual(['Dock left', 'Fold', 'Fields and legs', 'Still approved12 of 12 green', 'Check now']);
    await page.keyboard.press('Enter');
    expect(await pressed()).toEqual(['check-now']);
  });

  it('shows where the focus is', async () => {
    await open('overlay-filling-last');
    await page.locator('#submit').focus();
    await page.keyboard.press('Tab');
    const outline = await button('Dock left').evaluate((one) => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineColor]);
    expect(outline).toEqual(['solid', 'rgb(255, 255, 255)']);
  });

  it('folds to the edge and unfolds again, and the focus goes along', async () => {
    await open('overlay-held');
    await button('Fold').click();
    expect(await focused()).toBe('Countersign, Northwind Traders: Held. Unfold');
    expect(await page.getByRole('complementary').count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Fold');
    expect(await pressed()).toEqual(['fold true', 'fold false']);
  });

  it('says what became of a held press when it is folded, too', async () => {
    await open('overlay-stopped-folded');
    expect(await page.locator('countersign-panel .tab').textContent()).toContain('press held');
    const spoken = () => page.locator('countersign-panel .spoken[aria-live=polite]').allTextContents();
    await expect.poll(spoken).toContain('This screen is not as approved yet, so the press was held. What you typed is still there.');
  });

  it('docks at the other side, and offers the way back', async () => {
    await open('overlay-held');
    await button('Dock left').click();
    const left = await page.getByRole('complementary').evaluate((one) => one.getBoundingClientRect().left);
    expect(left).toBe(10);
    await button('Dock right').waitFor();
  });

  it('gets out of the way of the control in focus, and comes back', async () => {
    await open('overlay-held', { viewport: { width: 640, height: 700 } });
    await page.getByRole('complementary').waitFor();
    await page.locator('#object').focus();
    expect(await page.getByRole('complementary').count()).toBe(0);
    await page.locator('#submit').focus();
    expect(await page.getByRole('complementary').count()).toBe(1);
  });

  it('does not lose the focus that comes from a control for which it folded', async () => {
    await open('overlay-held', { viewport: { width: 360, height: 640 } });
    await page.locator('#submit').focus();
    await page.locator('countersign-panel .tab').waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('complementary', { name: 'Countersign' }).waitFor();
    expect(await focused()).toBe('Fold');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('submit');
  });

  it('puts the gate right under the tenant in a short window, for the eye and for the keyboard', async () => {
    await open('overlay-filling-last', { viewport: { width: 1200, height: 420 } });
    const tops = await page.locator('.gate, .where').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(tops[0]).toBeLessThan(tops[1] ?? 0);
    expect(await page.locator('.gate').isVisible()).toBe(true);
  });

  it('offers nothing but Check now, Fold and Dock in any state', async () => {
    await open('overlay-filling');
    for (const gate of ['filling', 'held', 'rechecking', 'armed', 'committing', 'confirmed', 'rejected', 'unknown', 'halted']) {
      await showGate(gate);
      const names = await page
        .locator('countersign-panel')
        .getByRole('button')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
      expect(names.filter((name) => !/^(Check now|Fold|Dock left)$/.test(name ?? ''))).toEqual([]);
    }
  });
});

describe('what the panel shows', () => {
  it('keeps a blocked check in reach and says why', async () => {
    await open('overlay-held');
    await button('Check now').click({ force: true });
    expect(await pressed()).toEqual([]);
    expect(await button('Check now').getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator('.because').textContent()).toContain('every field of the last screen matches');
  });

  it('shows nothing of what it read once it is cut off from the worker', async () => {
    await open('overlay-cut-off');
    expect(await page.locator('countersign-panel .fields').count()).toBe(0);
    expect(await page.locator('countersign-panel .gate').textContent()).toContain('not known from here');
  });

  it('lets nothing on the page turn or hide the words of the panel', async () => {
    await open('overlay-long');
    expect(await page.locator('countersign-panel .other-tenant mark').allTextContents()).toEqual(['7Q2K94U+200B']);
    expect(await page.locator('countersign-panel .panel :not(.spoken)').allInnerTexts()).not.toContainEqual(
      expect.stringMatching(/[\u202a-\u202e]/),
    );
  });

  it('marks another tenant character by character', async () => {
    await open('overlay-other-tenant');
    expect(await page.locator('.other-tenant mark').allTextContents()).toEqual(['49']);
  });

  it('is drawn as it should be on a page that styles everything', async () => {
    await open('overlay-held');
    const before = await page.locator('.panel').screenshot();
    await page.addStyleTag({
      content: `* { color: lime !important; font: 30px serif !important; letter-spacing: 4px !important }
        :root { --ink: lime; --surface: lime; --u: 9px }
        countersign-panel { opacity: 0.2 !important; display: none !important; transform: scale(3) !important; --ink: lime !important; pointer-events: none !important }`,
    });
    expect((await page.locator('.panel').screenshot()).equals(before)).toBe(true);
  });
});

describe('the live region', () => {
  const spoken = async () => ({
    status: await page.locator('countersign-panel [role=status]').textContent(),
    alert: await page.locator('countersign-panel [role=alert]').textContent(),
  });

  it('says one sentence for each change, and interrupts for halted and unknown alone', async () => {
    await open('overlay-filling');
    expect(await spoken()).toEqual({ status: 'Gate closed. Submit stays held while you fill in.', alert: '' });
    await showGate('armed');
    expect(await spoken()).toEqual({
      status: 'Armed for 20 seconds. Press the submit once more. Your press goes through, once, with these values.',
      alert: '',
    });
    for (const gate of ['rechecking', 'committing', 'confirmed', 'rejected', 'abandoned', 'held']) {
      await showGate(gate);
      expect((await spoken()).alert).toBe('');
    }
    await showGate('halted');
    expect((await spoken()).alert).toMatch(/^Halted\. The console would grant/);
    await showGate('unknown');
    expect(await spoken()).toEqual({
      status: '',
      alert: 'Outcome unknown. Do not submit again, anywhere. Security was called and reconciles.',
    });
  });

  it('says the same hold each time, although the words are the same', async () => {
    await open('overlay-rechecking');
    const region = page.locator('countersign-panel .spoken[aria-live=polite]:not([role])');
    await region.evaluate((live) => {
      const heard: string[] = [];
      Reflect.set(globalThis, 'heard', heard);
      const hear = () => live.textContent !== '' && heard.push(live.textContent ?? '');
      new MutationObserver(hear).observe(live, { childList: true, characterData: true, subtree: true });
    });
    const heard = () => page.evaluate(() => Reflect.get(globalThis, 'heard').length);
    for (const press of [1, 2]) {
      await page.evaluate((atMs) => Reflect.apply(Reflect.get(globalThis, 'holdPress'), null, [atMs]), press);
      await expect.poll(heard).toBe(press);
    }
  });

  it('says what is found after a halt', async () => {
    await open('overlay-halted');
    await showGate('halted-read-back');
    expect((await spoken()).alert).toContain('Nothing is pending.');
  });

  it('stands in the document before it speaks, and the countdown does not talk', async () => {
    await open('overlay-armed');
    expect(await page.locator('countersign-panel [role=status]').count()).toBe(1);
    expect(await page.locator('countersign-panel [role=alert]').count()).toBe(1);
    expect(await page.locator('countersign-panel [role=timer]').getAttribute('aria-live')).toBe('off');
  });
});

describe('the builder', () => {
  const show = (name: string) => page.evaluate((next) => Reflect.apply(Reflect.get(globalThis, 'showBuilder'), null, [next]), name);
  const ofNow = () => page.evaluate(() => document.activeElement?.className);

  it('takes the focus to what is to be done now, whenever that is another thing', async () => {
    await open('builder-acting');
    await button('Point at a control').click();
    await expect.poll(ofNow).toBe('card now');
    expect(await page.locator(':focus h2').textContent()).toBe('Point at a control');
    for (const [asked, answer] of [
      ['field', 'Keep this field'],
      ['field', 'Let go'],
      ['stopped', 'A step on'],
    ] as const) {
      await show(asked);
      await expect.poll(focused).toBe(asked === 'stopped' ? 'What was that?' : 'You pointed at');
      await button(answer).focus();
      await page.keyboard.press('Enter');
      await expect.poll(focused).toBe('Now');
    }
  });

  it('moves the focus as it draws, and takes it from nobody who has gone on', async () => {
    await open('builder-acting');
    await show('stopped');
    await expect.poll(focused).toBe('What was that?');
    const kept = await page.evaluate(async () => {
      Reflect.apply(Reflect.get(globalThis, 'showBuilder'), null, ['field']);
      const answer = () => [...document.querySelectorAll('button')].find((shown) => shown.textContent === 'Let go');
      for (let asked = 0; answer() === undefined && asked < 100; asked += 1) await Promise.resolve();
      answer()?.focus();
      for (const _frame of [1, 2, 3]) await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      return document.activeElement?.textContent;
    });
    expect(kept).toBe('Let go');
  });

  it('says that something was stopped, and takes the focus from nobody who types', async () => {
    await open('builder-acting');
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.focus();
    await show('stopped');
    await page.locator('[aria-live=polite]', { hasText: 'A press was stopped. Say what it was.' }).waitFor({ state: 'attached' });
    expect(await name.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('the popup', () => {
  const POPUP = { viewport: { width: 400, height: 600 } };
  const status = () => page.locator('[role=status]');

  it.each([
    ['popup-ready', 'closed', 'No execution'],
    ['popup-held', 'held', 'Held'],
    ['popup-armed', 'armed', 'Armed'],
    ['popup-unknown', 'unknown', 'Outcome unknown'],
    ['popup-preflight-red', 'closed', 'Not ready to enter'],
  ])('says the state of %s in one status element', async (name, state, word) => {
    await open(name, POPUP);
    expect(await status().count()).toBe(1);
    expect([await status().getAttribute('data-state'), await status().textContent()]).toEqual([state, word]);
  });

  it('says whom to call once a call to security was not acknowledged for two minutes', async () => {
    await open('popup-calling', POPUP);
    const calls = page.getByRole('region', { name: 'Escalations' }).locator('[data-call]');
    const said = (await calls.allTextContents()).map((text) => text.trim());
    expect(said).toEqual([
      'CASE-1042: security was called; nobody has acknowledged yet.',
      'CASE-1043: security was called; nobody has acknowledged yet.Not acknowledged for 2 min. Call:Security duty desk: +49 30 0000 1001',
      'CASE-1044: security could not be called yet; it is tried again.Not acknowledged for 5 min: call security by telephone now.',
    ]);
  });

  it('says at each leg that is not green what to do about it, and by ear that it is that', async () => {
    await open('popup-preflight-red', POPUP);
    const leg = page.getByRole('listitem').filter({ hasText: 'Open sessions in IAM' });
    expect(await leg.locator('.detail').textContent()).toBe(
      "IAM's answer is missing or incomplete, so open sessions are not known.Now: If it stays so, call the duty desk of that system.",
    );
    const [found, now] = [await leg.locator('.detail').boundingBox(), await leg.locator('.detail .now').boundingBox()];
    expect((now?.y ?? 0) - (found?.y ?? 0)).toBeGreaterThan(10);
    expect(await page.getByRole('listitem').filter({ hasText: 'Case CASE-1042' }).locator('.now').count()).toBe(0);
  });

  it('starts the request of the card whose button was pressed, and no blocked one', async () => {
    await open('popup-ready', POPUP);
    await page.getByRole('article', { name: 'CASE-1042' }).getByRole('button', { name: 'Start', exact: true }).click();
    const blocked = page.getByRole('article', { name: 'CASE-1047' }).getByRole('button', { name: 'Start', exact: true });
    expect(await blocked.isEnabled()).toBe(false);
    await blocked.click({ force: true });
    expect(await pressed()).toEqual(['start CASE-1042']);
  });

  it.each([
    ['popup-signed-out', 'Sign in', 'sign-in'],
    ['popup-not-set-up', 'Set up', 'set-up'],
    ['popup-attention', 'Read again', 'read-again'],
    ['popup-filling-last', 'Check now', 'check-now'],
    ['popup-held', 'Go to console', 'go-to-console'],
    ['popup-armed', 'Halt now', 'halt'],
    ['popup-halted', 'Resume or abandon', 'decide CASE-1042'],
    ['popup-unknown', 'See what is known', 'decide CASE-1042'],
    ['popup-taken-over', 'Back to the list', 'read-again'],
    ['popup-confirmed', 'Export bundle', 'export exe-0f3a9c'],
  ])('%s offers %s', async (name, word, what) => {
    await open(name, POPUP);
    await button(word).first().click();
    expect(await pressed()).toEqual([what]);
  });

  it('offers no halt once something was sent, and no way out where something may have left', async () => {
    await open('popup-committing', POPUP);
    expect(await button('Halt now').count()).toBe(0);
    await page.close();
    await open('popup-unknown', POPUP);
    expect([await button('Halt now').count(), await button('Resume or abandon').count(), await button('Check now').count()]).toEqual([
      0, 0, 0,
    ]);
  });

  it('lets a warning pass only with a reason in words', async () => {
    await open('popup-warned', POPUP);
    await button('Acknowledge').click({ force: true });
    await page.getByRole('textbox', { name: 'Reason' }).fill('   ');
    await button('Acknowledge').click({ force: true });
    expect(await pressed()).toEqual([]);
    await page.getByRole('textbox', { name: 'Reason' }).fill(' agreed with the incident commander ');
    await button('Acknowledge').click();
    expect(await pressed()).toEqual(['acknowledge w1 agreed with the incident commander']);
  });

  it('shows the check words of the panel, and always the same four lines of health', async () => {
    await open('popup-filling', POPUP);
    expect(await page.locator('.words b').textContent()).toBe('cedar lantern');
    expect(await page.locator('.health dt').allTextContents()).toEqual(['Case system', 'You', 'Profile', 'Second submit']);
  });

  it('says in words what this browser cannot hold back, and what to do about it, to whoever asks', async () => {
    await open('popup-attention', POPUP);
    const what = page.getByText('this browser cannot count', { exact: false });
    expect([await page.locator('.popup').textContent(), await what.isVisible()]).toEqual([
      expect.not.stringContaining('best-effort'),
      false,
    ]);
    await page.locator('.health summary').click();
    expect(await what.textContent()).toContain('press the submit once');
    expect(await what.isVisible()).toBe(true);
  });

  it.each(['popup-long-held', 'popup-long-ready'])('%s lets no tenant’s name turn the words around it', async (name) => {
    await open(name, POPUP);
    expect(await page.locator('.popup :not(.spoken)').allInnerTexts()).not.toContainEqual(expect.stringMatching(/[\u202a-\u202e]/));
  });

  it('says of what was refused what was seen, what was expected and what to do now', async () => {
    await open('popup-problem', POPUP);
    expect(await page.locator('.problem p').allTextContents()).toEqual([
      'The case system does not answer.',
      expect.stringMatching(/./),
      expect.stringMatching(/^Now: ./),
    ]);
  });

  it('claims to be reading only while it is, and says when that takes too long', async () => {
    await open('popup-unread', POPUP);
    expect(await page.locator('main').textContent()).not.toContain('Reading');
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1_000);
    await page.goto('http://gallery.localhost/?show=popup-reading');
    expect(await page.locator('main').textContent()).toBe('No executionReading what is at work here …');
    await page.clock.runFor(6_000);
    await page.getByText('Until then, submit nothing in the console.', { exact: false }).waitFor();
  });

  it('keeps Halt now where it is when another button goes: a second click on Check now halts nothing', async () => {
    const placeOfHalt = async (name: string) => {
      await open(name, POPUP);
      const { x, width } = (await button('Halt now').boundingBox()) ?? { x: 0, width: 0 };
      await page.close();
      return [Math.round(x), Math.round(width)];
    };
    const whileOffered = await placeOfHalt('popup-filling-last');
    expect([await placeOfHalt('popup-rechecking'), await placeOfHalt('popup-armed')]).toEqual([whileOffered, whileOffered]);
    await open('popup-armed', POPUP);
  });

  it.each(['popup-armed', 'popup-held', 'popup-confirmed', 'popup-ready'])(
    '%s lies over nothing in a wide and short window',
    async (name) => {
      await open(name, { viewport: { width: 640, height: 400 } });
      const { top, ends } = await page.evaluate(() => ({
        top: document.querySelector('.foot')?.getBoundingClientRect().top ?? 0,
        ends: [...document.querySelectorAll('.middle *')]
          .filter((one) => one.checkVisibility())
          .map((one) => one.getBoundingClientRect().bottom),
      }));
      expect(Math.max(...ends)).toBeLessThanOrEqual(top + 1);
    },
  );
});

describe('the takeover page', () => {
  it('decides nothing without a reason in words, and what it decides is said with it', async () => {
    await open('takeover-successor');
    await button('Take over and resume').click({ force: true });
    await page.getByRole('textbox', { name: 'Reason' }).fill('   ');
    await button('Abandon').click({ force: true });
    expect(await pressed()).toEqual([]);
    await page.getByRole('textbox', { name: 'Reason' }).fill(' lead-01 is off duty ');
    await button('Take over and resume').click();
    expect(await pressed()).toEqual(['decide resume lead-01 is off duty']);
  });

  it('says why an act is not offered, and lets security reconcile only as IAM shows', async () => {
    await open('takeover-security');
    await page.getByRole('textbox', { name: 'Reason' }).fill('read twice');
    await button('Abandon').click({ force: true });
    expect(await page.locator('#decide-abandon').textContent()).toContain('never sent again');
    await button('Reconcile').click();
    expect(await pressed()).toEqual(['reconcile nothing read twice']);
  });

  it('shows every value beside the approved one, and whether anything can have left', async () => {
    await open('takeover-successor');
    expect(await page.locator('[data-left]').getAttribute('data-left')).toBe('nothing');
    const row = page.locator('[data-field="administrator.objectId"]');
    expect(await row.locator('td').allTextContents()).toEqual([
      '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e7I',
      '8b1f0c2e-5a1d-4a53-9f0e-2f7d1c3a9e77',
      'Mismatch',
    ]);
  });

  it('tells a third person who halted it, and shows no value and no act', async () => {
    await open('takeover-not-for-you');
    expect(await page.locator('main').textContent()).toContain('you are not among them');
    expect([await page.getByRole('button').count(), await page.locator('table').count()]).toEqual([0, 0]);
  });

  it.each([
    ['Abandon', 'Abandoned', 'Abandoned. A person ended this execution.'],
    ['Reconcile', 'Reconciled. Nothing was granted. The case can be started anew.', 'Reconciled. Nothing was granted.'],
  ])('moves the focus to what came of %s, and says it', async (word, seen, said) => {
    await open('takeover-decides');
    await page.getByRole('textbox', { name: 'Reason' }).fill('agreed on the call');
    await button(word).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(seen);
    const heard = await page.locator('[aria-live=polite]').allTextContents();
    expect(heard.join(' ')).toContain(said);
  });

  it('says of a case with nothing to decide what was expected and what to do now', async () => {
    await open('takeover-nothing');
    expect(await page.locator('.problem p').allTextContents()).toEqual([
      'Nobody has left this case to somebody else.',
      expect.stringMatching(/./),
      expect.stringMatching(/^Now: ./),
    ]);
  });

  it('does not claim to be reading what could not be read', async () => {
    await open('takeover-unread');
    expect(await page.locator('main').textContent()).not.toContain('Reading');
  });
});

describe('a region in which something will be said', () => {
  it.each(['popup-ready', 'options', 'onboarding-first', 'takeover-successor', 'evidence-list'])(
    'is there before it is said, or nobody would hear it: %s',
    async (name) => {
      await open(name);
      const regions = await page.locator('[aria-live=polite]').evaluateAll((all) => all.map((one) => getComputedStyle(one).display));
      expect([regions.length > 0, regions.includes('none')]).toEqual([true, false]);
    },
  );
});

describe('the options', () => {
  it('keep what was wrong in sight, wherever on the page it was asked for', async () => {
    await open('options-new');
    await page.locator('#keys').scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 4_000);
    await page.waitForFunction(() => scrollY > 100);
    const top = await page
      .locator('.problem')
      .first()
      .evaluate((one) => one.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
  });

  it('call a file wrong only when one was brought: a list that could not be read is said as that', async () => {
    await open('options-unread');
    const said = await page.locator('#profiles').textContent();
    expect([said?.includes('The file was not taken'), said?.includes('Reading')]).toEqual([false, false]);
    expect(await page.locator('#profiles .problem p').count()).toBe(3);
  });
});

describe('first steps and evidence', () => {
  it.each([
    ['onboarding-first', 'Use the practice range', 'use-range'],
    ['onboarding-second', 'Allow on this console', 'allow'],
    ['onboarding-third', 'Sign in', 'sign-in'],
  ])('%s has one thing to do: %s', async (name, word, what) => {
    await open(name);
    const current = page.locator('li[aria-current=step]');
    expect(await current.count()).toBe(1);
    await current.getByRole('button', { name: word, exact: true }).click();
    expect(await pressed()).toEqual([what]);
  });

  it('do not ask for access where no console is described: they say how one comes here', async () => {
    await open('onboarding-no-console');
    expect(await button('Allow on this console').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Describe your console' }).getAttribute('href')).toBe('options.html#profiles');
  });

  it('say what a device that security has not confirmed cannot do, and what to do about it', async () => {
    await open('onboarding-unconfirmed');
    const said = await page.locator('.ready').textContent();
    expect(said).toContain('Nothing can be started here');
    expect(said).toContain(
      'Now: give security this device’s name, and have them look it up in the case system. This device’s name: dev-5b0c',
    );
  });

  it('ends the first steps with the way in', async () => {
    await open('onboarding-done');
    expect(await page.getByRole('link', { name: 'Open Countersign' }).getAttribute('href')).toBe('popup.html');
  });

  it('never calls evidence verified when one fact is wrong', async () => {
    await open('evidence-broken');
    expect(await page.locator('.finding h3').textContent()).toBe('Does not verify');
  });

  it('narrows the executions by words and by outcome, and exports what is left', async () => {
    await open('evidence-list');
    const list = page.getByRole('navigation', { name: 'Executions' });
    await page.getByRole('searchbox').fill('oakline');
    expect(await list.getByRole('link').count()).toBe(1);
    await page.getByRole('searchbox').fill('nobody');
    expect(await list.getByRole('status').textContent()).toBe('0 of 3 shown');
    await page.getByRole('searchbox').fill('');
    await list.getByRole('button', { name: 'Abandoned' }).click();
    expect(await list.getByRole('link').allTextContents()).toEqual([expect.stringContaining('Larkspur Health')]);
    await list.getByRole('button', { name: 'All' }).click();
    await list.getByRole('button', { name: 'Export these 3 bundles' }).click();
    expect(await pressed()).toEqual(['export-all exe-0f3a9c,exe-77b210,exe-19cc04']);
  });

  it('shows a capture from its record where there is no picture, and says so', async () => {
    await open('evidence-entry');
    await page.getByRole('button', { name: /Tenant verification/ }).click();
    await page.getByRole('article', { name: 'Evidence sheet: Tenant verification' }).waitFor();
    expect(await page.locator('figcaption').textContent()).toContain('The picture is missing');
  });

  it('shows the report in a frame without script and without our origin', async () => {
    await open('report');
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    expect(await page.frameLocator('iframe').getByRole('heading').textContent()).toBe('Evidence report');
  });
});

describe('the evidence sheet', () => {
  const drawn = async (): Promise<string> => {
    const address = await page.evaluate(() => Reflect.apply(Reflect.get(globalThis, 'drawSheet'), null, []));
    return createHash('sha256').update(String(address)).digest('hex');
  };

  it.each(['sheet', 'sheet-layout'])('%s gives the same pixels for the same record, whatever the reader prefers', async (name) => {
    await open(name, { colorScheme: 'light' });
    const first = await drawn();
    expect(await drawn()).toBe(first);
    await page.close();
    await open(name, { colorScheme: 'dark', viewport: { width: 700, height: 500 }, locale: 'de-DE', timezoneId: 'Asia/Tokyo' });
    expect(await drawn()).toBe(first);
  });

  it('gives other pixels for another record', async () => {
    await open('sheet');
    const first = await drawn();
    await page
      .locator('.sheet-cell.masked')
      .first()
      .evaluate((cell) => {
        cell.textContent = 'masked: name';
      });
    expect(await drawn()).not.toBe(first);
  });

  it('is 1016 wide, and every cell has one width, masked or not', async () => {
    await open('sheet');
    const width = await page.locator('.sheet').evaluate((one) => one.getBoundingClientRect().width);
    const cells = await page.locator('.sheet-cell').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect([width, cells.length, new Set(cells).size]).toEqual([1016, 6, 1]);
  });
});
