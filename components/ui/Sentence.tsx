import type { JSX } from 'preact';
import { allVisible } from './visible.ts';

/** Addresses, e-mail addresses, UUIDs, CASE-1042, tnt_7Q2K94, tenant.admin.restore: what must be read character by character. */
const IDENTIFIER =
  /\bhttps?:\/\/[^\s,;]+|[^\s,;@]+@[\w.-]+\w|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?:[A-Z]{2,}-[A-Z0-9][A-Z0-9-]*|[a-z]+_[A-Za-z0-9_]+|[a-z]{2,}(?:\.[a-z][a-z-]+)+)\b/g;

/** A sentence with its identifiers in the face of code, so that 0 and O, 1 and l can be told apart where they stand. */
export function Sentence({ text: written }: Readonly<{ text: string }>): JSX.Element {
  const text = allVisible(written);
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const found of text.matchAll(IDENTIFIER)) {
    parts.push(
      text.slice(from, found.index),
      <span key={found.index} class="code inline">
        {found[0]}
      </span>,
    );
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
