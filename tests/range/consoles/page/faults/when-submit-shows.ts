const WAIT_MS = 1_000;

/** Acts once, one second after the button that commits is on the screen. */
export function whenSubmitShows(act: (form: HTMLFormElement, button: HTMLButtonElement) => void): void {
  const look = (): boolean => {
    const button = document.querySelector('button[name="action"][value="submit"]');
    if (!(button instanceof HTMLButtonElement) || button.form === null) return false;
    const { form } = button;
    setTimeout(() => act(form, button), WAIT_MS);
    return true;
  };
  if (look()) return;
  const observer = new MutationObserver(() => {
    if (look()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
