import { isFirstTime } from './once.ts';
import { setByScript, textControlOf } from './text-control.ts';

const SELECTOR = 'form input, form textarea, form x-text-field, form x-text-area, form x-datetime, form x-switch';

// What is filled already when this begins is altered at once: the fault can come in the middle.
const filled = [...document.querySelectorAll(SELECTOR)]
  .map((place) => place.shadowRoot?.querySelector('input, textarea') ?? place)
  .filter(isFilled);
const first = filled.find((control) => !control.matches(':focus')) ?? filled[0];
if (first !== undefined) alter(first);

addEventListener('focusout', (event) => {
  const control = textControlOf(event);
  if (control !== null && isFilled(control)) alter(control);
});

function isFilled(control: Element): boolean {
  if (control.matches(':disabled, [type="hidden"]')) return false;
  if (control instanceof HTMLInputElement && control.type === 'checkbox') return control.checked;
  if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) return control.value !== '';
  return control.getAttribute('aria-checked') === 'true';
}

/** The last sign of a text becomes another; a box or switch is turned off. */
function alter(control: Element): void {
  if (!isFirstTime('script-changes-field')) return;
  if (control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type !== 'checkbox')) {
    setByScript(control, `${control.value.slice(0, -1)}${control.value.endsWith('0') ? '1' : '0'}`);
  } else if (control instanceof HTMLElement) {
    control.click();
  }
}
