import type { Box, Locator, Place, Role } from '../page.ts';
import type { Found, Looking, Way, Words } from './finding.ts';

/** What a locator needs of its page. */
export type Sightline = Readonly<{
  look: (looking: Looking) => Promise<Found>;
  /** Presses and releases the left button at a place of the window. */
  press: (place: Place, delayMs: number) => Promise<void>;
  moveTo: (place: Place) => Promise<void>;
  fill: (way: Way, text: string) => Promise<void>;
  focus: (way: Way) => Promise<void>;
  /** Picks the option with this label; where that is null, the one with this value. */
  pick: (way: Way, option: Readonly<{ value: string | null; label: string | null }>) => Promise<void>;
  chooseFile: (way: Way, path: string) => Promise<void>;
}>;

const LOOK_EVERY_MS = 40;
const TIMEOUT_MS = 30_000;
const NOTHING: Found = { count: 0, texts: [], first: null };

type First = NonNullable<Found['first']>;
type Options = Readonly<{ timeout?: number }>;

export function locator(page: Sightline, way: Way): FirefoxLocator {
  return new FirefoxLocator(page, way);
}

/** One of the hand's locators. A class, so that a locator handed to another's `or` is known as one of this browser. */
class FirefoxLocator implements Locator {
  readonly #page: Sightline;
  readonly way: Way;

  constructor(page: Sightline, way: Way) {
    this.#page = page;
    this.way = way;
  }

  first(): Locator {
    return this.nth(0);
  }

