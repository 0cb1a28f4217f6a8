import type { FromPage } from '../wire/page-link.ts';
import type { Sight } from './report.ts';
import { TEXT_LENGTH_MAX, visibleText } from './visible-text.ts';

/** A page that keeps saying new things is not written down for ever. */
const TEXTS_MAX = 20;
/** A dialog of the browser stands in the way of everything; this long after it began it is still of now. */
const NOW_MS = 3_000;

/** What no profile lists and the page says all the same: its words go to the worker, each once, to be sealed. */
export type UnlistedWords = Readonly<{
  /** A dialog of the browser opens. */
  opens(kind: string, text: string): void;
  /** How many dialogs of the browser opened just now. */
  justOpened(): number;
  tell(sight: Sight): void;
}>;

export function createUnlistedWords(input: Readonly<{ send: (message: FromPage) => void; nowMs: () => number }>): UnlistedWords {
  const told = new Set<string>();
  let opened: readonly number[] = [];
  const say = (role: string, words: string) => {
    const text = words.slice(0, TEXT_LENGTH_MAX).toWellFormed();
    const key = `${role} ${text}`;
    if (text === '' || told.has(key) || told.size >= TEXTS_MAX) return;
    told.add(key);
    input.send({ type: 'unlisted', role, text });
  };
  const recent = () => opened.filter((atMs) => input.nowMs() - atMs <= NOW_MS);
  return {
    opens(kind, text) {
      opened = [...recent(), input.nowMs()];
      say(kind, text);
    },
    justOpened: () => recent().length,
    tell(sight) {
      for (const { role, element } of sight.unlisted) say(role, visibleText(element));
    },
  };
}
