import type { Effective, Verdict } from '../compare/reading.ts';
import { fitsPattern } from '../profile/pattern.ts';
import type { FieldSpec } from '../profile/profile.ts';
import type { DisplayRow } from './record.ts';

type Evidence = FieldSpec['evidence'];

/** Longer values are never shown: no allow-listed field needs it. */
const SHOWN_LENGTH_MAX = 200;

/** Whether evidence may show this text: the field is allow-listed, and the pattern fits the text from end to end. */
export function mayShow(evidence: Evidence, text: string): boolean {
  return evidence.isShown && text !== '' && text.length <= SHOWN_LENGTH_MAX && fitsPattern(text, evidence.pattern);
}

/**
 * What evidence shows of a value. What is not allow-listed is masked whatever it holds: neither its text, nor its
 * length, nor how many items it has may move anything in here. Only the verdict, which the worker decided, tells
 * an empty field apart.
 */
export function shownOf(evidence: Evidence, value: Effective | null, verdict: Verdict): DisplayRow['shown'] {
  if (verdict === 'empty') return { is: 'nothing' };
  const masked = { is: 'masked', hides: evidence.hides } as const;
  if (!evidence.isShown || value === null) return masked;
  if (value.kind === 'text') return mayShow(evidence, value.text) ? { is: 'value', text: value.text } : masked;
  const items = [...new Set(value.items)].sort();
  const text = items.join(', ');
  return items.length > 0 && text.length <= SHOWN_LENGTH_MAX && items.every((item) => mayShow(evidence, item))
    ? { is: 'value', text }
    : masked;
}
