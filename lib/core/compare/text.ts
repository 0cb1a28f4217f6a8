import { SHOWN_CHARACTERS_MAX } from '../limits.ts';
import type { FieldSpec } from '../profile/profile.ts';
import { reason } from '../reason.ts';
import { characterNote } from './character-note.ts';
import { hasHidden, isDisguised } from './characters.ts';
import type { Comparison, Difference, Effective } from './reading.ts';
import { differs, isEmpty, isUnreadable, MATCH, oneText, trimmed } from './verdicts.ts';

export type TextKind = 'identifier' | 'email' | 'name';

/**
 * One text against one text. Identifiers are exact; an e-mail address may differ in case and in Unicode form (NFC), a
 * name in form and in the blanks between its words.
 */
export function compareText(spec: FieldSpec, kind: TextKind, approved: string, value: Effective): Comparison {
  const seen = oneText(value);
  if (seen === null) return isUnreadable(spec, 'it holds several values');
  if (seen === '') return isEmpty(spec);
  const wanted = trimmed(approved);
  const isOneOf = (...texts: readonly string[]) => texts.some((one) => asSeen(kind, one) === asSeen(kind, seen));
  if (isOneOf(wanted, ...(kind === 'email' ? [asciiOf(wanted)] : []))) return MATCH;
  const isHidden = isSameText(kind, wanted, seen) || isDisguised(asSeen(kind, wanted), asSeen(kind, seen));
  const code = isHidden ? 'invisible-characters' : 'field-mismatch';
  return differs('mismatch', reason(code, { field: spec.label, seen, expected: wanted }, spec.id), textDifference(kind, wanted, seen));
}

/** Whether two texts mean the same thing of their kind. Nothing is the same as no text. */
export function isSameText(kind: TextKind, one: string, other: string): boolean {
  return one !== '' && normal(kind, one) === normal(kind, other);
}

/** Signs that case or form turns into a plain one: the Kelvin sign into "k", and three more. */
const TURNING = /([\u0130\u037E\u1FEF\u212A])/;

/** In the normal form, but for what would become a plain sign by it: nobody sees that it is none. */
function asSeen(kind: TextKind, text: string): string {
  return kind === 'identifier'
    ? text
    : text
        .split(TURNING)
        .map((part) => (TURNING.test(part) ? part : normal(kind, part)))
        .join('');
}

function normal(kind: TextKind, text: string): string {
  switch (kind) {
    case 'identifier':
      return text;
    case 'email':
      return folded(text.normalize('NFC'));
    case 'name':
      return text.normalize('NFC').replace(/ +/g, ' ');
  }
}

/** Simple case folding: lower case, and one form of the Greek sigma. "ß" and "ss" stay two different spellings. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/**
 * An approved address as Chromium's e-mail field holds and sends it: its domain in ASCII ("xn--mnchen-3ya.example"). Only a
 * domain in its one plain form is turned; of several others the same one would be made.
 */
function asciiOf(address: string): string {
  const [, name, domain = ''] = /^(.*)@([\p{L}\p{M}\p{N}.-]+)$/u.exec(address) ?? [];
  const isPlain = !hasHidden(domain) && domain.normalize('NFKC') === domain;
  const host = /[^ -~]/.test(domain) && isPlain ? URL.parse(`https://${domain}`) : null;
  return host === null ? address : `${name}@${host.hostname}`;
}

function textDifference(kind: TextKind, approved: string, seen: string): Difference | null {
  const found = characterNote(asSeen(kind, approved), asSeen(kind, seen));
  if (found === null) return null;
  const shown = (text: string) => shorten(asSeen(kind, text));
  return { kind: 'text', approved: shown(approved), seen: shown(seen), ...found };
}

function shorten(text: string): string {
  return text.length <= SHOWN_CHARACTERS_MAX ? text : `${text.slice(0, SHOWN_CHARACTERS_MAX)}…`;
}
