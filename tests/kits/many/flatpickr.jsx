import 'flatpickr/dist/flatpickr.css';
import flatpickr from 'flatpickr';

document.getElementById('fields').innerHTML = `
  <p><label for="ends">Access ends</label> <input id="ends" name="ends"></p>
  <p><label for="other">Other end</label> <input id="other" name="other" data-testid="other"></p>`;

flatpickr('#ends', { enableTime: true, time_24hr: true, allowInput: true, dateFormat: 'Y-m-d H:i' });
flatpickr('#other', {
  enableTime: true,
  time_24hr: true,
  altInput: true,
  defaultDate: '2026-11-01 12:00',
  altFormat: 'j F Y H:i',
  dateFormat: 'Y-m-d H:i',
});
