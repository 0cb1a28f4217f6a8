import { sheet } from './sheet.ts';

/**
 * An on-off control in an open shadow root, taking part in the form around it under `name` with `value` while it is on.
 * Its text is its name; `checked` sets how it begins, `says` explains it.
 */
export class Switch extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();

  get checked(): boolean {
    return this.getAttribute('aria-checked') === 'true';
  }

  connectedCallback(): void {
    if (this.shadowRoot !== null) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const track = document.createElement('span');
    track.className = 'track';
    track.setAttribute('aria-hidden', 'true');
    const body = document.createElement('span');
    body.className = 'switch';
    body.append(track, document.createElement('slot'));
    root.append(body);
    this.setAttribute('role', 'switch');
    this.tabIndex = 0;
    this.#turn(this.hasAttribute('checked'));
    this.addEventListener('click', () => this.#turnByHand());
    this.addEventListener('keydown', (event) => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      if (!event.repeat) this.#turnByHand();
    });
  }

  #turnByHand(): void {
    this.#turn(!this.checked);
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #turn(isOn: boolean): void {
    this.setAttribute('aria-checked', String(isOn));
    this.#internals.setFormValue(isOn ? (this.getAttribute('value') ?? 'on') : null);
  }
}
