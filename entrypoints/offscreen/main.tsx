import html2canvas from 'html2canvas';
import { render } from 'preact';
import { Sheet } from '../../components/evidence/Sheet.tsx';
import { browser } from '../../lib/browser/api.ts';
import type { DrawReply } from '../../lib/browser/renderer.ts';
import type { DisplayRecord } from '../../lib/core/evidence/record.ts';

/** An offscreen document has no window to speak of; the sheet is laid out as if it had this one. Pixels. */
const WINDOW = { windowWidth: 1100, windowHeight: 2000 } as const;
/** Two device pixels for one: readable when a report is printed. */
const SCALE = 2;

let queue: Promise<DrawReply | null> = Promise.resolve(null);

// Draws one record at a time in this document, which has never seen a console's page.
browser.runtime.onMessage.addListener((message: unknown): Promise<unknown> | undefined => {
  if (!isDrawRequest(message)) return undefined;
  queue = queue.then(() => draw(message.record));
  return queue;
});

async function draw(record: DisplayRecord): Promise<DrawReply> {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  try {
    render(<Sheet record={record} />, place);
    const sheet = place.firstElementChild;
    if (!(sheet instanceof HTMLElement)) return { fault: 'nothing was drawn' };
    const canvas = await html2canvas(sheet, { scale: SCALE, backgroundColor: '#ffffff', logging: false, ...WINDOW });
    if (canvas.width === 0 || canvas.height === 0) return { fault: 'nothing was drawn' };
    const address = canvas.toDataURL('image/png');
    return { png: address.slice(address.indexOf(',') + 1) };
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'unknown' };
  }
}

function isDrawRequest(message: unknown): message is Readonly<{ record: DisplayRecord }> {
  return typeof message === 'object' && message !== null && 'target' in message && message.target === 'offscreen' && 'record' in message;
}
