/** Methods that change nothing (RFC 9110, 9.2.1), as far as a page can send them: no profile commits by them, and they stay open. */
export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Any other method may change something, also one that only this console knows. */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.includes(method);
}
