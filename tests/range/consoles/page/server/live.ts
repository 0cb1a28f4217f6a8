import type { SessionView } from '../../session.ts';
import { beat } from '../shared/heartbeat.ts';
import { listen, loadScripts, showContext } from '../shared/listen.ts';

/** What this page was drawn with; a page that asks to sign in needs no telling. */
const isSignIn = location.pathname === '/signin';
let noticesShown: string | null = null;

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
  if (noticesShown !== null && notices !== noticesShown) void drawNotices();
  noticesShown = notices;
}

async function drawNotices(): Promise<void> {
  const answer = await fetch('/session/notices');
  const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.querySelector('#notices')?.replaceChildren(...drawn.body.childNodes);
}
