import { formsOf, valueAt } from './faults-in.ts';
import type { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

/** One line for each thing that is wrong: its place, what was seen there and what may stand there. `whole` is called as `name`. */
export function faultLine(issue: Issue, { whole, name }: Readonly<{ whole: unknown; name: string }>): string {
  return `${issue.path.length === 0 ? name : issue.path.map(String).join('.')}: ${faultWords(issue, whole)}`;
}

/** What is wrong at one place of a document, for whoever writes it. Values are not repeated; names of members are. */
function faultWords(issue: Issue, whole: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `it is ${kindOf(valueAt(whole, issue.path))}, and must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.minimum === 1 ? 'it is empty' : `it must be at least ${issue.minimum}`;
    case 'too_big':
      return `it is larger than ${issue.maximum}`;
    case 'unrecognized_keys':
      return `there is no such thing as ${issue.keys.map((key) => `“${key}”`).join(' or ')}`;
    case 'invalid_value':
      return otherValue(issue, valueAt(whole, issue.path));
    case 'invalid_format':
      return issue.format === 'url' ? 'it is not an address' : 'it is not written as it must be';
    case 'invalid_union':
      return noForm(issue, whole);
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

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return TYPES[typeof value] ?? typeof value;
}

function otherValue({ values }: z.core.$ZodIssueInvalidValue, seen: unknown): string {
  const isAlike = seen !== undefined && values.some((one) => typeof one === typeof seen);
  const kind = isAlike ? `another ${typeof seen === 'string' ? 'text' : typeof seen}` : kindOf(seen);
  return `it is ${kind}, and must be ${values.map((one) => `“${String(one)}”`).join(' or ')}`;
}

/** Of a part that may have several forms, and fits none of them better than another: what is wrong with each. */
function noForm(issue: z.core.$ZodIssueInvalidUnion, whole: unknown): string {
  const forms = formsOf(issue).map((form) =>
    form
      .map((one) => {
        const inside = one.path.slice(issue.path.length).map(String).join('.');
        return inside === '' ? faultWords(one, whole) : `“${inside}”: ${faultWords(one, whole)}`;
      })
      .join(', '),
  );
  const [only, ...others] = new Set(forms);
  if (only === undefined) return 'it is none of the forms that it may have';
  return others.length === 0 ? only : `it is none of the forms that it may have (${[only, ...others].join('; or ')})`;
}
