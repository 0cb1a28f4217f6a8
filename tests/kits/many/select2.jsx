import 'select2/dist/css/select2.css';
import $ from 'jquery';
import { INCIDENTS, ROLES } from '../choices.ts';

const options = ROLES.map(({ value, label }) => `<option value="${value}">${label}</option>`).join('');

document.getElementById('fields').innerHTML = `
  <p><label for="role">Role</label> <select id="role" name="role" style="width: 240px"><option value=""></option>${options}</select></p>
  <p><label for="roles">Roles</label> <select id="roles" name="roles" multiple style="width: 500px">${options}</select></p>
  <p><label for="evidence">Evidence</label> <select id="evidence" name="evidence" multiple style="width: 400px">${INCIDENTS.map((one) => `<option>${one}</option>`).join('')}</select></p>`;

window.jQuery = $;
const { default: select2 } = await import('select2');
if (typeof select2 === 'function' && $.fn.select2 === undefined) select2(window, $);
$('#role, #roles').select2();
$('#evidence').select2({ tags: true });
