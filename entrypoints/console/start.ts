import { openRootOf } from '../../lib/browser/closed-roots.ts';
import { startPageRoom } from '../../lib/page/page-room.ts';
import { mountPanel } from './mount.tsx';
import { workerLink } from './worker-link.ts';

/** Wires the page room to the worker and to the panel. Everything is held closed until the worker says otherwise. */
export function startConsole(): void {
  const life = new AbortController();
  const link = workerLink(life);
  const panel = mountPanel({ onCheckNow: () => link.send({ type: 'check-now' }), signal: life.signal });
  startPageRoom({
    document,
    window,
    documentId: randomName(),
    link,
    overlay: panel,
    clock: { nowMs: () => Date.now() },
    openRoot: openRootOf,
    signal: life.signal,
  });
}

/** `crypto.randomUUID` does not exist on pages that are served without TLS. */
function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
