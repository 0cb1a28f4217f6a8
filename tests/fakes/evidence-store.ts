import { reason } from '../../lib/core/reason.ts';
import type { EvidenceStore } from '../../lib/ports/evidence-store.ts';
import { sha256 } from './example.ts';
import { makeTrouble, type Trouble } from './trouble.ts';

/** A write-once store in memory. */
export type FakeEvidenceStore = Readonly<{ store: EvidenceStore; trouble: Trouble; bundles: ReadonlyMap<string, Uint8Array> }>;

export function fakeEvidenceStore(nowMs: () => number): FakeEvidenceStore {
  const trouble = makeTrouble('evidence-store-unreachable', nowMs);
  const bundles = new Map<string, Uint8Array>();
  return {
    trouble,
    bundles,
    store: {
      name: 'fake evidence store',
      put: (file, options) =>
        trouble.write('put', options, () => {
          const kept = bundles.get(file.name) ?? new Uint8Array(file.bytes);
          bundles.set(file.name, kept);
          if (sha256(kept) === file.sha256) return { is: 'done', value: { location: `memory:/bundles/${file.name}` } };
          const detail = 'the store holds other bytes under this name';
          return { is: 'refused', reason: reason('evidence-broken', { detail }), isStale: false };
        }),
    },
  };
}
