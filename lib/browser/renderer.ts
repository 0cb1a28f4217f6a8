import type { DisplayRecord } from '../core/evidence/record.ts';
import type { Renderer } from '../ports/device.ts';
import { browser, offscreenApi } from './api.ts';

/** What the worker asks the drawing document; only that document listens for it. */
export type DrawRequest = Readonly<{ target: 'offscreen'; record: DisplayRecord }>;
export type DrawReply = Readonly<{ png: string }> | Readonly<{ fault: string }>;

const DOCUMENT = 'offscreen.html';
const DRAW_DEADLINE_MS = 15_000;

/** The picture could not be drawn; the record stands without it. */
export class CaptureFailed extends Error {
  override readonly name = 'CaptureFailed';
}

/**
 * Draws records in a document of our own, which sees the record and nothing else. `here` draws in this context where
 * it has a document (Firefox's background page); else Chrome's offscreen document is used.
 */
export function renderer(here: ((record: DisplayRecord) => Promise<Uint8Array>) | null): Renderer {
  let opening: Promise<void> | null = null;
  const open = async (): Promise<void> => {
    const api = offscreenApi();
    if (api === null) throw new CaptureFailed('this browser has no document to draw in');
    if ((await api.hasDocument?.()) === true) return;
    await api.createDocument({ url: DOCUMENT, reasons: ['BLOBS'], justification: 'Draws the evidence sheet from a masked record.' });
  };
  return {
    draw: async (record) => {
      if (here !== null) return here(record);
      opening ??= open().finally(() => {
        opening = null;
      });
      await opening;
      const request: DrawRequest = { target: 'offscreen', record };
      const reply: unknown = await withDeadline(browser.runtime.sendMessage(request));
      if (typeof reply === 'object' && reply !== null && 'png' in reply && typeof reply.png === 'string') return bytesOf(reply.png);
      throw new CaptureFailed('the drawing document gave no picture');
    },
  };
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
