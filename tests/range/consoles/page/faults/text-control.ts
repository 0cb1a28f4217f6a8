export type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** The text control that an event is about, also inside an open shadow root. */
export function textControlOf(event: Event): TextControl | null {
  const [first] = event.composedPath();
  return isTextControl(first) ? first : null;
}

/** The text controls of the screen, in their order. */
export function textControls(): readonly TextControl[] {
  const places = [...document.querySelectorAll('form input, form textarea, form x-text-field, form x-text-area')];
  return places.flatMap((place) => {
    const control = place.shadowRoot?.querySelector('input, textarea') ?? place;
    return isTextControl(control) ? [control] : [];
  });
}

/** Changes a control as a script does: the page hears of it, but no hand was there. */
export function setByScript(control: TextControl, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

function isTextControl(node: unknown): node is TextControl {
  if (node instanceof HTMLTextAreaElement) return true;
  return node instanceof HTMLInputElement && (node.type === 'text' || node.type === 'email');
}
