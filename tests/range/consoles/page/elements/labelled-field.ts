import { sheet } from './sheet.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

/**
 * A label, a native control and its notes in one shadow root, taking part in the form around it. A custom element is
 * a class in every browser. Attributes: `label`, `name`, `value`, `says`, `error`, `required`, `disabled`; `closed` hides
 * the root; `sends` gives the form another value than the one that is shown.
 */
export abstract class LabelledField extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();
  #control: Control | null = null;

  protected abstract makeControl(): Control;

  get value(): string {
    return this.#control?.value ?? '';
  }

  connectedCallback(): void {
    if (this.#control !== null) return;
    const control = this.makeControl();
    this.#control = control;
    const root = this.attachShadow({ mode: this.hasAttribute('closed') ? 'closed' : 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    control.id = 'control';
    control.value = this.getAttribute('value') ?? '';
    control.required = this.hasAttribute('required');
    control.disabled = this.hasAttribute('disabled');
    control.autocomplete = 'off';
    control.addEventListener('input', () => this.#tellForm());
    // A form in the page does not hear Enter from a control inside a shadow root.
    control.addEventListener('keydown', (event) => this.#pressOnEnter(event));
    root.append(this.#field(control));
    this.#tellForm();
  }

  #field(control: Control): HTMLElement {
    const label = document.createElement('label');
    label.htmlFor = control.id;
    label.textContent = this.getAttribute('label');
    const field = document.createElement('div');
    field.className = 'field';
    field.append(label, control, ...this.#notes(control));
    return field;
  }

  #notes(control: Control): readonly HTMLElement[] {
    const notes = ['says', 'error'].flatMap((name) => {
      const text = this.getAttribute(name);
      if (text === null || text === '') return [];
      const note = document.createElement('p');
      note.id = name;
      note.className = name;
      note.textContent = text;
      return [note];
    });
    if (notes.length > 0) control.setAttribute('aria-describedby', notes.map(({ id }) => id).join(' '));
    if (notes.some(({ id }) => id === 'error')) control.setAttribute('aria-invalid', 'true');
    return notes;
  }

  #tellForm(): void {
    const isSilent = this.hasAttribute('disabled');
    this.#internals.setFormValue(isSilent ? null : (this.getAttribute('sends') ?? this.value));
  }

  #pressOnEnter(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.isComposing || this.#control instanceof HTMLTextAreaElement)
      return;
    const { form } = this.#internals;
    const first = form?.querySelector('button[type="submit"]');
    if (first instanceof HTMLButtonElement) form?.requestSubmit(first);
  }
}
