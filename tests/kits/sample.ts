import type { Page } from '@playwright/test';
import type { Effective } from '../../lib/core/compare/reading.ts';
import type { FieldSpec, Locator } from '../../lib/core/profile/profile.ts';
import { ROLES } from './choices.ts';

/** One control of one kit: how a hand enters two values one after the other, and how a page makes it say two things at once. */
export type Sample = Readonly<{
  control: string;
  field: FieldParts;
  /** The name under which a form of this console sends it. */
  sentAs: string;
  first: Entry;
  second: Entry;
  /** Makes the page show one thing and send another. */
  tear: Act;
}>;

export type Act = (page: Page) => Promise<void>;
export type Entry = Readonly<{ act: Act; holds: Effective }>;
export type FieldParts = Readonly<Pick<FieldSpec, 'kind' | 'locator'> & Partial<FieldSpec>>;

/** Where packages of kits are installed. */
export type KitFolder = 'few' | 'many' | 'lightning';

/** A page of one kit. `folder` holds the packages that it is built from; null = none. */
export type Kit = Readonly<{ name: string; folder: KitFolder | null; page: string; samples: readonly Sample[] }>;

export const text = (value: string): Effective => ({ kind: 'text', text: value });
export const set = (...items: readonly string[]): Effective => ({ kind: 'set', items });
export const named = (role: string, name: string): Locator => ({ role, name: { en: name } });

/** A choice among the three privileges: what they are called on the page, and what is sent. */
export const AMONG_ROLES = {
  options: ROLES.map(({ value }) => value),
  labels: Object.fromEntries(ROLES.map(({ value, label }) => [value, { en: label }])),
};

/** A form that carries one value more under a name of its own. */
export const twin = (name: string, value: string) => async (page: Page) => {
  await page.evaluate(
    ([called, holds]) => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name: called, value: holds });
      document.querySelector('form')?.append(input);
    },
    [name, value] as const,
  );
};

/** Other words in the place of those that a control shows. Nothing that is sent changes. */
export const reword =
  (from: string, to: string, within = 'form'): Act =>
  async (page) => {
    const count = await page.evaluate(
      ([old, fresh, selector]) => {
        const found: Element[] = [...document.querySelectorAll(selector)].flatMap((one) => [one, ...one.querySelectorAll('*')]);
        for (const { shadowRoot } of found) found.push(...(shadowRoot?.querySelectorAll('*') ?? []));
        const saying = found.filter(
          (one) => one.textContent?.trim() === old && one.querySelector('*') === null && one.closest('option, [role=option]') === null,
        );
        for (const one of saying) one.textContent = fresh;
        return saying.length;
      },
      [from, to, within] as const,
    );
    if (count === 0) throw new Error(`nothing on the page says “${from}”`);
  };

/** Another value in a control's own input, set by script: what the kit holds and sends stays. */
export const overwrite = (selector: string, value: string) => async (page: Page) => {
  await page.locator(selector).evaluate((element, fresh) => {
    const owner = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(element, fresh);
  }, value);
};

/** Types into a field that is found by its label, in place of what it held. */
export const type = (label: string, value: string) => async (page: Page) => {
  await page.getByLabel(label, { exact: true }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(value);
};

/** Types a date part by part, from its first part on: a field for dates has no text to be marked. */
export const typeDate =
  (label: string, date: string, time?: string): Act =>
  async (page) => {
    const field = page.getByLabel(label, { exact: true });
    await field.blur();
    await field.focus();
    await page.keyboard.type(date);
    if (time === undefined) return;
    await page.keyboard.press('Tab');
    await page.keyboard.type(time);
  };

/** Chooses from a native list by the keyboard. */
export const choose =
  (label: string, option: string): Act =>
  async (page) => {
    const list = page.getByLabel(label, { exact: true });
    const texts = await list.locator('option').allTextContents();
    await list.focus();
    await page.keyboard.press('Home');
    for (let at = 0; at < texts.indexOf(option); at += 1) await page.keyboard.press('ArrowDown');
  };

/** Opens a list and picks one of its options. */
export const pick = (opener: (page: Page) => ReturnType<Page['locator']>, option: string) => async (page: Page) => {
  await opener(page).click();
  const drawn = page.getByRole('option', { name: option, exact: true }).and(page.locator(':not(option)'));
  await drawn.filter({ visible: true }).click();
};

/** Presses what a box is labelled with: the box itself may lie out of sight under what is drawn. */
export const label =
  (words: string): Act =>
  (page) =>
    page.getByText(words, { exact: true }).click();

export const press =
  (role: 'checkbox' | 'radio' | 'switch' | 'button', name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole(role, { name, exact: true }).click();
  };

export const inTurn =
  (...acts: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page): Promise<void> => {
    for (const act of acts) await act(page);
  };
