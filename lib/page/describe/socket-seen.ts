/** The address of the WebSocket that a page's script was about to open, as the policy that only reports tells it; null for any other event. */
export function socketIn(event: Event): string | null {
  if (!event.isTrusted || !(event.type === 'securitypolicyviolation' && 'blockedURI' in event && 'effectiveDirective' in event))
    return null;
  const address = String(event.blockedURI);
  return event.effectiveDirective === 'connect-src' && /^wss?:\/\//.test(address) ? address : null;
}
