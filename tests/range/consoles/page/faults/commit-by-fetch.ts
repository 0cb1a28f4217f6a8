import { sendAside } from './commit-fetch.ts';
import { postForm } from './post-form.ts';
import { whenSubmitShows } from './when-submit-shows.ts';

whenSubmitShows((form, button) => sendAside(form.dataset.api === undefined ? postForm(form, button) : postJson(form.dataset.api)));

/** In the single-page skin the request stands in the API's draft, so it is taken from there. */
async function postJson(api: string): Promise<Response> {
  const { commit } = await (await fetch(`${api}/v1/draft`, { credentials: 'include' })).json();
  return fetch(`${api}/v1/restorations`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(commit),
  });
}
