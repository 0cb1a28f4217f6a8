import { isFirstTime } from './once.ts';
import { setByScript, type TextControl, textControlOf, textControls } from './text-control.ts';

// A field that is already filled when this begins is altered at once, so that it can come in the middle.
const filled = textControls().find((control) => control.value !== '' && !control.matches(':focus'));
if (filled !== undefined) alter(filled);
addEventListener('focusout', (event) => {
  const control = textControlOf(event);
  if (control !== null && control.value !== '') alter(control);
});

function alter(control: TextControl): void {
  if (isFirstTime('script-changes-field')) setByScript(control, `${control.value.slice(0, -1)}${control.value.endsWith('0') ? '1' : '0'}`);
}
