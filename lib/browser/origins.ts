/** Match patterns for the hosts of a console's pages. Firefox knows no ports in them; the worker checks the origin. */
export function hostPatterns(origins: readonly string[]): string[] {
  return [...new Set(origins.map((origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`))];
}

/** The browser tells the address of a tab only where this extension was given its host. */
export function originOf(address: string | undefined): string | null {
  return address === undefined ? null : (URL.parse(address)?.origin ?? null);
}

/** The origin of the document that makes a request; null where there is none. Chrome tells the origin, Firefox the whole address. */
export function initiatorOf({ initiator, originUrl }: Readonly<{ initiator?: string; originUrl?: string }>): string | null {
  return originOf(initiator ?? originUrl);
}
