import type { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong at one place of a document, for whoever writes it. Values are not repeated; names of members are. */
export function faultWords(issue: Issue, whole: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(whole, issue.path) === undefined ? 'it is missing' : `it must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.minimum === 1 ? 'it is empty' : `it must be at least ${issue.minimum}`;
    case 'too_big':
      return `it is larger than ${issue.maximum}`;
    case 'unrecognized_keys':
      return `there is no such thing as ${issue.keys.map((key) => `“${key}”`).join(' or ')}`;
    case 'invalid_value':
      return `it must be ${issue.values.map((one) => `“${String(one)}”`).join(' or ')}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'it is not an address' : 'it is not written as it must be';
    case 'invalid_union':
      return 'it is none of the forms that it may have';
    case 'invalid_key':
      return 'one of its names is not as it must be';
    case 'custom':
      return issue.message;
    default:
      return 'it is not as it must be';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  let at = whole;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
