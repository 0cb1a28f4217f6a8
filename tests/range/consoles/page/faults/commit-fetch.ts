type Send = (body: string) => Promise<Response>;

/** Stands between the single-page skin and its API for commits: `sending` gets the body and the way to send one. */
export function betweenCommits(sending: (body: string, send: Send) => Promise<Response>): void {
  const fetchBefore = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const isCommit = init?.method === 'POST' && String(input).endsWith('/v1/restorations');
    if (!isCommit || typeof init?.body !== 'string') return fetchBefore(input, init);
    return sending(init.body, (body) => fetchBefore(input, { ...init, body }));
  };
}

/** A request of a fault that was stopped on its way leaves a word in the console, and no more. */
export function sendAside(request: Promise<Response>): void {
  request.then(
    ({ status }) => console.info(`A second request was answered with ${status}.`),
    (error: unknown) => console.info(`A second request did not get through: ${String(error)}`),
  );
}
