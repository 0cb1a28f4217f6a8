import type { Sha256Hex } from '../core/packet/packet.ts';
import type { CallOptions, Written } from './answer.ts';

/** Write-once: a name that exists with the same bytes is done, with other bytes it is refused. Read back and hashed. */
export type EvidenceStore = Readonly<{
  name: string;
  put: (
    file: Readonly<{ name: string; bytes: Uint8Array; sha256: Sha256Hex }>,
    options: CallOptions,
  ) => Promise<Written<Readonly<{ location: string }>>>;
}>;