  nth(index: number): Locator {
    return locator(this.#page, { by: 'nth', of: this.way, index });
  }

  or(other: Locator): Locator {
    return locator(this.#page, { by: 'or', one: this.way, other: wayOf(other) });
  }

  and(other: Locator): Locator {
    return locator(this.#page, { by: 'and', one: this.way, other: wayOf(other) });
  }

  getByRole(role: Role, options: RoleOptions = {}): Locator {
    return this.#inside(byRole(role, options));
  }

  getByLabel(label: string, options: Exactly = {}): Locator {
    return this.#inside(byLabel(label, options));
  }

  getByText(text: string | RegExp, options: Exactly = {}): Locator {
    return this.#inside(byText(text, options));
  }

  async count(): Promise<number> {
    return (await this.#look()).count;
  }

  async waitFor({ timeout, state = 'visible' }: Options & Readonly<{ state?: 'visible' | 'hidden' | 'attached' }> = {}): Promise<void> {
    const isSo = ({ first }: Found) => (state === 'attached' ? first !== null : (first?.isVisible === true) === (state === 'visible'));
    await this.#until(timeout, state, (found) => (isSo(found) ? true : null));
  }

  async click({ delay = 0, timeout, position }: Options & Readonly<{ delay?: number; position?: Place }> = {}): Promise<void> {
    let before: Box | null = null;
    const box = await this.#until(
      timeout,
      'ready to be pressed',
      ({ first }) => {
        const isSteady = first !== null && isSame(first.box, before);
        before = first?.box ?? null;
        return first !== null && isSteady && first.isVisible && first.isEnabled && first.isOnTop ? first.box : null;
      },
      { isToScroll: true, place: position ?? null },
    );
    const inside = position ?? { x: box.width / 2, y: box.height / 2 };
    await this.#page.press({ x: box.x + inside.x, y: box.y + inside.y }, delay);
  }

  async hover({ timeout, position, force = false }: Options & Readonly<{ position?: Place; force?: boolean }> = {}): Promise<void> {
    const box = await this.#until(timeout, 'there', ({ first }) => (first?.isVisible && (force || first.isOnTop) ? first.box : null), {
      isToScroll: true,
      place: position ?? null,
    });
    const inside = position ?? { x: box.width / 2, y: box.height / 2 };
    await this.#page.moveTo({ x: box.x + inside.x, y: box.y + inside.y });
  }

  async focus(): Promise<void> {
    await this.#first();
    await this.#page.focus(this.way);
  }

  async fill(text: string): Promise<void> {
    await this.#until(undefined, 'ready to be filled', ({ first }) => (first?.isVisible && first.isEnabled ? true : null));
    await this.#page.fill(this.way, text);
  }

  async check(): Promise<void> {
    if (await this.isChecked()) return;
    await this.click();
    await this.#until(undefined, 'checked', ({ first }) => (first?.isChecked ? true : null));
  }

  async selectOption(option: string | Readonly<{ label: string }>): Promise<void> {
    await this.#until(undefined, 'ready to be picked from', ({ first }) => (first?.isVisible && first.isEnabled ? true : null));
    await this.#page.pick(this.way, typeof option === 'string' ? { value: option, label: null } : { value: null, label: option.label });
  }

  async setInputFiles(path: string): Promise<void> {
    await this.#first();
    await this.#page.chooseFile(this.way, path);
  }

  async scrollIntoViewIfNeeded({ timeout }: Options = {}): Promise<void> {
    await this.#until(timeout, 'there', ({ first }) => first, { isToScroll: true, place: null });
  }

  async boundingBox(): Promise<Box | null> {
    const { first } = await this.#look();
    return first?.isVisible === true ? first.box : null;
  }

  async inputValue(): Promise<string> {
    return (await this.#first()).value;
  }

  async isChecked(): Promise<boolean> {
    return (await this.#first()).isChecked;
  }

  async isEnabled({ timeout }: Options): Promise<boolean> {
    return (await this.#first(timeout)).isEnabled;
  }

  async getAttribute(name: string): Promise<string | null> {
    return (await this.#first()).attributes[name] ?? null;
  }

  async textContent(): Promise<string | null> {
    return (await this.#first()).text;
  }

  async allInnerTexts(): Promise<string[]> {
    return [...(await this.#look()).texts];
  }

  #inside(inner: Way): Locator {
    return locator(this.#page, { by: 'within', outer: this.way, inner });
  }

  #first(timeoutMs?: number): Promise<First> {
    return this.#until(timeoutMs, 'there', ({ first }) => first);
  }

  #look(how: Omit<Looking, 'way'> = { isToScroll: false, place: null }): Promise<Found> {
    // Between two documents there is nothing to be seen.
    return this.#page.look({ way: this.way, ...how }).catch(() => NOTHING);
  }

  async #until<T>(timeoutMs = TIMEOUT_MS, what: string, take: (found: Found) => T | null, how?: Omit<Looking, 'way'>): Promise<T> {
    const endMs = performance.now() + timeoutMs;
    for (;;) {
      const taken = take(await this.#look(how));
      if (taken !== null) return taken;
      if (performance.now() > endMs) throw new Error(`${JSON.stringify(this.way)} was not ${what} in ${timeoutMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

type Exactly = Readonly<{ exact?: boolean }>;
type RoleOptions = Exactly & Readonly<{ name?: string | RegExp; level?: number }>;

export function byRole(role: Role, { name, exact = false, level }: RoleOptions): Way {
  return { by: 'role', role, name: name === undefined ? null : wordsOf(name, exact), level: level ?? null };
}

export function byLabel(label: string, { exact = false }: Exactly): Way {
  return { by: 'label', words: wordsOf(label, exact) };
}

export function byText(text: string | RegExp, { exact = false }: Exactly): Way {
  return { by: 'text', words: wordsOf(text, exact) };
}

function wordsOf(words: string | RegExp, isExact: boolean): Words {
  if (typeof words !== 'string') return { say: words.source, how: 'pattern' };
  return { say: words, how: isExact ? 'exact' : 'part' };
}

function wayOf(other: Locator): Way {
  if (!(other instanceof FirefoxLocator)) throw new Error('this locator is not one of Firefox');
  return other.way;
}

function isSame(box: Box, other: Box | null): boolean {
  return other !== null && box.x === other.x && box.y === other.y && box.width === other.width && box.height === other.height;
}
