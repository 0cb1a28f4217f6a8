import '@ui5/webcomponents/dist/CheckBox.js';
import '@ui5/webcomponents/dist/ComboBox.js';
import '@ui5/webcomponents/dist/ComboBoxItem.js';
import '@ui5/webcomponents/dist/DatePicker.js';
import '@ui5/webcomponents/dist/DateTimePicker.js';
import '@ui5/webcomponents/dist/Input.js';
import '@ui5/webcomponents/dist/MultiComboBox.js';
import '@ui5/webcomponents/dist/MultiComboBoxItem.js';
import '@ui5/webcomponents/dist/MultiInput.js';
import '@ui5/webcomponents/dist/Option.js';
import '@ui5/webcomponents/dist/RadioButton.js';
import '@ui5/webcomponents/dist/Select.js';
import '@ui5/webcomponents/dist/StepInput.js';
import '@ui5/webcomponents/dist/Switch.js';
import '@ui5/webcomponents/dist/TextArea.js';
import '@ui5/webcomponents/dist/Token.js';
import { registerLocaleDataLoader } from '@ui5/webcomponents-base/dist/asset-registries/LocaleData.js';
import en from '@ui5/webcomponents-localization/dist/generated/assets/cldr/en.json';
import { INCIDENTS, ROLES } from '../choices.ts';

registerLocaleDataLoader('en', () => Promise.resolve(en));

document.getElementById('fields').innerHTML = `
  <p><ui5-input name="tenant" accessible-name="Tenant ID"></ui5-input></p>
  <p><ui5-textarea name="note" accessible-name="Note"></ui5-textarea></p>
  <p><ui5-select name="role" accessible-name="Role"><ui5-option value="">Choose one</ui5-option>${ROLES.map(({ value, label }) => `<ui5-option value="${value}">${label}</ui5-option>`).join('')}</ui5-select></p>
  <p><ui5-combobox name="incident" accessible-name="Incident">${INCIDENTS.map((one) => `<ui5-cb-item text="${one}"></ui5-cb-item>`).join('')}</ui5-combobox></p>
  <div role="radiogroup" aria-label="Level">${ROLES.map(({ value, label }) => `<ui5-radio-button name="level" value="${value}" text="${label}"></ui5-radio-button>`).join('')}</div>
  <p><ui5-checkbox name="acknowledged" value="on" text="Acknowledged"></ui5-checkbox></p>
  <p><ui5-switch name="child_tenants" value="on" accessible-name="Include child tenants"></ui5-switch></p>
  <p><ui5-multi-combobox style="width: 40rem" name="roles" accessible-name="Roles">${ROLES.map(({ label }) => `<ui5-mcb-item text="${label}"></ui5-mcb-item>`).join('')}</ui5-multi-combobox></p>
  <p><ui5-multi-input style="width: 40rem" name="evidence" accessible-name="Evidence"></ui5-multi-input></p>
  <p><ui5-step-input name="hours" accessible-name="Hours"></ui5-step-input></p>
  <p><ui5-date-picker name="review" accessible-name="Review on" format-pattern="yyyy-MM-dd"></ui5-date-picker></p>
  <p><ui5-datetime-picker name="ends" accessible-name="Access ends" format-pattern="yyyy-MM-dd HH:mm"></ui5-datetime-picker></p>`;

/** A console makes the tokens of what is entered itself. */
document.querySelector('ui5-multi-input').addEventListener('change', ({ target }) => {
  if (target.value === '') return;
  const token = Object.assign(document.createElement('ui5-token'), { text: target.value, slot: 'tokens' });
  target.append(token);
  target.value = '';
});
