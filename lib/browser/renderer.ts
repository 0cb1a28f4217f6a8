import type { DisplayRecord } from '../core/evidence/record.ts';
import type { Renderer } from '../ports/device.ts';
import { browser, offscreenApi } from './api.ts';

/** What the worker asks the drawing document; only that document listens for it. */
export type DrawRequest = Readonly<{ target: 'offscreen'; record: DisplayRecord }>;
export type DrawReply = Readonly<{ png: string }> | Readonly<{ fault: string }>;
/** Draws in the document that this runs in. The reply is looked at, never trusted to be one. */
export type DrawHere = (record: DisplayRecord) => Promise<unknown>;

const DOCUMENT = 'offscreen.html';
const DRAW_DEADLINE_MS = 15_000;

/** The picture could not be drawn; the record stands without it. */
export class CaptureFailed extends Error {
  override readonly name = 'CaptureFailed';
}

/**
 * Draws records in a document of our own, which sees the record and nothing else. `here` draws in this context where it has a
 * document (Firefox's background page); with null, Chrome's offscreen document is used.
 */
export function renderer(here: DrawHere | null): Renderer {
  const ask: DrawHere = here === null ? inOffscreenDocument() : (record) => withDeadline(here(record));
  return {
    draw: async (record) => {
      const reply = await ask(record);
      if (typeof reply === 'object' && reply !== null && 'png' in reply && typeof reply.png === 'string') return bytesOf(reply.png);
      throw new CaptureFailed('the drawing document gave no picture');
    },
  };
}

/**
 * One drawing after the other; the document is there only while something is drawn. Where the extension's process dies while
 * such a document is open, Chrome puts the whole extension out, and its network rules with it.
 */
function inOffscreenDocument(): DrawHere {
  let waiting = 0;
  let last = closeDocument();
  const drawOne = async (record: DisplayRecord): Promise<unknown> => {
    const api = offscreenApi();
    if (api === null) throw new CaptureFailed('this browser has no document to draw in');
    if (!(await api.hasDocument()))
      await api.createDocument({ url: DOCUMENT, reasons: ['BLOBS'], justification: 'Draws the evidence sheet from a masked record.' });
    const request: DrawRequest = { target: 'offscreen', record };
    return browser.runtime.sendMessage(request);
  };
  return (record) => {
    waiting += 1;
    const drawn = last.then(() => withDeadline(drawOne(record)));
    const over = async () => {
      waiting -= 1;
      if (waiting === 0) await closeDocument();
    };
    last = drawn.then(over, over);
    return drawn;
  };
}

/** Also one that a worker before this one left open. */
async function closeDocument(): Promise<void> {
  const api = offscreenApi();
  if (api !== null && (await api.hasDocument())) await api.closeDocument();
}

function withDeadline(reply: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CaptureFailed('the drawing document was too slow')), DRAW_DEADLINE_MS);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
