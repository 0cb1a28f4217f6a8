import type { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a document, as deep as it can be named: where a part may have several forms, what is wrong with the
 * one that was meant. `whole` is the document that was parsed.
 */
export function faultsIn(issues: readonly Issue[], whole: unknown): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const forms = formsOf(issue);
    const meant = formMeant(forms, whole, issue.path.length);
    return meant === null ? [issue] : faultsIn(meant, whole);
  });
}

/** What is wrong with each form that a part may have, with its place in the whole document. */
export function formsOf(issue: z.core.$ZodIssueInvalidUnion): readonly (readonly Issue[])[] {
  return issue.errors.map((form) => form.map((one) => ({ ...one, path: [...issue.path, ...one.path] })));
}

/** The one form of which less is missing than of any other. Of two that fit alike neither was meant. */
function formMeant(forms: readonly (readonly Issue[])[], whole: unknown, depth: number): readonly Issue[] | null {
  const lacks = forms.map((form) =>
    form.some((one) => one.code === 'invalid_type' && one.path.length === depth)
      ? Number.POSITIVE_INFINITY
      : form.filter((one) => valueAt(whole, one.path) === undefined).length,
  );
  const least = Math.min(...lacks);
  const [first, ...others] = forms.filter((_, at) => lacks[at] === least);
  return first === undefined || others.length > 0 ? null : first;
}

/** What stands at a place of a document; undefined where nothing does. */
export function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  let at = whole;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
