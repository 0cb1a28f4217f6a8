import { LabelledField } from './labelled-field.ts';
import { Switch } from './switch.ts';

class TextField extends LabelledField {
  protected override makeControl(): HTMLInputElement {
    const input = document.createElement('input');
    input.type = this.getAttribute('type') ?? 'text';
    input.spellcheck = false;
    return input;
  }
}

class TextArea extends LabelledField {
  protected override makeControl(): HTMLTextAreaElement {
    return document.createElement('textarea');
  }
}

class DateAndTime extends LabelledField {
  protected override makeControl(): HTMLInputElement {
    const input = document.createElement('input');
    input.type = 'datetime-local';
    return input;
  }
}

customElements.define('x-text-field', TextField);
customElements.define('x-text-area', TextArea);
customElements.define('x-datetime', DateAndTime);
customElements.define('x-switch', Switch);
