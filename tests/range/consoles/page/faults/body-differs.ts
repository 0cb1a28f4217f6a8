import { betweenCommits } from './commit-fetch.ts';
import { afterPress } from './press.ts';

const ADDED = 'tenant.admin.read';

// The form's data is gathered after the press, so the change is made when everybody has looked.
afterPress(({ form, action }, event) => {
  if (action !== 'submit' || event.defaultPrevented) return;
  form.addEventListener('formdata', ({ formData }) => formData.append('scope[]', ADDED), { once: true });
});

betweenCommits((body, send) => {
  const sent = JSON.parse(body);
  return send(JSON.stringify({ ...sent, scope: [...sent.scope, ADDED] }));
});
