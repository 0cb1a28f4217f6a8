import 'tom-select/dist/css/tom-select.css';
import TomSelect from 'tom-select';
import { ROLES } from '../choices.ts';

const options = ROLES.map(({ value, label }) => `<option value="${value}">${label}</option>`).join('');

document.getElementById('fields').innerHTML = `
  <p><label for="role">Role</label> <select id="role" name="role"><option value=""></option>${options}</select></p>
  <p><label for="roles">Roles</label> <select id="roles" name="roles" multiple>${options}</select></p>
  <p><label for="evidence">Evidence</label> <input id="evidence" name="evidence"></p>`;

new TomSelect('#role', {});
new TomSelect('#roles', {});
new TomSelect('#evidence', { create: true });
