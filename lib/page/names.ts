import { computeAccessibleName } from 'dom-accessibility-api';
import { fold } from '../core/profile/words.ts';
import { allIn, attribute, holds, isElement, matches, nameOfTag, openShadowRoot, parentOf, rootOf, styleOf } from './dom.ts';
import { controlOfLabel } from './fields.ts';
import { visibleText } from './visible-text.ts';

/** Accessible names, remembered between looks until something near them changes. */
export type Names = Readonly<{
  /** WAI-ARIA accname 1.2, folded. A hidden control's name is what it would be if it were shown. */
  nameOf(element: Element): string;
  /** Forgets the names that these changes may have touched. */
  forget(records: readonly MutationRecord[]): void;
  forgetAll(): void;
}>;

const LABELS = 'label, legend';

/** Attributes that change names elsewhere, by hiding or by reference. */
const FAR_REACHING: ReadonlySet<string> = new Set(['id', 'for', 'class', 'style', 'hidden', 'aria-hidden', 'slot', 'open']);

export function createNames(): Names {
  let known = new WeakMap<Element, string>();
  const forgetAll = () => {
    known = new WeakMap();
  };
  return {
    nameOf(element) {
      const before = known.get(element);
      if (before !== undefined) return before;
      const name = computeName(element);
      known.set(element, name);
      return name;
    },
    forget(records) {
      for (const record of records) {
        if (reachesFar(record)) return forgetAll();
        for (let at = isElement(record.target) ? record.target : parentOf(record.target); at !== null; at = parentOf(at)) known.delete(at);
      }
    },
    forgetAll,
  };
}

/** A change inside a label, or of something that may be referred to, changes names that stand elsewhere. */
function reachesFar(record: MutationRecord): boolean {
  if (movesLabels(record)) return true;
  const isHiding = record.type === 'attributes' && FAR_REACHING.has(record.attributeName ?? '');
  const target = isElement(record.target) ? record.target : parentOf(record.target);
  if (isHiding && target !== null && holds(target, '*')) return true;
  for (let at = target; at !== null; at = parentOf(at)) {
    const tag = nameOfTag(at);
    if (tag === 'label' || tag === 'legend' || attribute(at, 'id') !== null) return true;
    if (tag === 'form' || tag === 'main' || tag === 'body') return false;
  }
  return false;
}

/** Labels that come or go name controls that stand elsewhere. */
function movesLabels(record: MutationRecord): boolean {
  if (record.type !== 'childList') return false;
  const moved = [...record.addedNodes, ...record.removedNodes];
  return moved.some((node) => isElement(node) && (matches(node, LABELS) || holds(node, LABELS)));
}

function computeName(element: Element): string {
  const name = fold(fromLibrary(element, false));
  if (name !== '') return name;
  return fold(fromLibrary(element, true)) || fold(ofCustomElement(element));
}

/**
 * The library reads names off elements, which a page can clobber on forms. A form's name is its author's alone, and
 * what throws has no name: a locator then does not find it, and what is not found is never taken for right.
 */
function fromLibrary(element: Element, isHiddenCounted: boolean): string {
  if (nameOfTag(element) === 'form') return attribute(element, 'aria-label') ?? attribute(element, 'title') ?? '';
  try {
    return computeAccessibleName(element, {
      getComputedStyle: styleOf,
      computedStyleSupportsPseudoElements: false,
      hidden: isHiddenCounted,
    });
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

/** A custom element may be labelled by a `<label>`, or carry its name in its open shadow root; the library knows neither. */
function ofCustomElement(element: Element): string {
  if (!nameOfTag(element).includes('-')) return '';
  const label = labelsNear(element).find((one) => controlOfLabel(one) === element);
  if (label !== undefined) return visibleText(label);
  const said = attribute(element, 'label');
  if (said !== null) return said;
  return openShadowRoot(element) === null || attribute(element, 'role') === null ? '' : visibleText(element, isList);
}

/** What is chosen in a list is what it holds, and no name. */
function isList(element: Element): boolean {
  return nameOfTag(element) === 'select';
}

function labelsNear(element: Element): readonly Element[] {
  const root = rootOf(element);
  return root === null ? [] : allIn(root, 'label');
}
