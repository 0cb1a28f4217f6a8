/** True the first time that it is asked about a thing for the request that is open in this tab. */
export function isFirstTime(thing: string): boolean {
  const key = `${thing}:${document.documentElement.dataset.draft ?? ''}`;
  if (sessionStorage.getItem(key) !== null) return false;
  sessionStorage.setItem(key, 'done');
  return true;
}
