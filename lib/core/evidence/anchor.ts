import type { Sha256Hex } from '../packet/packet.ts';
import { readCanonical } from './canonical.ts';
import { textOf } from './encoding.ts';
import { instant, sha256, shape, text, wholeNumber } from './guards.ts';

/** That the case system kept a head, as it answered. Whoever rewrites the chain later cannot rewrite the case. */
export type Anchor = Readonly<{
  v: 1;
  case: string;
  execution: string;
  seq: number;
  head: Sha256Hex;
  note: Readonly<{ id: string; at: string; sha256: Sha256Hex; text: string }>;
}>;

const isAnchor = shape({
  v: (value: unknown): value is 1 => value === 1,
  case: text,
  execution: text,
  seq: wholeNumber,
  head: sha256,
  note: shape({ id: text, at: instant, sha256, text }),
});

/** The receipt in a file under `anchors/`, in RFC 8785 form; null when it is none. */
export function readAnchor(bytes: Uint8Array): Anchor | null {
  const value = readCanonical(textOf(bytes) ?? '')?.value;
  return isAnchor(value) ? value : null;
}
