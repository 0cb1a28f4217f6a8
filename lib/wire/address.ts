import { LIMITS } from './limits.ts';
import { z } from './zod.ts';

/** Loopback never leaves the machine (RFC 6761, RFC 8252): only there may an address be plain http. */
function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** Whether requests that carry a token may go to this address at all: https, or http on loopback, and no user in it. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isPrivate = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isPrivate && url.username === '' && url.password === '' && !text.includes('#');
}

/** The address of one endpoint, which may carry a query. */
export const endpointText = z.string().max(LIMITS.urlLengthMax).refine(isSafe);

/** The address of a system, which paths are added to: so it carries no query. */
export const addressText = endpointText.refine((text) => !text.includes('?'));
