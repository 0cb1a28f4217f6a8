import { beforePress, type Press } from './press.ts';

let isConfirmed = false;

beforePress((press, event) => {
  if (press.action !== 'submit' || isConfirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(press);
});

function ask({ form, button }: Press): void {
  const dialog = document.createElement('dialog');
  const title = document.createElement('h2');
  title.id = 'extra-title';
  title.textContent = 'Confirm restoration';
  dialog.setAttribute('aria-labelledby', title.id);
  const text = document.createElement('p');
  text.textContent = 'This grants access to Northwind Traders and all related tenants.';
  const confirm = buttonWith('Confirm for all', () => {
    isConfirmed = true;
    dialog.remove();
    form.requestSubmit(button);
  });
  const cancel = buttonWith('Cancel', () => dialog.remove());
  dialog.append(title, text, confirm, cancel);
  document.body.append(dialog);
  dialog.showModal();
}

function buttonWith(text: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', press);
  return button;
}
