import type { SessionView } from '../../session.ts';
import { beat } from '../shared/heartbeat.ts';
import { listen, loadScripts, showContext } from '../shared/listen.ts';

/** A page that asks to sign in needs no telling. */
const isSignIn = location.pathname === '/signin';
/** What this page was drawn with. */
let noticesShown = document.querySelector('#notices')?.getAttribute('data-shown') ?? '';

beat('/session/heartbeat');
listen('/session/events', hear);

function hear(session: SessionView): void {
  if (session.signInNeed !== null && !isSignIn) {
    location.assign('/signin');
    return;
  }
  showContext(session);
  loadScripts(session.scripts);
  const notices = JSON.stringify(session.notices);
  if (notices !== noticesShown) void drawNotices();
  noticesShown = notices;
}

async function drawNotices(): Promise<void> {
  const answer = await fetch('/session/notices');
  const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('#notices')?.replaceChildren(...drawn.body.childNodes);
}
