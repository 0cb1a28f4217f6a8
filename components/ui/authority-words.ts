/** "incident-command" as a person says it. */
export function authorityWords(authority: string): string {
  const words = authority.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
