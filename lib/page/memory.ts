import { type Index, indexOf } from './find.ts';
import type { Control } from './fingerprint.ts';
import { createNames, type Names } from './names.ts';
import { type OpenRoot, rememberingRoots, treeOf } from './tree.ts';

/**
 * What is slow to find out about a page, kept between two looks as long as nothing it depends on changed. What a control
 * holds is never kept. A look for a press keeps nothing at all.
 */
export type Memory = Readonly<{
  names: Names;
  index(): Index;
  controls(region: Element, find: () => readonly Control[]): readonly Control[];
  /** Forgets what these changes may have touched. */
  forget(records: readonly MutationRecord[]): void;
  forgetAll(): void;
}>;

/** A shadow root that is attached late, or a frame that loads, changes the page and tells nobody. */
const INDEX_MS = 250;

/** Attributes that make an element another thing. */
const STRUCTURAL: ReadonlySet<string> = new Set(['role', 'type', 'href', 'list', 'multiple', 'size', 'alt', 'switch']);

export function createMemory(document: Document, openRoot: OpenRoot, skip: Element): Memory {
  const names = createNames();
  const roots = rememberingRoots(openRoot);
  let index: Readonly<{ is: Index; atMs: number }> | null = null;
  let controls: Readonly<{ are: readonly Control[]; region: Element; index: Index }> | null = null;
  return {
    names,
    index() {
      const now = performance.now();
      if (index === null || now - index.atMs > INDEX_MS) {
        index = { is: indexOf(treeOf(document, { openRoot: roots.open, skip })), atMs: now };
      }
      return index.is;
    },
    controls(region, find) {
      if (controls !== null && controls.region === region && controls.index === index?.is) return controls.are;
      const are = find();
      controls = index === null ? null : { are, region, index: index.is };
      return are;
    },
    forget(records) {
      names.forget(records);
      controls = null;
      if (records.some(isStructural)) index = null;
    },
    forgetAll() {
      names.forgetAll();
      roots.forget();
      index = null;
      controls = null;
    },
  };
}

function isStructural(record: MutationRecord): boolean {
  return record.type === 'childList' || (record.type === 'attributes' && STRUCTURAL.has(record.attributeName ?? ''));
}
