import html2canvas from 'html2canvas';
import { render } from 'preact';
import { Sheet } from '../../components/evidence/Sheet.tsx';
import type { DrawReply } from '../../lib/browser/renderer.ts';
import type { DisplayRecord } from '../../lib/core/evidence/record.ts';

/** A document without a window to speak of: the sheet is laid out as if it had this one. Pixels. */
const WINDOW = { windowWidth: 1100, windowHeight: 2000 } as const;
/** Two device pixels for one: readable when a report is printed. */
const SCALE = 2;

let queue: Promise<DrawReply | null> = Promise.resolve(null);

/** Draws one record at a time in this document, which has never seen a console's page. */
export function draw(record: DisplayRecord): Promise<DrawReply | null> {
  queue = queue.then(() => drawn(record));
  return queue;
}

async function drawn(record: DisplayRecord): Promise<DrawReply> {
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
