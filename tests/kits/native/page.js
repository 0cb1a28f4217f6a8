import { INCIDENTS, ROLES } from '../choices.ts';

const options = ROLES.map(({ value, label }) => `<option value="${value}">${label}</option>`).join('');
const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => `<option>${from + at}</option>`).join('');
const boxes = (type, name) =>
  ROLES.map(({ value, label }) => `<label><input type="${type}" name="${name}" value="${value}"> ${label}</label>`).join('');

document.getElementById('fields').innerHTML = `
  <p><label>Tenant ID <input name="tenant"></label></p>
  <p><label>Note <textarea name="note"></textarea></label></p>
  <p><label for="role">Role</label> <select id="role" name="role"><option value="">Choose one</option>${options}</select></p>
  <p><label for="roles">Roles</label> <select id="roles" name="roles" multiple>${options}</select></p>
  <p><label>Incident <input name="incident" list="incidents"></label><datalist id="incidents">${INCIDENTS.map((one) => `<option>${one}</option>`).join('')}</datalist></p>
  <p><label id="case-label" for="case">Case</label>
    <span id="case-box"><input id="case" role="combobox" aria-expanded="false" aria-controls="case-list" autocomplete="off"><input type="hidden" name="case"></span>
    <span id="case-list" role="listbox" aria-labelledby="case-label" hidden>${INCIDENTS.map((one) => `<span role="option">${one}</span> `).join('')}</span></p>
  <fieldset><legend>Level</legend>${boxes('radio', 'level')}</fieldset>
  <fieldset><legend>Privileges</legend>${boxes('checkbox', 'privileges')}</fieldset>
  <p><label><input type="checkbox" name="acknowledged"> Acknowledged</label></p>
  <p><button type="button" role="switch" aria-checked="false" id="children">Include child tenants</button><input type="hidden" name="child_tenants" value="off"></p>
  <p><label>Until day <input type="date" name="day"></label></p>
  <p><label>Access ends <input type="datetime-local" name="ends"></label></p>
  <fieldset><legend>Split end</legend><input type="date" name="ends_0" aria-label="Date"> <input type="time" name="ends_1" aria-label="Time"></fieldset>
  <fieldset><legend>Segmented end</legend>
    <label for="end_day">Day</label> <select id="end_day" name="end_day"><option value="">-</option>${numbers(1, 31)}</select>
    <label for="end_month">Month</label> <select id="end_month" name="end_month"><option value="">-</option>${numbers(1, 12)}</select>
    <label for="end_year">Year</label> <select id="end_year" name="end_year"><option value="">-</option>${numbers(2026, 2029)}</select>
    <label>Hour <input name="end_hour" inputmode="numeric" size="2"></label>
    <label>Minute <input name="end_minute" inputmode="numeric" size="2"></label></fieldset>
  <fieldset><legend>Transfer</legend>
    <label for="available">Available</label> <select id="available" multiple>${options}</select>
    <button type="button" id="choose">Choose</button> <button type="button" id="remove">Remove</button>
    <label for="chosen">Chosen</label> <select id="chosen" name="chosen" multiple></select></fieldset>
  <div role="group" aria-label="Evidence"><ul id="tokens"></ul><input id="evidence" aria-label="Add evidence"><input type="hidden" name="evidence"></div>
  <fieldset><legend>Duration</legend><label>Amount <input type="number" name="amount"></label>
    <label for="unit">Unit</label> <select id="unit" name="unit"><option value="h">hours</option><option value="d">days</option></select></fieldset>
  <p><label>Signed packet <input type="file" name="packet"></label></p>`;

const byId = (id) => document.getElementById(id);

byId('case').addEventListener('click', () => {
  byId('case-list').hidden = false;
});
for (const option of byId('case-list').children) {
  option.addEventListener('click', () => {
    byId('case').value = option.textContent;
    document.querySelector('[name=case]').value = option.textContent;
    byId('case-list').hidden = true;
  });
}
byId('children').addEventListener('click', () => {
  const isOn = byId('children').getAttribute('aria-checked') !== 'true';
  byId('children').setAttribute('aria-checked', String(isOn));
  document.querySelector('[name=child_tenants]').value = isOn ? 'on' : 'off';
});
byId('choose').addEventListener('click', () => byId('chosen').append(...byId('available').selectedOptions));
byId('remove').addEventListener('click', () => byId('available').append(...byId('chosen').selectedOptions));
byId('evidence').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const token = document.createElement('li');
  token.innerHTML = '<span class="token"></span><button type="button">×</button>';
  token.firstChild.textContent = byId('evidence').value;
  token.lastChild.addEventListener('click', () => {
    token.remove();
    keep();
  });
  byId('tokens').append(token);
  byId('evidence').value = '';
  keep();
});

function keep() {
  const texts = [...document.querySelectorAll('.token')].map((one) => one.textContent);
  document.querySelector('[name=evidence]').value = texts.join(',');
}
