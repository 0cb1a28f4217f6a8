import { isFirstTime } from './once.ts';
import { setByScript, textControlOf, textControls } from './text-control.ts';

addEventListener('focusin', (event) => {
  const control = textControlOf(event);
  const controls = textControls();
  const before = control === null ? undefined : controls[controls.indexOf(control) - 1];
  if (before !== undefined && before.value !== '' && isFirstTime('autofill-changes-field'))
    setByScript(before, 'saved-login@support.example');
});
