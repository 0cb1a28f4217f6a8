import '@ui5/webcomponents/dist/CheckBox.js';
import '@ui5/webcomponents/dist/ComboBox.js';
import '@ui5/webcomponents/dist/ComboBoxItem.js';
import '@ui5/webcomponents/dist/Input.js';
import '@ui5/webcomponents/dist/Option.js';
import '@ui5/webcomponents/dist/RadioButton.js';
import '@ui5/webcomponents/dist/Select.js';
import '@ui5/webcomponents/dist/Switch.js';
import '@ui5/webcomponents/dist/TextArea.js';
import { INCIDENTS, ROLES } from '../choices.ts';

document.getElementById('fields').innerHTML = `
  <p><ui5-input name="tenant" accessible-name="Tenant ID"></ui5-input></p>
  <p><ui5-textarea name="note" accessible-name="Note"></ui5-textarea></p>
  <p><ui5-select name="role" accessible-name="Role"><ui5-option value="">Choose one</ui5-option>${ROLES.map(({ value, label }) => `<ui5-option value="${value}">${label}</ui5-option>`).join('')}</ui5-select></p>
  <p><ui5-combobox name="incident" accessible-name="Incident">${INCIDENTS.map((one) => `<ui5-cb-item text="${one}"></ui5-cb-item>`).join('')}</ui5-combobox></p>
  <div role="radiogroup" aria-label="Level">${ROLES.map(({ value, label }) => `<ui5-radio-button name="level" value="${value}" text="${label}"></ui5-radio-button>`).join('')}</div>
  <p><ui5-checkbox name="acknowledged" value="on" text="Acknowledged"></ui5-checkbox></p>
  <p><ui5-switch name="child_tenants" value="on" accessible-name="Include child tenants"></ui5-switch></p>`;
