/** Runs in the frame: tells the page around it what the field holds. */
const field = document.querySelector('input');
field?.addEventListener('input', () => parent.postMessage(field.value, '*'));
