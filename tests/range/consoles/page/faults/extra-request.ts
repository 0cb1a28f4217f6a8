import { betweenCommits, sendAside } from './commit-fetch.ts';
import { postForm } from './post-form.ts';
import { afterPress } from './press.ts';

afterPress(({ form, button, action }, event) => {
  if (action === 'submit' && !event.defaultPrevented) sendAside(postForm(form, button));
});

betweenCommits((body, send) => {
  sendAside(send(body));
  return send(body);
});
