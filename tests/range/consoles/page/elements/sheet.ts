/** The look of everything inside the shadow roots. Colours and sizes come from the page. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; }
  :host([hidden]) { display: none; }
  .field { display: grid; gap: 4px; }
  label, .label { font-weight: 600; color: var(--ink); }
  input, textarea {
    font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: var(--round);
    padding: 8px 10px; width: 100%; max-width: 30rem; box-sizing: border-box;
  }
  input[type="datetime-local"] { max-width: 16rem; }
  textarea { min-height: 6rem; resize: vertical; }
  input:focus-visible, textarea:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; border-color: var(--accent); }
  input:disabled { background: var(--shade); color: var(--faint); }
  [aria-invalid="true"] { border-color: var(--wrong); }
  p { margin: 0; font-size: 0.875rem; color: var(--faint); }
  .error { color: var(--wrong); }
  .switch { display: flex; gap: 12px; align-items: flex-start; padding: 8px 0; cursor: pointer; }
  .track {
    flex: none; width: 36px; height: 20px; border-radius: 10px; background: var(--track); position: relative; transition: background 120ms;
  }
  .track::after {
    content: ''; position: absolute; inset: 2px auto 2px 2px; width: 16px; border-radius: 50%; background: #fff; transition: translate 120ms;
  }
  :host([aria-checked="true"]) .track { background: var(--accent); }
  :host([aria-checked="true"]) .track::after { translate: 16px; }
  :host([role="switch"]:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: var(--round); }
  @media (prefers-reduced-motion: reduce) { .track, .track::after { transition: none; } }
  @media (forced-colors: active) { .track { border: 1px solid; } }
`);
