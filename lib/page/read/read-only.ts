import { textSaidIn } from '../visible-text.ts';
import { alone, linesOf, type Reader, setLook, textLook } from './look.ts';

/** What stands on the page as text; nobody can enter it. A set is written with commas or one on each line. */
export const readReadOnly: Reader = (element, { spec }) => {
  const text = textSaidIn(element);
  return alone(spec.compare === 'set' || spec.compare === 'references' ? setLook(itemsOf(text), spec) : textLook(text, spec));
};

/** The members of a set as a page writes them out. */
export function itemsOf(text: string): readonly string[] {
  return linesOf(text.replace(/[,;]/g, '\n'));
}
