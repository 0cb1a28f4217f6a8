import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/checkbox/checkbox.js';
import '@shoelace-style/shoelace/dist/components/input/input.js';
import '@shoelace-style/shoelace/dist/components/option/option.js';
import '@shoelace-style/shoelace/dist/components/radio/radio.js';
import '@shoelace-style/shoelace/dist/components/radio-group/radio-group.js';
import '@shoelace-style/shoelace/dist/components/select/select.js';
import '@shoelace-style/shoelace/dist/components/switch/switch.js';
import '@shoelace-style/shoelace/dist/components/textarea/textarea.js';
import { ROLES } from '../choices.ts';

const options = ROLES.map(({ value, label }) => `<sl-option value="${value}">${label}</sl-option>`).join('');
const radios = ROLES.map(({ value, label }) => `<sl-radio value="${value}">${label}</sl-radio>`).join('');

document.getElementById('fields').innerHTML = `
  <sl-input name="tenant" label="Tenant ID"></sl-input>
  <sl-textarea name="note" label="Note"></sl-textarea>
  <sl-select name="role" label="Role">${options}</sl-select>
  <sl-select name="roles" label="Roles" multiple>${options}</sl-select>
  <sl-radio-group name="level" label="Level">${radios}</sl-radio-group>
  <sl-checkbox name="acknowledged">Acknowledged</sl-checkbox>
  <sl-switch name="child_tenants">Include child tenants</sl-switch>
  <sl-input name="hours" type="number" label="Hours"></sl-input>
  <sl-input name="ends" type="datetime-local" label="Access ends"></sl-input>`;
