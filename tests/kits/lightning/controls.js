import Combobox from 'lightning/combobox';
import DualListbox from 'lightning/dualListbox';
import Input from 'lightning/input';
import RadioGroup from 'lightning/radioGroup';
import Select from 'lightning/select';
import Textarea from 'lightning/textarea';
import { createElement } from 'lwc';
import { INCIDENTS, ROLES } from '../choices.ts';

const fields = document.getElementById('fields');

/** As a template would write it: properties on the element. */
function put(is, tag, properties) {
  fields.append(Object.assign(createElement(tag, { is }), properties));
}

/** Lightning calls a choice's value and label as we do. */
const roles = ROLES.map((one) => ({ ...one }));
const incidents = INCIDENTS.map((one) => ({ value: one, label: one }));

put(Input, 'lightning-input', { label: 'Tenant ID', name: 'tenant' });
put(Textarea, 'lightning-textarea', { label: 'Note', name: 'note' });
put(Select, 'lightning-select', { label: 'Native role', name: 'native_role', options: [{ value: '', label: 'Choose one' }, ...roles] });
put(Combobox, 'lightning-combobox', { label: 'Role', name: 'role', placeholder: 'Choose one', options: roles });
put(Combobox, 'lightning-combobox', { label: 'Incident', name: 'incident', placeholder: 'Choose one', options: incidents });
put(RadioGroup, 'lightning-radio-group', { label: 'Level', name: 'level', options: roles, type: 'radio' });
put(Input, 'lightning-input', { label: 'Acknowledged', name: 'acknowledged', type: 'checkbox' });
put(Input, 'lightning-input', { label: 'Include child tenants', name: 'child_tenants', type: 'toggle' });
put(Input, 'lightning-input', { label: 'Hours', name: 'hours', type: 'number' });
put(Input, 'lightning-input', { label: 'Expires on', name: 'expires', type: 'date' });
put(Input, 'lightning-input', { label: 'Access ends', name: 'ends', type: 'datetime' });
put(DualListbox, 'lightning-dual-listbox', {
  label: 'Privileges',
  name: 'chosen',
  sourceLabel: 'Available',
  selectedLabel: 'Chosen',
  options: roles,
});
