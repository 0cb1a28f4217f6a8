/** A press on one of the form's buttons, as the form's `submit` event tells it. */
export type Press = Readonly<{ form: HTMLFormElement; button: HTMLButtonElement; action: string; screen: string }>;

/** The press behind an event, or null when the event is none. */
export function pressOf(event: Event): Press | null {
  const { target: form } = event;
  if (!(event instanceof SubmitEvent) || !(form instanceof HTMLFormElement) || !(event.submitter instanceof HTMLButtonElement)) return null;
  return { form, button: event.submitter, action: event.submitter.value, screen: form.dataset.screen ?? '' };
}

/** Hears presses before the console does. `hear` may end the event. */
export function beforePress(hear: (press: Press, event: Event) => void): void {
  document.addEventListener('submit', (event) => handOn(event, hear), { capture: true });
}

/** Hears the presses that nobody stopped, after the console's own listeners. */
export function afterPress(hear: (press: Press, event: Event) => void): void {
  document.addEventListener('submit', (event) => handOn(event, hear));
}

function handOn(event: Event, hear: (press: Press, event: Event) => void): void {
  const press = pressOf(event);
  if (press !== null) hear(press, event);
}
