import type { RequestClass } from './profile.ts';

/** Whether one request could have the address and method of both: then only its body can tell them apart. */
export function isOneAddress(a: RequestClass, b: RequestClass): boolean {
  if (a.origin !== b.origin || !a.methods.some((method) => b.methods.includes(method))) return false;
  if (typeof a.query === 'string' && typeof b.query === 'string' && a.query !== b.query) return false;
  return a.url === b.url || isOverlapping(a.url, b.url);
}

/** `{id}` stands for any one segment: `/grants/{id}` is `/grants/search`, too. */
function isOverlapping(a: string, b: string): boolean {
  const [one, other] = [a.split('/'), b.split('/')];
  const isAny = (part: string | undefined) => part === '{id}';
  return (
    one.length === other.length &&
    one.every((part, at) => part === other[at] || (isAny(part) && other[at] !== '') || (isAny(other[at]) && part !== ''))
  );
}
