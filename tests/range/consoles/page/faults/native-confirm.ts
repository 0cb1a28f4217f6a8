import { isFirstTime } from './once.ts';
import { beforePress } from './press.ts';

const EARLY = ['tenant', 'incident'];

beforePress(({ action, screen }, event) => {
  if ((action !== 'next' && action !== 'submit') || EARLY.includes(screen) || !isFirstTime('native-confirm')) return;
  if (confirm('This also restores the administrators of child tenants. Continue?')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
});
