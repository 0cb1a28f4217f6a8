/** A number, a UUID, a key with digits in it, somebody's address. */
const ID = /^\d+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^(?=.*\d)[A-Za-z0-9_-]{6,}$|@|%40/;
/** Words that number a part of the console, and no thing in it: with `{id}` in its place one of them would be all of them. */
const NUMBERED = /^(?:api|auth|oauth|page|phase|screen|stage|step|v|version)[_-]?\d{1,2}(?:[_-][a-z]+)*$/i;
/** A query that is longer is none that a person would read; the profile's own border is this. */
const QUERY_LENGTH_MAX = 256;

/** What frameworks call the page to which a sign-in leads on. */
const GOING_ON = /^(?:next|continue|came_from|(?:return|redirect)(?:_?(?:to|url|uri))?)$/i;

/** A path with `{id}` in the place of each segment that looks like one. */
export function pathPattern(pathname: string): string {
  return pathname
    .split('/')
    .map((part) => (isId(part) ? '{id}' : part))
    .join('/');
}

function isId(part: string): boolean {
  return ID.test(part) && !NUMBERED.test(part);
}

/**
 * The query by which a request is known, where a console sends everything to one path (`route=/login`). Null, which is any, where there
 * is none, or where something in it looks like an id: the next request would have another. One digit is a switch (`ajax=1`). Nor where it says where to go on: that is another page each time.
 */
export function fixedQuery(search: string): string | null {
  const query = search.replace(/^\?/, '');
  const changes = [...new URLSearchParams(query)].some(
    ([name, value]) => GOING_ON.test(name) || (!/^\d$/.test(value) && value.split('/').some(isId)),
  );
  return query === '' || query.startsWith('?') || query.length > QUERY_LENGTH_MAX || changes ? null : query;
}
