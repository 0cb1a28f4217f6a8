const BEAT_MS = 20_000;

/** Tells the console every 20 s that somebody is still there, and shows when it last heard. */
export function beat(url: string): void {
  setInterval(() => {
    fetch(url, { method: 'POST', credentials: 'include' }).then(
      () => show(`Last contact ${new Date().toTimeString().slice(0, 5)}`),
      () => show('No contact with the console'),
    );
  }, BEAT_MS);
}

function show(text: string): void {
  const place = document.querySelector('#contact');
  if (place !== null) place.textContent = text;
}
